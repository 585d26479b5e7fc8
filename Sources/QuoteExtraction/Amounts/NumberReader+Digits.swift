import NewsText

// Digits.
extension NumberReader {
  /// Digits with their separators; groups apart by no-break or thin spaces are joined, and by plain
  /// spaces where what follows can be nothing else.
  func digits(at start: Int) -> (ExactDecimal, Int)? {
    if isLeadingPoint(start) {
      let text = [0x30, 0x2E] + bytes[pieces[start + 1].bytes]
      return ExactDecimal(text).map { ($0, start + 2) }
    }
    if let (over, under, next) = slashed(start) { return part(over, under).map { ($0, next) } }
    var text = Array(bytes[pieces[start].bytes])
    var end = start + 1
    guard pieces[start].bytes.count <= 3 else { return WrittenNumber.read(text).map { ($0, end) } }
    let isPlain =
      opensPlainGroups(end)
      || isLonePlainGroup(end)
        && (isBehindCurrency(start) || isBeforeCurrency(end + 1) && !isBehindName(start))
    while text.count < ExactDecimal.digitLimit {
      let next = isApostrophe(end) ? end + 1 : end
      guard isDigits(next),
        next > end
          ? isGlued(next) && startsGroup(next) : isGroup(next) || isPlain && isPlainGroup(next)
      else { break }
      text += bytes[pieces[next].bytes]
      end = next + 1
    }
    return WrittenNumber.read(text).map { ($0, end) }
  }

  /// Whether a piece of digits goes on the one before: three digits after a no-break space.
  private func isGroup(_ place: Int) -> Bool {
    let gap = bytes[pieces[place - 1].bytes.upperBound..<pieces[place].bytes.lowerBound]
    let spaces: [[UInt8]] = [[0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x89]]
    return spaces.contains { gap.elementsEqual($0) } && startsGroup(place)
  }

  /// Whether groups of three digits that plain spaces keep apart go on a number: two at least, or
  /// one with decimals: "1 234 567", "1 234,50". One alone may be another number: "on May 12 250
  /// people came".
  private func opensPlainGroups(_ place: Int) -> Bool {
    guard isDigits(place), isPlainGroup(place) else { return false }
    let hasDecimals = pieces[place].bytes.count > 3
    return hasDecimals || isDigits(place + 1) && isPlainGroup(place + 1)
  }

  /// Whether a number is glued to the sign or letters of a currency, or stands behind its code:
  /// "R15 000", "$12 500", "CHF 12 500".
  private func isBehindCurrency(_ place: Int) -> Bool {
    guard place > 0 else { return false }
    let told = pieces[place - 1].told
    if told.contains(.code), pieces[place - 1].classes.contains(.allCapitals) { return true }
    return isGlued(place) && !told.isDisjoint(with: [.symbol, .trigger, .some, .letter])
  }

  /// Whether the name or sign of a currency, or another unit, stands at a place: "12 500 euros".
  private func isBeforeCurrency(_ place: Int) -> Bool {
    guard place < pieces.count else { return false }
    let told = pieces[place].told
    return !told.isDisjoint(with: [.trigger, .some])
      || told.contains(.code) && pieces[place].classes.contains(.allCapitals)
  }

  /// Whether a number may count what is named before it: "on May 12 500 euros were found", "on page
  /// 12 500 euros were stuck".
  private func isBehindName(_ place: Int) -> Bool {
    place > 0
      && (pieces[place - 1].classes.contains(.capitalised)
        || pieces[place - 1].told.contains(.label))
  }

  /// Whether one group of three digits follows, and no other number.
  private func isLonePlainGroup(_ place: Int) -> Bool {
    isDigits(place) && isPlainGroup(place) && pieces[place].bytes.count == 3
      && bytes[pieces[place].bytes].last == 0x30
  }

  private func isPlainGroup(_ place: Int) -> Bool {
    let (last, next) = (pieces[place - 1].bytes, pieces[place].bytes)
    return bytes[last.upperBound..<next.lowerBound].elementsEqual([0x20]) && last.count <= 3
      && startsGroup(place)
      && (next.count == 3 || next.count < 7 && bytes[next.lowerBound + 3] == 0x2C)
  }

  private func startsGroup(_ place: Int) -> Bool {
    bytes[pieces[place].bytes].prefix { $0 >= 0x30 && $0 <= 0x39 }.count == 3
  }

  /// An apostrophe glued between digits: "1'000", as the Swiss write.
  private func isApostrophe(_ place: Int) -> Bool {
    guard place < pieces.count, isGlued(place) else { return false }
    let mark = bytes[pieces[place].bytes]
    return mark.elementsEqual([0x27]) || mark.elementsEqual([0xE2, 0x80, 0x99])
  }

  /// "1/2", "3/4": a fraction in digits.
  func slashed(_ place: Int) -> (Int, Int, Int)? {
    guard place + 2 < pieces.count, isDigits(place + 2), isGlued(place + 1), isGlued(place + 2),
      bytes[pieces[place + 1].bytes].elementsEqual([0x2F]),
      let over = whole(place), let under = whole(place + 2),
      [2, 4, 5, 8, 10, 16, 20, 100].contains(under), over < under
    else { return nil }
    return (over, under, place + 3)
  }

  /// Whether digits are the lower part of a fraction, which no decimal may say: "33 1/3 percent".
  func isDenominator(_ place: Int) -> Bool {
    place > 1 && isGlued(place) && isGlued(place - 1) && isDigits(place - 2)
      && bytes[pieces[place - 1].bytes].elementsEqual([0x2F])
  }

  private func whole(_ place: Int) -> Int? {
    Int(String(decoding: bytes[pieces[place].bytes].prefix(4), as: UTF8.self))
  }
}
