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
      let outer = found.attributions[index].parent.flatMap { idOf[$0] }
      record.quotes.append(quote(id, in: outer, index))
    }
    return idOf
  }

  /// The attributions that are wanted, by where their content starts, outer ones first.
  private func quoteOrder() -> [Int] {
    var order: [(index: Int, hull: Range<Int>)] = []
    order.reserveCapacity(found.attributions.count)
    for index in found.attributions.indices where !found.attributions[index].content.isEmpty {
      if options.isFiltered, !options.wants(found.attributions[index]) { continue }
      order.append((index, spans.hull(found.attributions[index].content)))
    }
    order.sort {
      ($0.hull.lowerBound, -$0.hull.upperBound, $0.index)
        < ($1.hull.lowerBound, -$1.hull.upperBound, $1.index)
    }
    return order.map(\.index)
  }

  private func quote(_ id: String, in outer: String?, _ index: Int) -> QuoteRecord {
    // Parts by part: a copy of the whole would count the users of each of its lists.
    let content = found.attributions[index].content
    var quote = QuoteRecord(
      id: id, type: found.attributions[index].type, act: found.attributions[index].act,
      content: spans.content(tokens: content), certainty: found.attributions[index].certainty,
      rule: found.attributions[index].rule)
    if quote.type != .indirect {
      let inner = quotations(of: index)
      // Most direct quotes are what stands between their marks.
      let isContent = inner == content && options.context == 0
      quote.quoted = isContent ? quote.content : spans.spans(tokens: inner)
    }
    quote.cue = spans.spans(tokens: found.attributions[index].cue)
    quote.source = spans.spans(tokens: found.attributions[index].source)
    quote.addressee = spans.spans(tokens: found.attributions[index].addressee)
    quote.negated = found.attributions[index].negated
    quote.hedged = found.attributions[index].hedged
    quote.nestedIn = outer
    quote.amounts = amounts(in: content)
    if index < found.resolution.assignments.count {
      assign(found.resolution.assignments[index], to: &quote)
    }
    return quote
  }

  /// What stands between the marks of an attribution's quotations, in text order.
  private func quotations(of index: Int) -> [Range<Int>] {
    var quotations = found.attributions[index].quotations
    if quotations.count > 1 { quotations.sort() }
    return quotations.map { found.document.quotations[$0].inner }
  }

  private func assign(_ assignment: Assignment, to quote: inout QuoteRecord) {
    if !assignment.speakers.isEmpty {
      quote.speakers = assignment.speakers.map { speakerIDs[$0] }
    }
    quote.speakerBy = assignment.by
    if !assignment.candidates.isEmpty {
      quote.candidates = assignment.candidates.map {
        SpeakerCandidate(speaker: speakerIDs[$0.speaker], reason: $0.reason)
      }
    }
    quote.unresolved = assignment.unresolved
    quote.anonymous = assignment.anonymous
  }
}
