import NewsSyntax
import NewsText
import RuleEngine

/// Finds who stands behind the figures of a sentence that no quote attributes: "In a poll in May,
/// …", "the plan would …", "the fund raised its forecast to …".
struct ClaimSourceFinder {
  let analysis: Analysis
  let rules: ClaimRules
  private let subjects: SubjectFinder

  init(_ analysis: Analysis, _ rules: ClaimRules) {
    self.analysis = analysis
    self.rules = rules
    subjects = SubjectFinder(phrases: Phrases(analysis))
  }

  /// The sources that a sentence tells, in text order.
  func sources(
    in sentence: FoldedSentence, scratch: inout ExtractionScratch
  ) -> [ClaimSource] {
    scratch.matches.removeAll()
    _ = rules.matcher.find(
      in: sentence.items, of: scratch.items, into: &scratch.matches, scratch: &scratch.matching)
    return scratch.matches.found.compactMap { source($0, of: scratch.matches, sentence) }
  }

  private func source(
    _ match: MatchList.Found, of matches: MatchList, _ sentence: FoldedSentence
  ) -> ClaimSource? {
    let cue = matches.items(rules.cue, of: match)
    guard let source = matches.items(rules.source, of: match) ?? subject(of: cue, sentence)
    else { return nil }
    let rule = Int(match.rule)
    let all = bracketed(tokens(sentence.items), around: tokens(cue ?? source))
    let end = tokens(cue ?? matches.items(of: match)).upperBound
    let scope =
      switch rules.scope(rule) {
      case .sentence: all
      case .after, .clause: end..<max(end, all.upperBound)
      }
    return ClaimSource(
      source: tokens(source), cue: tokens(cue ?? source), scope: scope,
      isPhrase: rules.scope(rule) == .after, rule: rules.id(rule))
  }

  /// How far a bracket is looked for, in tokens.
  private static let bracketReach = 60

  /// What stands in the brackets that some tokens stand in; the sentence where there are none.
  private func bracketed(_ sentence: Range<Int>, around some: Range<Int>) -> Range<Int> {
    func isBracket(_ token: Int) -> Bool { analysis.tags[token].isAny(of: [.open, .close]) }
    let before = max(sentence.lowerBound, some.lowerBound - Self.bracketReach)..<some.lowerBound
    let behind = some.upperBound..<min(sentence.upperBound, some.upperBound + Self.bracketReach)
    guard let open = before.last(where: isBracket), let close = behind.first(where: isBracket),
      analysis.tags[open] == .open, analysis.tags[close] == .close
    else { return sentence }
    return open + 1..<close
  }

  /// The subject of a cue that is a verb.
  private func subject(of cue: Range<Int>?, _ sentence: FoldedSentence) -> Range<Int>? {
    guard let verb = cue?.last(where: { analysis.chunks.verbGroup[$0] >= 0 }),
      let group = analysis.chunks.group(headedBy: verb),
      group.flags.contains(.finite), group.flags.isDisjoint(with: [.passive, .negated]),
      case .phrase(let found)? = subjects.subject(of: verb, in: sentence.items)
    else { return nil }
    return found
  }

  private func tokens(_ items: Range<Int>) -> Range<Int> {
    guard let first = items.first, let last = items.last else { return 0..<0 }
    return analysis.items[first].tokens.lowerBound..<analysis.items[last].tokens.upperBound
  }
}
