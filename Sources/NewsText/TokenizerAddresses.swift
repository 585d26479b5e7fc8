/// Web addresses, mail addresses, handles and tags: one token each.
extension Tokenizer {
  /// The most bytes that a host name may have, so that looks ahead stay short.
  private static let hostLimit = 253

  /// "https://…" from a scheme that ends at `colon`.
  mutating func emitAddress(from start: Int, colon: Int) -> Bool {
    guard byte(colon + 1) == 0x2F, byte(colon + 2) == 0x2F, alphanumeric(colon + 3) else {
      return false
    }
    emit(start, addressEnd(colon + 3), .word)
    return true
  }

  /// "www.example.org/page", "Example.com": a host name whose last label is known.
  mutating func emitHost(from start: Int, firstStop: Int) -> Bool {
    guard let end = hostEnd(start, firstStop) else { return false }
    let hasPath = byte(end) == 0x2F
    emit(start, hasPath ? addressEnd(end) : end, .word)
    return true
  }

  /// "name@example.org" whose local part ends at `at`.
  mutating func emitMail(from start: Int, at: Int) -> Bool {
    let host = at + 1
    let label = pieceEnd(host)
    guard alphanumeric(host), byte(label) == 0x2E || byte(label) == 0x2D,
      let end = hostEnd(host, label, any: true)
    else { return false }
    emit(start, end, .word)
    return true
  }

  /// "@name" and "#tag", whose sign stands at `sign`.
  mutating func emitHandle(_ sign: Int) -> Bool {
    guard letter(sign + 1) || byte(sign + 1) == 0x5F else {
      guard byte(sign) == 0x23, Self.isDigit(byte(sign + 1)) else { return false }
      let end = pieceEnd(sign + 1)
      guard bytes[sign + 1..<end].contains(where: { !Self.isDigit($0) }) else { return false }
      emit(sign, end, .word)
      return true
    }
    emit(sign, pieceEnd(sign + 1), .word)
    return true
  }

  /// The end of a host name, or `nil` where its last label is not a known one in small letters.
  private mutating func hostEnd(_ start: Int, _ firstStop: Int, any: Bool = false) -> Int? {
    var stop = firstStop
    var end: Int?
    while byte(stop) == 0x2E || byte(stop) == 0x2D, alphanumeric(stop + 1),
      stop - start < Self.hostLimit
    {
      if end != nil, upper(stop + 1) { return end }
      let next = pieceEnd(stop + 1)
      if byte(stop) == 0x2E {
        let isKnown = lexicon.domains.contains(bytes, stop + 1..<next)
        let isSmall = bytes[stop + 1..<next].allSatisfy { !Self.isUpper($0) }
        end = (isKnown && isSmall) || any ? next : nil
      }
      stop = next
    }
    return end
  }

  /// The end of an address: up to white space, a bracket or a quotation mark, without the marks
  /// that end the sentence around it.
  private mutating func addressEnd(_ start: Int) -> Int {
    var end = start
    while end < limit, !endsAddress(end) { end += UTF8Text.scalar(bytes, at: end).length }
    while end > start, Self.trailing.contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  private static let trailing: Set<UInt8> = Set(".,;:!?'".utf8)

  private mutating func endsAddress(_ index: Int) -> Bool {
    switch bytes[index] {
    case 0...0x20, 0x22, 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x60, 0x7B...0x7D: return true
    case 0x27: return byte(index + 1) == 0x27 || byte(index + 1) == 0x73
    case 0...0x7F: return false
    default:
      guard let properties = properties(index) else { return true }
      return properties.isSpace || properties.isPunctuation
    }
  }
}
