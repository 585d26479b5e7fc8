import NewsSyntax
import NewsText

// Whom an obituary is of: "she" may be meant of her though others are nearer.
extension ReferenceSweep {
  /// "Ana Cole, who ran the mill, has died aged 91.": whether a mention opens an article that tells
  /// of a death and an age, and of nothing that it came of.
  ///
  /// Declared as a change, as others that are asked while mentions are settled: what only reads the
  /// sweep is handed a copy of it.
  mutating func tellsOfDeath(_ index: Int) -> Bool {
    let mention = mentions[index]
    guard mention.form == .fullName, mention.quotation < 0, mention.sentence < 3,
      case let end = scanner.document.sentences[mention.sentence].tokens.upperBound,
      mention.tokens.upperBound < end
    else { return false }
    let last = Swift.min(end, mention.tokens.upperBound + 40)
    for verb in mention.tokens.upperBound..<last
    where scanner.facts(verb).uses.contains(.dying) {
      return endsInAge(verb, end)
    }
    return false
  }

  /// "died aged 91,", "dies at 91": an age of two digits or three with nothing behind it.
  private func endsInAge(_ verb: Int, _ end: Int) -> Bool {
    for age in verb + 2..<Swift.max(verb + 2, Swift.min(verb + 8, end))
    where scanner.document.tokens[age].kind == .number {
      let at = scanner.document.tokens[age]
      return (2...3).contains(at.end - at.start)
        && scanner.tags[age - 1].isAny(of: [.IN, .VBN, .VBD, .JJ])
        && (age + 1 >= end || !scanner.isWord(age + 1))
    }
    return false
  }

  /// Adds whom an obituary is of to the candidates of a pronoun.
  mutating func addLate(_ pronoun: SpeakerMention) {
    guard late >= 0, pronoun.kind == .person, pronoun.quotation < 0,
      pronoun.gender.agrees(with: entities[late].gender), pronoun.gender != .unknown
    else { return }
    let made = Ranked(
      entity: late, score: weights.obituary, reason: .mentionedBefore)
    guard let known = ranked.firstIndex(where: { $0.entity == late }) else {
      ranked.append(made)
      return
    }
    ranked[known].score = Swift.max(ranked[known].score, made.score)
  }
}
