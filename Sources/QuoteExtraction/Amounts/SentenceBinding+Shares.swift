import NewsSyntax
import NewsText

// The shares of two: "46 percent to 42 percent".
extension SentenceBinding {
  /// Whether an amount is the first or the second of two shares: "46 percent to 42 percent".
  func share(_ place: Int) -> (isFirst: Bool, first: Int)? {
    func areTwo(_ first: Int) -> Bool {
      guard first >= 0, first + 1 < amounts.count, !isMoney(first),
        amounts[first].kind == amounts[first + 1].kind, !isChange(first)
      else { return false }
      let (end, start) = (amounts[first].tokens.upperBound, amounts[first + 1].tokens.lowerBound)
      return start - end == 1 && plays(end, .versus)
    }
    if areTwo(place) { return (true, place) }
    return areTwo(place - 1) ? (false, place - 1) : nil
  }

  /// Whether an amount and the one after it tell how one thing moved: "cut the rate from 12 percent
  /// to 8 percent", "by 50 basis points to 9 percent".
  private func isChange(_ first: Int) -> Bool {
    let link = amounts[first].left - 1
    return plays(link, .fromWord)
      || plays(link, .by) && amounts[first].unit != amounts[first + 1].unit
  }

  /// The verb of two shares, or the noun that has both: "a lead of", "women (34%-54%)".
  func governor(ofShares first: Int) -> (noun: Range<Int>?, verb: Int?) {
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

  func leader(_ place: Int) -> Range<Int>? {
    let (noun, verb) = governor(ofShares: place)
    return noun ?? verb.flatMap { clause.subject(of: $0) }
  }

  func follower(_ place: Int) -> Range<Int>? {
    let (noun, verb) = governor(ofShares: place - 1)
    guard noun == nil, let verb else { return noun }
    if tag(verb + 1) == .PRP { return verb + 1..<verb + 2 }
    if let rival = rival(place - 1) { return rival }
    if let object = clause.phrase(from: verb + 1), object.lowerBound - verb <= 4,
      object.lowerBound < amounts[place - 1].left, !clause.isTime(object)
    {
      return object
    }
    return clause.subject(of: verb)
  }

  /// "ahead of Cole 46 percent to 42 percent": whom the first is told against.
  private func rival(_ first: Int) -> Range<Int>? {
    guard let found = clause.phrase(before: amounts[first].left) else { return nil }
    let link = objectStart(found) - 1
    let isAgainst = plays(link, .against) || plays(link, .of) && plays(link - 1, .ahead)
    return isAgainst ? found : nil
  }
}
