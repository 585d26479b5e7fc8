/// A place in JSON bytes.
public struct JSONPlace: Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1; lines end at line feeds.
  public var line: Int
  /// The code point within the line, from 1.
  public var column: Int
  /// The byte from the start of what was read, from 0.
  public var byte: Int

  /// Makes a place.
  public init(line: Int, column: Int, byte: Int) {
    self.line = line
    self.column = column
    self.byte = byte
  }

  /// `line:column (byte N)`.
  public var description: String { "\(line):\(column) (byte \(byte))" }
}

/// Why bytes are not JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, CaseIterable {
    /// Something else was expected here.
    case unexpected
    /// The bytes end within a value.
    case unexpectedEnd = "unexpected_end"
    /// Something follows the value.
    case trailingContent = "trailing_content"
    /// A backslash before what cannot be escaped.
    case invalidEscape = "invalid_escape"
    /// An escaped UTF-16 surrogate without its partner: no Unicode text.
    case loneSurrogate = "lone_surrogate"
    /// Bytes that are not UTF-8.
    case invalidUTF8 = "invalid_utf8"
    /// A control character that is not escaped.
    case controlCharacter = "control_character"
    /// Digits that are no JSON number.
    case invalidNumber = "invalid_number"
    /// Arrays and objects nested deeper than the limit.
    case tooDeep = "too_deep"
  }

  /// What is wrong.
  public var code: Code
  /// Where.
  public var place: JSONPlace
  /// What was found there, or the limit that was passed.
  public var detail: String

  /// Makes an error.
  public init(code: Code, place: JSONPlace, detail: String) {
    self.code = code
    self.place = place
    self.detail = detail
  }

  /// `line:column (byte N): code: detail`.
  public var description: String { "\(place): \(code.rawValue): \(detail)" }
}

/// A character of a string that could not be read and stands as U+FFFD.
public struct JSONReplacement: Sendable, Hashable {
  /// The path of the string: `text`, `meta.tags[2]`.
  public var path: String
  /// Where the U+FFFD starts in the string that was read, in UTF-8 bytes.
  public var offset: Int
  /// Where it stood in the JSON.
  public var byte: Int

  /// Makes one.
  public init(path: String, offset: Int, byte: Int) {
    self.path = path
    self.offset = offset
    self.byte = byte
  }
}
