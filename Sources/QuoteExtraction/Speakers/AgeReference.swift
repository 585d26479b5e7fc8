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

  /// The named person of the nearest sentence, of this one and the two before, that has any: its
  /// subject, or who spoke there, before others.
  func lastPerson(before index: Int) -> Int? {
    var found: Int?
    var sentence = -1
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 2 else { break }
      if found != nil, mentions[other].sentence != sentence { break }
      let entity = entityOf[other]
      guard entity >= 0, entities[entity].kind == .person, entities[entity].named,
        mentions[other].quotation < 0
      else { continue }
      if mentions[other].isSubject || mentions[other].isSource { return entity }
      if found == nil {
        found = entity
        sentence = mentions[other].sentence
      }
    }
    return found
  }
}
