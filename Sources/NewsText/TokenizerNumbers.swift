/// Numbers, with what is glued to them.
extension Tokenizer {
  /// Reads the number at `start`, and the letters glued to it where they make one word with it.
  mutating func scanNumber(from start: Int) {
    let isMoney = currencyEnd == start
    let end = numberEnd(start)
    if letter(end) {
      let piece = pieceEnd(end)
      if isMoney || lexicon.gluedUnits.contains(bytes, end..<lettersEnd(end, piece)) {
        findings.append((.gluedNumber, start..<piece))
        emit(start, end, .number)
        return
      }
      scanWord(from: end, head: end - start)
      return
    }
    let dash = hyphen(end)
    guard dash > 0, letter(end + dash) else {
      emit(start, end, .number)
      return
    }
    let next = end + dash
    if isMoney || lexicon.gluedUnits.contains(bytes, next..<pieceEnd(next)) {
      emit(start, end, .number)
      emitCompound(hyphen: end, whole: isMoney)
      return
    }
    scanCompoundNumber(start, end)
  }

  /// The end of a number: digits, with separators that have digits on both sides.
  private mutating func numberEnd(_ start: Int) -> Int {
    var index = digitsEnd(start)
    while index < limit {
      switch bytes[index] {
      case 0x2E, 0x2C, 0x3A, 0x2F: break
      default: return index
      }
      let next = digitsEnd(index + 1)
      guard next > index + 1 else { return index }
      index = next
    }
    return index
  }

  private mutating func digitsEnd(_ start: Int) -> Int {
    var index = start
    while index < limit {
      let byte = bytes[index]
      if Self.isDigit(byte) {
        index += 1
      } else if byte >= 0x80, let properties = properties(index), properties.isDigit {
        index += UTF8Text.scalar(bytes, at: index).length
      } else {
        return index
      }
    }
    return index
  }

  private mutating func lettersEnd(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, bytes[index] >= 0x80 || Self.isLetter(bytes[index]) { index += 1 }
    return index
  }

  /// "2,000-word": the number's separators are kept inside the word.
  private mutating func scanCompoundNumber(_ start: Int, _ end: Int) {
    let length = hyphen(end)
    scanWord(from: end + length, head: end + length - start)
  }

  /// "$12-an-hour": hyphens and words after an amount, each its own token.
  private mutating func emitCompound(hyphen first: Int, whole: Bool) {
    var dash = first
    repeat {
      let length = hyphen(dash)
      guard length > 0, letter(dash + length) else { return }
      emit(dash, dash + length, .punctuation)
      let end = pieceEnd(dash + length)
      emit(dash + length, end, .word)
      dash = end
    } while whole
  }
}
