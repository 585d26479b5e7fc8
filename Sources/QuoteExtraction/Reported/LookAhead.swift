import NewsSyntax
import RuleEngine

/// What a sentence's candidates ask of its items again and again, worked out once: the classes of
/// what stands at each place, finite verbs, quotations.
///
/// Kept from sentence to sentence, so that nothing is allocated for each.
struct LookAhead: Sendable {
  /// The sentence's items.
  private(set) var range = 0..<0
  /// The last finite verb of the sentence.
  private(set) var lastFinite = -1
  private(set) var holdsQuotation = false
  /// The items, and two ends behind them; then what is left of longer sentences.
  private var places: [Place] = []

  /// An item of the sentence, or its end.
  struct Place: Sendable {
    /// The class of the item.
    var code: LookCode = 0
    /// The name of what begins there, and the column of weights that it has.
    var name: LookCode = 0
    var column: UInt16 = 0
    /// The column of the item's class.
    var codeColumn: UInt16 = 0
    /// The first finite verb from it on; the sentence's end where there is none.
    var finite: Int32 = 0
    var step: Step = []
  }

  /// What an item is to a walk over a content.
  struct Step: OptionSet, Sendable {
    let rawValue: UInt8
    static var finite: Step { Step(rawValue: 1) }
    static var comma: Step { Step(rawValue: 2) }
    /// A comma or colon: no content ends with it.
    static var mark: Step { Step(rawValue: 4) }
    /// A word that may go on a content: a preposition, a conjunction, a relative, an adverb.
    static var link: Step { Step(rawValue: 8) }
    static var conjunction: Step { Step(rawValue: 16) }

    @inline(__always)
    init(rawValue: UInt8) { self.rawValue = rawValue }

    @inline(__always)
    init(_ tag: Tag) {
      switch tag {
      case .VBD, .VBP, .VBZ, .MD: self = .finite
      case .comma: self = [.comma, .mark]
      case .colon: self = .mark
      case .CC: self = [.link, .conjunction]
      case .IN, .TO, .WP, .WDT, .WRB, .RB: self = .link
      default: self = []
      }
    }
  }

  /// Takes a sentence.
  ///
  /// - Complexity: Linear in its items.
  mutating func load(_ range: Range<Int>, _ reader: ParagraphReader, _ model: ReportedModel) {
    self.range = range
    var lastFinite = -1
    var holdsQuotation = false
    let count = range.count
    if places.count < count + 2 {
      places += repeatElement(Place(), count: count + 2 - places.count)
    }
    let names = model.places
    let columns = model.ends.weights.columns
    var places = places.mutableSpan
    let end = Place(
      column: columns[0], codeColumn: columns[0], finite: Int32(range.upperBound))
    (places[count], places[count + 1]) = (end, end)
    var finite = end.finite
    var (next, afterNext) = (end.code, end.code)
    for index in range.reversed() {
      let item = reader[index]
      let code = names.code(of: item, index, reader)
      let step = names.step(item.tag)
      if step.contains(.finite) {
        finite = Int32(truncatingIfNeeded: index)
        if lastFinite < 0 { lastFinite = index }
      }
      if item.isQuotation { holdsQuotation = true }
      let name = names.name(code, next, afterNext) {
        reader.phrases.startsClause(at: index + $0, limit: range.upperBound)
      }
      places[index &- range.lowerBound] = Place(
        code: code, name: name, column: columns[Int(name)], codeColumn: columns[Int(code)],
        finite: finite, step: step)
      (next, afterNext) = (code, next)
    }
    (self.lastFinite, self.holdsQuotation) = (lastFinite, holdsQuotation)
  }

  /// An item of the sentence, or one of two ends behind it.
  @inline(__always)
  subscript(index: Int) -> Place { places[index &- range.lowerBound] }
}

/// What ending at each place of a sentence weighs to all contents of a kind, worked out when it is
/// first asked for.
struct PlaceSums: Sendable {
  private var range = 0..<0
  private var sums: [Int32] = []
  private static var unknown: Int32 { .min }

  /// Takes a sentence.
  mutating func load(_ range: Range<Int>) {
    self.range = range
    sums.removeAll(keepingCapacity: true)
    sums.append(
      contentsOf: repeatElement(
        Self.unknown, count: ReportedFrame.ContentKind.allCases.count * (range.count + 1)))
  }

  @inline(__always)
  mutating func sum(
    _ kind: ReportedFrame.ContentKind, _ end: Int, _ make: () -> Int32
  ) -> Int32 {
    let index =
      (Int(kind.rawValue) &- 1) &* (range.count &+ 1) &+ end &- range.lowerBound
    let known = sums[index]
    if known != Self.unknown { return known }
    let sum = make()
    sums[index] = sum
    return sum
  }
}
