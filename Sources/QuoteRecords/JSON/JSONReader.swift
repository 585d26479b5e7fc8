/// Reads JSON (RFC 8259) from UTF-8 bytes.
///
/// Objects keep the order of their keys; of a key that is there twice the last value counts.
/// Numbers stay as they were written. A string keeps a leading U+FEFF. One U+FEFF before the value
/// is skipped. Time and memory are linear in the bytes.
public struct JSONReader: Sendable, Hashable {
  /// How deep arrays and objects may nest.
  public var depthLimit: Int
  /// Whether invalid UTF-8 and lone surrogates in strings are read as U+FFFD instead of refused.
  public var isLossy: Bool
  /// The key of the outermost object whose string, if it is one, is given as bytes instead: the
  /// text of an article, most of what there is to read.
  package var bytesKey: String?

  /// Makes a reader.
  public init(depthLimit: Int = 512, isLossy: Bool = false) {
    self.depthLimit = depthLimit
    self.isLossy = isLossy
  }

  /// A value and what had to be replaced to read it.
  public struct Result: Sendable, Hashable {
    /// The value.
    public var value: JSONValue
    /// What was read as U+FFFD, in order; empty unless the reader is lossy.
    public var replacements: [JSONReplacement]
    /// The string of the reader's `bytesKey` in UTF-8; its value is an empty string then.
    package var bytes: [UInt8]?
  }

  /// Reads the one value that the bytes are.
  public func read(_ bytes: [UInt8]) throws(JSONError) -> Result {
    try read(bytes[...])
  }

  /// Reads the one value that the bytes are; places count from the start of the slice.
  public func read(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> Result {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> Result in
      var scanner = JSONScanner(buffer, reader: self)
      let value = try scanner.document()
      return Result(value: value, replacements: scanner.replacements, bytes: scanner.lent)
    }
  }
}

extension JSONValue {
  /// Reads the one value that the bytes are.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    self = try JSONReader().read(bytes).value
  }

  /// The value of a key, or `nil` where this is no object or has no such key.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The string that this is, or `nil`.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The values of the array that this is, or `nil`.
  public var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  /// The value as JSON.
  public func json(_ style: JSONStyle = .compact) -> [UInt8] { encoded(style) }
}
