import NewsSyntax
import RuleEngine

/// The rules of kind `quote`, by what each finds.
///
/// A class, so that what is found of an article holds one reference and not each of its tables.
final class QuoteRules: Sendable {
  let matcher: RuleMatcher
  /// The construction of each rule that attributes quotations.
  let constructions: [Construction?]
  /// The frame of each rule that finds reported speech.
  let frames: [ReportedFrame?]
  /// Whether each rule finds words which report nothing.
  let bars: [Bool]
  /// The rules whose matches attribution reads; it finds the other constructions by itself, and
  /// `explain` matches these rules as well.
  let used: (cues: RuleSelection, all: RuleSelection)
  /// The numbers of the frames of those rules in whose matches the head of the cue is the noun that
  /// they begin with, or that of the verb group; 0 for the others.
  let headed: [UInt8]
  /// The rules that have one, 64 in turn, a bit each.
  let allHeaded: [UInt64]
  let cue, content, source, addressee, quotation, link: RoleID?

  /// - Throws: What is wrong with the rules' patterns.
  init(pack: RulePack) throws(PackError) {
    let matcher = try RuleMatcher(pack: pack, kind: "quote", classes: .news)
    let constructions = matcher.rules.map {
      $0.attributes["construction"].flatMap { Construction(named: $0) }
    }
    let frames = matcher.rules.map {
      $0.attributes["frame"].flatMap { ReportedFrame(named: $0) }
    }
    let bars = matcher.rules.map { $0.attributes["construction"] == "none" }
    let cues = matcher.rules.indices.map { constructions[$0]?.isMatched ?? false }
    used = (
      matcher.selection { cues[$0] || bars[$0] },
      matcher.selection { cues[$0] || frames[$0] != nil || bars[$0] }
    )
    headed = zip(matcher.rules, frames).map {
      $0.attributes["head"] == "first" ? $1?.rawValue ?? 0 : 0
    }
    allHeaded = stride(from: 0, to: headed.count, by: UInt64.bitWidth).map { [headed] first in
      (first..<min(first + UInt64.bitWidth, headed.count)).reduce(0) {
        headed[$1] == 0 ? $0 : $0 | 1 << UInt64($1 - first)
      }
    }
    cue = matcher.role("cue")
    content = matcher.role("content")
    source = matcher.role("source")
    addressee = matcher.role("addressee")
    quotation = matcher.role("quotation")
    link = matcher.role("link")
    self.matcher = matcher
    self.constructions = constructions
    self.frames = frames
    self.bars = bars
  }
}

extension Construction {
  /// Whether `SentenceAttributor` starts from the matches of its rules.
  var isMatched: Bool {
    switch self {
    case .after, .inverted, .accordingAfter, .parenthetical, .parentheticalInverted,
      .parentheticalAccording, .nameColon:
      true
    default: false
    }
  }
}

/// The matches of the quote rules in an article, sentence by sentence.
struct MatchedSentences: Sendable {
  private let reader: ParagraphReader
  private let rules: QuoteRules
  private(set) var matches = MatchList()
  /// Where the matches of each sentence stand.
  private var ranges: [Range<Int>] = []

  /// Matches the rules once in every sentence, or those of quotations in the sentences that hold
  /// one.
  init(
    _ reader: ParagraphReader, _ rules: QuoteRules, _ model: ReportedModel, everywhere: Bool,
    _ scratch: inout ExtractionScratch
  ) {
    self.reader = reader
    self.rules = rules
    swap(&matches, &scratch.quotes)
    matches.removeAll()
    ranges.reserveCapacity(reader.analysis.sentences.count)
    let items = scratch.items
    var starts = CueStarts(reader, rules, model)
    for (number, sentence) in reader.analysis.sentences.enumerated() {
      let isRead = everywhere || reader.quoting[number]
      ranges.append(
        isRead
          ? rules.matcher.find(
            in: sentence.items, of: items,
            only: everywhere ? rules.used.all : rules.used.cues, into: &matches,
            scratch: &scratch.matching, limit: { starts.limit($0, $1, $2, items) })
          : 0..<0)
    }
  }

  /// The cues of quotations.
  func cues(of sentence: Int) -> CueMatches {
    var result = CueMatches()
    result.barred = barred(in: sentence).map(\.items)
    for match in matches.found[ranges[sentence]] {
      guard let construction = rules.constructions[Int(match.rule)], construction.isMatched,
        let cue = matches.items(rules.cue, of: match)
      else { continue }
      result.add(
        CueMatch(
          rule: Int(match.rule),
          quotation: matches.items(rules.quotation, of: match)?.lowerBound, cue: cue,
          head: cue.last { reader.phrases.chunks.verbGroup[$0] >= 0 } ?? cue.lowerBound,
          source: matches.items(rules.source, of: match), range: matches.items(of: match)),
        construction)
    }
    return result
  }

  /// The words that report nothing, whatever frame they stand in: "asked not to be named".
  func barred(in sentence: Int) -> [(rule: Int, items: Range<Int>)] {
    matches.found[ranges[sentence]].compactMap { match in
      guard rules.bars[Int(match.rule)], let cue = matches.items(rules.cue, of: match) else {
        return nil
      }
      return (Int(match.rule), cue)
    }
  }

  /// The numbers of the matches of a sentence.
  func numbers(of sentence: Int) -> Range<Int> { ranges[sentence] }

  /// The match of a number, where it is of a frame of reported speech and its cue is not barred.
  func frame(_ number: Int, barred: [(rule: Int, items: Range<Int>)]) -> FrameMatch? {
    let match = matches.found[number]
    guard let frame = rules.frames[Int(match.rule)] else { return nil }
    var found = FrameMatch(rule: Int(match.rule), frame: frame, range: matches.items(of: match))
    matches.forEachCapture(of: match) { capture in
      switch capture.role {
      case rules.cue: found.cue = found.cue ?? capture.items
      case rules.content: found.content = found.content ?? capture.items
      case rules.source: found.source = found.source ?? capture.items
      case rules.addressee: found.addressee = found.addressee ?? capture.items
      case rules.link: found.link = found.link ?? capture.items
      default: break
      }
    }
    if let cue = found.cue, barred.contains(where: { $0.items.overlaps(cue) }) { return nil }
    return found
  }
}
