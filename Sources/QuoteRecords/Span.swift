/// The unit in which a record counts the offsets of its spans.
public enum OffsetUnit: String, Sendable, Hashable, CaseIterable {
  /// Unicode code points: what Python counts.
  case codepoint
  /// UTF-16 code units: what JavaScript, Java and Foundation count.
  case utf16
  /// UTF-8 bytes: what Swift, Rust and C count.
  case utf8
}

/// A stretch of an article's text exactly as it was read, half-open.
public struct Span: Sendable, Hashable {
  /// The first position, in the record's `offsetUnit`.
  public var start: Int
  /// The position after the last, in the record's `offsetUnit`.
  public var end: Int
  /// What few spans have; `nil` where there is none of it.
  private var more: More?
  /// The text between the two.
  private(set) var words: SpanText

  /// Makes a span of the text, or of the title.
  public init(start: Int, end: Int, text: String, field: String? = nil) {
    self.start = start
    self.end = end
    words = .own(text)
    if let field { more = .some(Rest(field: field)) }
  }

  /// Makes a span of a text that others share.
  ///
  /// - Parameters:
  ///   - text: The whole text, in UTF-8.
  ///   - bytes: Where the span lies in it.
  package init(start: Int, end: Int, of text: [UInt8], _ bytes: Range<Int>, field: String? = nil) {
    self.start = start
    self.end = end
    words = SpanText(text, bytes)
    if let field { more = .some(Rest(field: field)) }
  }
}

extension Span {
  /// The text between the two, made when it is asked for.
  public var text: String {
    get { words.text }
    set { words = .own(newValue) }
  }
}

extension Span {
  /// What few spans have, held elsewhere, so that records full of spans are small.
  private indirect enum More: Sendable, Hashable {
    case some(Rest)
  }

  private struct Rest: Sendable, Hashable {
    var field: String?
    var utf8: Range<Int>?
    var utf16: Range<Int>?
    var prefix: String?
    var suffix: String?
  }

  private var rest: Rest {
    get {
      guard case .some(let rest)? = more else { return Rest() }
      return rest
    }
    set { more = newValue == Rest() ? nil : .some(newValue) }
  }

  /// Whether it is a place and a text alone.
  var isPlain: Bool { more == nil }

  /// `title` where the span lies in the title; `nil` in the text.
  public var field: String? {
    get { rest.field }
    set { rest.field = newValue }
  }

  /// The same positions in UTF-8 bytes, where all units were asked for.
  public var utf8: Range<Int>? {
    get { rest.utf8 }
    set { rest.utf8 = newValue }
  }

  /// The same positions in UTF-16 code units, where all units were asked for.
  public var utf16: Range<Int>? {
    get { rest.utf16 }
    set { rest.utf16 = newValue }
  }

  /// The characters before the span, where context was asked for.
  public var prefix: String? {
    get { rest.prefix }
    set { rest.prefix = newValue }
  }

  /// The characters after the span, where context was asked for.
  public var suffix: String? {
    get { rest.suffix }
    set { rest.suffix = newValue }
  }
}

/// A code of the contract that may grow: an unknown one decodes, and encodes back as it was.
public protocol OpenCode: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral,
  CustomStringConvertible
where RawValue == String {
  /// Takes any code.
  init(rawValue: String)
}

extension OpenCode {
  /// Takes any code as a literal.
  public init(stringLiteral value: String) { self.init(rawValue: value) }

  /// The code itself.
  public var description: String { rawValue }
}
