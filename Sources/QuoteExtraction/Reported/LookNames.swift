import FlatImage
import NewsSyntax
import RuleEngine

/// What stands at a place of a sentence, as a number that `LookNames` knows; 0 for its end.
typealias LookCode = UInt16

/// The classes of what stands at a place, in the few kinds that decide where a content ends:
/// ", and NPV", ", who", "in TIME", a finite verb.
///
/// A linking word is a class by itself; other items are classes by what they are. The name of a
/// place is its item's class, or tells of the two or three items that it begins with.
struct LookNames: Sendable {
  /// The names, by their numbers.
  private(set) var symbols: [Symbol] = []
  /// The class of each linking word, by lexeme; 0 for other words.
  private let linking: FlatArray<LookCode>
  /// The class of each part of speech.
  private let tags: [LookCode]
  /// What each part of speech is to a walk over a content.
  private let steps = Tag.allCases.map(LookAhead.Step.init)
  /// What each class begins, and what may follow it.
  private let openings: [Opening]
  private let followers: [Follower]
  private let time, semicolon: LookCode
  private let commaClause: LookCode
  /// Where the names of each kind begin.
  private let commas, conjunctions, commaConjunctions, prepositions: LookCode

  /// What names a class begins.
  private enum Opening: Sendable, BitwiseCopyable {
    case nothing, comma
    case conjunction(UInt16)
    /// - opensClause: Whether a clause may follow: "after", "as".
    case preposition(UInt16, opensClause: Bool)
  }

  /// What a class is behind a comma, a conjunction or a preposition.
  private enum Follower: UInt16, Sendable, BitwiseCopyable {
    /// In the order of `clauseNames`.
    case finite = 1, phrase, base, gerund, other
    case time, adverb
  }

  private static let conjunctionWords = ["and", "but", "or"]
  private static let prepositionWords = [
    "in", "on", "at", "for", "with", "by", "after", "as", "to", "from", "about", "during", "over",
    "against",
  ]
  private static let clauseNames = ["NPV", "FIN", "NP", "VB", "VBG", "x"]
  private static let prepositionNames = ["TIME", "V", "NPV"]

  init(pack: RulePack, _ names: inout FeatureNames) {
    var classes = ClassNumbers()
    var linking = [LookCode](repeating: 0, count: pack.vocabulary.count)
    let words = WordClassTable(pack: pack)
    for lexeme in linking.indices.dropFirst()
    where !words[LexemeID(lexeme)].isDisjoint(with: .linking) {
      linking[lexeme] = classes.number(pack.vocabulary.text(of: LexemeID(lexeme)))
    }
    self.linking = FlatArray(linking)
    tags = Tag.allCases.map { classes.number(Self.className($0)) }
    time = classes.number("TIME")
    semicolon = classes.number(";")
    let texts = classes.texts
    openings = texts.map(Self.opening)
    followers = texts.map(Self.follower)

    var all = texts
    func begin(_ group: [String]) -> LookCode {
      defer { all += group }
      return LookCode(all.count)
    }
    commas = begin(texts.map { ", " + $0 })
    commaClause = begin([", NPV"])
    let joined = Self.conjunctionWords.flatMap { word in
      Self.clauseNames.map { word + " " + $0 }
    }
    conjunctions = begin(joined)
    commaConjunctions = begin(joined.map { ", " + $0 })
    prepositions = begin(
      Self.prepositionWords.flatMap { word in Self.prepositionNames.map { word + " " + $0 } })
    symbols = all.map { names.symbol($0) }
  }

  /// Numbers for classes, in the order in which they come; 0 is the end of the sentence.
  private struct ClassNumbers {
    var texts = ["END"]
    private var numbers: [String: LookCode] = ["END": 0]

    mutating func number(_ text: String) -> LookCode {
      if let number = numbers[text] { return number }
      let number = LookCode(texts.count)
      numbers[text] = number
      texts.append(text)
      return number
    }
  }

  private static func className(_ tag: Tag) -> String {
    switch tag {
    case .quotation: "Q"
    case .comma: ","
    case .stop: "."
    case .colon: ":"
    case .open, .close: "("
    case .VBD, .VBZ, .VBP, .MD: "FIN"
    case .RB, .RBR, .RBS: "RB"
    case .NN, .NNS, .NNP, .NNPS, .PRP, .PRPS, .POS, .PDT, .DT, .JJ, .JJR, .JJS, .CD, .currency, .EX:
      "NP"
    default: String(describing: tag)
    }
  }

  private static func opening(_ name: String) -> Opening {
    if name == "," { return .comma }
    if let number = conjunctionWords.firstIndex(of: name) { return .conjunction(UInt16(number)) }
    if let number = prepositionWords.firstIndex(of: name) {
      return .preposition(UInt16(number), opensClause: name == "after" || name == "as")
    }
    return .nothing
  }

  private static func follower(_ name: String) -> Follower {
    switch name {
    case "FIN": .finite
    case "NP": .phrase
    case "VB": .base
    case "VBG": .gerund
    case "TIME": .time
    case "RB": .adverb
    default: .other
    }
  }

  /// How many names there are.
  var count: Int { symbols.count }

  // MARK: Reading

  /// The class of an item.
  @inline(__always)
  func code(of item: FoldedItem, _ index: Int, _ reader: ParagraphReader) -> LookCode {
    if item.tag == .quotation { return tags[Int(Tag.quotation.rawValue)] }
    if !item.words.isDisjoint(with: .linking) { return linking[Int(item.lexeme)] }
    if item.words.contains(.day) { return time }
    if item.tag == .colon, reader.isMark(index, UInt8(ascii: ";")) { return semicolon }
    return tags[Int(item.tag.rawValue)]
  }

  /// What a part of speech is to a walk over a content.
  @inline(__always)
  func step(_ tag: Tag) -> LookAhead.Step { steps[Int(tag.rawValue)] }

  /// The name of a place, from the classes of its item and of the two behind it.
  ///
  /// - Parameter clause: Whether a clause begins so many items behind the place.
  @inline(__always)
  func name(
    _ first: LookCode, _ second: LookCode, _ third: LookCode, clause: (Int) -> Bool
  ) -> LookCode {
    switch openings[Int(first)] {
    case .nothing: return first
    case .comma:
      if case .conjunction(let word) = openings[Int(second)] {
        return commaConjunctions + joined(word, third, clause(2))
      }
      let follower = followers[Int(second)]
      let open = follower == .phrase || follower == .time || follower == .adverb
      return open && clause(1) ? commaClause : commas + second
    case .conjunction(let word): return conjunctions + joined(word, second, clause(1))
    case .preposition(let word, let opensClause):
      let base = prepositions + word * LookCode(Self.prepositionNames.count)
      switch followers[Int(second)] {
      case .time: return base
      case .gerund, .base: return base + 1
      default: return opensClause && clause(1) ? base + 2 : first
      }
    }
  }

  private func joined(_ word: UInt16, _ next: LookCode, _ clause: Bool) -> LookCode {
    let follower = followers[Int(next)]
    let last: UInt16 = clause ? 0 : min(follower.rawValue, Follower.other.rawValue)
    return word * LookCode(Self.clauseNames.count) + last
  }
}

extension LookNames: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    symbols = try image.array()
    linking = try image.part()
    tags = try image.array()
    openings = try image.array()
    followers = try image.array()
    time = try image.value()
    semicolon = try image.value()
    commaClause = try image.value()
    commas = try image.value()
    conjunctions = try image.value()
    commaConjunctions = try image.value()
    prepositions = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(symbols)
    image.lay(linking)
    image.lay(tags)
    image.lay(openings)
    image.lay(followers)
    image.lay(time)
    image.lay(semicolon)
    image.lay(commaClause)
    image.lay(commas)
    image.lay(conjunctions)
    image.lay(commaConjunctions)
    image.lay(prepositions)
  }
}
