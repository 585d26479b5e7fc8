/// Writes JSON straight into bytes: no tree is built, no text is copied twice.
///
/// What it writes is ASCII-safe for line readers: control characters, U+007F to U+009F, U+2028 and
/// U+2029 are escaped, so that no reader takes one for the end of a line. All else stays UTF-8.
/// The caller balances `begin` and `end` and gives every value of an object its key.
package struct JSONWriter: ~Copyable {
  /// The layout.
  package let style: JSONStyle

  // The writer's own memory, which nothing else points to: it cannot be copied, every write makes
  // room first, and what was written moves along when it grows.
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  private let isPretty: Bool
  private var depth = 0
  private var isFirst = true
  private var followsKey = false

  /// A writer of nothing yet.
  ///
  /// - Parameter capacity: How many bytes there is room for at first; more come to have it.
  package init(style: JSONStyle = .compact, capacity: Int = 1 << 14) {
    self.style = style
    isPretty = style == .pretty
    self.capacity = capacity
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// What was written up to now; there is room for a line feed behind it.
  package var bytes: [UInt8] {
    let (memory, count) = (memory, count)
    return Array(unsafeUninitializedCapacity: count + 1) { buffer, written in
      buffer.baseAddress?.initialize(from: memory, count: count)
      written = count
    }
  }

  /// Forgets what was written and keeps the room for it.
  package mutating func removeAll() {
    count = 0
    (depth, isFirst, followsKey) = (0, true, false)
  }

  /// Ends a record: a line feed, after which another may follow.
  package mutating func endLine() {
    makeRoom(1)
    put(0x0A)
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

  /// The key of the next value; it needs no escapes. Inlined, so that the length of most keys is
  /// known when they are copied; values are not, for code that is small stays at hand.
  @inline(__always)
  package mutating func key(_ key: StaticString) {
    let length = key.utf8CodeUnitCount
    begin(length &+ 4)
    // Room was made: the bytes are placed at once, and counted once.
    let place = memory + count
    place.initialize(to: 0x22)
    (place + 1).initialize(from: key.utf8Start, count: length)
    (place + (length &+ 1)).initialize(to: 0x22)
    (place + (length &+ 2)).initialize(to: 0x3A)
    count &+= length &+ 3
    if isPretty { put(0x20) }
    followsKey = true
  }

  /// The key of the next value.
  package mutating func key(_ key: String) {
    begin(0)
    quote(key)
    count -= 1
    makeRoom(3)
    endKey()
  }

  /// A string.
  @inline(never)
  package mutating func string(_ value: String) {
    begin(0)
    quote(value)
  }

  /// A whole number.
  @inline(never)
  package mutating func integer(_ value: Int) {
    begin(20)
    if value < 0 { put(0x2D) }
    var length = 1
    var rest = value.magnitude / 10
    while rest > 0 {
      length += 1
      rest /= 10
    }
    rest = value.magnitude
    for place in (count..<count + length).reversed() {
      (memory + place).initialize(to: 0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    count += length
  }

  /// A number as it is to stand there; it must be one by JSON's grammar.
  package mutating func number(_ literal: String) {
    begin(literal.utf8.count)
    for byte in literal.utf8 { put(byte) }
  }

  /// `true` or `false`.
  @inline(never)
  package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  /// `null`.
  @inline(never)
  package mutating func null() { word("null") }

  private mutating func word(_ word: StaticString) {
    begin(word.utf8CodeUnitCount)
    put(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  @inline(__always)
  private mutating func open(_ mark: UInt8) {
    begin(1)
    put(mark)
    depth += 1
    isFirst = true
  }

  @inline(__always)
  private mutating func close(_ mark: UInt8) {
    depth -= 1
    makeRoom(depth &* 2 &+ 2)
    if isPretty, !isFirst { breakLine() }
    put(mark)
    isFirst = false
  }

  private mutating func endKey() {
    put(0x22)
    put(0x3A)
    if isPretty { put(0x20) }
    followsKey = true
  }

  /// Makes room for a value of so many bytes, and parts it from what stands before it.
  @inline(__always)
  private mutating func begin(_ room: Int) {
    makeRoom(room &+ depth &* 2 &+ 2)
    if followsKey {
      followsKey = false
      return
    }
    if !isFirst { put(0x2C) }
    if isPretty, depth > 0 { breakLine() }
    isFirst = false
  }

  private mutating func breakLine() {
    put(0x0A)
    for _ in 0..<depth * 2 { put(0x20) }
  }
}

// Bytes.
extension JSONWriter {
  @inline(__always)
  private mutating func makeRoom(_ room: Int) {
    if capacity &- count < room { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    capacity = max(capacity * 2, count + room)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: memory, count: count)
    memory.deallocate()
    memory = larger
  }

  /// Writes a byte where room was made.
  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    (memory + count).initialize(to: byte)
    count &+= 1
  }

  /// Writes bytes where room was made.
  @inline(__always)
  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    (memory + count).initialize(from: start, count: bytes.count)
    count &+= bytes.count
  }
}

// Strings.
extension JSONWriter {
  private mutating func quote(_ value: String) {
    var value = value
    value.withUTF8 { text in
      // Room for the text as it is, and its marks.
      makeRoom(text.count + 2)
      put(0x22)
      append(escaping: text)
      put(0x22)
    }
  }

  private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
    var clean = 0
    var index = 0
    while true {
      index = Self.firstOdd(text, from: index)
      guard index < text.count else { break }
      let length = Self.lengthToEscape(text, at: index)
      if length == 0 {
        index += 1
        continue
      }
      makeRoom(text.count - clean + 8)
      put(UnsafeBufferPointer(rebasing: text[clean..<index]))
      escape(text, at: index, length: length)
      index += length
      clean = index
    }
    makeRoom(text.count - clean + 1)
    put(UnsafeBufferPointer(rebasing: text[clean...]))
  }

  /// The first byte from a place on that may have to be escaped: a control character, `"`, `\`,
  /// U+007F, or one outside ASCII. Eight bytes a step.
  @inline(__always)
  private static func firstOdd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = UnsafeRawBufferPointer(text)
    var index = start
    while index &+ 8 <= text.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // A byte becomes zero where it equals; taking one off a zero borrows into its high bit. Only
      // bytes behind the first hit can be marked wrongly.
      let quotes: UInt64 = (word ^ 0x2222_2222_2222_2222) &- ones
      let slashes: UInt64 = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- ones
      let deletes: UInt64 = (word ^ 0x7F7F_7F7F_7F7F_7F7F) &- ones
      let controls: UInt64 = word &- 0x2020_2020_2020_2020
      var odd: UInt64 = quotes | slashes | deletes
      odd = (odd | controls | word) & 0x8080_8080_8080_8080
      if odd != 0 {
        let found = index &+ odd.trailingZeroBitCount >> 3
        if isOdd(text[found]) { return found }
        index = found &+ 1
      } else {
        index &+= 8
      }
    }
    while index < text.count, !isOdd(text[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  private static func isOdd(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F
  }

  /// How many bytes from `index` on make one character that must be escaped; 0 where none does.
  @inline(__always)
  private static func lengthToEscape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
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

  /// Writes an escape of at most six bytes where room was made.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, at index: Int, length: Int) {
    let byte = text[index]
    switch (length, byte) {
    case (1, 0x22), (1, 0x5C): escape(short: byte)
    case (1, 0x08): escape(short: UInt8(ascii: "b"))
    case (1, 0x09): escape(short: UInt8(ascii: "t"))
    case (1, 0x0A): escape(short: UInt8(ascii: "n"))
    case (1, 0x0C): escape(short: UInt8(ascii: "f"))
    case (1, 0x0D): escape(short: UInt8(ascii: "r"))
    case (1, _): escape(unit: UInt16(byte))
    case (2, _): escape(unit: UInt16(text[index + 1]))
    default: escape(unit: 0x2000 | UInt16(text[index + 2]) - 0x80)
    }
  }

  private mutating func escape(short letter: UInt8) {
    put(0x5C)
    put(letter)
  }

  private mutating func escape(unit: UInt16) {
    escape(short: UInt8(ascii: "u"))
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift) & 15
      put(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
