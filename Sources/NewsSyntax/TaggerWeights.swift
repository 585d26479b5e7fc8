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
    let names = FeaturePlaces(tables)
    own = FlatArray([UInt16](repeating: 0, count: tables.entries.count))
    classTag = Tag.count * Tag.count
    places = FlatArray(
      [UInt16](repeating: 0, count: classTag + tables.classNames.count * Tag.count))
    neighbours = FlatArray([UInt16](repeating: 0, count: lexemes * 2))
    rows.array.reserveCapacity((weights.count + 1) * Tag.count)
    for feature in weights where rows.count / Tag.count < Int(UInt16.max) {
      let row = UInt16(rows.count / Tag.count)
      let found = names.places(of: feature, tables, lexeme: lexeme).filter { set(row, at: $0) }
      guard !found.isEmpty else { continue }
      let start = rows.count
      rows.array += repeatElement(0, count: Tag.count)
      for (tag, weight) in feature.weights {
        rows.array[start + Int(tag.rawValue)] = weight
      }
    }
  }

  /// Puts a row at a place; `false` where the tables end before it.
  private mutating func set(_ row: UInt16, at place: FeaturePlace) -> Bool {
    switch place {
    case .own(let entry) where entry < own.count: own.array[entry] = row
    case .tags(let index) where index < classTag: places.array[index] = row
    case .classTag(let index) where classTag + index < places.count:
      places.array[classTag + index] = row
    case .neighbours(let index) where index < neighbours.count: neighbours.array[index] = row
    case .classNext(let key): classNext.set(key, to: row)
    default: return false
    }
    return true
  }
}

/// Where the row of a feature is kept.
private enum FeaturePlace {
  case own(Int), tags(Int), classTag(Int), neighbours(Int)
  case classNext(UInt32)
}

/// Finds where a feature belongs by the names in its value.
private struct FeaturePlaces {
  private let classes, nextClasses, tags: [String: Int]
  /// The entries that have a feature for being raised, by what that names.
  private var raised: [String: [Int]] = [:]

  init(_ tables: TaggerTables) {
    func numbers(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    classes = numbers(tables.classNames)
    nextClasses = numbers(tables.nextNames)
    tags = numbers(Tag.allCases.map(\.name))
    for (number, own) in tables.ownValues.enumerated() where own.feature == .raised {
      raised[own.value, default: []].append(number)
    }
  }

  func places(
    of feature: TaggerModel.Weights, _ tables: TaggerTables, lexeme: (String) -> LexemeID
  ) -> [FeaturePlace] {
    let value = feature.value
    let place: FeaturePlace? =
      switch feature.feature {
      case .word:
        Self.known(UInt32(tables.entry(ofForm: value, lexeme: lexeme(value)))).map { .own($0) }
      case .ending:
        WordEnding(named: value).flatMap { tables.entry(of: $0) }.map { .own(Int($0)) }
      case .raised: nil
      case .tags: pair(value, tags, tags, width: Tag.count).map { .tags($0) }
      case .classTag: pair(value, classes, tags, width: Tag.count).map { .classTag($0) }
      case .classNext:
        pair(value, classes, nextClasses, width: 1 << 16).map { .classNext(UInt32($0)) }
      case .before: Self.known(lexeme(value)).map { .neighbours(2 * $0) }
      case .after: Self.known(lexeme(value)).map { .neighbours(2 * $0 + 1) }
      }
    if let place { return [place] }
    return feature.feature == .raised ? (raised[value] ?? []).map { .own($0) } : []
  }

  /// The place of two names, parted by a space, in a table of that width.
  private func pair(
    _ value: String, _ first: [String: Int], _ second: [String: Int], width: Int
  ) -> Int? {
    guard let space = value.utf8.firstIndex(of: 0x20),
      let a = first[String(value[..<space])],
      let b = second[String(value[value.utf8.index(after: space)...])]
    else { return nil }
    return a * width + b
  }

  private static func known(_ number: UInt32) -> Int? { number == 0 ? nil : Int(number) }
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
