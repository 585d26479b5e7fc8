import QuoteRecords

extension FieldRecords {
  /// Names the amounts that are wanted, in text order.
  mutating func nameAmounts(_ ids: inout IDRegister) {
    guard !found.amounts.isEmpty else { return }
    namedAmounts = found.amounts.enumerated()
      .filter { options.wants($0.element.certainty) }
      .sorted {
        ($0.element.bytes.lowerBound, $0.offset) < ($1.element.bytes.lowerBound, $1.offset)
      }
      .map { (place, amount) in
        let id = ids.id("a", spans.place(amount.bytes))
        amountIDs[place] = id
        return (id, amount)
      }
  }

  /// The ids of the amounts that lie within some content.
  func amounts(in content: [Range<Int>]) -> [String] {
    guard !namedAmounts.isEmpty else { return [] }
    var inside: [String] = []
    for piece in content where !piece.isEmpty {
      let bytes = found.document.bytes(of: piece)
      var index = firstAmount(from: bytes.lowerBound)
      while index < namedAmounts.count {
        let amount = namedAmounts[index].amount.bytes
        if amount.lowerBound >= bytes.upperBound { break }
        if amount.upperBound <= bytes.upperBound { inside.append(namedAmounts[index].id) }
        index += 1
      }
    }
    return inside
  }

  /// Adds the amounts.
  func addAmounts(to record: inout ArticleRecord) {
    record.amounts += namedAmounts.map { self.amount($0.id, $0.amount) }
  }

  /// The first amount at or after a byte, by bisection.
  private func firstAmount(from byte: Int) -> Int {
    var low = 0
    var high = namedAmounts.count
    while low < high {
      let middle = (low + high) / 2
      if namedAmounts[middle].amount.bytes.lowerBound < byte {
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
