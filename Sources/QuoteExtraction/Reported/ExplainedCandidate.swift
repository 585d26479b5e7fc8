import NewsSyntax

/// A candidate of reported speech with what was weighed: for learning and for explanations.
package struct ExplainedCandidate: Sendable {
  /// The rule's id.
  package var rule: String
  /// The frame with its link.
  package var frame: String
  /// The cue's base form.
  package var lemma: String
  /// The tokens of the cue.
  package var cue: Range<Int>
  /// The tokens of the content.
  package var content: Range<Int>
  /// The tokens of the source.
  package var source: Range<Int>?
  /// From 0 to 1.
  package var probability: Double
  /// The share of its word's uses in its frame that report, with the weight that has.
  package var rate: WeighedFeature
  /// What else was weighed.
  package var features: [WeighedFeature]
  /// The tokens at which the content may end, with what was weighed of each.
  package var ends: [(end: Int, features: [WeighedFeature])]
}

/// An attribution of quoted material with what its certainty was weighed by.
package struct ExplainedQuotation: Sendable {
  /// The attribution.
  package var attribution: Attribution
  /// Its source, or that of the attribution whose speaker it takes over.
  package var source: [Range<Int>]
  /// From 0 to 1.
  package var probability: Double
  /// What was weighed.
  package var features: [WeighedFeature]
}

extension ReportedAttributor {
  /// One of a sentence's candidates with its features.
  ///
  /// - Parameter look: Of the candidates' sentence.
  func explained(
    _ candidates: [ReportedCandidate], _ index: Int, _ look: LookAhead, rules: [String],
    names: FeatureNames
  ) -> ExplainedCandidate {
    let candidate = candidates[index]
    var list = CandidateList(model.symbols)
    features.describe(candidate, look, into: &list)
    features.describeEnd(candidate, look, into: &list)
    features.describeRivals(candidates, index, into: &list)
    return ExplainedCandidate(
      rule: rules[candidate.rule],
      frame: candidate.frameName(names.vocabulary) + (candidate.gerund ? "+ing" : ""),
      lemma: names.text(names.symbol(of: finder.reader.lemma(candidate.head))),
      cue: tokens(candidate.cue), content: tokens(candidate.content),
      source: candidate.source.map { tokens($0) }, probability: candidate.probability,
      rate: rate(of: candidate),
      features: list.keys.map { names.weighed($0, model.table.weights.weight($0)) },
      ends: ends(candidate, look, names))
  }

  private func rate(of candidate: ReportedCandidate) -> WeighedFeature {
    let weight = model.tableWeight * candidate.rateLogOdds * FeatureWeights.unit
    let percent = Int((candidate.rate * 100).rounded())
    return WeighedFeature(name: "rate=\(percent)%", weight: Int(weight.rounded()))
  }

  private func ends(
    _ candidate: ReportedCandidate, _ look: LookAhead, _ names: FeatureNames
  ) -> [(end: Int, features: [WeighedFeature])] {
    guard !candidate.endIsFixed else { return [] }
    let opener = features.opener(candidate, look.range)
    let content = ends.content(candidate, opener: opener, clause: features.clause(opener))
    var result: [(end: Int, features: [WeighedFeature])] = []
    var walk = ContentWalk(candidate.content.lowerBound..<finder.sentenceEnd(look.range))
    while walk.next(look) {
      var list = EndList(model)
      ends.describe(walk.end, candidate.frame.contentKind, look, into: &list)
      ends.describe(walk, content, look, into: &list)
      result.append(
        (
          finder.reader[walk.end - 1].tokens.upperBound,
          list.keys.map { names.weighed($0, model.ends.weights.weight($0)) }
        ))
    }
    return result
  }

  private func tokens(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    let reader = finder.reader
    return reader[first].tokens.lowerBound..<reader[last].tokens.upperBound
  }
}

extension FeatureNames {
  /// A feature by name.
  func weighed(_ key: FeatureKey, _ weight: Int32) -> WeighedFeature {
    WeighedFeature(name: name(of: key), weight: Int(weight))
  }
}
