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
    // Part by part: a copy of the whole would count the users of each of its lists.
    let tokens = found.attributions[index].content
    let type = found.attributions[index].type
    let content = spans.content(tokens: tokens)
    let isAssigned = index < found.resolution.assignments.count
    return QuoteRecord(
      id: id, type: type, act: found.attributions[index].act, content: content,
      certainty: found.attributions[index].certainty, rule: found.attributions[index].rule,
      quoted: type == .indirect ? [] : quoted(index, content),
      cue: spans.spans(tokens: found.attributions[index].cue),
      source: spans.spans(tokens: found.attributions[index].source),
      addressee: spans.spans(tokens: found.attributions[index].addressee),
      speakers: isAssigned ? speakerIDs(of: index) : [],
      speakerBy: isAssigned ? found.resolution.assignments[index].by : .none,
      candidates: isAssigned ? candidates(of: index) : [],
      unresolved: isAssigned ? found.resolution.assignments[index].unresolved : nil,
      anonymous: isAssigned && found.resolution.assignments[index].anonymous,
      negated: found.attributions[index].negated, hedged: found.attributions[index].hedged,
      nestedIn: outer, amounts: amounts(in: tokens))
  }

  /// What stands between the marks of an attribution's quotations.
  private func quoted(_ index: Int, _ content: [Span]) -> [Span] {
    let quotations = found.attributions[index].quotations
    let tokens = found.attributions[index].content
    // Most direct quotes are what stands between their marks.
    if quotations.count == 1 {
      let inner = found.document.quotations[quotations[0]].inner
      let isContent = options.context == 0 && tokens.count == 1 && tokens[0] == inner
      return isContent ? content : inner.isEmpty ? [] : [spans.span(tokens: inner)]
    }
    let inner = self.quotations(of: index)
    return options.context == 0 && inner == tokens ? content : spans.spans(tokens: inner)
  }

  /// What stands between the marks of an attribution's quotations, in text order.
  private func quotations(of index: Int) -> [Range<Int>] {
    var quotations = found.attributions[index].quotations
    if quotations.count > 1 { quotations.sort() }
    return quotations.map { found.document.quotations[$0].inner }
  }

  private func speakerIDs(of assignment: Int) -> [String] {
    let speakers = found.resolution.assignments[assignment].speakers
    if speakers.count == 1 { return [speakerIDs[speakers[0]]] }
    return speakers.isEmpty ? [] : speakers.map { speakerIDs[$0] }
  }

  private func candidates(of assignment: Int) -> [SpeakerCandidate] {
    let candidates = found.resolution.assignments[assignment].candidates
    if candidates.isEmpty { return [] }
    return candidates.map {
      SpeakerCandidate(speaker: speakerIDs[$0.speaker], reason: $0.reason)
    }
  }
}
