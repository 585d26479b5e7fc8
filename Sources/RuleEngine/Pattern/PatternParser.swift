/// What is wrong with a pattern, at a byte of its text.
struct PatternFault: Error, Hashable {
  var offset: Int
  var code: String
  var message: String
}

/// Reads the pattern language by recursive descent; linear, with bounded nesting.
///
///     pattern  = sequence { "|" sequence }
///     sequence = element { element }
///     element  = [ role ":" ] ( "(" pattern ")" | tests ) [ count ] | "!" element | "^" | "$$"
///     tests    = test { "&" [ "!" ] test }
///     test     = word | '"' text '"' | "<" lexicon ">" | "[" class "]"
///     count    = "?" | "*" | "+" | "{" n "}" | "{" n "," m "}"
struct PatternParser {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0
  private var roles: [String] = []

  /// How deep brackets may nest.
  static let deepest = 32
  /// How often an element may be repeated.
  static let mostRepeats = 30

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a pattern.
  static func parse(_ source: SourceText) throws(PatternFault) -> Pattern {
    var parser = PatternParser(Array(source.text.utf8))
    let root = try parser.pattern()
    parser.skipSpace()
    guard parser.at == parser.bytes.count else {
      throw parser.fault("pattern.bracket", "')' closes nothing")
    }
    if root.canBeEmpty {
      throw PatternFault(
        offset: 0, code: "pattern.empty", message: "the pattern can match without taking an item")
    }
    return Pattern(source: source, root: root, roles: parser.roles)
  }

  /// Reads an anchor: the tests of one element.
  static func anchor(_ source: SourceText) throws(PatternFault) -> PatternElement {
    var parser = PatternParser(Array(source.text.utf8))
    parser.skipSpace()
    let node = try parser.tests()
    parser.skipSpace()
    guard parser.at == parser.bytes.count, case .element(let element) = node else {
      throw PatternFault(
        offset: parser.at == parser.bytes.count ? 0 : parser.at, code: "anchor.form",
        message: "an anchor is one element: a word, <lexicon>, [class] or these joined by '&'")
    }
    return element
  }

  private mutating func pattern() throws(PatternFault) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest {
      throw fault("pattern.deep", "brackets nest \(depth) deep, at most \(Self.deepest)")
    }
    var branches = [try sequence()]
    while peek == UInt8(ascii: "|") {
      at += 1
      branches.append(try sequence())
    }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternFault) -> PatternNode {
    var parts: [PatternNode] = []
    let start = at
    skipSpace()
    while let next = peek, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
      parts.append(try element())
      skipSpace()
    }
    if parts.isEmpty {
      throw PatternFault(
        offset: start, code: "pattern.missing", message: "an element is missing here")
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func element() throws(PatternFault) -> PatternNode {
    if peek == UInt8(ascii: "!") { return try negation() }
    if take("^") { return .sentenceStart }
    if peek == UInt8(ascii: "$"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "$") {
      at += 2
      return .sentenceEnd
    }
    guard let role = takeRole() else {
      return try counted(try single())
    }
    if !roles.contains(role) { roles.append(role) }
    let inner = try counted(try single())
    return .capture(role: role, inner)
  }

  private mutating func negation() throws(PatternFault) -> PatternNode {
    let start = at
    at += 1
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest {
      throw fault("pattern.deep", "negations nest \(depth) deep, at most \(Self.deepest)")
    }
    let inner = try element()
    if inner.hasCaptures {
      throw PatternFault(
        offset: start, code: "pattern.role.negated", message: "a role inside '!' is never captured")
    }
    if inner.canBeEmpty {
      throw PatternFault(
        offset: start, code: "pattern.empty", message: "what '!' refuses can match no item at all")
    }
    return .notAhead(inner)
  }

  private mutating func single() throws(PatternFault) -> PatternNode {
    guard peek == UInt8(ascii: "(") else { return try tests() }
    let open = at
    at += 1
    let inner = try pattern()
    skipSpace()
    guard peek == UInt8(ascii: ")") else {
      throw PatternFault(offset: open, code: "pattern.bracket", message: "'(' is never closed")
    }
    at += 1
    return inner
  }

  private mutating func tests() throws(PatternFault) -> PatternNode {
    let start = at
    var groups = [try test()]
    while peek == UInt8(ascii: "&") {
      at += 1
      let isNegated = take("!")
      groups.append(
        try test().map { .init(kind: $0.kind, isNegated: isNegated, offset: $0.offset) })
    }
    if groups.count == 1 {
      let parts = groups[0].map { PatternNode.element(PatternElement(tests: [$0])) }
      return parts.count == 1 ? parts[0] : .sequence(parts)
    }
    if groups.contains(where: { $0.count > 1 }) {
      throw PatternFault(
        offset: start, code: "pattern.and", message: "'&' joins tests of one item, not of several")
    }
    return .element(PatternElement(tests: groups.flatMap { $0 }))
  }
}

// Elements of one item.
extension PatternParser {
  /// One test; several where a word is cut into several tokens (`don't`).
  private mutating func test() throws(PatternFault) -> [PatternElement.Test] {
    let start = at
    switch peek {
    case UInt8(ascii: "\""): return try literal()
    case UInt8(ascii: "<"):
      let name = try bracketed(close: ">", code: "pattern.lexicon.open")
      return [.init(kind: .lexicon(name), isNegated: false, offset: start)]
    case UInt8(ascii: "["):
      let name = try bracketed(close: "]", code: "pattern.class.open")
      return [.init(kind: .itemClass(name), isNegated: false, offset: start)]
    default: return try word()
    }
  }

  private mutating func literal() throws(PatternFault) -> [PatternElement.Test] {
    let start = at
    at += 1
    guard let end = bytes[at...].firstIndex(of: UInt8(ascii: "\"")) else {
      throw PatternFault(
        offset: start, code: "pattern.literal.open", message: "'\"' is never closed")
    }
    let text = String(decoding: bytes[at..<end], as: UTF8.self)
    at = end + 1
    let words = text.split(separator: " ")
    if words.isEmpty {
      throw PatternFault(
        offset: start, code: "pattern.literal.empty", message: "no token stands between the quotes")
    }
    return words.map { .init(kind: .literal(String($0)), isNegated: false, offset: start) }
  }

  private mutating func bracketed(close: Character, code: String) throws(PatternFault) -> String {
    let start = at
    at += 1
    let from = at
    while let byte = peek, Self.isNameByte(byte) { at += 1 }
    let name = String(decoding: bytes[from..<at], as: UTF8.self)
    guard !name.isEmpty, peek == close.asciiValue else {
      throw PatternFault(
        offset: start, code: code,
        message: "a name of letters, digits, '.', '-', '_' and '+' and then '\(close)' must follow")
    }
    at += 1
    return name
  }

  private mutating func word() throws(PatternFault) -> [PatternElement.Test] {
    let start = at
    var isPlain = true
    while let byte = peek, Self.isWordByte(byte) {
      isPlain = isPlain && byte < 0x80 && byte != 0x27
      at += 1
    }
    let words =
      isPlain && at > start
      ? [bytes[start..<at].map { Folding.lower($0) }] : WordSplitter.words(bytes[start..<at])
    guard !words.isEmpty else {
      let found = peek.map { "'\(Character(Unicode.Scalar($0)))'" } ?? "the end"
      throw fault("pattern.character", "\(found) cannot stand here; quote it to match it: \":\"")
    }
    if let long = words.first(where: { $0.count > WordTable.longest }) {
      throw PatternFault(
        offset: start, code: "pattern.word.long",
        message: "the word is too long (\(long.count) bytes, at most \(WordTable.longest))")
    }
    return words.map { .init(kind: .word($0), isNegated: false, offset: start) }
  }

  /// `role:` where something follows it at once.
  private mutating func takeRole() -> String? {
    var end = at
    while end < bytes.count, Self.isRoleByte(bytes[end]) { end += 1 }
    guard end > at, end + 1 < bytes.count, bytes[end] == UInt8(ascii: ":"),
      !Self.isSpace(bytes[end + 1])
    else { return nil }
    defer { at = end + 1 }
    return String(decoding: bytes[at..<end], as: UTF8.self)
  }
}

// Counts and characters.
extension PatternParser {
  private mutating func counted(_ node: PatternNode) throws(PatternFault) -> PatternNode {
    let start = at
    if take("?") { return .repeated(node, least: 0, most: 1) }
    if take("*") { return try repeated(node, 0, Self.mostRepeats, start) }
    if take("+") { return try repeated(node, 1, Self.mostRepeats, start) }
    guard take("{") else { return node }
    guard let least = takeNumber() else {
      throw fault("pattern.count.form", "a count is {n} or {n,m}")
    }
    var most = least
    if take(",") {
      guard let upper = takeNumber() else {
        throw fault("pattern.count.form", "a count is {n} or {n,m}")
      }
      most = upper
    }
    guard take("}") else { throw fault("pattern.count.form", "a count is {n} or {n,m}") }
    if most < least || most == 0 || most > Self.mostRepeats {
      throw PatternFault(
        offset: start, code: "pattern.count.limit",
        message: "{\(least),\(most)}: the upper count is at least the lower, from 1 to "
          + "\(Self.mostRepeats)")
    }
    return try repeated(node, least, most, start)
  }

  private func repeated(
    _ node: PatternNode, _ least: Int, _ most: Int, _ offset: Int
  ) throws(PatternFault) -> PatternNode {
    if node.canBeEmpty {
      throw PatternFault(
        offset: offset, code: "pattern.empty", message: "what is repeated can match no item at all")
    }
    return .repeated(node, least: least, most: most)
  }

  private mutating func takeNumber() -> Int? {
    var value: Int?
    while let byte = peek, byte &- 0x30 < 10, (value ?? 0) < 10_000 {
      value = (value ?? 0) * 10 + Int(byte - 0x30)
      at += 1
    }
    return value
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, Self.isSpace(byte) { at += 1 }
  }

  private func fault(_ code: String, _ message: String) -> PatternFault {
    PatternFault(offset: at, code: code, message: message)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "?"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: ":"), UInt8(ascii: "^"),
      UInt8(ascii: "+"):
      false
    default: !isSpace(byte)
    }
  }

  private static func isRoleByte(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F || byte == 0x2D
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isRoleByte(byte) || byte &- 0x41 < 26 || byte == 0x2E || byte == 0x2B
  }
}
