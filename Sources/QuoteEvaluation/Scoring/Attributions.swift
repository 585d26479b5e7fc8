import QuoteRecords

extension ArticleRecord {
  /// The record's quotes as attributions of its text, offsets being code points.
  ///
  /// Quotes inside others are left out, since the outer content has their words, and so is what
  /// stands in the title. A quote without a source of its own has the nearest mention of its first
  /// speaker that ends before it. Quotes whose content has no word are left out.
  func attributions(in text: ScoringText, _ words: ScoringWords) -> [Attribution] {
    let mentions = Dictionary(speakers.map { ($0.id, $0.mentions) }) { first, _ in first }
    return quotes.compactMap { quote in
      guard quote.nestedIn == nil, !quote.content.contains(where: \.isInTitle) else { return nil }
      let source = quote.source.isEmpty ? Self.carried(quote, mentions) : quote.source
      let attribution = Attribution(quote, source: source, text, words)
      return attribution.content.isEmpty ? nil : attribution
    }
  }

  private static func carried(_ quote: QuoteRecord, _ mentions: [String: [Span]]) -> [Span] {
    guard let speaker = quote.speakers.first(where: { mentions[$0] != nil }),
      let content = quote.content.first
    else { return [] }
    var nearest: Span?
    for mention in mentions[speaker] ?? [] where !mention.isInTitle && mention.end <= content.start
    {
      if nearest.map({ mention.end > $0.end }) ?? true { nearest = mention }
    }
    return nearest.map { [$0] } ?? []
  }
}

extension Span {
  /// Whether it stands in the title, which scores leave out.
  var isInTitle: Bool { field == "title" }
}
