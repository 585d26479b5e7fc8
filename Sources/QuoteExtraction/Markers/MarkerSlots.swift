import NewsSyntax
import RuleEngine

/// What the words of a phrase say of a source: how many, of what rank and status, for whom.
struct MarkerSlots {
  private(set) var count: (number: Int?, items: Range<Int>)?
  private(set) var rank: String?
  private(set) var status: String?
  private(set) var affiliation: (code: String, items: Range<Int>)?
  /// Whether a word says that the name is held back: "an unnamed official".
  private(set) var isWithheld = false
  /// Which of several unnamed people it is: `1`, `2`, `other`, `same`.
  private(set) var order: String?
  /// What the head noun says of a person.
  let role: Lexicon.Entry?

  private let words: MarkerWords
  private let analysis: Analysis
  private let lexemes: [LexemeID]
  private let start: Int
  private let head: Int

  /// Reads a phrase; linear in its words.
  ///
  /// - Parameters:
  ///   - phrase: Its items, to the end of what hangs on the head.
  ///   - head: The item of the head noun.
  init(_ phrase: Range<Int>, head: Int, _ analysis: Analysis, _ words: MarkerWords) {
    self.words = words
    self.analysis = analysis
    lexemes = phrase.map { analysis.items[$0].lexeme }
    start = phrase.lowerBound
    self.head = head
    role = words.roleEntry(endingAt: head - start, from: 0, lexemes)
    readCount()
    readModifiers()
    readAffiliation()
  }

  /// Reads "one of four", "at least two", "12", "several".
  private mutating func readCount() {
    var index = start
    var span: Range<Int>?
    var number: Int?
    var isExact = true
    while index <= head, index - start < 7 {
      if let bound = words.longest(lexemes, at: index - start, words.bound), span == nil,
        countEntry(at: index) == nil || countEntry(at: index + bound.count) != nil
      {
        isExact = false
        span = index..<index + bound.count
        index += bound.count
      } else if let found = countEntry(at: index), index + found.length <= max(head, start + 1) {
        number = number.map { $0 == 1 ? found.number : $0 } ?? found.number
        span = (span?.lowerBound ?? index)..<index + found.length
        index += found.length
      } else if index < head, isLink(index) {
        index += 1
      } else {
        break
      }
    }
    let isSingular = analysis.items[head].tag == .NN && (number ?? 2) > 1 && number != nil
    if let span, number != nil || isExact, !isSingular { count = (isExact ? number : nil, span) }
  }

  private func countEntry(at index: Int) -> (number: Int?, length: Int)? {
    guard index >= start, index - start < lexemes.count else { return nil }
    if let found = words.longest(lexemes, at: index - start, words.count) {
      return (found.entry["n"].flatMap { Int($0) }, found.count)
    }
    let item = analysis.items[index]
    guard item.tag == .CD, item.flags.contains(.digit) else { return nil }
    return Int(analysis.document.text(of: item.tokens.lowerBound)).map { ($0, 1) }
  }

  /// The words inside "one of the four", "some of his".
  private func isLink(_ index: Int) -> Bool {
    let item = analysis.items[index]
    return item.words.contains(.of) || item.tag == .DT || item.tag == .PRPS
  }

  /// Reads rank, status, order and words of anonymity before the head.
  private mutating func readModifiers() {
    var index = count?.items.upperBound ?? start
    while index <= head {
      let place = index - start
      if let found = words.longest(lexemes, at: place, words.status), index + found.count <= head {
        status = status ?? words.code(found.entry, "code")
        index += found.count
      } else if let found = words.longest(lexemes, at: place, words.rank),
        index + found.count <= head
      {
        rank = rank ?? words.code(found.entry, "code")
        index += found.count
      } else {
        if words.has(lexemes[place], words.anonymity), index < head { isWithheld = true }
        if let entry = words.entry(lexemes[place], words.order), index < head {
          order = order ?? entry["code"]
        }
        index += 1
      }
    }
  }
}

// For whom a source works.
extension MarkerSlots {
  /// Reads the affiliation: of the words before the head the one nearest to it; else of the
  /// organisation after it; else of the head; a country or party alone says least.
  private mutating func readAffiliation() {
    let before = codes(in: min(count?.items.upperBound ?? start, head)..<head)
    let own = words.code(role, "affiliation")
    if let strong = before.last(where: { !$0.isWeak }) {
      affiliation = (strong.code, strong.items)
      return
    }
    let after = codes(in: head + 1..<start + lexemes.count)
    if let strong = after.first(where: { !$0.isWeak }) {
      affiliation = (strong.code, strong.items)
    } else if let code = own, code != "private_person" {
      affiliation = (code, head..<head + 1)
    } else if let place = before.last, role?["class"] != "public" {
      affiliation = (place.code, place.items)
    } else if let code = own, !MarkerSlots.saysNothing(role) {
      affiliation = (code, head..<head + 1)
    }
  }

  /// What a party tells is less than what the head does: "a Republican lawmaker".
  private static let party = "campaign_party"

  /// Whether a head noun tells nothing of a person: "source", "person", "member".
  private static func saysNothing(_ role: Lexicon.Entry?) -> Bool { role?["generic"] == "yes" }

  private func codes(in range: Range<Int>) -> [(code: String, items: Range<Int>, isWeak: Bool)] {
    guard !range.isEmpty else { return [] }
    var found: [(code: String, items: Range<Int>, isWeak: Bool)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard let one = code(at: index, limit: range.upperBound) else {
        index += 1
        continue
      }
      found.append((one.code, index..<index + one.length, one.isWeak))
      index += one.length
    }
    return found
  }

  private func code(at index: Int, limit: Int) -> (code: String, length: Int, isWeak: Bool)? {
    let place = index - start
    let isPlace =
      words.longest(lexemes, at: place, words.placeAdjective) != nil
      || words.longest(lexemes, at: place, words.place) != nil
    var best: (code: String, length: Int, isWeak: Bool)?
    let isCapital = analysis.items[index].flags.contains(.capital)
    for (lexicon, key) in [
      (words.organisationName, "affiliation"), (words.affiliation, "code"),
      (words.organisation, "affiliation"),
    ] {
      guard index < head || lexicon != words.affiliation,
        let found = words.longest(lexemes, at: place, lexicon),
        index + found.count <= limit, found.count > (best?.length ?? 0),
        isCapital || found.entry.lemma.first?.isUppercase != true,
        lexicon != words.organisation || !isCapital || found.count > 1,
        let code = words.code(found.entry, key)
      else { continue }
      let isWeak = isPlace && found.count == 1 || found.entry["weak"] == "yes"
      best = (code, found.count, isWeak || code == Self.party)
    }
    return best
  }
}
