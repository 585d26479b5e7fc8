import QuoteRecords

/// One line of JSON labels: its fields, asked for by key, with faults that name the line.
struct LineFields {
  private let value: JSONValue
  /// Where it stands.
  let origin: LabelOrigin
  private let path: String

  /// Reads a line.
  init(_ line: JSONLines.Line, file: String) throws(LabelFault) {
    origin = LabelOrigin(file: file, line: line.number)
    path = ""
    do throws(JSONError) {
      value = try JSONReader().read(line.bytes).value
    } catch {
      throw LabelFault(
        file: file, line: line.number, column: error.place.column,
        code: "invalid_json", message: "\(error.code.rawValue): \(error.detail)")
    }
    guard case .object = value else {
      throw origin.fault("wrong_type", "there should be an object on this line")
    }
  }

  private init(_ value: JSONValue, origin: LabelOrigin, path: String) {
    self.value = value
    self.origin = origin
    self.path = path
  }

  /// The value of a key; `nil` where there is none or `null`.
  func value(_ key: String) -> JSONValue? {
    guard let found = value[key], found != .null else { return nil }
    return found
  }

  /// A string.
  func string(_ key: String) -> String? { value(key)?.string }

  /// A string that must be there.
  func required(_ key: String) throws(LabelFault) -> String {
    guard let string = string(key) else { throw fault(key, "a string should be here") }
    return string
  }

  /// A number or a string of digits, as it was written.
  func figure(_ key: String) -> String? {
    switch value(key) {
    case .number(let literal)?: literal
    case .string(let text)? where !text.isEmpty: text
    default: nil
    }
  }

  /// Whether a key says so.
  func flag(_ key: String) -> Bool { value(key) == .bool(true) }

  /// A whole number that must be there.
  func integer(_ key: String) throws(LabelFault) -> Int {
    guard case .number(let literal)? = value(key), let number = Int(literal) else {
      throw fault(key, "a whole number should be here")
    }
    return number
  }

  /// The object of a key.
  func object(_ key: String) throws(LabelFault) -> LineFields? {
    guard let found = value(key) else { return nil }
    guard case .object = found else { throw fault(key, "an object should be here") }
    return LineFields(found, origin: origin, path: path + key + ".")
  }

  /// The objects of a key's array; none where there is no such key.
  func objects(_ key: String) throws(LabelFault) -> [LineFields] {
    guard let found = value(key) else { return [] }
    guard let values = found.array else { throw fault(key, "an array should be here") }
    return values.enumerated().map {
      LineFields($1, origin: origin, path: "\(path)\(key)[\($0)].")
    }
  }

  /// The span that this is.
  func span() throws(LabelFault) -> Span {
    let start = try integer("start")
    let end = try integer("end")
    guard 0 <= start, start <= end else {
      throw fault("end", "\(end) for a span that starts at \(start)")
    }
    return Span(start: start, end: end, text: string("text") ?? "")
  }

  /// A fault at a key.
  func fault(_ key: String, _ message: String) -> LabelFault {
    origin.fault("invalid_value", "\(path)\(key): \(message)")
  }
}

extension LabelFiles {
  /// The files of JSON lines.
  var jsonLines: [String] { names(of: ["jsonl", "ndjson"]) }

  /// Whether the first line of a file has all of some keys and none of others.
  func firstLine(of name: String, has keys: [String], lacks others: [String] = []) -> Bool {
    guard let bytes = try? bytes(of: name), let line = JSONLines(bytes).first,
      let value = try? JSONReader().read(line.bytes).value
    else { return false }
    return keys.allSatisfy { value[$0] != nil } && others.allSatisfy { value[$0] == nil }
  }

  /// Reads each line of a file; a line that cannot be read is a fault, and the next is read.
  func readLines(
    of name: String, into faults: inout [LabelFault],
    _ read: (LineFields) throws(LabelFault) -> Void
  ) {
    do throws(LabelFault) {
      for line in JSONLines(try bytes(of: name)).all {
        do throws(LabelFault) {
          try read(try LineFields(line, file: label(name)))
        } catch {
          faults.append(error)
        }
      }
    } catch {
      faults.append(error)
    }
  }
}
