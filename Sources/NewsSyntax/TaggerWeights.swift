package import FlatImage
import RuleEngine

/// The weights of the tagger's features: a row of one byte a tag for each, and where to find it.
package struct TaggerWeights: Sendable {
  /// Rows of `Tag.count` weights; the first is all zero.
  var rows = FlatArray([Int8](repeating: 0, count: Tag.count))
  /// The row of each entry's own feature; empty when the tables have taken them over.
  private(set) var own: FlatArray<UInt16>
  /// The rows of the two tags before, at further × `Tag.count` + nearer; then, from `classTag` on,
  /// those of the class and the tag before, at class × `Tag.count` + tag.
  private(set) var places = FlatArray<UInt16>()
  private(set) var classTag = 0
  /// For each lexeme the row of its standing before a word, then of its standing after one.
  private(set) var neighbours: FlatArray<UInt16>
  /// The rows of a class, in the higher sixteen bits of the key, and the class of the next word.
  private(set) var classNext = KeyTable()

  /// Places the weights of a model; features that name what the tables do not have are left out.
  init(
    _ weights: [TaggerModel.Weights], tables: TaggerTables, lexemes: Int,
    lexeme: (String) -> LexemeID
  ) {
    let classNames = tables.classNames
    own = FlatArray([UInt16](repeating: 0, count: tables.entries.count))
    var tags = FlatArray([UInt16](repeating: 0, count: Tag.count * Tag.count))
    var classTag = FlatArray([UInt16](repeating: 0, count: classNames.count * Tag.count))
    neighbours = FlatArray([UInt16](repeating: 0, count: lexemes * 2))
    rows.array.reserveCapacity((weights.count + 1) * Tag.count)

    let classNumbers = Dictionary(
      classNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let nextNumbers = Dictionary(
      tables.nextNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let tagNumbers = Dictionary(
      Tag.allCases.map { ($0.name, Int($0.rawValue)) }, uniquingKeysWith: { first, _ in first })
    var raised: [String: [Int]] = [:]
    for (number, own) in tables.ownValues.enumerated() where own.feature == .raised {
      raised[own.value, default: []].append(number)
    }
    for feature in weights where rows.count / Tag.count < Int(UInt16.max) {
      let row = UInt16(rows.count / Tag.count)
      var placed = false
      func place(_ table: inout FlatArray<UInt16>, _ index: Int?) {
        guard let index, index < table.count else { return }
        table.array[index] = row
        placed = true
      }
      let value = feature.value
      switch feature.feature {
      case .word:
        let entry = tables.entry(ofForm: value, lexeme: lexeme(value))
        place(&own, entry == 0 ? nil : Int(entry))
      case .ending:
        place(&own, WordEnding(named: value).flatMap { tables.entry(of: $0) }.map(Int.init))
      case .raised: for number in raised[value] ?? [] { place(&own, number) }
      case .tags:
        place(&tags, Self.pair(value, tagNumbers, tagNumbers, width: Tag.count))
      case .classTag:
        place(&classTag, Self.pair(value, classNumbers, tagNumbers, width: Tag.count))
      case .classNext:
        guard let pair = Self.pair(value, classNumbers, nextNumbers, width: 1 << 16) else { break }
        classNext.set(UInt32(pair), to: row)
        placed = true
      case .before: place(&neighbours, Self.known(lexeme(value)).map { 2 * $0 })
      case .after: place(&neighbours, Self.known(lexeme(value)).map { 2 * $0 + 1 })
      }
      guard placed else { continue }
      let start = rows.count
      rows.array += repeatElement(0, count: Tag.count)
      for (tag, weight) in feature.weights {
        rows.array[start + Int(tag.rawValue)] = weight
      }
    }
    self.classTag = tags.count
    places = FlatArray(tags.array + classTag.array)
  }

  /// The place of two names, parted by a space, in a table of that width.
  private static func pair(
    _ value: String, _ first: [String: Int], _ second: [String: Int], width: Int
  ) -> Int? {
    guard let space = value.utf8.firstIndex(of: 0x20),
      let a = first[String(value[..<space])],
      let b = second[String(value[value.utf8.index(after: space)...])]
    else { return nil }
    return a * width + b
  }

  private static func known(_ lexeme: LexemeID) -> Int? { lexeme == 0 ? nil : Int(lexeme) }
}

extension TaggerWeights: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    rows = try image.flatArray()
    own = FlatArray()
    places = try image.flatArray()
    classTag = try image.value()
    neighbours = try image.flatArray()
    classNext = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(rows)
    image.lay(places)
    image.lay(classTag)
    image.lay(neighbours)
    image.lay(classNext)
  }
}
