import NewsSyntax
import NewsText

// The verb that governs an amount, and what that binds it to.
extension SentenceBinding {
  /// The verb before a token, within the clause.
  func verb(before end: Int) -> Int? {
    var place = end - 1
    while clause.sentence.contains(place) {
      if tag(place).isVerb, !clause.isAmount(place) { return place }
      if plays(place, .semicolon) { return nil }
      place -= 1
    }
    return nil
  }

  /// The verb that governs an amount: itself where it moves money, its subject where it tells a
  /// level.
  func byVerb(_ place: Int, _ governor: Int) -> Range<Int>? {
    // A verb that passes for a noun: "which cost $5".
    if tag(governor).isNoun, tag(governor - 1).isAny(of: [.WDT, .WP]),
      let found = clause.subject(of: governor)
    {
      return found
    }
    guard let verb = verb(before: governor + 1) else { return nil }
    let last = amounts[place].left - 1
    if plays(last, .by) || plays(last, .to) && !plays(verb, .moneyVerb),
      let found = changed(verb)
    {
      return found
    }
    if plays(last, .by), tag(verb) == .VBN, plays(verb - 1, .auxiliary) {
      return clause.subject(of: verb)
    }
    if isMoney(place), plays(last, [.at, .forWord]), let found = priced(verb, last) {
      return found
    }
    let isLevel = plays(verb, .levelVerb)
    // "paid 12 percent more"
    if plays(amounts[place].right, .more), plays(verb, .moneyVerb), !isLevel {
      return verb..<verb + 1
    }
    if isMoney(place), plays(verb, .moneyVerb) || !isLevel { return verb..<verb + 1 }
    if let subject = clause.subject(of: verb), !subject.contains(where: { clause.isAmount($0) }) {
      return subject
    }
    return clause.phrase(before: governor + 1) ?? verb..<verb + 1
  }

  /// "bought the mill in May for $5", "the repairs, put at $5": what has the price.
  func priced(_ verb: Int, _ last: Int) -> Range<Int>? {
    let isSold = tag(verb) == .VBN && plays(verb, .sells) && lacksObject(verb, last)
    if isParticiple(verb, last), !plays(verb - 1, .auxiliary) || plays(last, .at) || isSold {
      return clause.subject(of: verb)
    }
    if lacksObject(verb, last), let found = clause.relativeObject(of: verb) { return found }
    if lacksObject(verb, last), plays(verb, .sells), tag(verb) != .VBN {
      return clause.subject(of: verb)
    }
    guard plays(last, .forWord), tag(verb) != .VBN,
      let object = clause.phrase(from: verb + 1), object.upperBound <= last,
      object.lowerBound - verb <= 4, !clause.isTime(object)
    else { return nil }
    return object
  }

  /// Whether a verb is a participle, or looks like another form of one after a comma: ", put at".
  private func isParticiple(_ verb: Int, _ last: Int) -> Bool {
    if tag(verb) == .VBN { return true }
    guard tag(verb).isAny(of: [.VB, .VBD, .VBP]), verb + 1 == last else { return false }
    var before = verb - 1
    while tag(before).isAdverb { before -= 1 }
    return tag(before) == .comma
  }

  /// Whether nothing but adverbs stands between a verb and the preposition before an amount.
  private func lacksObject(_ verb: Int, _ last: Int) -> Bool {
    (verb + 1..<max(verb + 1, last)).allSatisfy { tag($0).isAdverb || plays($0, .skip) }
  }

  /// "reduced aid for the poor by $5": the object of a verb that changes it.
  func changed(_ verb: Int) -> Range<Int>? {
    var first = verb + 1
    if tag(first) == .RP || tag(first) == .IN && tag(first + 1) == .PRPS
      || tag(first).isAny(of: [.RB, .RBR])
    {
      first += 1
    }
    guard let object = clause.phrase(from: first), object.lowerBound - first <= 1,
      !clause.isTime(object), !tag(object.upperBound - 1).isName
    else { return nil }
    return object
  }

  /// Whatever noun is near, in a heading or a list.
  func farther(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    if let found = clause.nearest(before: left) { return clause.head(of: found) }
    if let found = clause.phrase(from: amounts[place].right + 1) { return found }
    let words: TagSet = [.UH, .DT, .JJ, .RB, .VBN, .VBD]
    let isArticle = tag(left - 1) == .DT && plays(left - 1, .opener)
    return words.contains(tag(left - 1)) && !isArticle ? left - 1..<left : nil
  }
}
