/// One pass over the bytes of a JSON text.
struct JSONScanner {
  private(set) var replacements: [JSONReplacement] = []
  /// The string that is given as bytes.
  private(set) var lent: [UInt8]?

  private let bytes: UnsafeBufferPointer<UInt8>
  private let reader: JSONReader
  private var position = 0
  private var depth = 0
  private var path: [PathStep] = []

  private enum PathStep {
    case key(String)
    case index(Int)
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, reader: JSONReader) {
    self.bytes = bytes
    self.reader = reader
  }

  mutating func document() throws(JSONError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    let result = try value()
    skipSpace()
    guard position == bytes.count else { throw error(.trailingContent, found()) }
    return result
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    guard position < bytes.count else { throw end("a value") }
    switch bytes[position] {
    case 0x7B: return try object()
    case 0x5B: return try array()
    case 0x22: return .string(try string())
    case 0x74: return try literal("true", .bool(true))
    case 0x66: return try literal("false", .bool(false))
    case 0x6E: return try literal("null", .null)
    case 0x2D, 0x30...0x39: return try number()
    default: throw error(.unexpected, "\(found()) where a value should be")
    }
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    for offset in 0..<word.utf8CodeUnitCount {
      guard position + offset < bytes.count else { throw end("\(word)") }
      if bytes[position + offset] != word.utf8Start[offset] {
        throw error(.unexpected, "\(found()) where \(word) should be")
      }
    }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func enter() throws(JSONError) {
    depth += 1
    if depth > reader.depthLimit {
      throw error(.tooDeep, "nested deeper than \(reader.depthLimit)")
    }
    position += 1
    skipSpace()
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    try enter()
    var values: [JSONValue] = []
    if take(0x5D) {
      depth -= 1
      return .array(values)
    }
    path.append(.index(0))
    while true {
      skipSpace()
      path[path.count - 1] = .index(values.count)
      values.append(try value())
      skipSpace()
      if take(0x2C) { continue }
      if take(0x5D) { break }
      throw position < bytes.count
        ? error(.unexpected, "\(found()) where , or ] should be") : end(", or ]")
    }
    path.removeLast()
    depth -= 1
    return .array(values)
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    try enter()
    var members = MemberList()
    if take(0x7D) {
      depth -= 1
      return .object([])
    }
    path.append(.index(0))
    while true {
      skipSpace()
      guard position < bytes.count else { throw end("a key") }
      guard bytes[position] == 0x22 else {
        throw error(.unexpected, "\(found()) where a key should be")
      }
      let key = try string()
      skipSpace()
      guard take(0x3A) else {
        throw position < bytes.count
          ? error(.unexpected, "\(found()) where : should be") : end(":")
      }
      skipSpace()
      path[path.count - 1] = .key(key)
      if depth == 1, key == reader.bytesKey {
        lent = position < bytes.count && bytes[position] == 0x22 ? try stringBytes() : nil
        members.set(key, lent == nil ? try value() : .string(""))
      } else {
        members.set(key, try value())
      }
      skipSpace()
      if take(0x2C) { continue }
      if take(0x7D) { break }
      throw position < bytes.count
        ? error(.unexpected, "\(found()) where , or } should be") : end(", or }")
    }
    path.removeLast()
    depth -= 1
    return .object(members.members)
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    _ = take(0x2D)
    if take(0x30) {
      if position < bytes.count, 0x30...0x39 ~= bytes[position] {
        throw error(.invalidNumber, "a leading zero")
      }
    } else {
      try digits()
    }
    if take(0x2E) { try digits() }
    if take(0x65) || take(0x45) {
      if !take(0x2B) { _ = take(0x2D) }
      try digits()
    }
    let literal = UnsafeBufferPointer(rebasing: bytes[start..<position])
    return .number(String(decoding: literal, as: UTF8.self))
  }

  private mutating func digits() throws(JSONError) {
    guard position < bytes.count else { throw end("a digit") }
    guard 0x30...0x39 ~= bytes[position] else {
      throw error(.invalidNumber, "\(found()) where a digit should be")
    }
    while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    position = bytes.plainRunEnd(from: start)
    if position < bytes.count, bytes[position] == 0x22 {
      let plain = UnsafeBufferPointer(rebasing: bytes[start..<position])
      position += 1
      return String(decoding: plain, as: UTF8.self)
    }
    return String(decoding: try builtBytes(from: start), as: UTF8.self)
  }

  /// A string in UTF-8, with room for all that is left to read.
  private mutating func stringBytes() throws(JSONError) -> [UInt8] {
    try builtBytes(from: position + 1, room: bytes.count - position)
  }

  private mutating func builtBytes(
    from start: Int, room: Int = 0
  ) throws(JSONError) -> [UInt8] {
    var builder = JSONStringBuilder(bytes, at: start, room: room, isLossy: reader.isLossy)
    let outcome = builder.build()
    position = builder.position
    switch outcome {
    case .failure(let fault): throw error(fault.code, fault.detail)
    case .success(let text):
      if !builder.replaced.isEmpty {
        let path = describePath()
        replacements += builder.replaced.map {
          JSONReplacement(path: path, offset: $0.offset, byte: $0.byte)
        }
      }
      return text
    }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private func describePath() -> String {
    path.reduce(into: "") { text, step in
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      }
    }
  }

  private func found() -> String {
    guard position < bytes.count else { return "the end" }
    let byte = bytes[position]
    if 0x21..<0x7F ~= byte { return "\u{2018}\(Unicode.Scalar(byte))\u{2019}" }
    return "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private func end(_ expected: String) -> JSONError {
    var error = error(.unexpectedEnd, "the end where \(expected) should be")
    error.place = place(of: bytes.count)
    return error
  }

  private func error(_ code: JSONError.Code, _ detail: String) -> JSONError {
    JSONError(code: code, place: place(of: position), detail: detail)
  }

  private func place(of byte: Int) -> JSONPlace {
    var place = JSONPlace(line: 1, column: 1, byte: byte)
    for before in bytes[..<byte] {
      if before == 0x0A {
        place.line += 1
        place.column = 1
      } else if before & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }
}

/// The members of an object as they come, a later value for the same key over the earlier.
private struct MemberList {
  private(set) var members: [JSONValue.Member] = []
  private var places: [String: Int] = [:]

  /// Up to here keys are compared one by one, which is faster than hashing them.
  private static let scanned = 24

  mutating func set(_ key: String, _ value: JSONValue) {
    if let place = place(of: key) {
      members[place].value = value
      return
    }
    members.append(JSONValue.Member(key, value))
    if members.count == Self.scanned + 1 {
      for (place, member) in members.enumerated() { places[member.key] = place }
    } else if members.count > Self.scanned {
      places[key] = members.count - 1
    }
  }

  private func place(of key: String) -> Int? {
    if members.count > Self.scanned { return places[key] }
    return members.firstIndex { $0.key == key }
  }
}
