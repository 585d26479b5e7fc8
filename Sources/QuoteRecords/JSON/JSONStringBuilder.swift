/// Reads a JSON string that is not plain: one with escapes, or with bytes that may be faulty.
struct JSONStringBuilder {
  /// What is wrong; the builder's position says where.
  struct Fault: Error {
    var code: JSONError.Code
    var detail: String
  }

  /// Where the next byte is read; after a success, behind the closing quotation mark.
  private(set) var position: Int
  /// What was read as U+FFFD.
  private(set) var replaced: [(offset: Int, byte: Int)] = []

  private let bytes: UnsafeBufferPointer<UInt8>
  private let isLossy: Bool
  private var text: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, room: Int, isLossy: Bool) {
    self.bytes = bytes
    self.isLossy = isLossy
    position = start
    text.reserveCapacity(room)
  }

  /// The string in UTF-8.
  mutating func build() -> Result<[UInt8], Fault> {
    do throws(Fault) {
      try read()
      return .success(text)
    } catch {
      return .failure(error)
    }
  }

  private mutating func read() throws(Fault) {
    while true {
      let run = position..<bytes.plainRunEnd(from: position)
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run]))
      position = run.upperBound
      guard position < bytes.count else { break }
      let byte = bytes[position]
      switch byte {
      case 0x22:
        position += 1
        return
      case 0x5C: try escape()
      case 0x00..<0x20:
        throw Fault(
          code: .controlCharacter,
          detail: "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            + " must be escaped")
      default: try multibyte()
      }
    }
    throw Fault(code: .unexpectedEnd, detail: "the end within a string")
  }

  private mutating func multibyte() throws(Fault) {
    let sequence = UTF8Sequence(bytes, at: position)
    if sequence.isValid {
      text.append(
        contentsOf: UnsafeBufferPointer(
          rebasing: bytes[position..<position + sequence.length]))
    } else {
      let value = String(bytes[position], radix: 16, uppercase: true)
      try replace(code: .invalidUTF8, detail: "byte 0x\(value)", at: position)
    }
    position += sequence.length
  }

  private mutating func replace(
    code: JSONError.Code, detail: String, at byte: Int
  ) throws(Fault) {
    guard isLossy else {
      position = byte
      throw Fault(code: code, detail: detail)
    }
    replaced.append((text.count, byte))
    text.append(contentsOf: [0xEF, 0xBF, 0xBD])
  }

  private mutating func escape() throws(Fault) {
    guard position + 1 < bytes.count else {
      position = bytes.count
      throw Fault(code: .unexpectedEnd, detail: "the end within an escape")
    }
    let plain: UInt8
    switch bytes[position + 1] {
    case 0x75: return try unicodeEscape()
    case 0x22: plain = 0x22
    case 0x5C: plain = 0x5C
    case 0x2F: plain = 0x2F
    case 0x62: plain = 0x08
    case 0x66: plain = 0x0C
    case 0x6E: plain = 0x0A
    case 0x72: plain = 0x0D
    case 0x74: plain = 0x09
    default: throw Fault(code: .invalidEscape, detail: "a backslash that escapes nothing")
    }
    text.append(plain)
    position += 2
  }

  private mutating func unicodeEscape() throws(Fault) {
    let start = position
    guard let unit = unit(at: start) else {
      throw Fault(code: .invalidEscape, detail: "\\u without four hexadecimal digits")
    }
    position += 6
    if let scalar = Unicode.Scalar(unit) {
      append(scalar)
    } else if unit < 0xDC00, let low = self.unit(at: position), 0xDC00...0xDFFF ~= low,
      let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    {
      position += 6
      append(scalar)
    } else {
      let value = String(unit, radix: 16, uppercase: true)
      try replace(
        code: .loneSurrogate, detail: "U+\(value) without its partner", at: start)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The UTF-16 unit that `\uXXXX` at `start` stands for.
  private func unit(at start: Int) -> UInt32? {
    guard start + 6 <= bytes.count, bytes[start] == 0x5C, bytes[start + 1] == 0x75 else {
      return nil
    }
    var unit: UInt32 = 0
    for byte in bytes[start + 2..<start + 6] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return unit
  }
}

/// The UTF-8 sequence that starts at a byte, or the longest part of one (WHATWG's "maximal
/// subpart", which decodes to a single U+FFFD).
struct UTF8Sequence {
  var length: Int
  var isValid: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    let lead = bytes[start]
    let (size, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (1, 0x80...0xBF)
      }
    isValid = lead < 0x80 || size > 1
    length = 1
    while length < size {
      let next = start + length
      let allowed = length == 1 ? second : 0x80...0xBF
      guard next < bytes.count, allowed ~= bytes[next] else {
        isValid = false
        return
      }
      length += 1
    }
  }
}
