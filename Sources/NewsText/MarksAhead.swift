/// What comes after each mark of a paragraph, worked out from its end in one pass.
struct MarksAhead: Sendable {
  /// The next double mark, or -1.
  private var double: [Int32]
  /// The next double mark, where it looks as if it closed.
  private var closesDouble: [Bool]
  /// Whether a single mark after it may close.
  private var closer: [Bool]
  /// Whether one closes for certain before another opens.
  private var sureCloser: [Bool]
  /// Whether the mark after it touches it.
  private var runs: [Bool]

  init(marks: ArraySlice<QuoteMark>, contexts: [MarkContext], text: MarkText) {
    let count = contexts.count
    double = Array(repeating: -1, count: count)
    closesDouble = Array(repeating: false, count: count)
    closer = Array(repeating: false, count: count)
    sureCloser = Array(repeating: false, count: count)
    runs = Array(repeating: false, count: count)
    var nextDouble = -1
    var hasCloser = false
    var hasSure = false
    var nextToken = -1
    for index in stride(from: count - 1, through: 0, by: -1) {
      let mark = marks[marks.startIndex + index]
      double[index] = Int32(nextDouble)
      closesDouble[index] = nextDouble >= 0 && contexts[nextDouble].lean == .closes
      closer[index] = hasCloser
      sureCloser[index] = hasSure
      runs[index] = nextToken == mark.token + 1
      nextToken = mark.token
      if mark.glyph.isDouble { nextDouble = index }
      guard mark.glyph.isSingle else { continue }
      switch contexts[index].lean {
      case .opens: hasSure = false
      case .closes where !text.isFoot(before: mark.token) && mark.glyph != .curlySingleOpen:
        hasCloser = true
        if text.takesApostrophe(contexts[index].before) == nil { hasSure = true }
      case .glued where mark.glyph != .curlySingleOpen: hasCloser = true
      default: break
      }
    }
  }

  /// The next double mark.
  func nextDouble(_ index: Int) -> Int? { double[index] >= 0 ? Int(double[index]) : nil }

  /// Whether the next double mark looks as if it closed.
  func nextDoubleCloses(_ index: Int) -> Bool { closesDouble[index] }

  /// Whether a later single mark may close.
  func hasSingleCloser(_ index: Int) -> Bool { closer[index] }

  /// Whether a later single mark closes for certain, before another opens.
  func hasSureSingleCloser(_ index: Int) -> Bool { sureCloser[index] }

  /// Whether another mark touches this one from behind.
  func isRun(_ index: Int) -> Bool { runs[index] }
}
