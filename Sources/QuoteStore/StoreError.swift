/// Why a store cannot be used, or a batch was not added; a store is then as it was before.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no such file.
    case missing
    /// The file is no store of quoteex.
    case notAStore = "not_a_store"
    /// A release with other tables wrote it.
    case otherVersion = "other_version"
    /// Its pages do not fit together: it was cut short or overwritten.
    case damaged
    /// It was made with other words or options, so that results would not fit together.
    case otherWords = "other_words"
    /// Another run is writing.
    case busy
    /// The file or its folder cannot be written.
    case readOnly = "read_only"
    /// There is no room left.
    case full
    /// Anything else that the system or SQLite refuses.
    case refused
  }

  /// What is wrong.
  public var code: Code
  /// The store's file.
  public var path: String
  /// What was found, in words.
  public var detail: String

  /// Makes an error.
  public init(_ code: Code, path: String, detail: String) {
    self.code = code
    self.path = path
    self.detail = detail
  }

  /// Whether another file was meant, or another release; else a later run may succeed.
  public var isWrongUse: Bool {
    switch code {
    case .missing, .notAStore, .otherVersion, .damaged, .otherWords: true
    case .busy, .readOnly, .full, .refused: false
    }
  }

  /// `path: detail`.
  public var description: String { "\(path): \(detail)" }
}
