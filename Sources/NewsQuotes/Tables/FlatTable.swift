public import QuoteRecords

/// A flat table of what was found in articles: one row a quote, speaker, amount, claim or marker.
///
/// Columns are stable: a release may add some at the end, never rename, reorder or drop any within
/// a contract's version. `docs/tables.sql` defines the same tables.
public enum FlatTable: String, Sendable, Hashable, CaseIterable {
  /// What was said, by whom.
  case quotes
  /// Who speaks.
  case speakers
  /// Money and percentages.
  case amounts
  /// Assertions of fact.
  case claims
  /// Places that rest on unnamed sources.
  case markers

  /// A column: its name, the type of its values, and what they are.
  public struct Column: Sendable, Hashable {
    /// The name, in snake case.
    public let name: String
    /// The type of its values.
    public let type: ValueType
    /// What it holds.
    public let summary: String

    init(_ name: String, _ type: ValueType, _ summary: String) {
      self.name = name
      self.type = type
      self.summary = summary
    }
  }

  /// The type of a column's values.
  public enum ValueType: String, Sendable, Hashable {
    /// Text.
    case text
    /// A whole number.
    case integer
    /// True or false.
    case boolean
    /// A decimal number of any size and precision.
    case decimal
  }

  /// A value in a row.
  public enum Cell: Sendable, Hashable {
    /// Nothing: not known, or not expressed.
    case null
    /// Text.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// True or false.
    case boolean(Bool)
    /// A decimal number, its digits as they are.
    case decimal(String)

    package init(_ value: String?) { self = value.map(Cell.text) ?? .null }

    init(decimal value: String?) { self = value.map(Cell.decimal) ?? .null }

    /// Several values in one cell; none is nothing.
    init(list values: [String], separator: String = "; ") {
      self = values.isEmpty ? .null : .text(values.joined(separator: separator))
    }

    /// The pieces of one stretch of text.
    init(pieces spans: [Span]) { self.init(list: spans.map(\.text), separator: " … ") }
  }

  /// The table's columns, in the order of its rows' cells.
  public var columns: [Column] {
    let own =
      switch self {
      case .quotes: Self.quoteColumns
      case .speakers: Self.speakerColumns
      case .amounts: Self.amountColumns
      case .claims: Self.claimColumns
      case .markers: Self.markerColumns
      }
    return Self.articleColumns + own
  }

  /// The rows of one article, in text order; none for an article that could not be read.
  public func rows(of article: ArticleRecord) -> [[Cell]] {
    let index = RowIndex(article)
    let own =
      switch self {
      case .quotes: article.quotes.map { Self.row(of: $0, index) }
      case .speakers: article.speakers.map { Self.row(of: $0, index) }
      case .amounts: article.amounts.map { Self.row(of: $0, index) }
      case .claims: article.claims.map { Self.row(of: $0, index) }
      case .markers: article.anonymousMarkers.map { Self.row(of: $0, index) }
      }
    let head: [Cell] = [
      .text(article.id), Cell(article.outlet), Cell(article.published), Cell(article.url),
    ]
    return own.map { head + $0 }
  }

  static let articleColumns: [Column] = [
    Column("article", .text, "the article's id"),
    Column("outlet", .text, "who published it"),
    Column("published", .text, "when, as given"),
    Column("url", .text, "where"),
  ]

  /// The speaker's columns, the same in every table that names one.
  static let namedColumns: [Column] = [
    Column("speaker_ids", .text, "the ids of its speakers, joined by `; `"),
    Column("speaker", .text, "their names, joined by `; `"),
    Column("speaker_role", .text, "their roles, joined by `; `"),
    Column("speaker_gender", .text, "their genders, joined by `; `"),
  ]

  static let placeColumns: [Column] = [
    Column("field", .text, "`text` or `title`: what the offsets refer to"),
    Column("start", .integer, "the first position, in the unit asked for"),
    Column("end", .integer, "the position after the last"),
  ]

  static let endColumns: [Column] = [
    Column("certainty", .text, "`high`, `medium` or `low`"),
    Column("rule", .text, "the rule that found it"),
  ]
}

/// What rows look up in an article by id.
struct RowIndex {
  private let speakers: [String: SpeakerRecord]
  private let quotesOfAmount: [String: [String]]
  private let quotesOfSpeaker: [String: Int]
  private let speakersOfQuote: [String: [String]]

  init(_ article: ArticleRecord) {
    speakers = Dictionary(
      article.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var ofAmount: [String: [String]] = [:]
    var ofSpeaker: [String: Int] = [:]
    var ofQuote: [String: [String]] = [:]
    for quote in article.quotes {
      for amount in quote.amounts { ofAmount[amount, default: []].append(quote.id) }
      for speaker in quote.speakers { ofSpeaker[speaker, default: 0] += 1 }
      ofQuote[quote.id] = quote.speakers
    }
    quotesOfAmount = ofAmount
    quotesOfSpeaker = ofSpeaker
    speakersOfQuote = ofQuote
  }

  /// The cells of `namedColumns`.
  func named(_ ids: [String]) -> [FlatTable.Cell] {
    let found = ids.compactMap { speakers[$0] }
    return [
      .init(list: ids), .init(list: found.map(\.name)), .init(list: found.map { $0.role ?? "" }),
      .init(list: found.map(\.gender.value)),
    ].map { $0 == .text(String(repeating: "; ", count: max(0, found.count - 1))) ? .null : $0 }
  }

  /// The quotes that an amount lies in.
  func quotes(ofAmount id: String) -> [String] { quotesOfAmount[id] ?? [] }

  /// How many quotes a speaker has.
  func quoteCount(ofSpeaker id: String) -> Int { quotesOfSpeaker[id] ?? 0 }

  /// Whom the innermost of some quotes belongs to.
  func speakers(ofQuotes ids: [String]) -> [String] {
    ids.last.flatMap { speakersOfQuote[$0] } ?? []
  }

  /// The cells of `placeColumns`.
  func place(_ spans: [Span]) -> [FlatTable.Cell] {
    guard let first = spans.first, let last = spans.last else { return [.null, .null, .null] }
    return [.text(first.field ?? "text"), .integer(first.start), .integer(last.end)]
  }
}
