import NewsSyntax
import RuleEngine

/// What a sentence's candidates ask of its items again and again, worked out once: the classes of
/// what stands at each place, finite verbs, quotations, and what ending there weighs.
///
/// Kept from sentence to sentence, so that nothing is allocated for each.
struct LookAhead: Sendable {
  /// The sentence's items.
  private(set) var range = 0..<0
  /// The last finite verb of the sentence.
  private(set) var lastFinite = -1
  /// The class of each item, and two ends behind them.
  private var codes: [LookCode] = []
  /// The name of each place, and the end's.
  private var names: [LookCode] = []
  /// What each item is to a walk over a content.
  private var steps: [Step] = []
  /// For each item the first finite verb from it on.
  private var finite: [Int32] = []
  private(set) var holdsQuotation = false
  /// What ending at each place weighs to all contents of a kind; `unknown` until it is asked for.
  var placeSums: [Int32] = []
  static let unknown = Int32.min

  /// What an item is to a walk over a content.
  struct Step: OptionSet {
    let rawValue: UInt8
    static let finite = Step(rawValue: 1)
    static let comma = Step(rawValue: 2)
    /// A comma or colon: no content ends with it.
    static let mark = Step(rawValue: 4)
    /// A word that may go on a content: a preposition, a conjunction, a relative, an adverb.
    static let link = Step(rawValue: 8)
  }

  /// Takes a sentence.
  ///
  /// - Complexity: Linear in its items.
  mutating func load(_ range: Range<Int>, _ reader: ParagraphReader, _ table: LookNames) {
    self.range = range
    lastFinite = -1
    holdsQuotation = false
    codes.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    finite.removeAll(keepingCapacity: true)
    for index in range {
      let item = reader[index]
      codes.append(table.code(of: item, index, reader))
      var step: Step = []
      switch item.tag {
      case .VBD, .VBP, .VBZ, .MD:
        step = .finite
        lastFinite = index
      case .comma: step = [.comma, .mark]
      case .colon: step = .mark
      case .IN, .TO, .CC, .WP, .WDT, .WRB, .RB: step = .link
      case .quotation: holdsQuotation = true
      default: break
      }
      steps.append(step)
    }
    codes.append(0)
    codes.append(0)
    for place in 0..<range.count {
      names.append(
        table.name(codes, at: place) { ahead in
          reader.phrases.startsClause(
            at: range.lowerBound + place + ahead, limit: range.upperBound)
        })
    }
    names.append(0)
    var next = Int32(range.upperBound)
    finite.append(contentsOf: repeatElement(next, count: range.count + 1))
    for place in steps.indices.reversed() {
      if steps[place].contains(.finite) { next = Int32(range.lowerBound + place) }
      finite[place] = next
    }
    let kinds = ReportedFrame.ContentKind.allCases.count
    placeSums.removeAll(keepingCapacity: true)
    placeSums.append(
      contentsOf: repeatElement(Self.unknown, count: kinds * (range.count + 1)))
  }

  /// The name of what stands at an item; the end's outside the sentence.
  @inline(__always)
  func name(at index: Int) -> LookCode {
    range.contains(index) ? names[index &- range.lowerBound] : 0
  }

  /// The class of one item; the end's outside the sentence.
  @inline(__always)
  func word(_ index: Int) -> LookCode {
    range.contains(index) ? codes[index &- range.lowerBound] : 0
  }

  /// What an item of the sentence is to a walk over a content.
  @inline(__always)
  func step(_ index: Int) -> Step { steps[index &- range.lowerBound] }

  /// The first finite verb at an item of the sentence or after it; its end where there is none.
  @inline(__always)
  func firstFinite(from index: Int) -> Int { Int(finite[index &- range.lowerBound]) }

  /// Where the sum of a place is kept for a kind of content.
  @inline(__always)
  func sumIndex(_ kind: ReportedFrame.ContentKind, _ end: Int) -> Int {
    (Int(kind.rawValue) &- 1) &* (range.count &+ 1) &+ end &- range.lowerBound
  }
}
