import NewsSyntax
import NewsText
import QuoteRecords

/// Tells assertions of fact from wishes, promises, questions, opinions and orders, by the act, the
/// class of the cue, and the form of what is said.
struct StatementJudge {
  let analysis: Analysis
  let words: ClaimWords

  /// Whether an attribution is of the kind that states its content as fact.
  func canAssert(_ attribution: Attribution) -> Bool {
    let act = attribution.act
    guard act == .speech || act == .writing || act == .evidence, attribution.certainty != .low
    else { return false }
    guard let cue = attribution.cue.first else { return true }
    return cue.allSatisfy { token in
      let kind = words.cues[analysis.lexemes[token]]
      return kind == nil || kind == .assertion
    }
  }

  /// What some content does, by its own words.
  func kind(of span: Range<Int>) -> ClaimWords.Kind? {
    guard let verb = span.first(where: { analysis.tags[$0].isFinite || analysis.tags[$0] == .MD })
    else { return nil }
    let next = min(span.upperBound, analysis.document.tokens.count - 1)
    if isQuestionMark(span.upperBound - 1) || isQuestionMark(next) { return .question }
    let first = analysis.tags[span.lowerBound]
    if words.contents[analysis.lexemes[span.lowerBound]] == .condition { return .condition }
    if first == .VB { return .order }
    if first == .WP || first == .WRB || first == .WDT || first == .MD { return .question }
    for token in verb..<min(verb + 5, span.upperBound) {
      guard let kind = words.contents[analysis.lexemes[token]], kind != .condition,
        kind != .prediction || token == verb
      else { continue }
      if kind != .promise || isFirstPerson(span.lowerBound..<verb) { return kind }
    }
    return words.has(analysis.lexemes[span.lowerBound], .secondPerson) ? .opinion : .assertion
  }

  private func isFirstPerson(_ subject: Range<Int>) -> Bool {
    subject.contains { words.has(analysis.lexemes[$0], .firstPerson) }
  }

  private func isQuestionMark(_ token: Int) -> Bool {
    analysis.document.bytes[Int(analysis.document.tokens[token].start)] == UInt8(ascii: "?")
  }
}
