import QuoteRecords

extension FieldRecords {
  /// Adds the claims that are wanted, in text order.
  ///
  /// - Parameter quoteIDs: The ids of the quotes in the record, by their attributions.
  func addClaims(to record: inout ArticleRecord, _ ids: inout IDRegister, _ quoteIDs: [String?]) {
    record.claims.reserveCapacity(record.claims.count + found.claims.count)
    for index in found.claims.indices where options.wants(found.claims[index].certainty) {
      let id = ids.id("c", spans.place(found.claims[index].bytes))
      record.claims.append(claim(id, index, quoteIDs))
    }
  }

  private func claim(_ id: String, _ index: Int, _ quoteIDs: [String?]) -> ClaimRecord {
    // Part by part: a copy of the whole would count the users of each of its lists.
    var amounts: [String] = []
    for amount in found.claims[index].amounts {
      if let id = amountIDs[amount] { amounts.append(id) }
    }
    return ClaimRecord(
      id: id, span: spans.span(found.claims[index].bytes), type: found.claims[index].kind.rawValue,
      asserter: found.claims[index].asserter.map { speakerIDs[$0] } ?? ClaimRecord.article,
      certainty: found.claims[index].certainty, rule: found.claims[index].rule,
      cue: spans.spans(bytes: found.claims[index].cue), subject: span(found.claims[index].subject),
      predicate: span(found.claims[index].predicate), object: span(found.claims[index].object),
      time: span(found.claims[index].time), amounts: amounts,
      quote: found.claims[index].attribution.flatMap { quoteIDs[$0] },
      hedged: found.claims[index].isHedged, negated: found.claims[index].isNegated)
  }

  private func span(_ bytes: Range<Int>?) -> Span? {
    guard let bytes else { return nil }
    return spans.span(bytes)
  }
}
