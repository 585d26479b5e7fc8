package import RuleEngine

/// The closed classes of words that grammar turns on: which prepositions continue a noun phrase,
/// which words open a clause, which are days. The words themselves are in `syntax.word.txt`.
package struct WordClasses: OptionSet, Sendable, Hashable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: Int) { rawValue = 1 << UInt64(bit) }

  /// A preposition that continues the noun phrase before it, seen from the right: of, in, for.
  package static let attachLeft = WordClasses(bit: 0)
  /// A preposition that continues the noun phrase before it, seen from the left: of, from.
  package static let attachRight = WordClasses(bit: 1)
  /// A day, or a word of time that stands where a day may: Monday, today, later.
  package static let day = WordClasses(bit: 2)
  /// A word that opens a subordinate clause: when, while, because.
  package static let subordinator = WordClasses(bit: 3)
  /// not, n't, never
  package static let negation = WordClasses(bit: 4)
  package static let be = WordClasses(bit: 5)
  package static let have = WordClasses(bit: 6)
  package static let `do` = WordClasses(bit: 7)
  /// get, as in a passive
  package static let get = WordClasses(bit: 8)
  /// and, or
  package static let and = WordClasses(bit: 9)
  /// but, yet
  package static let but = WordClasses(bit: 10)
  package static let that = WordClasses(bit: 11)
  package static let by = WordClasses(bit: 12)
  package static let `as` = WordClasses(bit: 13)
  package static let of = WordClasses(bit: 14)
  package static let to = WordClasses(bit: 15)
  package static let what = WordClasses(bit: 16)
  /// how, whether, why
  package static let question = WordClasses(bit: 17)
  /// many, some, both: a subject of its own
  package static let quantifier = WordClasses(bit: 18)
  /// while, although: a clause that stands against the content before it
  package static let concession = WordClasses(bit: 19)
  /// A verb whose object is told: tell, ask, remind
  package static let addressing = WordClasses(bit: 20)
  /// A verb that names or judges its object: call, describe, label
  package static let naming = WordClasses(bit: 21)
  /// A verb of plain saying: say, write, add
  package static let saying = WordClasses(bit: 22)
  /// A thing that carries words: letter, statement, interview
  package static let documentNoun = WordClasses(bit: 23)
  /// A thing with a title: book, film, song, show
  package static let workNoun = WordClasses(bit: 24)
  /// on, in, at
  package static let place = WordClasses(bit: 25)
  /// according
  package static let according = WordClasses(bit: 26)
  /// A sum of auxiliaries: be, have, do
  package static let auxiliary: WordClasses = [.be, .have, .do]
  /// about, of: what speech is about
  package static let about = WordClasses(bit: 27)
  /// for, with and the like: may follow a verb before its content
  package static let preposition = WordClasses(bit: 28)
  /// who, which
  package static let relative = WordClasses(bit: 29)
  /// because, if, as: a clause, but also a preposition
  package static let sentenceAdverb = WordClasses(bit: 30)

  /// Words that link phrases and clauses: each is a class of its own where content ends.
  package static let linking: WordClasses = [
    .and, .but, .of, .that, .as, .to, .by, .preposition, .attachLeft, .relative, .subordinator,
    .question, .what, .place,
  ]
  /// be and get: what makes a passive
  package static let passive: WordClasses = [.be, .get]
  /// what may stand between be and a participle
  package static let passiveHelp: WordClasses = [.be, .get, .negation]
  /// be, have, do, get: what may help another verb
  package static let helping: WordClasses = [.be, .have, .do, .get]

  /// The classes by the names that `syntax.word.txt` gives them.
  package static let names: [String: WordClasses] = [
    "attach-left": .attachLeft, "attach-right": .attachRight, "day": .day,
    "subordinator": .subordinator, "negation": .negation, "be": .be, "have": .have, "do": .do,
    "get": .get, "and": .and, "but": .but, "that": .that, "by": .by, "as": .as, "of": .of,
    "to": .to, "what": .what, "question": .question, "quantifier": .quantifier,
    "concession": .concession, "addressing": .addressing, "naming": .naming, "saying": .saying,
    "document": .documentNoun, "work": .workNoun, "place": .place, "according": .according,
    "about": .about, "preposition": .preposition, "relative": .relative,
    "sentence-adverb": .sentenceAdverb,
  ]
}

/// The classes of every word form that a pack knows, by lexeme.
package struct WordClassTable: Sendable {
  private let classes: [WordClasses]

  /// Reads `syntax.word.txt` of a pack; a word's classes hold for all its forms.
  ///
  /// - Complexity: Linear in the size of the vocabulary.
  package init(pack: RulePack) {
    var table: [WordClasses] = []
    if let lexicon = pack.lexicon("syntax.word") {
      for entry in lexicon.entries {
        var set: WordClasses = []
        for name in (entry.attributes["class"] ?? "").split(separator: ",") {
          set.formUnion(WordClasses.names[String(name)] ?? [])
        }
        for form in [entry.lemma] + entry.forms {
          let lexeme = Int(pack.vocabulary.lexeme(form))
          guard lexeme != 0 else { continue }
          if lexeme >= table.count {
            table.append(contentsOf: repeatElement([], count: lexeme + 1 - table.count))
          }
          table[lexeme].formUnion(set)
        }
      }
    }
    classes = table
  }

  /// The classes of a word form.
  package subscript(lexeme: LexemeID) -> WordClasses {
    lexeme < classes.count ? classes[Int(lexeme)] : []
  }
}
