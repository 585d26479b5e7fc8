public import FlatImage
public import RuleEngine

/// The closed classes of words that grammar turns on: which prepositions continue a noun phrase,
/// which words open a clause, which are days. The words themselves are in `syntax.word.txt`.
@usableFromInline
package struct WordClasses: OptionSet, Sendable, Hashable, BitwiseCopyable {
  @usableFromInline package let rawValue: UInt32

  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable package init(bit: UInt32) { rawValue = 1 &<< bit }

  /// A preposition that continues the noun phrase before it, seen from the right: of, in, for.
  @inlinable package static var attachLeft: Self { Self(bit: 0) }
  /// A preposition that continues the noun phrase before it, seen from the left: of, from.
  @inlinable package static var attachRight: Self { Self(bit: 1) }
  /// A day, or a word of time that stands where a day may: Monday, today, later.
  @inlinable package static var day: Self { Self(bit: 2) }
  /// A word that opens a subordinate clause: when, while, because.
  @inlinable package static var subordinator: Self { Self(bit: 3) }
  /// not, n't, never
  @inlinable package static var negation: Self { Self(bit: 4) }
  @inlinable package static var be: Self { Self(bit: 5) }
  @inlinable package static var have: Self { Self(bit: 6) }
  @inlinable package static var `do`: Self { Self(bit: 7) }
  /// get, as in a passive
  @inlinable package static var get: Self { Self(bit: 8) }
  /// and, or
  @inlinable package static var and: Self { Self(bit: 9) }
  /// but, yet
  @inlinable package static var but: Self { Self(bit: 10) }
  @inlinable package static var that: Self { Self(bit: 11) }
  @inlinable package static var by: Self { Self(bit: 12) }
  @inlinable package static var `as`: Self { Self(bit: 13) }
  @inlinable package static var of: Self { Self(bit: 14) }
  @inlinable package static var to: Self { Self(bit: 15) }
  @inlinable package static var what: Self { Self(bit: 16) }
  /// how, whether, why
  @inlinable package static var question: Self { Self(bit: 17) }
  /// many, some, both: a subject of its own
  @inlinable package static var quantifier: Self { Self(bit: 18) }
  /// while, although: a clause that stands against the content before it
  @inlinable package static var concession: Self { Self(bit: 19) }
  /// A verb whose object is told: tell, ask, remind
  @inlinable package static var addressing: Self { Self(bit: 20) }
  /// A verb that names or judges its object: call, describe, label
  @inlinable package static var naming: Self { Self(bit: 21) }
  /// A verb of plain saying: say, write, add
  @inlinable package static var saying: Self { Self(bit: 22) }
  /// A thing that carries words: letter, statement, interview
  @inlinable package static var documentNoun: Self { Self(bit: 23) }
  /// A thing with a title: book, film, song, show
  @inlinable package static var workNoun: Self { Self(bit: 24) }
  /// on, in, at
  @inlinable package static var place: Self { Self(bit: 25) }
  /// according
  @inlinable package static var according: Self { Self(bit: 26) }
  /// A sum of auxiliaries: be, have, do
  @inlinable package static var auxiliary: Self { [.be, .have, .do] }
  /// about, of: what speech is about
  @inlinable package static var about: Self { Self(bit: 27) }
  /// for, with and the like: may follow a verb before its content
  @inlinable package static var preposition: Self { Self(bit: 28) }
  /// who, which
  @inlinable package static var relative: Self { Self(bit: 29) }
  /// because, if, as: a clause, but also a preposition
  @inlinable package static var sentenceAdverb: Self { Self(bit: 30) }
  /// himself: no subject of its own
  @inlinable package static var reflexive: Self { Self(bit: 31) }

  /// Words that link phrases and clauses: each is a class of its own where content ends.
  @inlinable package static var linking: Self {
    [
      .and, .but, .of, .that, .as, .to, .by, .preposition, .attachLeft, .relative, .subordinator,
      .question, .what, .place,
    ]
  }
  /// be and get: what makes a passive
  @inlinable package static var passive: Self { [.be, .get] }
  /// what may stand between be and a participle
  @inlinable package static var passiveHelp: Self { [.be, .get, .negation] }
  /// be, have, do, get: what may help another verb
  @inlinable package static var helping: Self { [.be, .have, .do, .get] }

  // Written out, so that other modules do not call the general ones of option sets.

  /// Whether all of some classes are among these.
  @inlinable
  @inline(__always)
  package func contains(_ some: Self) -> Bool { rawValue & some.rawValue == some.rawValue }

  /// Whether none of some classes is among these.
  @inlinable
  @inline(__always)
  package func isDisjoint(with some: Self) -> Bool { rawValue & some.rawValue == 0 }

  /// The classes by the names that `syntax.word.txt` gives them.
  package static let names: [String: WordClasses] = [
    "attach-left": .attachLeft, "attach-right": .attachRight, "day": .day,
    "subordinator": .subordinator, "negation": .negation, "be": .be, "have": .have, "do": .do,
    "get": .get, "and": .and, "but": .but, "that": .that, "by": .by, "as": .as, "of": .of,
    "to": .to, "what": .what, "question": .question, "quantifier": .quantifier,
    "concession": .concession, "addressing": .addressing, "naming": .naming, "saying": .saying,
    "document": .documentNoun, "work": .workNoun, "place": .place, "according": .according,
    "about": .about, "preposition": .preposition, "relative": .relative,
    "sentence-adverb": .sentenceAdverb, "reflexive": .reflexive,
  ]
}

/// The classes of every word form that a pack knows, by lexeme.
@usableFromInline package struct WordClassTable: Sendable {
  @usableFromInline let classes: FlatArray<WordClasses>

  /// Reads `syntax.word.txt` of a pack; a word's classes hold for all its forms.
  ///
  /// - Complexity: Linear in the size of the vocabulary.
  package init(pack: RulePack) {
    self = pack.prepared("word classes") { WordClassTable(reading: pack) }
  }

  private init(reading pack: RulePack) {
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
    classes = FlatArray(table)
  }

  /// The classes of word forms, in memory that is lent.
  struct Lent {
    fileprivate let classes: UnsafeBufferPointer<WordClasses>

    /// The classes of a word form.
    @inline(__always)
    func of(_ lexeme: LexemeID) -> WordClasses {
      Int(lexeme) < classes.count ? classes[Int(lexeme)] : []
    }
  }

  /// Lends the classes to what asks for many.
  @inline(__always)
  func withClasses(_ body: (Lent) -> Void) {
    classes.withUnsafeBufferPointer { body(Lent(classes: $0)) }
  }

  /// The classes of a word form.
  @inlinable package subscript(lexeme: LexemeID) -> WordClasses {
    lexeme < classes.count ? classes[Int(lexeme)] : []
  }
}

extension WordClassTable: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    classes = try image.flatArray()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(classes)
  }
}
