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
  /// The features, by name.
  package var features: [String]
  /// The tokens at which the content may end, with the features of each.
  package var ends: [(end: Int, features: [String])]
}

/// An attribution of quoted material with what its certainty was weighed by.
package struct ExplainedQuotation: Sendable {
  /// The attribution.
  package var attribution: Attribution
  /// Its source, or that of the attribution whose speaker it takes over.
  package var source: [Range<Int>]
  /// From 0 to 1.
  package var probability: Double
  /// The features, by name.
  package var features: [String]
}

extension ReportedAttributor {
  /// One of a sentence's candidates with its features.
  func explained(
    _ candidates: [ReportedCandidate], _ index: Int, rules: [String]
  ) -> ExplainedCandidate {
    let reader = finder.reader
    let candidate = candidates[index]
    var list = FeatureList()
    let features = self.features(of: candidate.sentence)
    features.describe(candidate, into: &list)
    ReportedAttributor.describeRivals(candidates, index, into: &list)
    return ExplainedCandidate(
      rule: rules[candidate.rule],
      frame: FrameKey.short(candidate, reader) + (candidate.gerund ? "+ing" : ""),
      lemma: reader.lemma(candidate.head), cue: tokens(candidate.cue),
      content: tokens(candidate.content), source: candidate.source.map { tokens($0) },
      probability: candidate.probability, features: list.names, ends: ends(candidate, features))
  }

  private func ends(
    _ candidate: ReportedCandidate, _ features: ReportedFeatures
  ) -> [(end: Int, features: [String])] {
    guard !candidate.endIsFixed else { return [] }
    let range = finder.reader.analysis.sentences[candidate.sentence].items
    var whole = candidate
    whole.content = candidate.content.lowerBound..<finder.sentenceEnd(range)
    guard !whole.content.isEmpty else { return [] }
    let opener = features.opener(candidate, range)
    var result: [(end: Int, features: [String])] = []
    walk(whole) { place in
      var list = FeatureList()
      features.describeEnd(candidate, place, opener: opener, into: &list)
      result.append((finder.reader[place.end - 1].tokens.upperBound, list.names))
      return true
    }
    return result
  }

  private func tokens(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return finder.reader[first].tokens.lowerBound..<finder.reader[last].tokens.upperBound
  }
}
