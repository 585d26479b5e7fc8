import NewsSyntax
import NewsText
import QuoteRecords

/// Puts the claims of one article together.
struct ClaimBuilder {
  private let analysis: Analysis
  private let attributions: [Attribution]
  private let sources: [ClaimSource]
  private let resolution: SpeakerResolution
  private let amounts: [Amount]
  private let places: [Range<Int>]
  private let words: ClaimWords
  private let binding: BindingWords
  private let weights: StatementWeights
  private var reader: ClaimReader
  private var claims: [Claim] = []

  /// The claims found, in the order of the text.
  func ordered() -> [Claim] {
    // By number: claims are large, and sorting moves each several times; and not by way of `self`,
    // all of which a closure would hold.
    let claims = claims
    let isOrdered = claims.indices.dropFirst().allSatisfy { next in
      let (one, other) = (claims[next - 1].bytes, claims[next].bytes)
      return (one.lowerBound, one.upperBound) <= (other.lowerBound, other.upperBound)
    }
    if isOrdered { return claims }
    let order = claims.indices.sorted { left, right in
      let (one, other) = (claims[left].bytes, claims[right].bytes)
      return (one.lowerBound, one.upperBound, left) < (other.lowerBound, other.upperBound, right)
    }
    return order.map { claims[$0] }
  }

  init(
    analysis: Analysis, attributions: [Attribution], sources: [ClaimSource],
    resolution: SpeakerResolution, amounts: [Amount], words: ClaimWords, binding: BindingWords,
    weights: StatementWeights
  ) {
    self.analysis = analysis
    self.attributions = attributions
    self.sources = sources
    self.resolution = resolution
    self.amounts = amounts
    self.words = words
    self.binding = binding
    self.weights = weights
    places = amounts.map { analysis.document.tokens(of: $0.bytes) }
    reader = ClaimReader(
      analysis: analysis, words: words, binding: binding,
      clause: ClauseReader(sentence: 0..<0, analysis: analysis, words: binding, amounts: []))
  }

  // MARK: Quantities

  /// Adds a claim for the amounts of each sentence that the same asserter vouches for.
  mutating func addQuantities() {
    guard !amounts.isEmpty else { return }
    let holders = ClaimHolders(analysis, attributions, sources, words, binding, amounts: places)
    var next = 0
    while next < amounts.count {
      let first = next
      let number = analysis.document.sentence(of: places[next].lowerBound)
      var groups: [(holder: ClaimHolders.Holder?, amounts: [Int])] = []
      while next < amounts.count,
        analysis.document.sentence(of: places[next].lowerBound) == number
      {
        defer { next += 1 }
        guard !amounts[next].isFigurative, !isBoilerplate(places[next]) else { continue }
        let holder = holders.holder(of: places[next])
        if let group = groups.firstIndex(where: { $0.holder == holder }) {
          groups[group].amounts.append(next)
        } else {
          groups.append((holder, [next]))
        }
      }
      guard analysis.document.sentences[number].kind == .text, !groups.isEmpty else { continue }
      let tokens = analysis.document.sentences[number].tokens
      reader.clause.turn(to: tokens, Array(places[first..<next]))
      reader.rates = amounts[first..<next].compactMap { amount in
        amount.per.map { analysis.document.tokens(of: $0.bytes) }
      }
      for group in groups { addQuantity(group.holder, group.amounts, tokens) }
    }
  }

  private func isBoilerplate(_ tokens: Range<Int>) -> Bool {
    tokens.contains { analysis.document.tokens[$0].flags.contains(.boilerplate) }
  }

  private mutating func addQuantity(
    _ holder: ClaimHolders.Holder?, _ group: [Int], _ sentence: Range<Int>
  ) {
    var span = sentence
    var claim = Claim(
      kind: .quantity, bytes: 0..<0, certainty: .high, rule: "en.claim.article")
    claim.amounts = group
    switch holder {
    case .attribution(let index):
      span = clause(of: index, in: sentence, with: group)
      describe(&claim, by: index)
    case .source(let index):
      claim.asserter = speaker(ofAttribution: attributions.count + index)
      claim.cue = [analysis.document.bytes(of: sources[index].cue)]
      claim.certainty = .medium
      claim.rule = sources[index].rule
    case nil:
      reader.reported = attributions.lazy.flatMap(\.content).filter { $0.overlaps(sentence) }
    }
    // Somebody else than the article says so, but it is not known who.
    if holder != nil, claim.asserter == nil { claim.certainty = .low }
    reader.read(span, amount: places[group[0]], of: amounts[group[0]].of, into: &claim)
    reader.reported = []
    claims.append(claim)
  }

  /// What an attribution reports in a sentence, widened to the amounts that its clause goes on to.
  private func clause(of index: Int, in sentence: Range<Int>, with group: [Int]) -> Range<Int> {
    var lowest = places[group[0]].lowerBound
    var highest = group.reduce(0) { max($0, places[$1].upperBound) }
    for part in attributions[index].content where part.overlaps(sentence) {
      lowest = min(lowest, max(part.lowerBound, sentence.lowerBound))
      highest = max(highest, min(part.upperBound, sentence.upperBound))
    }
    return expectedStart(of: index, at: lowest, in: sentence)..<highest
  }

  /// Where a clause begins that nobody vouches for: at its subject in "growth is expected to reach
  /// 4 percent".
  private func expectedStart(of index: Int, at start: Int, in sentence: Range<Int>) -> Int {
    guard attributions[index].source.isEmpty, analysis.tags[start] == .TO,
      let verb = attributions[index].cue.last?.last, sentence.contains(verb), verb < start,
      let subject = reader.clause.subject(of: verb), subject.upperBound <= verb
    else { return start }
    return reader.clause.withoutDeterminer(subject.lowerBound)
  }

  private func describe(_ claim: inout Claim, by index: Int) {
    claim.attribution = index
    claim.asserter = speaker(ofAttribution: index)
    claim.cue = attributions[index].cue.map { analysis.document.bytes(of: $0) }
    claim.isHedged = attributions[index].hedged
    // "did not deny that": twice is not at all.
    let isDenied = attributions[index].cue.joined().contains { isDenying($0) }
    claim.isNegated = attributions[index].negated != isDenied
    claim.certainty = attributions[index].certainty
    claim.rule = attributions[index].rule
  }

  private func isDenying(_ token: Int) -> Bool {
    words.has(analysis.lexemes[token], .denying)
  }

  /// Who the source of an attribution is, or most likely is.
  private func speaker(ofAttribution index: Int) -> Int? {
    guard index < resolution.assignments.count else { return nil }
    return resolution.assignments[index].speakers.first
      ?? resolution.assignments[index].candidates.first?.speaker
  }

  // MARK: Statements

  /// Adds a claim for each sentence of an attribution that asserts a fact without amounts.
  mutating func addStatements() {
    let judge = StatementJudge(
      analysis: analysis, attributions: attributions, words: words, binding: binding,
      weights: weights)
    for index in attributions.indices
    where speaker(ofAttribution: index) != nil && judge.canAssert(index) {
      for part in attributions[index].content { addStatements(of: index, in: part, judge) }
    }
  }

  private mutating func addStatements(
    of index: Int, in part: Range<Int>, _ judge: StatementJudge
  ) {
    let sentences = analysis.document.sentences
    var number = analysis.document.sentence(of: part.lowerBound)
    while number < sentences.count, sentences[number].tokens.lowerBound < part.upperBound {
      let sentence = sentences[number]
      number += 1
      let span = part.clamped(to: sentence.tokens)
      guard sentence.kind == .text, span.count > 2, !places.holdsPart(of: span) else { continue }
      for clause in judge.assertions(of: index, in: span) {
        addStatement(of: index, clause, sentence.tokens)
      }
    }
  }

  private mutating func addStatement(
    of index: Int, _ span: Range<Int>, _ sentence: Range<Int>
  ) {
    var claim = Claim(
      kind: .statement, bytes: 0..<0, certainty: .medium, rule: attributions[index].rule)
    describe(&claim, by: index)
    reader.clause.turn(to: sentence, [])
    reader.rates = []
    reader.read(span, amount: nil, of: nil, into: &claim)
    if claim.predicate != nil { claims.append(claim) }
  }
}
