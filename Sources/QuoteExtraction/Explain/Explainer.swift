package import NewsSyntax
package import NewsText
import QuoteRecords
package import RuleEngine

/// Tells of each sentence which rules were tried, what won and what lost.
///
/// It runs the rules' patterns once more and compares their matches with the results, so that
/// extraction itself carries no trace and pays nothing for it.
package struct Explainer: Sendable {
  private let analyzer: ArticleAnalyzer
  private let matchers: [(kind: String, matcher: RuleMatcher)]

  /// Makes an explainer of the rules that an analyzer uses.
  ///
  /// - Throws: What is wrong with the rules.
  package init(pack: RulePack, analyzer: ArticleAnalyzer) throws(PackError) {
    self.analyzer = analyzer
    var matchers: [(kind: String, matcher: RuleMatcher)] = []
    for kind in pack.sentenceKinds {
      matchers.append((kind, try RuleMatcher(pack: pack, kind: kind, classes: .news)))
    }
    self.matchers = matchers
  }

  /// The explanations of the sentences that touch some bytes, in text order.
  package func explain(
    _ analysis: Analysis, _ findings: Findings, in bytes: Range<Int>
  ) -> [Explanation] {
    let results = Results(findings)
    let lessons = analyzer.attributions.lessons(analysis)
    let amounts = analyzer.amounts.findings(
      document: analysis.document, lexemes: analysis.lexemes, rules: nil)
    var scratch = ExtractionScratch(for: analysis, words: analyzer.attributions.words)
    return analysis.sentences.compactMap { sentence in
      let tokens = self.tokens(of: sentence.items, analysis)
      let place = analysis.document.bytes(of: tokens)
      guard place.lowerBound <= bytes.upperBound, place.upperBound >= bytes.lowerBound else {
        return nil
      }
      var explanation = Explanation(bytes: place, tried: [], candidates: [])
      for (kind, matcher) in matchers {
        explanation.tried += matcher.tried(in: sentence.items, of: scratch.items)
        let matches = matcher.matches(
          in: sentence.items, of: scratch.items, scratch: &scratch.matching)
        for match in matches {
          explanation.candidates.append(
            candidate(
              match, matcher.rules[match.rule].id, kind, analysis.items[sentence.items],
              analysis.document, results))
        }
      }
      for found in lessons.reported where tokens.overlaps(found.cue) {
        explanation.candidates.append(candidate(found, analysis.document, results))
      }
      for found in lessons.quoted {
        guard let cue = found.place, tokens.overlaps(cue) else { continue }
        explanation.candidates.append(candidate(found, at: cue, analysis.document, results))
      }
      for found in amounts where place.contains(found.bytes.lowerBound) {
        explanation.candidates.append(candidate(found, results))
      }
      explanation.candidates = sorted(withoutRepeats(explanation.candidates))
      return explanation
    }
  }

  private func candidate(
    _ match: Match, _ id: String, _ kind: String, _ items: ArraySlice<FoldedItem>,
    _ document: Document, _ results: Results
  ) -> Explanation.Candidate {
    func bytes(_ range: Range<Int>) -> Range<Int> {
      guard let first = range.first, let last = range.last else { return 0..<0 }
      let tokens = items[items.startIndex + first].tokens.lowerBound
      return document.bytes(of: tokens..<items[items.startIndex + last].tokens.upperBound)
    }
    let place = bytes(match.items)
    return Explanation.Candidate(
      rule: id, kind: kind, bytes: place,
      roles: match.captures.map { .init(name: $0.role, bytes: bytes($0.items)) },
      outcome: results.outcome(of: id, kind, at: place))
  }

  private func candidate(
    _ found: ExplainedCandidate, _ document: Document, _ results: Results
  ) -> Explanation.Candidate {
    var roles: [Explanation.Role] = []
    for (name, tokens) in [
      ("content", found.content), ("cue", found.cue), ("source", found.source ?? 0..<0),
    ] where !tokens.isEmpty {
      roles.append(.init(name: name, bytes: document.bytes(of: tokens)))
    }
    let place = document.bytes(of: found.cue)
    let end = found.ends.first { $0.end == found.content.upperBound }?.features
    return Explanation.Candidate(
      rule: found.rule, kind: "quote", bytes: place, roles: roles, score: found.probability,
      weights: heaviest([found.rate] + found.features), endWeights: heaviest(end ?? []),
      outcome: results.outcome(of: found.rule, "quote", at: place))
  }

  private func candidate(
    _ found: ExplainedQuotation, at tokens: Range<Int>, _ document: Document, _ results: Results
  ) -> Explanation.Candidate {
    let attribution = found.attribution
    let place = document.bytes(of: tokens)
    let roles = [
      ("content", attribution.content), ("cue", attribution.cue), ("source", attribution.source),
    ].flatMap { name, spans in
      spans.filter { !$0.isEmpty }.map {
        Explanation.Role(name: name, bytes: document.bytes(of: $0))
      }
    }
    return Explanation.Candidate(
      rule: attribution.rule, kind: "quote", bytes: place, roles: roles, score: found.probability,
      weights: heaviest(found.features),
      outcome: results.outcome(of: attribution.rule, "quote", at: place))
  }

  /// The features that have a weight, the heaviest first.
  private func heaviest(_ features: [WeighedFeature]) -> [WeighedFeature] {
    features.filter { $0.weight != 0 }.sorted {
      (abs($1.weight), $0.name) < (abs($0.weight), $1.name)
    }
  }

  private func candidate(_ found: AmountFinding, _ results: Results) -> Explanation.Candidate {
    Explanation.Candidate(
      rule: found.rule, kind: "amount", bytes: found.bytes,
      roles: found.captures.map { .init(name: $0.role, bytes: $0.bytes) },
      outcome: results.outcome(of: found.rule, "amount", at: found.bytes))
  }

  /// Leaves out the bare match of a rule where the same rule's weighed candidate tells more.
  private func withoutRepeats(
    _ candidates: [Explanation.Candidate]
  ) -> [Explanation.Candidate] {
    let weighed = candidates.filter { $0.score != nil }
    return candidates.filter { candidate in
      candidate.score != nil
        || !weighed.contains { $0.rule == candidate.rule && $0.bytes.overlaps(candidate.bytes) }
    }
  }

  private func sorted(_ candidates: [Explanation.Candidate]) -> [Explanation.Candidate] {
    candidates.enumerated().sorted {
      ($0.element.bytes.lowerBound, $0.element.kind, $0.element.rule, $0.offset)
        < ($1.element.bytes.lowerBound, $1.element.kind, $1.element.rule, $1.offset)
    }.map(\.element)
  }

  private func tokens(of items: Range<Int>, _ analysis: Analysis) -> Range<Int> {
    guard let first = items.first, let last = items.last else { return 0..<0 }
    return analysis.items[first].tokens.lowerBound..<analysis.items[last].tokens.upperBound
  }
}

extension ExplainedQuotation {
  /// The tokens that it is told at: its cue's, or the first of its content.
  fileprivate var place: Range<Int>? { attribution.cue.first ?? attribution.content.first }
}

/// The results of an article with the rules that gave them, by place.
private struct Results {
  private var places: [(kind: String, rule: String, bytes: Range<Int>)] = []

  init(_ findings: Findings) {
    let document = findings.document
    for found in findings.attributions {
      for tokens in found.content + found.cue + found.source where !tokens.isEmpty {
        places.append(("quote", found.rule, document.bytes(of: tokens)))
      }
    }
    places += findings.markers.map { ("marker", $0.rule, $0.bytes) }
    places += findings.amounts.map { ("amount", $0.rule, $0.bytes) }
  }

  /// What came of a match of a rule.
  func outcome(of rule: String, _ kind: String, at bytes: Range<Int>) -> Explanation.Outcome {
    let there = places.filter { $0.kind == kind && $0.bytes.overlaps(bytes) }
    if there.contains(where: { $0.rule == rule }) { return .won }
    return there.isEmpty ? .refused : .lost(to: Set(there.map(\.rule)).sorted())
  }
}

extension ArticleAnalyzer {
  /// The grammar of a text.
  package func analyze(_ bytes: [UInt8], lossy: Bool = false) throws(TextError) -> Analysis {
    analyzer.analyze(try reader.read(bytes, lossy: lossy))
  }

  /// The grammar of a text and all that is found in it.
  package func explained(
    _ bytes: [UInt8]
  ) throws(TextError) -> (analysis: Analysis, findings: Findings) {
    (try analyze(bytes), try findings(Text(bytes: bytes), options: ExtractionOptions()))
  }
}
