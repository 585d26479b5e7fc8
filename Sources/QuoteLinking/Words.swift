/// A text as linking compares it.
struct Words {
  /// The words, folded.
  var ids: [WordTable.ID] = []
  /// Where each stands in the text, in UTF-8 bytes.
  var ranges: [Range<Int>] = []
  /// Which stand in brackets, and so may be an editor's.
  var bracketed: [Bool] = []
  /// Before which an ellipsis stands: words may have been left out there.
  var cutBefore: [Bool] = []

  var count: Int { ids.count }

  /// Adds a word that stands in no brackets.
  @inline(__always)
  mutating func append(_ id: WordTable.ID, at range: Range<Int>, isCutBefore: Bool) {
    ids.append(id)
    ranges.append(range)
    bracketed.append(false)
    cutBefore.append(isCutBefore)
  }

  mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    bracketed.removeAll(keepingCapacity: true)
    cutBefore.removeAll(keepingCapacity: true)
  }
}

/// Reads a text into words.
///
/// - Case, accents and compatibility forms are folded (`Folded`).
/// - Quotation marks, dashes, hyphens, spaces and other punctuation part words; nothing else of
///   them stays.
/// - An apostrophe within a word is dropped ("don't" is `dont`), and so is the s of a genitive
///   after s ("Jones's" and "Jones'" are `jones`).
/// - A comma between digits is dropped, a point between digits kept.
/// - Signs of currency, % and & are words.
/// - Words in brackets are marked as such; so is the word after an ellipsis, written as … or as two
///   dots and more.
struct WordReader {
  private var word: [UInt8] = []
  private var start = 0
  private var end = 0
  private var apostrophe: Int?
  private var brackets: [Int] = []
  private var dots = 0
  /// The places of words whose numbers are not looked up yet: all at the end, one after the other,
  /// so that the processor waits for many at once.
  private var pending: [(place: Int, word: PackedWord)] = []
  private var hash = LettersHash()

  /// The letters of the text that was read last.
  var letters: Letters { hash.letters }

  /// The words of a text, appended to `words`, which must be empty. Linear in the text.
  mutating func read(_ text: String, into words: inout Words, table: inout WordTable) {
    var text = text
    text.withUTF8 { read($0, into: &words, table: &table) }
  }

  /// The words of some bytes.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into words: inout Words, table: inout WordTable
  ) {
    word.removeAll(keepingCapacity: true)
    brackets.removeAll(keepingCapacity: true)
    (apostrophe, dots) = (nil, 0)
    hash = LettersHash()
    var index = 0
    while index < bytes.count {
      if let next = takePlain(at: index, in: bytes, into: &words) {
        index = next
        continue
      }
      let byte = bytes[index]
      if Self.isLetter(byte) {
        let start = index
        while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
        append(bytes[start..<index], at: start)
        continue
      }
      if byte < 0x80 {
        ascii(byte, at: index, in: bytes, into: &words, table: &table)
        index += 1
        continue
      }
      let (scalar, length) = Self.decode(bytes, at: index)
      take(Folded(scalar), at: index, length: length, in: bytes, into: &words, table: &table)
      index += length
    }
    finish(&words, &table)
    for next in pending { words.ids[next.place] = table.id(of: next.word) }
    pending.removeAll(keepingCapacity: true)
  }

  /// Takes a word of few letters and digits of ASCII, as most are, and a space after it; where that
  /// ends, `nil` where something else is here.
  @inline(__always)
  private mutating func takePlain(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>, into words: inout Words
  ) -> Int? {
    guard word.isEmpty, index + MemoryLayout<UInt64>.size <= bytes.count else { return nil }
    let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let window = TextWindow(UInt64(littleEndian: eight))
    guard let plain = window.word else { return nil }
    let end = index + window.length
    hash.add(plain)
    pending.append((words.count, plain))
    words.append(0, at: index..<end, isCutBefore: dots > 1 && words.count > 0)
    dots = 0
    return bytes[end] == 0x20 ? end + 1 : end
  }

  @inline(__always)
  private mutating func ascii(
    _ byte: UInt8, at index: Int, in bytes: UnsafeBufferPointer<UInt8>, into words: inout Words,
    table: inout WordTable
  ) {
    switch byte {
    case 0x27, 0x60: inner(at: index, length: 1, in: bytes, &words, &table)
    case 0x2C, 0x2E: point(byte, at: index, in: bytes, &words, &table)
    case 0x5B, 0x28:
      finish(&words, &table)
      brackets.append(words.count)
    case 0x5D, 0x29:
      finish(&words, &table)
      if let opened = brackets.popLast() {
        for place in opened..<words.count { words.bracketed[place] = true }
      }
    case 0x24, 0x25, 0x26:
      take(.sign([byte]), at: index, length: 1, in: bytes, into: &words, table: &table)
    default: finish(&words, &table)
    }
  }

  private mutating func take(
    _ folded: Folded, at index: Int, length: Int, in bytes: UnsafeBufferPointer<UInt8>,
    into words: inout Words, table: inout WordTable
  ) {
    switch folded {
    case .letters(let letters):
      for letter in letters { append(letter, at: index, length: length) }
    case .apostrophe: inner(at: index, length: length, in: bytes, &words, &table)
    case .nothing: break
    case .sign(let sign):
      finish(&words, &table)
      for byte in sign { append(byte, at: index, length: length) }
      finish(&words, &table)
    case .ellipsis:
      finish(&words, &table)
      dots += 2
    case .separator: finish(&words, &table)
    }
  }

  /// Takes ASCII letters and digits, as lower case.
  @inline(__always)
  private mutating func append(_ letters: Slice<UnsafeBufferPointer<UInt8>>, at index: Int) {
    if word.isEmpty { start = index }
    let first = word.count
    word.append(contentsOf: letters)
    for place in first..<word.count where 0x41...0x5A ~= word[place] { word[place] |= 0x20 }
    end = index + letters.count
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8, at index: Int, length: Int) {
    if word.isEmpty { start = index }
    word.append(byte)
    end = index + length
  }

  /// An apostrophe: inside a word it is passed over.
  private mutating func inner(
    at index: Int, length: Int, in bytes: UnsafeBufferPointer<UInt8>, _ words: inout Words,
    _ table: inout WordTable
  ) {
    let next = index + length
    let followed = next < bytes.count && (Self.isLetter(bytes[next]) || bytes[next] >= 0xC3)
    if !word.isEmpty, followed, bytes[next] != 0xE2 {
      apostrophe = word.count
    } else {
      finish(&words, &table)
    }
  }

  private mutating func point(
    _ byte: UInt8, at index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ words: inout Words,
    _ table: inout WordTable
  ) {
    let next = index + 1
    if let last = word.last, 0x30...0x39 ~= last, next < bytes.count,
      0x30...0x39 ~= bytes[next]
    {
      if byte == 0x2E { append(byte, at: index, length: 1) }
      return
    }
    finish(&words, &table)
    if byte == 0x2E { dots += 1 }
  }

  private mutating func finish(_ words: inout Words, _ table: inout WordTable) {
    guard !word.isEmpty else { return }
    if let apostrophe, apostrophe == word.count - 1, word.count > 1, word[apostrophe] == 0x73,
      word[apostrophe - 1] == 0x73
    {
      word.removeLast()
    }
    hash.add(word)
    words.append(table.id(of: word), at: start..<end, isCutBefore: dots > 1 && words.count > 0)
    word.removeAll(keepingCapacity: true)
    apostrophe = nil
    dots = 0
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte
  }

  /// The code point that starts at a byte of valid UTF-8, and its length; a byte that starts none
  /// is U+FFFD.
  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Unicode.Scalar, Int) {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, index + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(lead) & (0xFF >> (UInt32(length) + 1))
    for next in index + 1..<index + length { value = value << 6 | UInt32(bytes[next] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
    return (scalar, length)
  }
}
