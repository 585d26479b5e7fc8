/// How good a governing cue must be, by the quotation's length and capitals
/// (`quote-thresholds.tsv`).
struct Thresholds: Sendable, BitwiseCopyable {
  var short = 0.22
  var long = 0.12
  var title = 0.35
  var longTitle = 0.6

  func least(for quotation: Int, _ reader: ParagraphReader) -> Double {
    guard let facts = reader.facts(quotation) else { return 1 }
    var least = facts.wordCount <= 3 ? short : long
    if facts.titleCase, facts.wordCount <= 6 { least = max(least, title) }
    if facts.titleCase, facts.wordCount >= 4 { least = max(least, longTitle) }
    return least
  }
}

extension Thresholds {
  /// The thresholds that a pack sets.
  init(settings: Settings) {
    short = settings["quoted-least-short"] ?? short
    long = settings["quoted-least-long"] ?? long
    title = settings["quoted-least-title"] ?? title
    longTitle = settings["quoted-least-long-title"] ?? longTitle
  }
}
