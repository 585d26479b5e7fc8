import QuoteRecords

extension LabeledArticle.Labels {
  /// What a second annotator found, without what they call marginal and the first did not label:
  /// it is neither right nor wrong. A system calls nothing marginal, and is left as it is.
  func withoutMarginal(
    beside gold: LabeledArticle.Labels, _ text: ScoringText, _ options: EvaluationOptions
  ) -> LabeledArticle.Labels {
    let optional = allowances.optional
    guard !optional.isEmpty else { return self }
    let contents = gold.record.attributions(in: text, options.words).map(\.content)
    var rest = self
    rest.record.quotes.removeAll { quote in
      guard optional.contains(quote.id) else { return false }
      let words = Attribution(quote, source: quote.source, text, options.words).content
      return !contents.contains { Self.likeness($0, words) >= options.threshold }
    }
    let markers = gold.record.anonymousMarkers.map(\.span.range)
    rest.record.anonymousMarkers.removeAll { marker in
      optional.contains(marker.id) && !markers.contains { $0.overlap(marker.span.range) > 0 }
    }
    let amounts = gold.record.amounts.map(\.span.range)
    rest.record.amounts.removeAll { amount in
      optional.contains(amount.id) && !amounts.contains { $0.overlap(amount.span.range) > 0 }
    }
    let claims = gold.record.claims.map(\.span.range)
    rest.record.claims.removeAll { claim in
      optional.contains(claim.id) && !claims.contains { $0.overlap(claim.span.range) > 0 }
    }
    return rest
  }

  private static func likeness(_ first: Set<Int>, _ second: Set<Int>) -> Double {
    let shared = first.intersection(second).count
    return Tally.ratio(shared, first.count + second.count - shared)
  }
}
