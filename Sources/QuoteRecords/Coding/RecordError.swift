/// Why JSON is no record, and where in it.
public struct RecordError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, CaseIterable {
    /// The bytes are not JSON.
    case invalidJSON = "invalid_json"
    /// A key that the record cannot do without is not there.
    case missing
    /// A value is of another kind.
    case wrongType = "wrong_type"
    /// A value is of the right kind, but not one that can be.
    case invalidValue = "invalid_value"
    /// The record follows another schema, or another version of it.
    case unsupportedSchema = "unsupported_schema"
  }

  /// What is wrong.
  public var code: Code
  /// The path to the value: `quotes[3].content[0].start`; empty for the whole record.
  public var path: String
  /// What was found, and what should be there.
  public var detail: String
  /// Where in the bytes, where they are not JSON.
  public var place: JSONPlace?

  /// Makes an error.
  public init(code: Code, path: String, detail: String, place: JSONPlace? = nil) {
    self.code = code
    self.path = path
    self.detail = detail
    self.place = place
  }

  /// An error of the JSON itself.
  public init(_ error: JSONError) {
    self.init(
      code: .invalidJSON, path: "", detail: "\(error.code.rawValue): \(error.detail)",
      place: error.place)
  }

  /// `place: path: code: detail`, without the parts that are not there.
  public var description: String {
    var parts: [String] = []
    if let place { parts.append("\(place)") }
    if !path.isEmpty { parts.append(path) }
    return (parts + [code.rawValue, detail]).joined(separator: ": ")
  }

  func within(_ step: String) -> RecordError {
    var error = self
    error.path = path.isEmpty || path.hasPrefix("[") ? step + path : "\(step).\(path)"
    return error
  }
}

extension JSONValue {
  /// Reads the one value that the bytes are, its faults as faults of a record.
  init(record bytes: [UInt8]) throws(RecordError) {
    do throws(JSONError) {
      self = try JSONReader().read(bytes).value
    } catch {
      throw RecordError(error)
    }
  }
}
