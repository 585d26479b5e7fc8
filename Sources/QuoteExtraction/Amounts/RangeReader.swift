import QuoteRecords
import RuleEngine

/// Reads the find of a rule of kind `amount-range`: puts amounts and bare numbers together.
struct RangeReader {
  let drafts: [AmountDraft]
  let readings: [NumberReading]
  /// The matches of the round, and its roles.
  let matches: MatchList
  let roles: AmountRound.Roles

  /// The joined amount; `nil` where the parts are two amounts as they are.
  func read(_ rule: AmountRule, _ match: MatchList.Found) -> AmountDraft? {
    guard let span = matches.items(roles.amount, of: match), let parts = scaledParts(of: match)
    else { return nil }
    let levels = parts.compactMap(\.level)
    guard levels.count == parts.count, let low = levels.first, let high = levels.last,
      var joined = parts.first
    else { return nil }
    joined.items = span
    joined.isSignFirst = parts.contains { $0.isSignFirst }
    joined.amount.rule = rule.id
    joined.amount.isImplied = joined.amount.isImplied || rule.isImplied
    joined.amount.value = nil
    joined.amount.low = nil
    if rule.form == .sum {
      guard high < ExactDecimal.one, ExactDecimal.one <= low else { return nil }
      joined.amount.value = low.adding(high)
      return joined
    }
    guard let isRange = isRange(rule.form, low, high, levels) else { return nil }
    if isRange {
      joined.amount.low = min(low, high)
      joined.amount.high = max(low, high)
    } else {
      joined.amount.pair = levels
    }
    return joined
  }

  /// Whether the second amount is a level, below the first or three times as high and more, and not
  /// the upper end of a range.
  func isMove(_ match: MatchList.Found) -> Bool {
    guard let levels = scaledParts(of: match)?.compactMap(\.level), let low = levels.first,
      let high = levels.last
    else { return false }
    return high <= low || low.adding(low).adding(low) <= high
  }

  /// Gives the first amount of a change the scale of the second: "from $5 to $6 million".
  func shareScale(_ match: MatchList.Found, _ drafts: inout [AmountDraft]) {
    guard let low = matches.items(roles.low, of: match),
      let high = matches.items(roles.high, of: match),
      let last = drafts.place(of: high), let first = drafts.place(of: low),
      drafts[first].sharesUnit(with: drafts[last])
    else { return }
    drafts[first].take(scale: drafts[last].scale, below: drafts[last].mantissa)
  }

  /// Whether the levels make a range (or else a pair); `nil` for neither.
  private func isRange(
    _ form: AmountSchema.Form, _ low: ExactDecimal, _ high: ExactDecimal, _ all: [ExactDecimal]
  ) -> Bool? {
    switch form {
    case .range: return true
    case .ascending: return low < high ? true : nil
    case .noShares: return low < high && !areShares(low, high) ? true : nil
    case .shared: return low < high
    case .pair, .list: return false
    case .single, .sum, .moved, .none: return nil
    }
  }

  /// Whether two percentages are parts of one whole, as the shares in a poll are.
  private func areShares(_ low: ExactDecimal, _ high: ExactDecimal) -> Bool {
    guard !low.isNegative, !high.isNegative else { return false }
    let sum = low.adding(high)
    return ExactDecimal(70) <= sum && sum <= ExactDecimal(101)
  }

  /// The captured parts in order, all in one unit and of the last one's scale.
  private func scaledParts(of match: MatchList.Found) -> [AmountDraft]? {
    guard var parts = parts(of: match), let last = parts.last else { return nil }
    for place in parts.indices.dropLast() {
      parts[place].take(scale: last.scale, below: last.mantissa)
    }
    return parts
  }

  /// The captured parts in order, all in the unit that one of them has.
  private func parts(of match: MatchList.Found) -> [AmountDraft]? {
    let captured = matches.captures(of: match)
      .filter { $0.role == roles.low || $0.role == roles.high || $0.role == roles.value }
      .map(\.items)
    let known = captured.map { items in drafts.place(of: items).map { drafts[$0] } }
    guard let model = known.compactMap({ $0 }).last else { return nil }
    var parts: [AmountDraft] = []
    for (items, draft) in zip(captured, known) {
      if let draft {
        guard draft.sharesUnit(with: model) || draft.isWhole(of: model) else { return nil }
        parts.append(draft)
      } else {
        guard let number = readings.reading(of: items, isVague: false), !isYear(number),
          !drafts.overlaps(items)
        else { return nil }
        var part = model
        part.items = items
        part.amount.value = number.value * model.factor
        part.mantissa = number.mantissa
        part.scale = number.scale
        parts.append(part)
      }
    }
    return parts.count > 1 ? parts : nil
  }

  /// Whether a bare number is rather a year.
  private func isYear(_ number: NumberReading) -> Bool {
    number.scale == 0 && ExactDecimal(1900) <= number.value && number.value <= ExactDecimal(2100)
  }
}
