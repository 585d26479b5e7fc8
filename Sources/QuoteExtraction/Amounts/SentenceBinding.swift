import NewsSyntax
import NewsText

/// Binds the amounts of one sentence, one after the other: the first of the ways that finds
/// something wins.
struct SentenceBinding {
  let clause: ClauseReader
  let document: Document
  var amounts: [BoundAmount]
  /// Those of whom the sentence before told shares: "54 percent of voters".
  let respondents: Range<Int>?

  init(
    clause: ClauseReader, document: Document, amounts: [BoundAmount],
    respondents: Range<Int>? = nil
  ) {
    self.clause = clause
    self.respondents = respondents
    self.document = document
    self.amounts = amounts
    for place in amounts.indices { extendLeft(place) }
  }

  /// Counts "an average of", "a total of", the cost in "at a cost of" and the word behind "by" in
  /// "by between" and "to between" to the amount.
  mutating func extendLeft(_ place: Int) {
    var left = amounts[place].left
    if plays(left - 1, .skip), !plays(left - 1, .gap), plays(left - 2, [.by, .of, .to]) {
      left -= 1
      amounts[place].left = left
    }
    let isPrice = plays(left - 2, .price) && tag(left - 3) == .DT && plays(left - 4, .at)
    guard plays(left - 1, .of), isPrice || plays(left - 2, .sum) else { return }
    left -= 2
    // "the five-percent total of 6 percent": an amount before it may be tagged an adjective.
    while tag(left - 1).isAny(of: [.DT, .JJ]), !clause.isAmount(left - 1) { left -= 1 }
    amounts[place].left = left
  }

  /// The last phrase after "of" that a percentage was bound to.
  var shared: Range<Int>? { amounts.last { $0.isOfPhrase && $0.kind == .percent }?.of }

  /// What each amount is bound to, in order.
  mutating func bindAll() -> [Range<Int>?] {
    for place in amounts.indices {
      let share = share(place)
      if share == nil, !isAnother(place), let found = behind(place) {
        amounts[place].of = found
      } else if let share, let found = share.isFirst ? leader(place) : follower(place) {
        amounts[place].of = found
      } else if let found = ofPhrase(place) {
        amounts[place].of = found
        amounts[place].isOfPhrase = true
      } else if isAnother(place) {
        amounts[place].of = ofPhraseBefore(place)
      } else if !isPartOfNext(place), !isGroup(place) {
        amounts[place].of = named(place) ?? governed(place)
      }
      if let found = amounts[place].of { amounts[place].of = withoutVerb(found, before: place) }
      if let found = amounts[place].of, let meant = clause.referent(of: found) {
        amounts[place].of = meant
      }
    }
    for place in amounts.indices.dropLast() where isPartOfNext(place) {
      if amounts[place].of == nil { amounts[place].of = amounts[place + 1].of }
    }
    return amounts.map(\.of)
  }

  /// "the cap rises by 10 percent", "the phone costs 999 euros", "firms cut prices by 5 percent": a
  /// phrase without the verb that passes for a noun, where the sentence has no other verb before.
  private func withoutVerb(_ phrase: Range<Int>, before place: Int) -> Range<Int> {
    let (last, left) = (phrase.upperBound - 1, amounts[place].left)
    let isLed = left == phrase.upperBound + 1 && plays(left - 1, [.by, .to, .at, .fromWord])
    guard phrase.count > 1,
      isLed || left == phrase.upperBound || clause.isAmount(phrase.upperBound),
      !(clause.sentence.lowerBound..<last).contains(where: { tag($0).isFinite || tag($0) == .MD })
    else { return phrase }
    let isVerb =
      tag(last) == .NNS && plays(last, .moves) && (!isLed || !plays(last, .price))
      || tag(last) == .NN && plays(last, .moves) && plays(last, .price) && !isLed
    if isVerb {
      return clause.head(of: phrase.dropLast())
    }
    let verb = phrase.dropFirst().dropLast().last { tag($0) == .NN && plays($0, .moves) }
    return isLed ? verb.map { $0 + 1..<phrase.upperBound } ?? phrase : phrase
  }

  /// What nouns beside an amount tell.
  private func named(_ place: Int) -> Range<Int>? {
    converted(place) ?? entry(place) ?? object(place) ?? relativeVerb(place) ?? nounOf(place)
  }

  /// What an amount is for, or what the words that govern it are about.
  private func governed(_ place: Int) -> Range<Int>? {
    addition(place) ?? purpose(place) ?? passive(place) ?? near(place) ?? before(place)
      ?? farther(place)
  }

  func isMoney(_ place: Int) -> Bool { amounts[place].kind == .money }
  func tag(_ token: Int) -> Tag { clause.tag(token) }
  func plays(_ token: Int, _ parts: BindingParts) -> Bool { clause.plays(token, parts) }

  func isGlued(_ token: Int) -> Bool {
    clause.sentence.contains(token) && !document.tokens[token].flags.contains(.spaceBefore)
  }
}
