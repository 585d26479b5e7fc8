public import QuoteRecords

/// A language, by its BCP 47 code.
public struct Language: OpenCode {
  /// The code: `en`.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// English.
  public static let english: Self = "en"
}

/// Why nothing could be extracted.
public struct ExtractionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A stable code: `invalid_utf8`, `unsupported_language`, `invalid_rules`, …
  public var code: String
  /// What is wrong, with the place and the value.
  public var message: String

  /// Makes one.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// `code: message`.
  public var description: String { "\(code): \(message)" }
}
