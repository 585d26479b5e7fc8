import QuoteRecords

extension FieldRecords {
  /// Adds the claims that are wanted, in text order.
  ///
  /// - Parameter quoteIDs: The ids of the quotes in the record, by their attributions.
  func addClaims(to record: inout ArticleRecord, _ ids: inout IDRegister, _ quoteIDs: [String?]) {
    record.claims.reserveCapacity(record.claims.count + found.claims.count)
    for draft in found.claims where options.wants(draft.certainty) {
      record.claims.append(claim(ids.id("c", spans.place(draft.bytes)), draft, quoteIDs))
    }
  }

  private func claim(_ id: String, _ draft: Claim, _ quoteIDs: [String?]) -> ClaimRecord {
    let asserter = draft.asserter.map { speakerIDs[$0] } ?? ClaimRecord.article
    var claim = ClaimRecord(
      id: id, span: spans.span(draft.bytes), type: draft.kind.rawValue, asserter: asserter,
      certainty: draft.certainty, rule: draft.rule)
    claim.cue = draft.cue.map { spans.span($0) }
    claim.subject = draft.subject.map { spans.span($0) }
    claim.predicate = draft.predicate.map { spans.span($0) }
    claim.object = draft.object.map { spans.span($0) }
    claim.time = draft.time.map { spans.span($0) }
    claim.amounts = draft.amounts.compactMap { amountIDs[$0] }
    claim.quote = draft.attribution.flatMap { quoteIDs[$0] }
    claim.hedged = draft.isHedged
    claim.negated = draft.isNegated
    return claim
  }
}
