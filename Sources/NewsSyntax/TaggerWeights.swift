import RuleEngine

/// The weights of the tagger's features: a row of one byte a tag for each, and where to find it.
package struct TaggerWeights: Sendable {
  /// Rows of `Tag.count` weights; the first is all zero.
  var rows: [Int8] = [Int8](repeating: 0, count: Tag.count)
  /// The row of each entry's own feature; empty when the tables have taken them over.
  private(set) var own: [UInt16]
  /// The rows of the other features, one kind behind the other.
  private(set) var places: [UInt16] = []
  /// Where each kind begins in `places`.
  private(set) var layout = Layout()

  /// Where the rows of each kind of feature begin.
  struct Layout: Sendable {
    /// The two tags before: further × `Tag.count` + nearer.
    var tags = 0
    /// Class × `Tag.count` + tag before.
    var classTag = 0
    /// Class × `nextClasses` + class of the next word.
    var classNext = 0
    /// The lexeme before.
    var before = 0
    /// The lexeme after.
    var after = 0
    /// The number of classes as the word before sees them.
    var nextClasses = 0
  }

  /// Places the weights of a model; features that name what the tables do not have are left out.
  init(
    _ weights: [TaggerModel.Weights], tables: TaggerTables, lexemes: Int,
    lexeme: (String) -> LexemeID
  ) {
    let classNames = tables.classNames
    let nextClasses = tables.nextNames.count
    own = [UInt16](repeating: 0, count: tables.entries.count)
    var tags = [UInt16](repeating: 0, count: Tag.count * Tag.count)
    var classTag = [UInt16](repeating: 0, count: classNames.count * Tag.count)
    var classNext = [UInt16](repeating: 0, count: classNames.count * nextClasses)
    var before = [UInt16](repeating: 0, count: lexemes)
    var after = before
    rows.reserveCapacity((weights.count + 1) * Tag.count)

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
      func place(_ table: inout [UInt16], _ index: Int?) {
        guard let index, index < table.count else { return }
        table[index] = row
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
        place(&classNext, Self.pair(value, classNumbers, nextNumbers, width: nextClasses))
      case .before: place(&before, Self.known(lexeme(value)))
      case .after: place(&after, Self.known(lexeme(value)))
      }
      guard placed else { continue }
      let start = rows.count
      rows += repeatElement(0, count: Tag.count)
      for (tag, weight) in feature.weights { rows[start + Int(tag.rawValue)] = weight }
    }
    layout.nextClasses = nextClasses
    layout.classTag = tags.count
    layout.classNext = layout.classTag + classTag.count
    layout.before = layout.classNext + classNext.count
    layout.after = layout.before + before.count
    places = tags + classTag + classNext + before + after
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
