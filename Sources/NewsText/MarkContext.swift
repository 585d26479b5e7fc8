/// Where a quotation mark stands, seen from what is left and right of it.
struct MarkContext: Sendable {
  /// Which way it looks.
  var lean: Lean
  /// The token before it that is no mark and touches its run of marks, or -1.
  var before: Int
  /// The token after it that is no mark and touches its run of marks, or -1.
  var after: Int

  /// Which way a mark looks from where it stands.
  enum Lean: UInt8, Sendable {
    /// Space before, a word after.
    case opens
    /// A word before, space after.
    case closes
    /// Something glued on both sides.
    case glued
    /// Nothing glued on either side.
    case free
  }

  /// Puts the contexts of marks into `result`, in order; marks that touch each other share one.
  /// Linear.
  static func read(
    _ marks: TextMarks, in tokens: TextTokens, into result: inout [MarkContext]
  ) {
    result.removeAll(keepingCapacity: true)
    var first = 0
    while first < marks.count {
      var last = first
      while last + 1 < marks.count, marks[last + 1].token == marks[last].token + 1,
        touches(marks[last].token, tokens)
      {
        last += 1
      }
      let context = MarkContext(from: marks[first].token, to: marks[last].token, in: tokens)
      for _ in first...last { result.append(context) }
      first = last + 1
    }
  }

  private init(from first: Int, to last: Int, in tokens: TextTokens) {
    before = first > 0 && Self.touches(first - 1, tokens) ? first - 1 : -1
    after = last + 1 < tokens.count && Self.touches(last, tokens) ? last + 1 : -1
    let isLooseBefore = before < 0 || Self.opensAfter(tokens[before])
    let isLooseAfter = after < 0 || Self.closesBefore(tokens[after])
    switch (isLooseBefore, isLooseAfter) {
    case (true, false): lean = .opens
    case (false, true): lean = .closes
    case (false, false): lean = .glued
    case (true, true):
      // A mark between a word and a stop leans on what it touches.
      lean = before >= 0 && after < 0 ? .closes : before < 0 && after >= 0 ? .opens : .free
    }
  }

  /// Whether the token after this one touches it.
  private static func touches(_ token: Int, _ tokens: TextTokens) -> Bool {
    token + 1 < tokens.count && !tokens[token + 1].flags.contains(.spaceBefore)
      && !tokens[token + 1].flags.contains(.pieceStart)
  }

  /// Whether a mark glued behind this token opens like one behind a space.
  private static func opensAfter(_ token: Token) -> Bool {
    token.kind == .openBracket || (token.kind == .punctuation && token.flags.contains(.dash))
  }

  /// Whether a mark glued before this token closes like one before a space.
  private static func closesBefore(_ token: Token) -> Bool {
    switch token.kind {
    case .closeBracket: true
    case .punctuation: !token.flags.contains(.ellipsis)
    case .word: token.flags.contains(.clitic)
    default: false
    }
  }
}
