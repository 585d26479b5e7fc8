import QuoteRecords

extension FieldRecords {
  /// Adds the claims that are wanted, in text order.
  ///
  /// - Parameter quoteIDs: The ids of the quotes in the record, by their attributions.
  func addClaims(to record: inout ArticleRecord, _ ids: inout IDRegister, _ quoteIDs: [String?]) {
    record.claims.reserveCapacity(record.claims.count + found.claims.count)
    for index in found.claims.indices where options.wants(found.claims[index].certainty) {
      let id = ids.id("c", spans.place(found.claims[index].bytes))
      record.claims.append(claim(id, found.claims[index], quoteIDs))
    }
  }

  private func claim(_ id: String, _ draft: Claim, _ quoteIDs: [String?]) -> ClaimRecord {
    var amounts: [String] = []
    for amount in draft.amounts {
      if let id = amountIDs[amount] { amounts.append(id) }
    }
    // All at once: a field that is set later is destroyed first.
    return ClaimRecord(
      id: id, span: spans.span(draft.bytes), type: draft.kind.rawValue,
      asserter: draft.asserter.map { speakerIDs[$0] } ?? ClaimRecord.article,
      certainty: draft.certainty, rule: draft.rule, cue: spans.spans(bytes: draft.cue),
      subject: span(draft.subject), predicate: span(draft.predicate), object: span(draft.object),
      time: span(draft.time), amounts: amounts,
      quote: draft.attribution.flatMap { quoteIDs[$0] }, hedged: draft.isHedged,
      negated: draft.isNegated)
  }

  private func span(_ bytes: Range<Int>?) -> Span? {
    guard let bytes else { return nil }
    return spans.span(bytes)
  }
}
