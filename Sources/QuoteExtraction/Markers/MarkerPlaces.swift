import NewsSyntax
import RuleEngine

/// Where a sentence lets a phrase be a source, if no terms, and no words that a rule finds beside
/// it, say so: what rules for phrases need not be tried without.
struct MarkerPlaces {
  /// The last verb of saying that anything before it may be the source of.
  private(set) var lastVerb = -1
  /// The names and pronouns that stand between a quotation and a verb of saying.
  private(set) var names = 0..<0
  /// What follows a verb of saying behind a comma or a quotation, up to the next comma.
  private(set) var inverted = 0..<0
  /// Whether a source of an attribution stands in the sentence.
  private(set) var hasSource = false
  /// Whether a word or number that may count people does.
  private(set) var hasCount = false

  /// Looks for such places in a sentence; linear in its items.
  init(_ items: Range<Int>, _ sourcing: MarkerSourcing) {
    let words = sourcing.words
    let (folded, sources, placing) = (sourcing.analysis.items, sourcing.sourceOf, words.placing)
    let (all, sourceOf, bits) = (folded.span, sources.span, placing.span)
    func mayTell(_ lexeme: LexemeID) -> Bool {
      bits[Int(lexeme) &>> 6] &>> UInt64(lexeme & 63) & 1 != 0
    }
    for index in items {
      let (lexeme, tag) = (all[index].lexeme, all[index].tag)
      if sourceOf[all[index].tokens.lowerBound] >= 0 { hasSource = true }
      if tag == .CD { hasCount = true }
      let told = mayTell(lexeme) ? words.classes(of: lexeme) : []
      if told.contains(.counting) { hasCount = true }
      if told.contains(.speaking) { lastVerb = index }
      let lemma = all[index].lemma
      if told.contains(.saying) || tag.isVerb && mayTell(lemma) && words.has(lemma, .saying) {
        add(verb: index, items, sourcing)
      }
    }
  }

  /// Whether no phrase can be a source.
  var isEmpty: Bool { !hasSource && lastVerb < 0 && names.isEmpty && inverted.isEmpty }

  /// Whether a phrase with its head noun at an item may be a source by the words beside it.
  private func holds(_ head: Int) -> Bool {
    head < lastVerb || names.contains(head) || inverted.contains(head)
  }

  /// Whether a phrase without terms, with its head noun at an item, can be a marker: not where the
  /// place is none of a source, or where it names somebody.
  func mayHoldSource(_ head: Int, _ sourcing: MarkerSourcing, _ people: MarkerPeople) -> Bool {
    let token = sourcing.analysis.items[head].tokens.lowerBound
    let attribution = Int(sourcing.sourceOf[token])
    guard attribution >= 0 || holds(head) else { return false }
    guard !hasCount, people.isNamed(people.speaker(at: token)) else { return true }
    let source = attribution < 0 ? nil : people.speaker(ofAttribution: attribution)
    return source.map { !people.isNamed($0) } ?? false
  }

  private mutating func add(verb: Int, _ items: Range<Int>, _ sourcing: MarkerSourcing) {
    let all = sourcing.analysis.items
    if let group = sourcing.analysis.chunks.group(headedBy: verb), sourcing.canTell(group) {
      if let start = Self.nameStart(verb, items, sourcing) {
        Self.widen(&names, by: start..<verb)
      } else {
        lastVerb = verb
      }
    }
    if all[verb].tag.isFinite, verb > items.lowerBound, sourcing.followsBreak(verb) {
      let behind = verb + 1..<items.upperBound
      let comma = behind.dropFirst().first { all[$0].tag == .comma && all[$0 - 1].tag.isNoun }
      Self.widen(&inverted, by: behind.lowerBound..<(comma ?? behind.upperBound))
    }
  }

  private static func widen(_ range: inout Range<Int>, by other: Range<Int>) {
    range =
      range.isEmpty
      ? other
      : min(range.lowerBound, other.lowerBound)..<max(range.upperBound, other.upperBound)
  }

  /// The first of the names or pronouns before a verb, where nothing but they stand between it and
  /// a quotation or the start of the sentence: “…,” Mr. Reed said.
  private static func nameStart(
    _ verb: Int, _ items: Range<Int>, _ sourcing: MarkerSourcing
  ) -> Int? {
    let all = sourcing.analysis.items
    var end = verb
    while end > items.lowerBound, sourcing.isSkipped(end - 1, items.upperBound) { end -= 1 }
    var start = end
    while start > items.lowerBound, all[start - 1].tag.isName || all[start - 1].tag == .PRP {
      start -= 1
    }
    guard start < end else { return nil }
    var before = start - 1
    if before > items.lowerBound, all[before].tag == .comma { before -= 1 }
    return before < items.lowerBound || all[before].isQuotation ? start : nil
  }
}
