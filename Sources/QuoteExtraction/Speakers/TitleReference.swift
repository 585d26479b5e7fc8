import NewsSyntax
import NewsText
import RuleEngine

// Whom the initials of an office and a surname behind a title refer to.
extension ReferenceSweep {
  /// "The CM" after "Chief Minister Omar Reed": whoever's role has these initials, if that is one
  /// person; `false` where it is none.
  mutating func settleInitials(_ index: Int) -> Bool {
    guard mentions[index].form != .pronoun, case let core = mentions[index].core, core.count == 1,
      case let token = core.lowerBound, token > 0,
      scanner.wordFlags(token - 1).contains(.definite),
      scanner.document.tokens[token].flags.contains(.allCapitals),
      !scanner.isPhrase(.organisation, core),
      entityOf[index] < 0 || entities[entityOf[index]].count == 0
    else { return false }
    let letters = scanner.document.bytes[scanner.document.tokens[token].bytes]
    guard (2...4).contains(letters.count) else { return false }
    var found: Int?
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let entity = entityOf[order[place]]
      guard entity >= 0, entity != found, entities[entity].kind == .person,
        entities[entity].named, let role = entities[entity].role,
        hasInitials(role, Array(letters))
      else { continue }
      guard found == nil else { return false }
      found = entity
    }
    guard let found else { return false }
    entityOf[index] = found
    return true
  }

  /// Whether words of a role that stand together and name a person have letters as their initials,
  /// "of" and the like left out.
  private func hasInitials(_ role: Range<Int>, _ letters: [UInt8]) -> Bool {
    let words = role.filter {
      scanner.isWord($0)
        && scanner.wordFlags($0).isDisjoint(with: [.of, .and, .preposition, .definite])
    }
    guard words.count >= letters.count else { return false }
    return (0...words.count - letters.count).contains { first in
      let window = words[first..<first + letters.count]
      return zip(window, letters).allSatisfy { word, letter in
        scanner.document.bytes[Int(scanner.document.tokens[word].start)] & 0xDF == letter
      }
        && window.contains {
          scanner.wordFlags($0).contains(.noun) && scanner.facts($0).kind == .person
        }
    }
  }

  /// "Mrs Vale" after "Poppy Vale, 17" and "her mother, Donna": the relative known by a given name
  /// alone who has spoken, where the one of that surname has not.
  func relativeWithTitle(_ index: Int) -> Int? {
    let entity = entityOf[index]
    guard entity >= 0, mentions[index].isSource, mentions[index].gender != .unknown,
      case let mention = mentions[index], mention.core.count == 1,
      mention.role?.last.map({ scanner.wordFlags($0).contains(.title) }) ?? false,
      entities[entity].names.count > 1, entities[entity].lastSource < 0
    else { return nil }
    let told = relations.suffix(weights.window).last {
      $0.entity != entity && ($0.owner == entity || $0.owner < 0)
        && entities[$0.entity].names.count == 1 && entities[$0.entity].lastSource >= 0
        && mention.gender.agrees(with: entities[$0.entity].gender)
    }
    return told?.entity
  }
}
