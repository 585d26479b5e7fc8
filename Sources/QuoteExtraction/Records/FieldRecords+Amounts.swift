import QuoteRecords

extension FieldRecords {
  /// Names the amounts that are wanted, in text order.
  mutating func nameAmounts(_ ids: inout IDRegister) {
    guard !found.amounts.isEmpty else { return }
    // Not by way of `self`, all of which a closure would hold.
    let (amounts, options) = (found.amounts, options)
    wantedAmounts = amounts.indices.filter { options.wants(amounts[$0].certainty) }
    wantedAmounts.sort {
      (amounts[$0].bytes.lowerBound, $0) < (amounts[$1].bytes.lowerBound, $1)
    }
    for index in wantedAmounts {
      amountIDs[index] = ids.id("a", spans.place(found.amounts[index].bytes))
    }
  }

  /// The ids of the amounts that lie within some content.
  func amounts(in content: [Range<Int>]) -> [String] {
    guard !wantedAmounts.isEmpty else { return [] }
    var inside: [String] = []
    for piece in content where !piece.isEmpty {
      let bytes = found.document.bytes(of: piece)
      for index in wantedAmounts[firstAmount(from: bytes.lowerBound)...] {
        let amount = found.amounts[index].bytes
        if amount.lowerBound >= bytes.upperBound { break }
        if amount.upperBound <= bytes.upperBound, let id = amountIDs[index] { inside.append(id) }
      }
    }
    return inside
  }

  /// Adds the amounts.
  func addAmounts(to record: inout ArticleRecord) {
    record.amounts.reserveCapacity(record.amounts.count + wantedAmounts.count)
    for index in wantedAmounts {
      if let id = amountIDs[index] { record.amounts.append(amount(id, found.amounts[index])) }
    }
  }

  /// The first amount at or after a byte, by bisection.
  private func firstAmount(from byte: Int) -> Int {
    var low = 0
    var high = wantedAmounts.count
    while low < high {
      let middle = (low + high) / 2
      if found.amounts[wantedAmounts[middle]].bytes.lowerBound < byte {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func amount(_ id: String, _ draft: Amount) -> AmountRecord {
    var amount = AmountRecord(
      id: id, kind: draft.kind.rawValue, span: spans.span(draft.bytes),
      certainty: draft.certainty, rule: draft.rule)
    amount.value = draft.value?.description
    amount.low = draft.low?.description
    amount.high = draft.high?.description
    amount.pair = draft.pair.isEmpty ? nil : draft.pair.map(\.description)
    amount.currency = draft.currency
    amount.unit = draft.unit
    amount.approximation = draft.approximation.map {
      CodedSpan(code: $0.code, span: spans.span($0.bytes))
    }
    amount.per = draft.per.map { PerUnit(unit: $0.code, span: spans.span($0.bytes)) }
    amount.of = draft.of.map { spans.span($0) }
    amount.vague = draft.isVague
    amount.figurative = draft.isFigurative
    amount.implied = draft.isImplied
    return amount
  }
}
