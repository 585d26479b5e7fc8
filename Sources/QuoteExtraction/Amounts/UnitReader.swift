import QuoteRecords
import RuleEngine

/// Reads the find of a rule of kind `amount`: number, unit and what the rule says of them.
struct UnitReader {
  let words: AmountWords
  let pieces: [AmountPiece]
  let bytes: [UInt8]
  let readings: [NumberReading]
  /// The matches of the round, and its roles.
  let matches: MatchList
  let roles: AmountRound.Roles

  /// The amount of a find; `nil` where its parts make none.
  func read(
    _ rule: AmountRule, _ match: MatchList.Found, _ context: inout CurrencyContext
  ) -> AmountDraft? {
    guard let kind = rule.kind, let span = items(roles.amount, match) else { return nil }
    let amount = Amount(kind: kind, bytes: 0..<0, certainty: rule.certainty, rule: rule.id)
    var draft = AmountDraft(items: span, amount: amount, mantissa: .one, scale: 0)
    draft.amount.unit = rule.unit
    draft.amount.isVague = rule.isVague
    draft.amount.isImplied = rule.isImplied
    draft.amount.isFigurative = rule.isFigurative
    if kind == .money {
      guard readCurrency(match, rule, &draft, &context) else { return nil }
    } else if rule.needs != nil {
      return nil
    }
    guard readNumber(match, rule, &draft) else { return nil }
    if let piece = items(roles.sign, match)?.first, bytes[pieces[piece].bytes] != [0x2B] {
      draft.amount.value = draft.amount.value?.negated
    }
    return draft
  }

  private func items(_ role: RoleID?, _ match: MatchList.Found) -> Range<Int>? {
    matches.items(role, of: match)
  }

  // MARK: Numbers

  private func readNumber(
    _ match: MatchList.Found, _ rule: AmountRule, _ draft: inout AmountDraft
  ) -> Bool {
    if let figures = items(roles.figures, match), let reading = reading(figures, vague: false),
      let count = Int(reading.value.description), (2...20).contains(count)
    {
      draft.amount.low = ExactDecimal.one.timesTen(toThe: count - 1)
      draft.amount.high = ExactDecimal(String(repeating: "9", count: count))
      return true
    }
    if let digits = items(roles.digits, match) {
      let entry = words.entry(digits.map { pieces[$0].lexeme }, in: .digits)
      draft.amount.low = entry?["low"].flatMap { ExactDecimal($0) }
      draft.amount.high = entry?["high"].flatMap { ExactDecimal($0) }
      return draft.amount.low != nil
    }
    if let low = rule.low {
      draft.amount.low = low
      draft.amount.high = rule.high
      return true
    }
    guard let value = items(roles.value, match) else { return false }
    if draft.amount.isVague {
      return readVague(value, &draft)
    } else if var reading = reading(value, vague: false) {
      if draft.partsThousandsByPoint, endsInThousands(reading) {
        reading.value = reading.value.timesTen(toThe: 3)
        reading.mantissa = reading.value
      }
      draft.amount.value = reading.value * draft.factor
      take(reading, &draft)
      dropArticle(reading, match, &draft)
    } else {
      guard case .article? = value.first.flatMap({ words.numbers[pieces[$0].lexeme] }) else {
        return false
      }
      draft.amount.value = draft.factor
    }
    return true
  }

  /// "hundreds of millions"; or an exact number with a part that no decimal says: "33 1/3".
  private func readVague(_ value: Range<Int>, _ draft: inout AmountDraft) -> Bool {
    if let reading = reading(value, vague: true) {
      draft.amount.low = reading.value * draft.factor
      take(reading, &draft)
      return true
    }
    guard let whole = reading(value, vague: false) else { return false }
    draft.amount.low = whole.value * draft.factor
    draft.amount.high = whole.value.adding(.one) * draft.factor
    return true
  }

  /// Whether a number is digits with one point, before the last three: "150.000".
  private func endsInThousands(_ reading: NumberReading) -> Bool {
    guard reading.items.count == 1, let piece = reading.items.first else { return false }
    let parts = bytes[pieces[piece].bytes]
      .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 2 && (1...3).contains(parts[0].count) && parts[1].count == 3
      && parts.joined().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private func take(_ reading: NumberReading, _ draft: inout AmountDraft) {
    draft.mantissa = reading.mantissa
    draft.scale = reading.scale
    if let odd = reading.odd {
      draft.amount.approximation = Amount.Coded(code: "about", bytes: pieces[odd].bytes)
    }
  }

  private func reading(_ items: Range<Int>, vague: Bool) -> NumberReading? {
    readings.reading(of: items, isVague: vague)
  }

  /// "a | billion-dollar | deal": the article goes with what follows when a hyphen or a unit in
  /// the singular makes the amount a modifier.
  private func dropArticle(
    _ reading: NumberReading, _ match: MatchList.Found, _ draft: inout AmountDraft
  ) {
    guard reading.hasArticle, draft.items.lowerBound == reading.items.lowerBound else { return }
    let next = reading.items.upperBound
    let isHyphened = next < pieces.count && pieces[next].classes.contains(.dash)
    let unit =
      (items(roles.currency, match) ?? items(roles.unit, match))
      .map { $0.map { pieces[$0].lexeme } } ?? []
    let isSingular =
      ExactDecimal.one < reading.value
      && words.isSingular(unit, in: AmountWords.Lexicons.currencies + [.points])
    if isHyphened || isSingular { draft.items = draft.items.dropFirst() }
  }

  // MARK: Currencies

  private func readCurrency(
    _ match: MatchList.Found, _ rule: AmountRule, _ draft: inout AmountDraft,
    _ context: inout CurrencyContext
  ) -> Bool {
    // Money that no state issues has no code.
    guard !rule.isUnissued else { return true }
    let sign = items(roles.currency, match)
    let entry = sign.flatMap { currency($0) }
    let place = pieces[draft.items.lowerBound].bytes.lowerBound
    draft.isSignFirst =
      sign.map { $0.lowerBound < (items(roles.value, match)?.lowerBound ?? 0) } ?? false
    draft.amount.currency = rule.currency ?? entry?["code"]
    draft.factor = rule.factor ?? entry?["factor"].flatMap { ExactDecimal($0) } ?? .one
    draft.dollar = entry?["dollar"].flatMap(DollarMark.init)
    draft.partsThousandsByPoint = entry?["point"] == "thousands"
    if let country = items(roles.country, match), let code = self.country(country) {
      draft.amount.currency = code
      if draft.dollar == .bare { draft.dollar = .marked }
    } else if let needed = rule.needs {
      guard let reading = context.reading(of: needed, at: place) else { return false }
      draft.amount.currency = reading.code
      draft.factor = draft.factor * reading.factor
    } else if let family = entry?["family"], let code = entry?["code"], entry?["named"] != nil {
      context.note(family: family, code: code, at: place)
    } else if let reading = entry?["family"].flatMap({ context.reading(of: $0, at: place) }) {
      draft.amount.currency = reading.code
      draft.factor = draft.factor * reading.factor
      draft.amount.certainty = "medium"
    } else {
      draft.choices = entry?["of"]
    }
    return draft.amount.currency != nil || draft.choices != nil
  }

  private func currency(_ items: Range<Int>) -> [String: String]? {
    let forms = items.map { pieces[$0].lexeme }
    for lexicon in AmountWords.Lexicons.currencies {
      if let entry = words.attributes(forms, in: lexicon) { return entry }
    }
    return nil
  }

  private func country(_ items: Range<Int>) -> String? {
    let forms = items.map { pieces[$0].lexeme }
    return (words.attributes(forms, in: .suffix) ?? words.attributes(forms, in: .code))?["code"]
  }
}
