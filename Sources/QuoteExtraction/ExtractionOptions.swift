public import NewsText
public import QuoteRecords

/// What an extraction yields, and how it writes it.
public struct ExtractionOptions: Sendable, Hashable {
  /// The units in which records count offsets.
  public enum Offsets: String, Sendable, Hashable, CaseIterable {
    /// Unicode code points: what Python counts.
    case codepoint
    /// UTF-16 code units: what JavaScript, Java and Foundation count.
    case utf16
    /// UTF-8 bytes: what Swift, Rust and C count.
    case utf8
    /// Code points, and the other two beside them on every span.
    case all

    /// The unit of a span's `start` and `end`.
    public var unit: OffsetUnit {
      switch self {
      case .codepoint, .all: .codepoint
      case .utf16: .utf16
      case .utf8: .utf8
      }
    }
  }

  /// The units of offsets.
  public var offsets: Offsets
  /// The quote types that are wanted; `nil` for all.
  public var types: Set<QuoteType>?
  /// The acts that are wanted; `nil` for all.
  public var acts: Set<Act>?
  /// Whether only results of high certainty are wanted.
  public var strict: Bool
  /// Whether records carry the text.
  public var withText: Bool
  /// Whether records carry the sentences.
  public var withSentences: Bool
  /// How many characters before and after a quote's content its spans carry; 0 for none.
  public var context: Int
  /// Whether bytes that are not UTF-8 are read as U+FFFD; otherwise such an article is an error.
  public var lossy: Bool
  /// What finds the words of texts. No record tells, for it makes no difference to any.
  public var words: WordFinder
  /// Whether only quotes are looked for, with those who say them: to measure what unnamed sources,
  /// amounts and claims cost.
  package var quotesOnly = false

  /// Makes options; without arguments, the command line's defaults.
  public init(
    offsets: Offsets = .codepoint, types: Set<QuoteType>? = nil, acts: Set<Act>? = nil,
    strict: Bool = false, withText: Bool = false, withSentences: Bool = false, context: Int = 0,
    lossy: Bool = false, words: WordFinder = .wide
  ) {
    self.offsets = offsets
    self.types = types
    self.acts = acts
    self.strict = strict
    self.withText = withText
    self.withSentences = withSentences
    self.context = context
    self.lossy = lossy
    self.words = words
  }

  /// The options that change a record, for its `run`: those that differ from the defaults, their
  /// keys sorted.
  package var recorded: JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue, unless isDefault: Bool) {
      if !isDefault { members.append(.init(key, value)) }
    }
    func list(_ codes: [String]?) -> JSONValue {
      .array((codes ?? []).sorted().map { .string($0) })
    }
    add("acts", list(acts?.map(\.rawValue)), unless: acts == nil)
    add("context", .number(String(context)), unless: context == 0)
    add("lossy", .bool(lossy), unless: !lossy)
    add("offsets", .string(offsets.rawValue), unless: offsets == .codepoint)
    add("strict", .bool(strict), unless: !strict)
    add("types", list(types?.map(\.rawValue)), unless: types == nil)
    let extras = (withSentences ? ["sentences"] : []) + (withText ? ["text"] : [])
    add("with", list(extras), unless: extras.isEmpty)
    return .object(members)
  }
}
