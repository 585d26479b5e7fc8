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
  let outlet: MarkerOutlet
  var markers: [Marker] = []
  private(set) var sentence = MarkerSentence()
  var candidates: [MarkerCandidate] = []
  private(set) var chain = MarkerChain()

  /// Remembers an unnamed source for "the official" to come.
  mutating func introduce(_ person: MarkerChain.Person) { chain.introduce(person) }

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

  init(
    analysis: Analysis, rules: MarkerRules, words: MarkerWords, sourcing: MarkerSourcing,
    people: MarkerPeople, outlet: MarkerOutlet
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
  ///
  /// - Parameter found: The places of its matches in the list.
  mutating func read(_ items: Range<Int>, _ matches: MatchList, _ found: Range<Int>) {
    let isHopeful = matches.found[found].contains {
      markerRules.parts[Int($0.rule)].part.isSource
    }
    guard isHopeful else { return }
    sentence.load(items, matches, found, markerRules) { outlet.isOutlet($0, analysis, words) }
    guard !sentence.isEmpty else { return }
    findCandidates()
    let loose = attachTerms()
    let first = markers.count
    for candidate in candidates {
      guard let evidence = sourcing.evidence(for: candidate, in: sentence),
        let marker = marker(candidate, evidence)
      else { continue }
      markers.append(marker)
    }
    for terms in loose where !givesGrounds(terms) && standsForSource(terms) {
      markers.append(marker(terms))
    }
    for statement in sentence.statements {
      let bytes = bytes(of: statement.range)
      guard !markers[first...].contains(where: { $0.bytes.overlaps(bytes) }) else { continue }
      markers.append(
        Marker(
          bytes: bytes, form: rules[statement.rule].form ?? "agentless",
          intent: rules[statement.rule].intent ?? "omitted", certainty: .high,
          rule: rules[statement.rule].id))
    }
    if markers.count > first + 1 {
      markers[first...].sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
    }
  }

  /// The forms of markers that stand for nobody.
  static let sourceless: Set = [
    "agentless", "hearsay_adverb", "outlet_has_learned", "document",
  ]
  /// The form of those who are never counted or named.
  static let crowd = "vague_crowd"
  /// The form of those of whom a part of the name is given.
  private static let partial = "partial_identity"

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
      guard let head = phrase.head, isPossible(phrase.range, head) else { continue }
      if let last = candidates.last, last.range.overlaps(phrase.range) { continue }
      var candidate = MarkerCandidate(
        range: agreeing(phrase.range, head), head: head, rule: phrase.rule)
      extend(&candidate)
      let isPartial = candidate.terms.contains { rules[$0.rule].form == Self.partial }
      guard isPartial || !isNamed(candidate) else { continue }
      if let last = candidates.last, describes(candidate, last) { candidates.removeLast() }
      candidates.append(candidate)
    }
  }

  /// Whether a phrase may stand for somebody: not "no official", "an analyst note", "40% of
  /// voters".
  private func isPossible(_ range: Range<Int>, _ head: Int) -> Bool {
    let start = range.lowerBound
    if start > sentence.items.lowerBound {
      let before = analysis.items[start - 1].words
      if before.contains(.negation) || before.contains(.what) || isShare(start) { return false }
    }
    let next = head + 1
    guard range.upperBound == next, next < sentence.items.upperBound, !isPlural(head),
      analysis.items[next].tag == .NN, analysis.items[head].tag.isNoun
    else { return true }
    return analysis.items[next].words.contains(.day)
      || sentence.access.contains { $0.range.lowerBound == next }
  }

  /// Whether a phrase is counted as a part of many: "52 percent of registered voters", "six in ten
  /// voters".
  private func isShare(_ start: Int) -> Bool {
    let first = sentence.items.lowerBound
    if start - 2 >= first, analysis.items[start].tag == .CD, analysis.items[start - 2].tag == .CD,
      analysis.items[start - 1].tag == .IN
    {
      return true
    }
    var index = start - 1
    while index > first, start - index < 4,
      analysis.items[index].tag.isAdjective || analysis.items[index].tag.isNoun
        || analysis.items[index].tag == .VBN
    {
      index -= 1
    }
    return index > first && analysis.items[index].words.contains(.of)
      && words.has(analysis.items[index - 1].lexeme, .share)
  }

  /// Whether a phrase tells, between commas, who the one before it is: "one of them, a senior
  /// official,".
  private func describes(_ candidate: MarkerCandidate, _ last: MarkerCandidate) -> Bool {
    let (start, end) = (candidate.range.lowerBound, candidate.range.upperBound)
    return rules[last.rule].form == "anaphoric" && start == last.range.upperBound + 1
      && analysis.items[start - 1].tag == .comma && end < sentence.items.upperBound
      && analysis.items[end].tag == .comma
  }

  /// A phrase without the words that cannot belong to its head: of "a deal officials" the last, of
  /// "the talks, senior officials" what follows the comma.
  private func agreeing(_ range: Range<Int>, _ head: Int) -> Range<Int> {
    let comma = (range.lowerBound..<head).last { analysis.items[$0].tag == .comma }
    if let comma, comma > range.lowerBound, analysis.items[comma - 1].tag.isNoun {
      return comma + 1..<range.upperBound
    }
    let second = range.lowerBound + 1
    guard head >= second, isPlural(head), !analysis.items[second].words.contains(.of),
      words.determiner.fact(of: analysis.items[range.lowerBound].lexeme, words.vocabulary)?.isOne
        == true
    else { return range }
    let lexemes = range.map { analysis.items[$0].lexeme }
    if (words.count.longest(from: lexemes[...], words.vocabulary)?.count ?? 0) > 1 { return range }
    let isDescribed =
      analysis.items[second].tag.isAdjective
      || words.count.fact(of: analysis.items[second].lexeme, words.vocabulary) != nil
    return (isDescribed ? second : head)..<range.upperBound
  }

  func isPlural(_ head: Int) -> Bool {
    let item = analysis.items[head]
    return item.tag == .NNS || item.tag == .NNPS
      || words.has(item.lexeme, .plural)
  }

  /// The base form of a word, or what stands in the text where no lexicon knows it.
  func word(_ item: FoldedItem) -> String {
    item.lexeme == 0
      ? analysis.document.text(of: item.tokens).lowercased() : words.vocabulary.text(of: item.lemma)
  }

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
    guard before.tag.isName, !before.words.contains(.day) else { return false }
    if !words.has(before.lexeme, [.place, .organisationName]) { return true }
    // "Tom Cole of Oklahoma, an ally of the senator,".
    let place = start - 4
    return place > sentence.items.lowerBound && analysis.items[place + 1].tag == .IN
      && analysis.items[place].tag.isName && analysis.items[place - 1].tag.isName
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
