import NewsSyntax
import NewsText

/// Binds the amounts of one sentence, one after the other: the first of the ways that finds
/// something wins.
struct SentenceBinding {
  private let clause: ClauseReader
  private let document: Document
  private var amounts: [BoundAmount]
  /// Those of whom the sentence before told shares: "54 percent of voters".
  private let respondents: Range<Int>?

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

  /// Counts "an average of" and "a total of" to the amount.
  private mutating func extendLeft(_ place: Int) {
    var left = amounts[place].left
    guard plays(left - 1, .of), plays(left - 2, .sum) else { return }
    left -= 2
    while tag(left - 1).isAny(of: [.DT, .JJ]) { left -= 1 }
    amounts[place].left = left
  }

  /// The last phrase after "of" that a percentage was bound to.
  var shared: Range<Int>? { amounts.last { $0.isOfPhrase && $0.kind == .percent }?.of }

  /// What each amount is bound to, in order.
  mutating func bindAll() -> [Range<Int>?] {
    for place in amounts.indices {
      let share = share(place)
      if share == nil, let found = behind(place) {
        amounts[place].of = found
      } else if let share, let found = share.isFirst ? leader(place) : follower(place) {
        amounts[place].of = found
      } else if let found = ofPhrase(place) {
        amounts[place].of = found
        amounts[place].isOfPhrase = true
      } else if !isPartOfNext(place), !isGroup(place) {
        amounts[place].of =
          converted(place) ?? entry(place) ?? object(place) ?? relativeVerb(place) ?? nounOf(place)
          ?? purpose(place)
          ?? passive(place) ?? near(place) ?? before(place) ?? farther(place)
      }
    }
    for place in amounts.indices.dropLast() where isPartOfNext(place) {
      if amounts[place].of == nil { amounts[place].of = amounts[place + 1].of }
    }
    return amounts.map(\.of)
  }

  private func isMoney(_ place: Int) -> Bool { amounts[place].kind == .money }
  private func tag(_ token: Int) -> Tag { clause.tag(token) }
  private func plays(_ token: Int, _ parts: BindingParts) -> Bool { clause.plays(token, parts) }

  private func isGlued(_ token: Int) -> Bool {
    clause.sentence.contains(token) && !document.tokens[token].flags.contains(.spaceBefore)
  }

  // MARK: Shares of two

  /// Whether an amount is the first or the second of two shares: "46 percent to 42 percent".
  private func share(_ place: Int) -> (isFirst: Bool, first: Int)? {
    func areTwo(_ first: Int) -> Bool {
      guard first >= 0, first + 1 < amounts.count, !isMoney(first),
        amounts[first].kind == amounts[first + 1].kind
      else { return false }
      let (end, start) = (amounts[first].tokens.upperBound, amounts[first + 1].tokens.lowerBound)
      return start - end == 1 && plays(end, .versus)
    }
    if areTwo(place) { return (true, place) }
    return areTwo(place - 1) ? (false, place - 1) : nil
  }

  /// The verb of two shares, or the noun that has both: "a lead of", "women (34%-54%)".
  private func governor(ofShares first: Int) -> (noun: Range<Int>?, verb: Int?) {
    var place = amounts[first].left - 1
    while tag(place).isAny(of: [.IN, .comma]) && !plays(place, .of)
      || tag(place).isAny(of: [.DT, .RB])
    {
      place -= 1
    }
    if plays(place, .of), let noun = clause.phrase(before: place) { return (noun, nil) }
    if tag(place) == .open, let noun = clause.phrase(before: place) {
      return (clause.head(of: noun), nil)
    }
    return (nil, verb(before: place + 1))
  }

  private func leader(_ place: Int) -> Range<Int>? {
    let (noun, verb) = governor(ofShares: place)
    return noun ?? verb.flatMap { clause.subject(of: $0) }
  }

  private func follower(_ place: Int) -> Range<Int>? {
    let (noun, verb) = governor(ofShares: place - 1)
    guard noun == nil, let verb else { return noun }
    if tag(verb + 1) == .PRP { return verb + 1..<verb + 2 }
    if let object = clause.phrase(from: verb + 1), object.lowerBound - verb <= 4,
      object.lowerBound < amounts[place - 1].left, !clause.isTime(object)
    {
      return object
    }
    return clause.subject(of: verb)
  }

  // MARK: What stands behind

  /// "a $5 million plant", "a 10-point lead", "$9 million spent on".
  private func behind(_ place: Int) -> Range<Int>? {
    var next = afterConversion(place)
    while plays(next, .combined) { next += 1 }
    if plays(next, .hyphen), isGlued(next) { next += 1 }
    let tag = tag(next)
    let isVerbal = tag == .VBN || tag == .VBG
    guard tag.isNoun || tag == .JJ || isVerbal, !plays(next, [.time, .apart]) else { return nil }
    let ends: TagSet = [.DT, .PRPS, .IN, .CD, .TO]
    if !isVerbal || !ends.contains(clause.tag(next + 1)),
      let found = clause.phrase(from: next), !clause.isTime(found)
    {
      return found
    }
    if isVerbal {
      let governed = tag == .VBG && isMoney(place) && clause.tag(governorWord(place)).isVerb
      return governed || plays(amounts[place].left - 1, .of) ? nil : next..<next + 1
    }
    // "is 93 percent full" tells of its subject.
    let isPredicate = plays(governorWord(place), .auxiliary)
    return tag == .JJ && !isPredicate && clause.phrase(from: next) == nil ? next..<next + 1 : nil
  }

  /// The token after an amount and what it is in another currency: "a C$5 million (£3 million) |".
  private func afterConversion(_ place: Int) -> Int {
    let next = amounts[place].right
    guard isMoney(place), tag(next) == .open, place + 1 < amounts.count, isMoney(place + 1),
      amounts[place + 1].left == next + 1, tag(amounts[place + 1].right) == .close
    else { return next }
    return amounts[place + 1].right + 1
  }

  /// "HK$5.4 billion (S$929 million)": the same in another currency.
  private func converted(_ place: Int) -> Range<Int>? {
    guard place > 0, isMoney(place), tag(amounts[place].left - 1) == .open,
      amounts[place - 1].right == amounts[place].left - 1
    else { return nil }
    return carried(place)
  }

  /// The word before an amount, over adverbs and determiners.
  private func governorWord(_ place: Int) -> Int {
    var word = amounts[place].left - 1
    while tag(word).isAny(of: [.RB, .RBR, .DT, .JJR]) { word -= 1 }
    return word
  }

  /// "$57 million of the $64 million": bound to what the other is bound to.
  private func isPartOfNext(_ place: Int) -> Bool {
    guard place + 1 < amounts.count else { return false }
    var next = amounts[place].right
    if plays(next, .worth) { next += 1 }
    if plays(next, .out) { next += 1 }
    let distance = amounts[place + 1].left - next - 1
    return plays(next, .of) && (0...3).contains(distance)
  }

  /// "9 percent of voters", "$5 million worth of goods", "37 cents out of each dollar".
  private func ofPhrase(_ place: Int) -> Range<Int>? {
    var next = amounts[place].right
    if plays(next, .worth) { next += 1 }
    if plays(next, .out) { next += 1 }
    guard plays(next, .of) else { return nil }
    if !isMoney(place), plays(amounts[place].left - 1, .at),
      let found = adjacent(place, amounts[place].left - 1)
    {
      // "the deficit at 3 percent of output"
      return found
    }
    next += 1
    // "of both the towns"
    if plays(next, .pronoun), tag(next + 1) == .DT { next += 1 }
    if plays(next, .pronoun), tag(next) != .IN,
      !tag(next + 1).isNoun && !tag(next + 1).isAdjective && tag(next + 1) != .CD
        && tag(next + 1) != .VBN
    {
      return next..<next + 1
    }
    if let found = clause.phrase(from: next) { return found }
    if tag(next) == .PRP { return next..<next + 1 }
    let near = next..<min(next + 7, clause.sentence.upperBound)
    guard !near.prefix(4).contains(where: { clause.isAmount($0) }) else { return nil }
    return near.first { tag($0).isNoun }.map { $0..<$0 + 1 }
  }

  /// "the top 1 percent": a group of people, which measures nothing.
  private func isGroup(_ place: Int) -> Bool {
    !isMoney(place) && plays(amounts[place].left - 1, .top)
  }

  /// "Reed 34 percent and Cole 11 percent": an entry of a list.
  private func entry(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    guard !isMoney(place), tag(left - 1).isNoun, let found = clause.phrase(before: left),
      !clause.isTime(found)
    else { return nil }
    let before = found.lowerBound - 1
    let starts = found.lowerBound == clause.sentence.lowerBound
    return starts || tag(before).isAny(of: [.comma, .CC, .open, .colon, .stop]) ? found : nil
  }

  /// "put the index 3 points up", "a rating above 50 percent": the noun right before.
  private func object(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    guard tag(left - 1).isNoun, let found = clause.phrase(before: left), !clause.isTime(found)
    else {
      return nil
    }
    let before = objectStart(found) - 1
    if left == amounts[place].tokens.lowerBound {
      let isObject = tag(before).isVerb && !plays(before, .levelVerb)
      return !isMoney(place) && isObject ? found : nil
    }
    return tag(left) == .IN && plays(left, .above) && tag(before) == .IN ? found : nil
  }

  /// "the $64 million it pledged": the verb of the clause on it.
  private func relativeVerb(_ place: Int) -> Range<Int>? {
    var next = amounts[place].right
    let isThat = plays(next, .that)
    if isThat || tag(next) == .WDT { next += 1 }
    var verb: Int
    if tag(next) == .PRP {
      verb = next + 1
    } else if isThat, tag(next).isAny(of: [.NNP, .DT]), let who = clause.phrase(from: next) {
      verb = who.upperBound
    } else if isThat, isMoney(place), tag(next).isFinite, !plays(next, [.be, .auxiliary]) {
      verb = next
    } else if tag(next) == .NNS, tag(next + 1).isFinite, tag(next + 2) == .PRP {
      verb = next + 1
    } else {
      return nil
    }
    // "the $5 million he says he raised"
    if tag(verb).isFinite, tag(verb + 1) == .PRP, tag(verb + 2).isVerb || tag(verb + 2) == .MD {
      verb += 2
    }
    while tag(verb).isAny(of: [.MD, .RB]) || plays(verb, .auxiliary) && tag(verb + 1).isVerb {
      verb += 1
    }
    return tag(verb).isVerb ? verb..<verb + 1 : nil
  }

  /// "in bonds", "for a wall", "on ads", "to build a wall": what money is for.
  private func purpose(_ place: Int) -> Range<Int>? {
    guard isMoney(place) else { return nil }
    var next = amounts[place].right
    // "$12 an hour in the north" is not for the north.
    let isRate = next > amounts[place].tokens.upperBound
    while tag(next) == .RB || plays(next, [.combined, .more]) { next += 1 }
    if isRate, plays(next, .inWord), tag(next + 1) == .DT || tag(next + 1).isName { return nil }
    if plays(next, [.purpose, .worth]), let found = clause.phrase(from: next + 1),
      !clause.isTime(found), !plays(found.upperBound - 1, .noPurpose),
      !tag(found.upperBound - 1).isName || plays(next, .forWord)
    {
      return found
    }
    guard plays(next, .to), tag(next + 1).isVerb, !plays(next + 1, .be) else { return nil }
    if let object = clause.phrase(from: next + 2), object.lowerBound - next <= 4 { return object }
    return next + 1..<next + 2
  }

  /// "$1 million more was donated": the verb that money is the subject of.
  private func passive(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    guard isMoney(place), left == clause.sentence.lowerBound || plays(left - 1, .opener) else {
      return nil
    }
    var verb = amounts[place].right
    while tag(verb) == .RB || plays(verb, [.combined, .more]) { verb += 1 }
    guard plays(verb, .auxiliary) else { return nil }
    while plays(verb, .auxiliary) || tag(verb) == .RB { verb += 1 }
    return tag(verb) == .VBN ? verb..<verb + 1 : nil
  }

  // MARK: What stands before

  /// "margin of error of 3 points": the noun before "of", over "a total of".
  private func nounOf(_ place: Int) -> Range<Int>? {
    let of = amounts[place].left - 1
    return plays(of, .of) ? noun(beforeOf: of) : nil
  }

  private func noun(beforeOf of: Int) -> Range<Int>? {
    var found = clause.phrase(before: of)
    while let noun = found, plays(noun.upperBound - 1, .measure) {
      var before = noun.lowerBound - 1
      while tag(before).isAny(of: [.DT, .JJ]) { before -= 1 }
      guard plays(before, .of) else { return nil }
      found = clause.phrase(before: before)
    }
    return found
  }

  /// "her ahead 3 points", "a lead in the single digits", "a margin of error +/- 4 percent".
  private func near(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    if plays(left - 1, .ahead) || plays(left - 1, .by) && plays(left - 2, .ahead) {
      var ahead = plays(left - 1, .ahead) ? left - 1 : left - 2
      while tag(ahead - 1) == .RB { ahead -= 1 }
      if let found = clause.phrase(before: ahead) { return found }
    }
    var word = left - 1
    while tag(word).isAny(of: [.JJ, .DT]) { word -= 1 }
    if word < left - 1, plays(word, .inWord), !isMoney(place),
      let found = clause.phrase(before: word), !clause.isTime(found)
    {
      return found
    }
    guard left < amounts[place].tokens.lowerBound, tag(left - 1).isNoun,
      let found = clause.phrase(before: left), !clause.isTime(found),
      plays(objectStart(found) - 1, .of)
    else { return nil }
    return clause.head(of: found)
  }

  /// "Cole at 13 percent", "women (61 percent)", "raised the wage to $15", "Reed's 46 percent".
  private func before(_ place: Int) -> Range<Int>? {
    let last = amounts[place].left - 1
    if plays(last, [.gap, .bracket]), let found = adjacent(place, last) { return found }
    var link = last
    while plays(link, .mere) { link -= 1 }
    if plays(link, [.with, .to]), plays(link - 1, .compared), let found = carried(place) {
      return found
    }
    if plays(last, .to), place > 0, amounts[place - 1].right == last, let found = carried(place) {
      return found
    }
    if plays(last, .fromWord), plays(last - 1, .skip), let found = carried(place) {
      // "3 percent, down from 5 percent"
      return found
    }
    var governor = last
    while clause.sentence.contains(governor),
      tag(governor).isAny(of: [.RB, .RBR, .DT, .PDT, .JJR, .JJS]) || plays(governor, .skip)
    {
      governor -= 1
    }
    if plays(governor, .worth),
      let found = clause.phrase(before: governor).map({ clause.head(of: $0) })
        ?? clause.subject(of: governor)
    {
      return found
    }
    if tag(governor) == .POS, let owner = clause.phrase(before: governor) { return owner }
    if plays(governor, .of), let noun = noun(beforeOf: governor) { return noun }
    if let found = subjectOf(place) { return found }
    if let found = apposition(place, governor) { return found }
    if tag(governor) == .comma || plays(governor, .and), place > 0,
      amounts[place - 1].tokens.upperBound >= governor - 8, let found = carried(place)
    {
      return found
    }
    return byVerb(place, governor)
  }

  /// "the minimum wage, now $7.25,": the noun that an amount between commas explains.
  private func apposition(_ place: Int, _ governor: Int) -> Range<Int>? {
    let (left, right) = (amounts[place].left, amounts[place].right)
    let ends =
      right >= clause.sentence.upperBound || tag(right).isAny(of: [.comma, .stop, .close])
      || plays(right, .dash)
    guard tag(governor) == .comma, ends, tag(left - 1) == .comma || tag(left - 1) == .RB,
      place == 0 || amounts[place - 1].tokens.upperBound < governor - 6,
      let found = clause.phrase(before: governor), !clause.isTime(found)
    else { return nil }
    return clause.head(of: found)
  }

  /// What the amount before was bound to, where it counts the same.
  private func carried(_ place: Int) -> Range<Int>? {
    guard place > 0, amounts[place - 1].kind == amounts[place].kind else { return nil }
    return amounts[place - 1].of
  }

  /// The noun right before the preposition or bracket before an amount.
  private func adjacent(_ place: Int, _ last: Int) -> Range<Int>? {
    let isSteady = plays(last, .at) && tag(last - 1) == .JJ
    guard
      var found = clause.phrase(before: last)
        ?? (isSteady ? clause.phrase(before: last - 1) : nil)
    else { return nil }
    let isBracket = plays(last, .bracket)
    if isBracket, clause.isTime(found) {
      guard tag(found.lowerBound - 1) == .IN,
        let other = clause.phrase(before: found.lowerBound - 1)
      else { return nil }
      found = other
    }
    guard !clause.isTime(found) else { return nil }
    if isBracket { return clause.head(of: found) }
    if plays(last, .with) { return plays(last - 1, .compared) ? nil : found }
    if plays(last, .at), !isMoney(place) { return found }
    let start = objectStart(found)
    if plays(last, .by), tag(start - 1) == .comma || plays(start - 1, .and) { return found }
    if plays(last, .by), !isMoney(place), tag(found.upperBound - 1).isName, tag(start - 1).isVerb,
      let leader = clause.subject(of: start - 1)
    {
      return leader
    }
    let head = clause.head(of: found)
    let governor = objectStart(head) - 1
    if head != found, tag(governor).isVerb, !clause.isTime(head),
      !plays(last, .by) || !plays(governor, .levelVerb),
      isMoney(place) || !plays(last, [.at, .forWord])
    {
      return head
    }
    guard tag(start - 1).isVerb || tag(start - 1) == .RP else { return ownedObject(found, start) }
    return isMoney(place) || !plays(last, [.at, .forWord]) ? found : nil
  }

  private func objectStart(_ phrase: Range<Int>) -> Int {
    var start = phrase.lowerBound
    while tag(start - 1).isAny(of: [.DT, .PRPS, .JJ]) { start -= 1 }
    return start
  }

  /// "pushing the company's value to $9 billion": an object with its owner before it.
  private func ownedObject(_ phrase: Range<Int>, _ start: Int) -> Range<Int>? {
    guard tag(start - 1) == .POS, let owner = clause.phrase(before: start - 1),
      tag(objectStart(owner) - 1).isVerb
    else { return nil }
    return phrase
  }

  /// What a percentage counts that is itself the subject: "72 percent said no".
  private func subjectOf(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    guard !isMoney(place),
      left == clause.sentence.lowerBound || plays(left - 1, .opener) || tag(left - 1) == .quote
    else { return nil }
    var verb = amounts[place].right
    while tag(verb) == .RB || plays(verb, .respondent) || tag(verb) == .WP { verb += 1 }
    guard tag(verb).isVerb || tag(verb) == .MD else { return nil }
    if let before = amounts[..<place].last(where: {
      $0.isOfPhrase && $0.kind == amounts[place].kind
    }) {
      return before.of
    }
    if let among = clause.sentence.first(where: { plays($0, .among) }),
      let found = clause.phrase(from: among + 1)
    {
      return found
    }
    while tag(verb).isAny(of: [.RB, .MD]) || plays(verb, .auxiliary) && tag(verb + 1).isVerb {
      verb += 1
    }
    if plays(verb, .respondentVerb), let found = respondents ?? asked() { return found }
    var share = verb + 1
    if plays(share, [.forWord, .with]) { share += 1 }
    if tag(share) == .NNP || share > verb + 1 && tag(share) == .DT && tag(share + 1) == .NNP,
      let found = clause.phrase(from: share)
    {
      return found
    }
    return verb..<verb + 1
  }

  /// "In a poll of 1,200 members": those who were asked.
  private func asked() -> Range<Int>? {
    guard
      let of = clause.sentence.first(where: { plays($0, .of) && plays($0 - 1, .poll) }),
      tag(of + 1) == .CD || tag(of + 1) == .RB
    else { return nil }
    return clause.phrase(from: of + 1)
  }

  /// The verb before a token, within the clause.
  private func verb(before end: Int) -> Int? {
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
  private func byVerb(_ place: Int, _ governor: Int) -> Range<Int>? {
    guard let verb = verb(before: governor + 1) else { return nil }
    let last = amounts[place].left - 1
    if plays(last, .by), let found = changed(verb) { return found }
    if isMoney(place), plays(last, [.at, .forWord]), let found = priced(verb, last) {
      return found
    }
    let isLevel = plays(verb, .levelVerb)
    if isMoney(place), plays(verb, .moneyVerb) || !isLevel { return verb..<verb + 1 }
    if let subject = clause.subject(of: verb), !subject.contains(where: { clause.isAmount($0) }) {
      return subject
    }
    return clause.phrase(before: governor + 1) ?? verb..<verb + 1
  }

  /// "bought the mill in May for $5", "the repairs, put at $5": what has the price.
  private func priced(_ verb: Int, _ last: Int) -> Range<Int>? {
    if tag(verb) == .VBN, !plays(verb - 1, .auxiliary) || plays(last, .at) {
      return clause.subject(of: verb)
    }
    guard plays(last, .forWord), tag(verb) != .VBN,
      let object = clause.phrase(from: verb + 1), object.upperBound <= last,
      object.lowerBound - verb <= 4, !clause.isTime(object)
    else { return nil }
    return object
  }

  /// "reduced aid for the poor by $5": the object of a verb that changes it.
  private func changed(_ verb: Int) -> Range<Int>? {
    guard !plays(verb, .moneyVerb) else { return nil }
    var first = verb + 1
    if tag(first) == .RP || tag(first) == .IN && tag(first + 1) == .PRPS { first += 1 }
    guard let object = clause.phrase(from: first), object.lowerBound - first <= 1,
      !clause.isTime(object), !tag(object.upperBound - 1).isName
    else { return nil }
    return object
  }

  /// Whatever noun is near, in a heading or a list.
  private func farther(_ place: Int) -> Range<Int>? {
    let left = amounts[place].left
    if let found = clause.nearest(before: left) { return clause.head(of: found) }
    if let found = clause.phrase(from: amounts[place].right + 1) { return found }
    let words: TagSet = [.UH, .DT, .JJ, .RB, .VBN, .VBD]
    return words.contains(tag(left - 1)) ? left - 1..<left : nil
  }
}
