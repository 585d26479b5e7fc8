import NewsSyntax
import RuleEngine

/// The lexicons that tell what the words of a phrase say of a source.
struct MarkerWords: Sendable {
  let vocabulary: Vocabulary
  let role: Int?
  let group: Int?
  let count: Int?
  let rank: Int?
  let status: Int?
  let affiliation: Int?
  let organisation: Int?
  let organisationName: Int?
  let place: Int?
  let placeAdjective: Int?
  let anonymity: Int?
  let determiner: Int?
  let order: Int?
  let bound: Int?
  let anaphor: Int?
  let saying: Int?
  let pronoun: Int?
  let speaking: Int?

  init(pack: RulePack) {
    let words = pack.vocabulary
    vocabulary = words
    role = words.lexiconIndex("role")
    group = words.lexiconIndex("role.group")
    count = words.lexiconIndex("count")
    rank = words.lexiconIndex("rank")
    status = words.lexiconIndex("status")
    affiliation = words.lexiconIndex("affiliation")
    organisation = words.lexiconIndex("organisation")
    organisationName = words.lexiconIndex("organisation.name")
    place = words.lexiconIndex("place")
    placeAdjective = words.lexiconIndex("place.adjective")
    anonymity = words.lexiconIndex("anonymity")
    determiner = words.lexiconIndex("marker.determiner")
    order = words.lexiconIndex("order")
    bound = words.lexiconIndex("marker.bound")
    anaphor = words.lexiconIndex("marker.anaphor")
    pronoun = words.lexiconIndex("pronoun")
    saying = words.lexiconIndex("marker.saying")
    speaking = words.lexiconIndex("marker.speaking")
  }

  /// Whether a word form is in a lexicon.
  func has(_ lexeme: LexemeID, _ lexicon: Int?) -> Bool {
    guard let lexicon, lexeme != 0 else { return false }
    return vocabulary.contains(lexeme, lexicon: lexicon)
  }

  /// The entry of one word.
  func entry(_ lexeme: LexemeID, _ lexicon: Int?) -> Lexicon.Entry? {
    guard let lexicon, lexeme != 0 else { return nil }
    return vocabulary.entry(lexeme, in: lexicon)
  }

  /// The longest entry that begins at a word, and how many words it takes.
  func longest(
    _ lexemes: [LexemeID], at start: Int, _ lexicon: Int?
  ) -> (entry: Lexicon.Entry, count: Int)? {
    guard let lexicon else { return nil }
    return vocabulary.longestEntry(at: start, of: lexemes, in: lexicon)
  }

  /// A code of an entry; lexicons write spaces where codes have underscores.
  func code(_ entry: Lexicon.Entry?, _ key: String) -> String? {
    guard let value = entry?[key] else { return nil }
    return value.contains(" ") ? String(value.map { $0 == " " ? "_" : $0 }) : value
  }

  /// The entry of `role.group` whose last word is the head: the longest, "law enforcement".
  func groupEntry(endingAt head: Int, from lowest: Int, _ items: [FoldedItem]) -> Lexicon.Entry? {
    guard let group else { return nil }
    for start in max(lowest, head - 3)...head {
      if let entry = vocabulary.entry((start...head).map { items[$0].lexeme }, in: group) {
        return entry
      }
    }
    return nil
  }

  /// The entry of `role` or `role.group` whose last word is the head: the longest.
  func roleEntry(endingAt head: Int, from lowest: Int, _ lexemes: [LexemeID]) -> Lexicon.Entry? {
    for lexicon in [role, group] {
      guard let lexicon else { continue }
      for start in max(lowest, head - 3)...head {
        if let entry = vocabulary.entry(lexemes[start...head], in: lexicon) { return entry }
      }
    }
    return nil
  }
}
