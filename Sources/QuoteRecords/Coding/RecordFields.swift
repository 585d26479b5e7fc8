/// The fields of a JSON object, asked for by key and kind.
///
/// A key that is not there and one that is `null` are the same. Keys that nobody asks for are
/// ignored, so that a record of a later release can be read.
struct RecordFields {
  private let members: [JSONValue.Member]

  init(_ value: JSONValue) throws(RecordError) {
    guard case .object(let members) = value else {
      throw RecordError(
        code: .wrongType, path: "", detail: "\(value.kindName) where an object should be")
    }
    self.members = members
  }

  func value(_ key: String) -> JSONValue? {
    guard let member = members.last(where: { $0.key == key }), member.value != .null else {
      return nil
    }
    return member.value
  }

  func string(_ key: String) throws(RecordError) -> String? {
    switch value(key) {
    case nil: return nil
    case .string(let text): return text
    case .some(let other): throw wrong(key, other, "a string")
    }
  }

  func string(required key: String) throws(RecordError) -> String {
    guard let text = try string(key) else { throw missing(key, "a string") }
    return text
  }

  func integer(_ key: String) throws(RecordError) -> Int? {
    switch value(key) {
    case nil: return nil
    case .number(let literal):
      guard let number = Int(literal) else {
        throw RecordError(
          code: .invalidValue, path: key, detail: "\(literal) where a whole number should be")
      }
      return number
    case .some(let other): throw wrong(key, other, "a number")
    }
  }

  func integer(required key: String) throws(RecordError) -> Int {
    guard let number = try integer(key) else { throw missing(key, "a number") }
    return number
  }

  func bool(_ key: String) throws(RecordError) -> Bool {
    switch value(key) {
    case nil: return false
    case .bool(let value): return value
    case .some(let other): throw wrong(key, other, "true or false")
    }
  }

  func code<Code: OpenCode>(_ key: String, default code: Code) throws(RecordError) -> Code {
    try string(key).map(Code.init(rawValue:)) ?? code
  }

  func object<T>(
    _ key: String, _ make: (RecordFields) throws(RecordError) -> T
  ) throws(RecordError) -> T? {
    guard let value = value(key) else { return nil }
    do throws(RecordError) {
      return try make(RecordFields(value))
    } catch {
      throw error.within(key)
    }
  }

  func objects<T>(
    _ key: String, _ make: (RecordFields) throws(RecordError) -> T
  ) throws(RecordError) -> [T] {
    var result: [T] = []
    for (index, value) in try values(key).enumerated() {
      do throws(RecordError) {
        result.append(try make(RecordFields(value)))
      } catch {
        throw error.within("\(key)[\(index)]")
      }
    }
    return result
  }

  func strings(_ key: String) throws(RecordError) -> [String] {
    var result: [String] = []
    for (index, value) in try values(key).enumerated() {
      guard let text = value.string else { throw wrong("\(key)[\(index)]", value, "a string") }
      result.append(text)
    }
    return result
  }

  func require(schema: String) throws(RecordError) {
    guard let found = try string("schema"), found != schema else { return }
    throw RecordError(
      code: .unsupportedSchema, path: "schema", detail: "\(found) where \(schema) should be")
  }

  func missing(_ key: String, _ kind: String) -> RecordError {
    RecordError(code: .missing, path: key, detail: "\(kind) should be here")
  }

  private func values(_ key: String) throws(RecordError) -> [JSONValue] {
    switch value(key) {
    case nil: return []
    case .array(let values): return values
    case .some(let other): throw wrong(key, other, "an array")
    }
  }

  private func wrong(_ key: String, _ value: JSONValue, _ kind: String) -> RecordError {
    RecordError(
      code: .wrongType, path: key, detail: "\(value.kindName) where \(kind) should be")
  }
}

extension JSONValue {
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
