/// Why a text cannot be read.
public enum TextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The byte at this offset is not UTF-8.
  case invalidUTF8(offset: Int)
  /// The text has more bytes than offsets of 32 bits can name.
  case tooLong(bytes: Int, limit: Int)
  /// ICU, which was asked for, cannot find words.
  case icu(ICUWordBreaker.Failure)

  /// One sentence that names the value and the limit.
  public var description: String {
    switch self {
    case .invalidUTF8(let offset): "the byte at offset \(offset) is not UTF-8"
    case .tooLong(let bytes, let limit): "the text has \(bytes) bytes, more than \(limit)"
    case .icu(let failure): "ICU cannot find words: \(failure)"
    }
  }
}
