import NewsText

// Whom an age refers to: "the 29-year-old said".
extension ReferenceSweep {
  /// Whether a description tells nothing but an age.
  func isAge(_ mention: SpeakerMention) -> Bool {
    guard mention.determiner == .definite, mention.core.count == 1,
      let token = mention.core.last, scanner.document.tokens[token].flags.contains(.hyphen)
    else { return false }
    let word = scanner.document.bytes[scanner.document.tokens[token].bytes]
    return word.suffix(Self.yearOld.count).elementsEqual(Self.yearOld)
  }

  private static let yearOld = Array("-year-old".utf8)

  /// Whether somebody was introduced by the same age: "a 14-year-old".
  func isAgeKnown(_ index: Int) -> Bool {
    guard let age = mentions[index].core.last else { return false }
    let (bytes, tokens) = (scanner.document.bytes, scanner.document.tokens)
    let word = bytes[tokens[age].bytes]
    return stride(from: done - 1, through: max(0, done - weights.window), by: -1).contains {
      place in
      entityOf[order[place]] >= 0
        && mentions[order[place]].tokens.contains { bytes[tokens[$0].bytes].elementsEqual(word) }
    }
  }

  /// The named person of the nearest sentence, of this one and the two before, that has any: its
  /// subject, or who spoke there, before others; nobody where that one has no name.
  func lastPerson(before index: Int) -> Int? {
    var found: Int?
    var sentence = -1
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 2 else { break }
      if found != nil, mentions[other].sentence != sentence { break }
      let entity = entityOf[other]
      guard entity >= 0, entities[entity].kind == .person, mentions[other].quotation < 0
      else { continue }
      let isNamed = entities[entity].named
      if mentions[other].isSubject || mentions[other].isSource { return isNamed ? entity : nil }
      if found == nil, isNamed, !mentions[other].isPossessive {
        found = entity
        sentence = mentions[other].sentence
      }
    }
    return found
  }
}
