import RuleEngine

// Whom the words for two people named together refer to: "the former", "the latter", "the couple".
extension ReferenceSweep {
  /// Settles a description that stands for one or both of a pair; `false` where it is none.
  ///
  /// "The former" of nobody is left open; "the couple" of nobody is somebody new.
  mutating func settlePairPart(_ index: Int) -> Bool {
    let mention = mentions[index]
    guard mention.determiner == .definite, let last = mention.core.last else { return false }
    let facts = words[scanner.lexemes[last]]
    guard facts.pair != .none, facts.pair == .both || mention.tokens.count == 2 else {
      return false
    }
    let isJoined =
      pairMention >= 0
      && scanner.wordFlags(max(0, mentions[pairMention].tokens.lowerBound - 1)).contains(.and)
    let isKnown =
      pair.count == 2 && isJoined && distance(from: pairMention, to: index) <= weights.sentences
      && pair.allSatisfy {
        entities[$0].kind == .person && facts.gender.agrees(with: entities[$0].gender)
      }
    switch facts.pair {
    case .both where isKnown: jointOf[index] = pair
    case .both: return false
    case .first where isKnown: entityOf[index] = pair[0]
    case .second where isKnown: entityOf[index] = pair[1]
    default: leaveOpen(index, .notIntroduced)
    }
    return true
  }
}
