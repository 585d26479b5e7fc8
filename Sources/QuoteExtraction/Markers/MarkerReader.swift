import NewsSyntax
import NewsText
import QuoteRecords
import RuleEngine

/// Puts the finds of each sentence together, sentence after sentence.
struct MarkerReader {
  let analysis: Analysis
  let rules: [MarkerRule]
  private let markerRules: MarkerRules
  let words: MarkerWords
  let sourcing: MarkerSourcing
  let people: MarkerPeople
  let outlet: String?
  private(set) var markers: [Marker] = []
  private(set) var sentence = MarkerSentence()
  private var candidates: [MarkerCandidate] = []
  private var chain = MarkerChain()

  /// Remembers an unnamed source for "the official" to come.
  mutating func introduce(_ lemma: String, speaker: Int?, isPlural: Bool) {
    chain.introduce(lemma, speaker: speaker, isPlural: isPlural)
  }

  /// Checks a marker against the numbers that were told before it, and remembers its own. One who
  /// would be one too many is less certain: he may be one of those who are known.
  mutating func check(_ marker: inout Marker, _ lemma: String) {
    let isOne = marker.form == "unnamed_individual"
    if let size = marker.count?.number, size > 1 {
      chain.count(lemma, size: size, members: isOne ? 1 : 0)
    } else if isOne, !chain.admit(lemma, speaker: marker.speaker) {
      marker.certainty = .low
    }
  }

  /// Whether somebody like this has been introduced.
  func chainKnows(_ lemma: String, speaker: Int?) -> Bool { chain.knows(lemma, speaker: speaker) }

  init(
    analysis: Analysis, rules: MarkerRules, words: MarkerWords, sourcing: MarkerSourcing,
    people: MarkerPeople, outlet: String?
  ) {
    self.analysis = analysis
    self.rules = rules.rules
    markerRules = rules
    self.words = words
    self.sourcing = sourcing
    self.people = people
    self.outlet = outlet
  }

  /// Reads what the rules found in one sentence.
  mutating func read(_ items: Range<Int>, _ matches: MatchList) {
    guard matches.found.contains(where: { markerRules.parts[Int($0.rule)].part.isSource })
    else { return }
    sentence.load(items, matches, markerRules)
    findCandidates()
    let loose = attachTerms()
    let first = markers.count
    for candidate in candidates {
      guard let evidence = sourcing.evidence(for: candidate, in: sentence),
        let marker = marker(candidate, evidence)
      else { continue }
      markers.append(marker)
    }
    for terms in loose where sourcing.isSourcing(terms) && terms.range.count > 1 {
      if markers.count == first, givesGrounds(terms) { continue }
      markers.append(marker(terms))
    }
    for statement in sentence.statements {
      let bytes = bytes(of: statement.range)
      guard !markers[first...].contains(where: { $0.bytes.overlaps(bytes) }) else { continue }
      markers.append(
        Marker(
          bytes: bytes, form: rules[statement.rule].form ?? "agentless",
          intent: "unknown", certainty: .high, rule: rules[statement.rule].id))
    }
    if markers.count > first + 1 {
      markers[first...].sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
    }
  }

  /// "They spoke on condition of anonymity because …": terms of a pronoun are no marker of their
  /// own but tell the grounds of the marker before.
  private mutating func givesGrounds(_ terms: MarkerSentence.Find) -> Bool {
    let first = max(sentence.items.lowerBound, terms.range.lowerBound - 1)
    guard (first..<terms.range.upperBound).contains(where: { analysis.items[$0].tag == .PRP }),
      let last = markers.lastIndex(where: { !MarkerReader.sourceless.contains($0.form) })
    else { return false }
    if markers[last].grounds == nil {
      markers[last].grounds = grounds(for: [terms])
    }
    return true
  }

  /// The forms of markers that stand for nobody.
  private static let sourceless: Set = [
    "agentless", "hearsay_adverb", "outlet_has_learned", "document",
  ]

  func bytes(of items: Range<Int>) -> Range<Int> {
    guard let first = items.first, let last = items.last else { return 0..<0 }
    return analysis.document.bytes(
      of: analysis.items[first].tokens.lowerBound..<analysis.items[last].tokens.upperBound)
  }

  /// Gathers the phrases of the sentence with what hangs on them; those that name somebody are
  /// left out.
  private mutating func findCandidates() {
    candidates.removeAll(keepingCapacity: true)
    for phrase in sentence.phrases {
      guard let head = phrase.head else { continue }
      if let last = candidates.last, last.range.overlaps(phrase.range) { continue }
      var candidate = MarkerCandidate(
        range: agreeing(phrase.range, head), head: head, rule: phrase.rule)
      extend(&candidate)
      if !isNamed(candidate) { candidates.append(candidate) }
    }
  }

  /// A phrase without the words that cannot belong to its head: of "a deal officials" the last.
  private func agreeing(_ range: Range<Int>, _ head: Int) -> Range<Int> {
    guard head > range.lowerBound + 1,
      words.determiner.fact(of: analysis.items[range.lowerBound].lexeme, words.vocabulary)?.isOne
        == true,
      !analysis.items[range.lowerBound + 1].words.contains(.of), isPlural(head)
    else { return range }
    let lexemes = range.map { analysis.items[$0].lexeme }
    let count = words.count.longest(from: lexemes[...], words.vocabulary)
    return (count?.count ?? 0) < 2 ? head..<range.upperBound : range
  }

  func isPlural(_ head: Int) -> Bool {
    let item = analysis.items[head]
    return item.tag == .NNS || item.tag == .NNPS
      || words.has(item.lexeme, .plural)
  }

  func text(_ lexeme: LexemeID) -> String { words.vocabulary.text(of: lexeme) }

  /// Whether an apposition gives the name: "an aide, Omar Reed," or "Lena Ortiz, an official,".
  private func isNamed(_ candidate: MarkerCandidate) -> Bool {
    let end = candidate.range.upperBound
    let limit = sentence.items.upperBound
    if end + 2 < limit, analysis.items[end].tag == .comma, isPersonName(end + 1, limit) {
      return true
    }
    let start = candidate.range.lowerBound
    let closes = end >= limit || analysis.items[end].tag.isAny(of: [.comma, .stop])
    guard closes, start - 2 >= sentence.items.lowerBound, analysis.items[start - 1].tag == .comma
    else { return false }
    let before = analysis.items[start - 2]
    return before.tag.isName && !words.has(before.lexeme, [.place, .organisationName])
      && !before.words.contains(.day)
  }

  /// Whether two names in a row begin here that are no organisation or place.
  private func isPersonName(_ start: Int, _ limit: Int) -> Bool {
    guard start + 1 < limit, analysis.items[start].tag.isName, analysis.items[start + 1].tag.isName
    else { return false }
    let pair = [analysis.items[start].lexeme, analysis.items[start + 1].lexeme]
    return words.organisationName.longest(from: pair[...], words.vocabulary) == nil
      && words.place.longest(from: pair[...], words.vocabulary) == nil
      && !analysis.items[start].words.contains(.day)
  }
}

// Terms and grounds.
extension MarkerReader {
  /// Gives terms of anonymity that stand apart to the phrase that they belong to.
  ///
  /// - Returns: Those that belong to none: "he said, speaking on condition of anonymity".
  private mutating func attachTerms() -> [MarkerSentence.Find] {
    var loose: [MarkerSentence.Find] = []
    for terms in sentence.terms {
      let isTaken = candidates.contains { candidate in
        candidate.terms.contains { $0.range == terms.range }
      }
      if isTaken { continue }
      let nearest = candidates.indices.min {
        distance(candidates[$0], terms) < distance(candidates[$1], terms)
      }
      if let nearest, belongs(terms, candidates[nearest]) {
        candidates[nearest].terms.append(terms)
      } else {
        loose.append(terms)
      }
    }
    return loose
  }

  private func distance(_ candidate: MarkerCandidate, _ terms: MarkerSentence.Find) -> Int {
    terms.range.lowerBound >= candidate.range.upperBound
      ? terms.range.lowerBound - candidate.range.upperBound
      : 10 + abs(candidate.range.lowerBound - terms.range.upperBound)
  }

  /// Whether terms belong to a phrase: they follow it closely, or it is a source.
  private func belongs(_ terms: MarkerSentence.Find, _ candidate: MarkerCandidate) -> Bool {
    let gap = terms.range.lowerBound - candidate.range.upperBound
    if gap >= 0, gap <= 2 {
      return !hasPronoun(candidate.range.upperBound..<terms.range.lowerBound)
    }
    guard sourcing.evidence(for: candidate, in: sentence) != nil else { return false }
    return gap < 0 || !hasPronoun(candidate.range.upperBound..<terms.range.lowerBound)
      || !analysis.items[terms.range.lowerBound].tag.isFinite
  }

  private func hasPronoun(_ range: Range<Int>) -> Bool {
    range.contains { analysis.items[$0].tag == .PRP }
  }

  /// The best grounds beside terms.
  func grounds(for terms: [MarkerSentence.Find]) -> Marker.Grounds? {
    guard let first = terms.first else { return nil }
    let anchor = terms.last ?? first
    let near = sentence.grounds.filter { isNear($0.range, anchor.range) }
    let best = near.max { left, right in
      if left.preference != right.preference { return left.preference < right.preference }
      if left.range.count != right.range.count { return left.range.count < right.range.count }
      return left.range.lowerBound > right.range.lowerBound
    }
    if let best { return reason(best) }
    return terms.first { rules[$0.rule].grounds != nil }.map(reason)
  }

  /// Whether grounds stand beside terms: right behind, over a comma, or before them.
  private func isNear(_ grounds: Range<Int>, _ terms: Range<Int>) -> Bool {
    if grounds.overlaps(terms) { return true }
    let gap =
      grounds.lowerBound >= terms.upperBound
      ? grounds.lowerBound - terms.upperBound : terms.lowerBound - grounds.upperBound
    return gap <= (grounds.lowerBound >= terms.upperBound ? 12 : 10)
  }

  private func reason(_ find: MarkerSentence.Find) -> Marker.Grounds {
    var range = find.range
    while range.count > 1, startsLoosely(range.lowerBound) {
      range = range.lowerBound + 1..<range.upperBound
    }
    let upper = clauseEnd(max(range.upperBound, range.lowerBound + 1))
    return Marker.Grounds(
      code: rules[find.rule].grounds ?? "other",
      boilerplate: rules[find.rule].isBoilerplate,
      bytes: bytes(of: range.lowerBound..<max(upper, range.upperBound)))
  }

  /// Whether an item is a link before the grounds and no part of them.
  private func startsLoosely(_ item: Int) -> Bool {
    let tag = analysis.items[item].tag
    return tag == .comma || tag == .WP || tag == .CC
  }
}
