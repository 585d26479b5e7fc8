/// What can write itself as one JSON value.
package protocol JSONWritable {
  /// Writes one value.
  func encode(into writer: inout JSONWriter)

  /// Writes one value where it lies. What has many parts reads them there one by one: a copy of it
  /// would count the users of each.
  static func encode(_ value: UnsafePointer<Self>, into writer: inout JSONWriter)
}

extension JSONWritable {
  package static func encode(_ value: UnsafePointer<Self>, into writer: inout JSONWriter) {
    value.pointee.encode(into: &writer)
  }
}

extension JSONWritable {
  /// The value as JSON bytes, without a line feed at the end.
  ///
  /// - Parameter room: How many bytes it may take; it is only quicker if that is right.
  package func encoded(_ style: JSONStyle = .compact, room: Int = 1 << 14) -> [UInt8] {
    JSONWriter.bytes(style: style, room: room) { encode(into: &$0) }
  }
}

extension String: JSONWritable {
  /// Writes a string.
  package func encode(into writer: inout JSONWriter) { writer.string(self) }
}

extension JSONValue: JSONWritable {
  /// Writes the value, its keys in their order and its numbers as they were.
  package func encode(into writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .number(let literal): writer.number(literal)
    case .string(let value): writer.string(value)
    case .array(let values):
      writer.beginArray()
      for value in values { value.encode(into: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        member.value.encode(into: &writer)
      }
      writer.endObject()
    }
  }
}

extension JSONWriter {
  /// A key with a string.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: String) {
    self.key(key)
    string(value)
  }

  /// A key with a string or `null`.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: String?) {
    self.key(key)
    if let value { string(value) } else { null() }
  }

  /// A key with a code.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: some OpenCode) {
    field(key, value.rawValue)
  }

  /// A key with a whole number.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: Int) {
    self.key(key)
    integer(value)
  }

  /// A key with a whole number or `null`.
  package mutating func field(_ key: StaticString, _ value: Int?) {
    self.key(key)
    if let value { integer(value) } else { null() }
  }

  /// A key with `true` or `false`.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  /// A key with a value.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: some JSONWritable) {
    self.key(key)
    value.encode(into: &self)
  }

  /// A key with a value or `null`.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ value: (some JSONWritable)?) {
    self.key(key)
    if let value { value.encode(into: &self) } else { null() }
  }

  @inline(__always)
  private mutating func encode<Value: JSONWritable>(_ value: UnsafePointer<Value>) {
    Value.encode(value, into: &self)
  }

  /// A key with an array.
  @inline(__always)
  package mutating func field(_ key: StaticString, _ values: [some JSONWritable]) {
    self.key(key)
    if values.isEmpty { return emptyArray() }
    beginArray()
    values.withUnsafeBufferPointer { values in
      guard let first = values.baseAddress else { return }
      for index in values.indices { encode(first + index) }
    }
    endArray()
  }
}
