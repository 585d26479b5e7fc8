import NewsSyntax
import NewsText
import RuleEngine

// The name in apposition to a source: "the bidder, Lakeview Partners, said".
extension SourceReader {
  /// Joins the name that stands behind a source's description between commas, or in brackets.
  ///
  /// The scanner does so for people described by nouns that lexicons know; here the noun may be
  /// any, and the name one of a body.
  ///
  /// - Parameters:
  ///   - index: The mention that the source begins with.
  ///   - end: The token after its noun.
  ///   - source: The source.
  mutating func joinName(to index: Int, endingAt end: Int, in source: Range<Int>) {
    let described = scanner.mentions[index]
    guard described.form == .description, described.apposition == nil, !described.plural,
      described.kind != .document, described.determiner != .partitive,
      let name = nameBehind(end, in: source)
    else { return }
    if described.kind == .organisation || scanner.mentions[name].form == .description {
      takeForBody(name)
    }
    scanner.mentions[index].apposition = name
    if !isInverted(source) { scanner.mentions[name].isSubject = true }
    let first = described.tokens.lowerBound
    let isArticle = !scanner.wordFlags(first).isDisjoint(with: [.definite, .indefinite])
    let role = (isArticle ? first + 1 : first)..<end
    // "One of them, Omar Reed, said": a count tells nothing of him.
    guard described.determiner != .count else { return }
    if scanner.mentions[name].role == nil, !role.isEmpty { scanner.mentions[name].role = role }
    scanner.mentions[name].secondHead = described.head
  }

  /// Lets a name be that of a body, whole: "the union, Workers United,".
  private mutating func takeForBody(_ name: Int) {
    let found = scanner.mentions[name]
    guard found.kind != .organisation, !scanner.looksLikePerson(found.core) else { return }
    scanner.mentions[name].kind = .organisation
    if found.form == .shortName, found.role == nil { return }
    scanner.mentions[name].form = .organisation
    scanner.mentions[name].role = nil
    if found.tokens.allSatisfy({ scanner.isNameLike($0) }) {
      scanner.mentions[name].core = found.tokens
    }
  }

  /// The mention of the name that a comma or a bracket before it, and what follows, show to be in
  /// apposition to what ends there.
  private func nameBehind(_ end: Int, in source: Range<Int>) -> Int? {
    let limits = scanner.limits
    let end = behindClause(end)
    guard end + 1 < limits.upperBound else { return nil }
    let isBracket = scanner.document.tokens[end].kind == .openBracket
    guard isBracket || scanner.isMark(end, 0x2C),
      let name = name(startingAt: end + 1)
    else { return nil }
    var close = scanner.mentions[name].tokens.upperBound
    if close < limits.upperBound, scanner.wordFlags(close).contains(.of) {
      close = max(close, scanner.phraseEnd(from: close + 1, possessed: false))
    }
    guard close < limits.upperBound else { return name }
    let mark = scanner.document.tokens[close]
    if isBracket { return mark.kind == .closeBracket ? name : nil }
    if isInverted(source) {
      return mark.kind == .punctuation || mark.kind == .closeQuote ? name : nil
    }
    guard scanner.isMark(close, 0x2C), close + 1 < limits.upperBound else { return nil }
    return scanner.isFollowedByVerb(close + 1) ? name : nil
  }

  /// "the member representing Lenfield | , Omar Reed, said": behind the participle clause that
  /// tells which one a description means, up to a comma; else the place itself.
  private func behindClause(_ end: Int) -> Int {
    let limits = scanner.limits
    guard end < limits.upperBound else { return end }
    // "the Officer of the Fire Service in the state, Omar Reed,": an office may hang on anything.
    let isOffice =
      scanner.tags[end] == .IN && end > limits.lowerBound
      && scanner.document.tokens[end - 1].flags.contains(.capital)
    guard isOffice || scanner.tags[end] == .VBG || scanner.tags[end] == .VBN else { return end }
    let last = Swift.min(end + 12, limits.upperBound)
    let comma = (end..<last).first { scanner.isMark($0, 0x2C) }
    guard let comma, !(end..<comma).contains(where: { scanner.tags[$0].isFinite }) else {
      return end
    }
    return comma
  }

  /// The mention of a name that begins at a token, or at the article there.
  private func name(startingAt start: Int) -> Int? {
    for token in start..<min(start + 4, scanner.limits.upperBound) {
      guard let index = mention(at: token) else { continue }
      let found = scanner.mentions[index]
      let isName =
        found.form == .fullName || found.form == .shortName || found.form == .organisation
        || (found.plural && found.tokens.count > 1
          && found.tokens.allSatisfy { scanner.isNameLike($0) })
      return isName && found.tokens.lowerBound == start && !found.isPossessive ? index : nil
    }
    return nil
  }

  /// Whether the verb of saying stands before a source: "said the bidder".
  private func isInverted(_ source: Range<Int>) -> Bool {
    let before = source.lowerBound - 1
    return before >= scanner.limits.lowerBound && scanner.tags[before].isVerb
  }
}
