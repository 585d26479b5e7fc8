/// What is wrong with labels, and where.
public struct LabelFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as it was named.
  public var file: String
  /// The line, from 1; 0 where the whole file is meant.
  public var line: Int
  /// The code point within the line, from 1; 0 where the whole line is meant.
  public var column: Int
  /// What is wrong, in a form that never changes: `missing_file`, `span_outside`, …
  public var code: String
  /// What is wrong in words, with the value and the limit.
  public var message: String

  /// Makes a fault.
  public init(file: String, line: Int = 0, column: Int = 0, code: String, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.message = message
  }

  /// `file:line:column: code: message`, without the numbers that are not known.
  public var description: String {
    var place = file
    if line > 0 { place += ":\(line)" }
    if line > 0, column > 0 { place += ":\(column)" }
    return "\(place): \(code): \(message)"
  }
}

/// Where labels stand.
public struct LabelOrigin: Sendable, Hashable {
  /// The file as it was named.
  public var file: String
  /// The line, from 1; 0 for the whole file.
  public var line: Int

  /// Makes an origin.
  public init(file: String, line: Int = 0) {
    self.file = file
    self.line = line
  }

  /// A fault at this place.
  public func fault(_ code: String, _ message: String) -> LabelFault {
    LabelFault(file: file, line: line, code: code, message: message)
  }
}
