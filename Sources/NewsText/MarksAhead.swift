/// What comes after each mark of a paragraph, worked out from its end in one pass.
struct MarksAhead: Sendable {
  /// What comes after one mark.
  private struct Ahead: Sendable {
    /// The next double mark, or -1.
    var double: Int32 = -1
    /// Whether the next double mark looks as if it closed.
    var closesDouble = false
    /// Whether a single mark after it may close.
    var closer = false
    /// Whether one closes for certain before another opens.
    var sureCloser = false
    /// Whether another mark touches it from behind.
    var isRun = false
  }

  private var list: [Ahead] = []

  /// Looks at other marks; the memory is used again.
  mutating func read(
    _ marks: TextMarks, _ contexts: [MarkContext], _ text: MarkText
  ) {
    list.removeAll(keepingCapacity: true)
    list.append(contentsOf: repeatElement(Ahead(), count: contexts.count))
    var ahead = Ahead()
    var nextToken = -1
    for index in stride(from: contexts.count - 1, through: 0, by: -1) {
      let mark = marks[index]
      ahead.isRun = nextToken == mark.token + 1
      list[index] = ahead
      nextToken = mark.token
      if mark.glyph.isDouble {
        ahead.double = Int32(index)
        ahead.closesDouble = contexts[index].lean == .closes
      }
      if mark.glyph.isSingle { Self.note(mark, contexts[index], text, in: &ahead) }
    }
  }

  private static func note(
    _ mark: QuoteMark, _ context: MarkContext, _ text: MarkText, in ahead: inout Ahead
  ) {
    switch context.lean {
    case .opens: ahead.sureCloser = false
    case .closes where !text.isFoot(before: mark.token) && mark.glyph != .curlySingleOpen:
      ahead.closer = true
      if text.takesApostrophe(context.before) == nil { ahead.sureCloser = true }
    case .glued where mark.glyph != .curlySingleOpen: ahead.closer = true
    default: break
    }
  }

  /// The next double mark.
  func nextDouble(_ index: Int) -> Int? { list[index].double >= 0 ? Int(list[index].double) : nil }

  /// Whether the next double mark looks as if it closed.
  func nextDoubleCloses(_ index: Int) -> Bool { list[index].closesDouble }

  /// Whether a later single mark may close.
  func hasSingleCloser(_ index: Int) -> Bool { list[index].closer }

  /// Whether a later single mark closes for certain, before another opens.
  func hasSureSingleCloser(_ index: Int) -> Bool { list[index].sureCloser }

  /// Whether another mark touches this one from behind.
  func isRun(_ index: Int) -> Bool { list[index].isRun }
}
