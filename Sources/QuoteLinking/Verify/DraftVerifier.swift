public import QuoteRecords

/// Looks each quotation of a draft up in its sources.
///
/// Every stretch between quotation marks is checked by itself, whoever is said to have said it. Its
/// words are compared as linking compares them; where they stand, those who speak there by the
/// source are compared with those who do by the draft. Sources need no quotation marks: a
/// transcript, a release, a speech.
///
/// Making it is linear in the sources, and so is the memory that it holds; a quotation costs little
/// more than its own words.
public struct DraftVerifier: Sendable {
  /// Up to what worth words are too common to tell anything, unless the same speaker says them, in
  /// tenths of a bit.
  static let commonTenths = 300
  /// Up to how many words a term or a title between marks is no quotation.
  static let termWords = 5
  /// At how many places words are compared with their speaker.
  private static let places = 64

  private let index: SourceIndex
  private let sources: [String]

  /// Takes the sources: records with their text, or only with quotes and speakers.
  ///
  /// - Parameters:
  ///   - sources: In the order in which they are preferred.
  ///   - bits: What words tell; without a table words are weighed by their length.
  public init(sources: [ArticleRecord], bits: WordBits = .byLength) {
    self.sources = sources.map(\.id)
    index = SourceIndex(sources, table: WordTable(bits: bits))
  }

  /// The stretches of a draft that are looked up, as they stand there.
  package static func stretches(of draft: ArticleRecord) -> [String] {
    DraftStretch.all(of: draft).map(\.span.text)
  }

  /// What came of a draft's quotations, in the order of the draft.
  public func verification(of draft: ArticleRecord) -> VerificationRecord {
    var table = index.table
    var known: [[UInt8]: [SourceMatch]] = [:]
    let checks = DraftStretch.all(of: draft).map { check($0, &table, &known) }
    return VerificationRecord(
      draft: draft.id, offsetUnit: draft.offsetUnit, sources: sources, checks: checks)
  }

  private func check(
    _ stretch: DraftStretch, _ table: inout WordTable, _ known: inout [[UInt8]: [SourceMatch]]
  ) -> QuotationCheck {
    var check = QuotationCheck(
      item: stretch.item, span: stretch.span, line: stretch.line,
      speakerNames: stretch.voice.names)
    var words = Words()
    var reader = WordReader()
    reader.read(stretch.span.text, into: &words, table: &table)
    let quote = ReadText(text: stretch.span.text, words: words)
    guard words.count > 0 else {
      check.verdict = .notQuote
      return check
    }
    look(up: quote, of: stretch, in: &check, table, &known)
    if stretch.isTerm, words.count <= Self.termWords, check.verdict != .exact {
      check = QuotationCheck(item: nil, span: stretch.span, line: stretch.line)
      check.verdict = .notQuote
    }
    return check
  }

  private func look(
    up quote: ReadText, of stretch: DraftStretch, in check: inout QuotationCheck,
    _ table: WordTable, _ known: inout [[UInt8]: [SourceMatch]]
  ) {
    let words = quote.words
    let tenths = words.ids.reduce(0) { $0 + table.tenths($1) }
    let isCommon = tenths < Self.commonTenths
    let bytes = Array(quote.text.utf8)
    var matches = known[bytes] ?? self.matches(of: quote, table)
    known[bytes] = matches
    if isCommon { matches.removeAll { $0.unexplained > 0 } }
    let found = matches.map { PlacedMatch($0, of: stretch.voice, in: index) }
    if let best = found.min() { report(best, among: found, isCommon: isCommon, in: &check) }
  }

  /// Where the words of a quotation stand, else those that are like them.
  private func matches(of quote: ReadText, _ table: WordTable) -> [SourceMatch] {
    let exact = index.exact(quote.words, limit: Self.places)
    return exact.isEmpty
      ? index.similar(to: quote, table: table) : exact.map { SourceMatch(range: $0) }
  }

  private func report(
    _ best: PlacedMatch, among found: [PlacedMatch], isCommon: Bool,
    in check: inout QuotationCheck
  ) {
    check.speaker = best.speaker.rawValue
    check.diff = best.match.diff
    check.place = index.place(of: best.match.range, best.voices)
    check.otherPlaces = found.count { $0.match.unexplained == best.match.unexplained } - 1
    if best.match.unexplained > 0 {
      check.verdict = .altered
    } else if isCommon && best.speaker != .same {
      check.verdict = .tooShort
    } else if best.speaker == .other {
      check.verdict = .otherSpeaker
    } else {
      check.verdict = check.diff.isEmpty ? .exact : .edited
    }
  }
}

/// A place that matches, and whether the same speaker speaks there; the better one is less.
struct PlacedMatch: Comparable {
  /// How the speaker of the draft compares with those of a place.
  enum Speaker: String {
    case same, unknown, other

    var rank: Int { self == .same ? 0 : self == .unknown ? 1 : 2 }
  }

  var match: SourceMatch
  var voices: [PlacedVoice]
  var speaker: Speaker

  init(_ match: SourceMatch, of voice: SpokenBy, in index: SourceIndex) {
    self.match = match
    voices = index.voices(in: match.range)
    speaker = voice.compared(with: voices.map(\.voice))
  }

  private var rank: (Int, Int, Int, Int) {
    let isQuoted = voices.contains(where: \.isQuoted)
    return (match.unexplained, speaker.rank, isQuoted ? 0 : 1, match.range.lowerBound)
  }

  static func < (one: Self, two: Self) -> Bool { one.rank < two.rank }
  static func == (one: Self, two: Self) -> Bool { one.rank == two.rank }
}
