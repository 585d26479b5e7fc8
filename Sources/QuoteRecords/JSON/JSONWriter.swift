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
  /// Whether the memory is lent, for as long as the writer lives.
  private var isLent = false

  private let isPretty: Bool
  private var depth = 0
  private var isFirst = true
  private var followsKey = false

  /// A writer of nothing yet.
  ///
  /// - Parameter capacity: How many bytes there is room for at first; more come to have it.
  package init(style: JSONStyle = .compact, capacity: Int = 1 << 14) {
    self.init(style: style, .allocate(capacity: capacity), capacity)
  }

  private init(style: JSONStyle, lent memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
    self.init(style: style, memory, capacity)
    isLent = true
  }

  private init(style: JSONStyle, _ memory: UnsafeMutablePointer<UInt8>, _ capacity: Int) {
    self.style = style
    isPretty = style == .pretty
    self.capacity = capacity
    self.memory = memory
  }

  deinit {
    if !isLent { memory.deallocate() }
  }

  /// The bytes of what is written, in their array at once where the room is enough; there is room
  /// for a line feed behind them.
  static func bytes(
    style: JSONStyle, room: Int, _ write: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var grown: [UInt8]?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(room, 64)) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      var writer = JSONWriter(style: style, lent: start, capacity: buffer.count - 1)
      write(&writer)
      if writer.isLent { count = writer.count } else { grown = writer.bytes }
    }
    return grown ?? bytes
  }

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

  /// An array of nothing.
  @inline(never)
  package mutating func emptyArray() {
    begin(2)
    put(0x5B)
    put(0x5D)
  }

  /// Closes the innermost array.
  package mutating func endArray() { close(0x5D) }

  /// The key of the next value; it needs no escapes. Inlined, so that the length of most keys is
  /// known when they are copied; values are not, for code that is small stays at hand.
  @inline(__always)
  package mutating func key(_ key: StaticString) {
    if isPretty {
      begin(key.utf8CodeUnitCount &+ 4)
    } else {
      makeRoom(key.utf8CodeUnitCount &+ 4)
      if !isFirst { put(0x2C) }
      isFirst = false
    }
    // Room was made: the bytes are placed at once, and counted once.
    var place = memory + count
    Self.put(0x22, at: &place)
    Self.put(key, at: &place)
    Self.put(0x22, at: &place)
    Self.put(0x3A, at: &place)
    if isPretty { Self.put(0x20, at: &place) }
    count = place - memory
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

  /// A string, as its UTF-8.
  @inline(never)
  package mutating func string(_ text: UnsafeBufferPointer<UInt8>) {
    begin(0)
    quote(text)
  }

  /// The keys and values of a stretch of text, which records have more of than of anything else.
  ///
  /// - Parameter text: What stands there, in UTF-8.
  @inline(never)
  package mutating func fields(start: Int, end: Int, text: UnsafeBufferPointer<UInt8>) {
    if isPretty {
      key(Self.start)
      integer(start)
      key(Self.end)
      integer(end)
      key(Self.text)
      string(text)
      return
    }
    // Keys and numbers at once, for which so much room is enough.
    makeRoom(96)
    var place = memory + count
    if !isFirst { Self.put(0x2C, at: &place) }
    Self.put("\"start\":", at: &place)
    Self.put(number: start, at: &place)
    Self.put(",\"end\":", at: &place)
    Self.put(number: end, at: &place)
    Self.put(",\"text\":", at: &place)
    count = place - memory
    isFirst = false
    quote(text)
  }

  // By their type: a literal alone would be a key that needs to be looked at.
  private static var start: StaticString { "start" }
  private static var end: StaticString { "end" }
  private static var text: StaticString { "text" }

  /// The keys and values of a stretch of text.
  package mutating func fields(start: Int, end: Int, text: String) {
    var text = text
    text.withUTF8 { fields(start: start, end: end, text: $0) }
  }

  /// A whole number.
  @inline(never)
  package mutating func integer(_ value: Int) {
    begin(20)
    put(number: value)
  }

  /// A number as it is to stand there; it must be one by JSON's grammar.
  package mutating func number(_ literal: String) {
    begin(literal.utf8.count)
    for byte in literal.utf8 { put(byte) }
  }

  /// `true` or `false`.
  @inline(never)
  package mutating func bool(_ value: Bool) {
    begin(5)
    if value {
      put(four: 0x6575_7274)
    } else {
      put(four: 0x736C_6166)
      put(0x65)
    }
  }

  /// `null`.
  @inline(never)
  package mutating func null() {
    begin(4)
    put(four: 0x6C6C_756E)
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
    if !isLent { memory.deallocate() }
    isLent = false
    memory = larger
  }

  /// Writes a byte where room was made.
  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    (memory + count).initialize(to: byte)
    count &+= 1
  }

  /// Writes four bytes, the first one lowest, where room was made.
  @inline(__always)
  private mutating func put(four bytes: UInt32) {
    UnsafeMutableRawPointer(memory + count).storeBytes(of: bytes.littleEndian, as: UInt32.self)
    count &+= 4
  }

  /// Writes a whole number where there is room for its at most twenty bytes.
  @inline(__always)
  private mutating func put(number value: Int) {
    var place = memory + count
    Self.put(number: value, at: &place)
    count = place - memory
  }

  // At a place that room was made for: what is written in a row is counted once.

  @inline(__always)
  private static func put(_ byte: UInt8, at place: inout UnsafeMutablePointer<UInt8>) {
    place.initialize(to: byte)
    place += 1
  }

  /// Writes eight bytes, the first one lowest, not all of which may count.
  @inline(__always)
  private static func put(eight bytes: UInt64, at place: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(place).storeBytes(of: bytes.littleEndian, as: UInt64.self)
  }

  @inline(__always)
  private static func put(_ text: StaticString, at place: inout UnsafeMutablePointer<UInt8>) {
    place.initialize(from: text.utf8Start, count: text.utf8CodeUnitCount)
    place += text.utf8CodeUnitCount
  }

  @inline(__always)
  private static func put(number value: Int, at place: inout UnsafeMutablePointer<UInt8>) {
    if value < 0 { put(0x2D, at: &place) }
    let number = value.magnitude
    if number < 10_000 { return put(upToFour: UInt32(number), at: &place) }
    if number < 100_000_000 {
      let (high, low) = UInt32(number).quotientAndRemainder(dividingBy: 10_000)
      put(upToFour: high, at: &place)
      put(digits(low), at: place)
      place += 4
      return
    }
    put(long: number, at: &place)
  }

  /// Writes a number below 10,000; the bytes behind it are not kept.
  @inline(__always)
  private static func put(upToFour number: UInt32, at place: inout UnsafeMutablePointer<UInt8>) {
    let count = number < 100 ? number < 10 ? 1 : 2 : number < 1000 ? 3 : 4
    put(digits(number) &>> UInt32((4 &- count) &* 8), at: place)
    place += count
  }

  /// The four digits of a number below 10,000, the first one lowest: hundreds and ones in halves of
  /// 16 bits, the tens of which are found by one product.
  @inline(__always)
  private static func digits(_ number: UInt32) -> UInt32 {
    let hundreds = number / 100
    let pairs = hundreds | (number &- hundreds &* 100) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F
    return (tens | (pairs &- tens &* 10) &<< 8) | 0x3030_3030
  }

  @inline(__always)
  private static func put(_ four: UInt32, at place: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(place).storeBytes(of: four.littleEndian, as: UInt32.self)
  }

  @inline(never)
  private static func put(long number: UInt, at place: inout UnsafeMutablePointer<UInt8>) {
    var rest = number
    var length = 1
    // Of 19 digits at the most, so that the bound fits.
    var bound: UInt = 10
    while bound <= rest {
      length &+= 1
      bound &*= 10
    }
    place += length
    var digit = place
    repeat {
      let tenth = rest / 10
      digit -= 1
      digit.initialize(to: 0x30 &+ UInt8(truncatingIfNeeded: rest &- tenth &* 10))
      rest = tenth
    } while rest > 0
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
    if value.utf8.withContiguousStorageIfAvailable({ quote($0) }) == nil {
      var copy = value
      copy.withUTF8 { quote($0) }
    }
  }

  /// Writes a string, eight bytes at a time, each looked at by the way; from the first odd one on
  /// `finish` goes on.
  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
    makeRoom(text.count &+ 16)
    var place = memory + count
    Self.put(0x22, at: &place)
    var index = 0
    while index &+ 8 <= text.count {
      let word = JSONEscapes.word(text, at: index)
      Self.put(eight: word, at: place)
      let clean = JSONEscapes.cleanBytes(word)
      guard clean == 8 else { return finish(text, from: index &+ clean, at: place + clean) }
      index &+= 8
      place += 8
    }
    if index < text.count {
      let rest = text.count &- index
      let word = JSONEscapes.lastWord(text, rest)
      Self.put(eight: word, at: place)
      let clean = JSONEscapes.cleanBytes(word)
      guard clean >= rest else { return finish(text, from: index &+ clean, at: place + clean) }
      place += rest
    }
    Self.put(0x22, at: &place)
    count = place - memory
  }

  /// Writes the rest of a string from a byte on that may have to be escaped, and its mark.
  @inline(never)
  private mutating func finish(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, at place: UnsafeMutablePointer<UInt8>
  ) {
    count = place - memory
    var index = appendOdd(text, at: start)
    while index < text.count {
      let rest = text.count &- index
      let word = rest >= 8 ? JSONEscapes.word(text, at: index) : JSONEscapes.lastWord(text, rest)
      Self.put(eight: word, at: memory + count)
      let clean = min(JSONEscapes.cleanBytes(word), rest)
      index &+= clean
      count &+= clean
      if clean < 8, index < text.count { index = appendOdd(text, at: index) }
    }
    put(0x22)
  }

  /// Writes a character that may have to be escaped; gives the place behind it.
  private mutating func appendOdd(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let length = JSONEscapes.lengthToEscape(text, at: index)
    if length > 0 {
      makeRoom(text.count &- index &+ 16)
      escape(text, at: index, length: length)
      return index &+ length
    }
    let lead = text[index]
    let size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let end = min(index &+ size, text.count)
    for place in index..<end { put(text[place]) }
    return end
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
