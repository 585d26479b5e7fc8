/// A character that a text holds in another form: as a page writes it ("&ldquo;"), or as its bytes
/// look when they are read in another encoding ("â€œ" for “).
///
/// It is read as the character that it stands for, and told of as a repair; the text stays as it
/// is. Only marks and spaces are known, for these decide what a quotation is; `SpelledLetter` has
/// letters.
struct DamagedCharacter {
  /// The character that is meant.
  let scalar: UInt32
  /// How many bytes stand for it.
  let length: Int
  let kind: Repair.Kind

  /// The one that begins at a byte of valid UTF-8, which must lie within.
  init?(at start: Int, in bytes: TextBytes) {
    switch bytes[start] {
    case UInt8(ascii: "&"): self.init(reference: start, bytes)
    case 0xC3: self.init(misread: start, bytes)
    default: return nil
    }
  }

  // MARK: References of HTML

  private static let names: [(name: StaticString, scalar: UInt32)] = [
    ("quot", 0x22), ("ldquo", 0x201C), ("rdquo", 0x201D), ("bdquo", 0x201E),
    ("apos", 0x27), ("lsquo", 0x2018), ("rsquo", 0x2019), ("sbquo", 0x201A),
    ("laquo", 0xAB), ("raquo", 0xBB), ("lsaquo", 0x2039), ("rsaquo", 0x203A),
    ("ndash", 0x2013), ("mdash", 0x2014), ("hellip", 0x2026), ("nbsp", 0xA0),
    ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E),
  ]

  /// The most bytes between the ampersand and the semicolon.
  private static let longestName = 8

  private init?(reference start: Int, _ bytes: TextBytes) {
    guard let name = Self.name(at: start, in: bytes), let scalar = Self.scalar(named: name) else {
      return nil
    }
    self.init(scalar: scalar, length: name.count + 2, kind: .htmlEntity)
  }

  /// What stands between an ampersand and a semicolon.
  fileprivate static func name(at start: Int, in bytes: TextBytes) -> Slice<TextBytes>? {
    let first = start + 1
    let limit = min(bytes.count, first + longestName + 1)
    guard first < limit, let end = bytes[first..<limit].firstIndex(of: UInt8(ascii: ";")),
      end > first
    else { return nil }
    return bytes[first..<end]
  }

  private static func scalar(named name: Slice<TextBytes>) -> UInt32? {
    if name.first == UInt8(ascii: "#") { return scalar(numbered: name.dropFirst()) }
    return names.first { known in
      known.name.withUTF8Buffer { $0.elementsEqual(name) }
    }?.scalar
  }

  /// The mark or space of a number, as "8220" or "x201C".
  private static func scalar(numbered digits: Slice<TextBytes>) -> UInt32? {
    guard let number = number(digits) else { return nil }
    // Browsers read these numbers as bytes of Windows-1252.
    let scalar = UInt8(exactly: number).flatMap(scalar(windows:)) ?? number
    return isMark(scalar) ? scalar : nil
  }

  fileprivate static func number(_ digits: Slice<TextBytes>) -> UInt32? {
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let written = digits.dropFirst(isHexadecimal ? 1 : 0)
    guard !written.isEmpty, written.allSatisfy({ $0 != UInt8(ascii: "+") }) else { return nil }
    return UInt32(String(decoding: written, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
  }

  private static func isMark(_ scalar: UInt32) -> Bool {
    names.contains { $0.scalar == scalar } || QuoteMark.Glyph(scalar: scalar) != nil
  }

  // MARK: Misread bytes

  /// Of the bytes of “ the first is read as "â", and the second as "€" or, where the encoding was
  /// Latin-1, as a control character; the third tells which mark it is.
  private init?(misread start: Int, _ bytes: TextBytes) {
    guard start + 1 < bytes.count, bytes[start + 1] == 0xA2 else { return nil }
    var next = start + 2
    guard next < bytes.count else { return nil }
    let second = UTF8Text.scalar(bytes, at: next)
    guard second.value == 0x20AC || second.value == 0x80 else { return nil }
    next += second.length
    var third: (value: UInt32, length: Int) = (0, 0)
    if next < bytes.count { third = UTF8Text.scalar(bytes, at: next) }
    let byte = 0x80..<0xC0 ~= third.value ? third.value : Self.byte(windows: third.value)
    if let byte, case let scalar = 0x2000 + byte - 0x80, Self.isMark(scalar) {
      self.init(scalar: scalar, length: next + third.length - start, kind: .mojibake)
      return
    }
    // The last byte of ” is no character of Windows-1252: it is often left out, or replaced.
    guard second.value == 0x20AC else { return nil }
    switch third.value {
    case 0..<0x80, 0xA0: self.init(scalar: 0x201D, length: next - start, kind: .mojibake)
    case 0xFFFD:
      self.init(scalar: 0x201D, length: next + third.length - start, kind: .mojibake)
    default: return nil
    }
  }

  private init(scalar: UInt32, length: Int, kind: Repair.Kind) {
    self.scalar = scalar
    self.length = length
    self.kind = kind
  }

  /// Bytes of Windows-1252 whose characters Latin-1 has not, of those that marks end with.
  private static let windows: [(byte: UInt32, scalar: UInt32)] = [
    (0x84, 0x201E), (0x85, 0x2026), (0x8B, 0x2039), (0x91, 0x2018), (0x92, 0x2019),
    (0x93, 0x201C), (0x94, 0x201D), (0x96, 0x2013), (0x97, 0x2014), (0x98, 0x02DC),
    (0x99, 0x2122), (0x9A, 0x0161), (0x9B, 0x203A), (0x9C, 0x0153), (0x9E, 0x017E),
  ]

  private static func byte(windows scalar: UInt32) -> UInt32? {
    windows.first { $0.scalar == scalar }?.byte
  }

  private static func scalar(windows byte: UInt8) -> UInt32? {
    windows.first { $0.byte == UInt32(byte) }?.scalar
  }
}

/// A letter that a page writes by its name or number: "&eacute;", "&#233;".
///
/// It is part of the word around it, which would else end there: "Jos&eacute;" is one name.
struct SpelledLetter {
  /// How many bytes stand for it.
  let length: Int
  let isCapital: Bool

  /// What names end in that begin with the plain letter: "eacute", "ccedil".
  private static let marks: [StaticString] = [
    "acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "slash", "caron", "strok", "ogon",
    "breve", "dot", "macr", "dblac",
  ]
  private static let others: [StaticString] = [
    "szlig", "aelig", "AElig", "oelig", "OElig", "eth", "ETH", "thorn", "THORN", "inodot",
  ]

  /// The one that begins at a byte of valid UTF-8, which must lie within.
  init?(at start: Int, in bytes: TextBytes, _ table: CharacterTable) {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "&"),
      let name = DamagedCharacter.name(at: start, in: bytes), let first = name.first
    else { return nil }
    length = name.count + 2
    if first == UInt8(ascii: "#") {
      guard let number = DamagedCharacter.number(name.dropFirst()), number >= 0xC0,
        Unicode.Scalar(number) != nil, table[number].isLetter
      else { return nil }
      isCapital = table[number].isUppercase
    } else {
      guard Self.has(name, among: Self.others) || Self.isMarked(name) else { return nil }
      isCapital = first < UInt8(ascii: "a")
    }
  }

  private static func isMarked(_ name: Slice<TextBytes>) -> Bool {
    guard let first = name.first, (first | 0x20) &- 0x61 < 26 else { return false }
    return has(name.dropFirst(), among: marks)
  }

  private static func has(_ name: Slice<TextBytes>, among known: [StaticString]) -> Bool {
    known.contains { $0.withUTF8Buffer { $0.elementsEqual(name) } }
  }
}
