/// Writes JSON straight into bytes: no tree is built, no text is copied twice.
///
/// What it writes is ASCII-safe for line readers: control characters, U+007F to U+009F, U+2028 and
/// U+2029 are escaped, so that no reader takes one for the end of a line. All else stays UTF-8.
/// The caller balances `begin` and `end` and gives every value of an object its key.
package struct JSONWriter: Sendable {
  /// What was written up to now.
  package private(set) var bytes: [UInt8] = []
  /// The layout.
  package let style: JSONStyle

  private var depth = 0
  private var isFirst = true
  private var followsKey = false

  /// A writer of nothing yet.
  package init(style: JSONStyle = .compact) {
    self.style = style
  }

  /// Forgets what was written and keeps the room for it.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (depth, isFirst, followsKey) = (0, true, false)
  }

  /// Ends a record: a line feed, after which another may follow.
  package mutating func endLine() {
    bytes.append(0x0A)
    (depth, isFirst, followsKey) = (0, true, false)
  }

  /// Opens an object.
  package mutating func beginObject() { open(0x7B) }

  /// Closes the innermost object.
  package mutating func endObject() { close(0x7D) }

  /// Opens an array.
  package mutating func beginArray() { open(0x5B) }

  /// Closes the innermost array.
  package mutating func endArray() { close(0x5D) }

  /// The key of the next value; it needs no escapes.
  package mutating func key(_ key: StaticString) {
    separate()
    bytes.append(0x22)
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    endKey()
  }

  /// The key of the next value.
  package mutating func key(_ key: String) {
    separate()
    quote(key)
    bytes.removeLast()
    endKey()
  }

  /// A string.
  package mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  /// A whole number.
  package mutating func integer(_ value: Int) {
    separate()
    if value < 0 { bytes.append(0x2D) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// A number as it is to stand there; it must be one by JSON's grammar.
  package mutating func number(_ literal: String) {
    separate()
    bytes.append(contentsOf: literal.utf8)
  }

  /// `true` or `false`.
  package mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// `null`.
  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  private mutating func open(_ mark: UInt8) {
    separate()
    bytes.append(mark)
    depth += 1
    isFirst = true
  }

  private mutating func close(_ mark: UInt8) {
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(mark)
    isFirst = false
  }

  private mutating func endKey() {
    bytes.append(0x22)
    bytes.append(0x3A)
    if style == .pretty { bytes.append(0x20) }
    followsKey = true
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if !isFirst { bytes.append(0x2C) }
    if depth > 0 { breakLine() }
    isFirst = false
  }

  private mutating func breakLine() {
    guard style == .pretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func quote(_ value: String) {
    bytes.append(0x22)
    var value = value
    value.withUTF8 { append(escaping: $0) }
    bytes.append(0x22)
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var clean = 0
    var index = 0
    while index < text.count {
      let length = Self.lengthToEscape(text, at: index)
      if length == 0 {
        index += 1
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean..<index]))
      escape(text, at: index, length: length)
      index += length
      clean = index
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean...]))
  }

  /// How many bytes from `index` on make one character that must be escaped; 0 where none does.
  @inline(__always)
  private static func lengthToEscape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    if byte > 0x22, byte != 0x5C, byte < 0x7F { return 0 }
    switch byte {
    case 0x00..<0x20, 0x22, 0x5C, 0x7F: return 1
    case 0xC2:
      return index + 1 < text.count && text[index + 1] < 0xA0 ? 2 : 0
    case 0xE2:
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return 0 }
      return text[index + 2] == 0xA8 || text[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, at index: Int, length: Int) {
    let byte = text[index]
    switch (length, byte) {
    case (1, 0x22), (1, 0x5C): bytes.append(contentsOf: [0x5C, byte])
    case (1, 0x08): bytes.append(contentsOf: "\\b".utf8)
    case (1, 0x09): bytes.append(contentsOf: "\\t".utf8)
    case (1, 0x0A): bytes.append(contentsOf: "\\n".utf8)
    case (1, 0x0C): bytes.append(contentsOf: "\\f".utf8)
    case (1, 0x0D): bytes.append(contentsOf: "\\r".utf8)
    case (1, _): escape(unit: UInt16(byte))
    case (2, _): escape(unit: UInt16(text[index + 1]))
    default: escape(unit: 0x2000 | UInt16(text[index + 2]) - 0x80)
    }
  }

  private mutating func escape(unit: UInt16) {
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift) & 15
      bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
