import QuoteRecords

extension FieldRecords {
  /// Adds the quotes that are wanted, in text order.
  ///
  /// - Returns: Their ids, by their attributions.
  func addQuotes(to record: inout ArticleRecord, _ ids: inout IDRegister) -> [String?] {
    let order = quoteOrder()
    var idOf = [String?](repeating: nil, count: found.attributions.count)
    record.quotes.reserveCapacity(record.quotes.count + order.count)
    for index in order {
      idOf[index] = ids.id("q", spans.place(tokens: found.attributions[index].content))
    }
    for index in order {
      guard let id = idOf[index] else { continue }
      var quote = quote(id, index)
      quote.nestedIn = found.attributions[index].parent.flatMap { idOf[$0] }
      record.quotes.append(quote)
    }
    return idOf
  }

  /// The attributions that are wanted, by where their content starts, outer ones first.
  private func quoteOrder() -> [Int] {
    var order: [(index: Int, hull: Range<Int>)] = []
    order.reserveCapacity(found.attributions.count)
    for index in found.attributions.indices
    where options.wants(found.attributions[index]) && !found.attributions[index].content.isEmpty {
      order.append((index, spans.hull(found.attributions[index].content)))
    }
    order.sort {
      ($0.hull.lowerBound, -$0.hull.upperBound, $0.index)
        < ($1.hull.lowerBound, -$1.hull.upperBound, $1.index)
    }
    return order.map(\.index)
  }

  private func quote(_ id: String, _ index: Int) -> QuoteRecord {
    let draft = found.attributions[index]
    var quote = QuoteRecord(
      id: id, type: draft.type, act: draft.act, content: spans.content(tokens: draft.content),
      certainty: draft.certainty, rule: draft.rule)
    if draft.type != .indirect {
      let quotations = draft.quotations.count > 1 ? draft.quotations.sorted() : draft.quotations
      let inner = quotations.map { found.document.quotations[$0].inner }
      // Most direct quotes are what stands between their marks.
      let isContent = inner == draft.content && options.context == 0
      quote.quoted = isContent ? quote.content : spans.spans(tokens: inner)
    }
    quote.cue = spans.spans(tokens: draft.cue)
    quote.source = spans.spans(tokens: draft.source)
    quote.addressee = spans.spans(tokens: draft.addressee)
    quote.negated = draft.negated
    quote.hedged = draft.hedged
    quote.amounts = amounts(in: draft.content)
    if index < found.resolution.assignments.count {
      assign(found.resolution.assignments[index], to: &quote)
    }
    return quote
  }

  private func assign(_ assignment: Assignment, to quote: inout QuoteRecord) {
    quote.speakers = assignment.speakers.map { speakerIDs[$0] }
    quote.speakerBy = assignment.by
    quote.candidates = assignment.candidates.map {
      SpeakerCandidate(speaker: speakerIDs[$0.speaker], reason: $0.reason)
    }
    quote.unresolved = assignment.unresolved
    quote.anonymous = assignment.anonymous
  }
}
