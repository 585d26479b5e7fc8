import NewsText
import RuleEngine
import Testing

@Suite("Vocabulary")
struct VocabularyTests {
  let pack: RulePack
  var words: Vocabulary { pack.vocabulary }

  init() throws {
    var pack = TestPack()
    pack.lexicons = [
      "verb":
        "leave\tforms=leaves,left act=go\nleft\tact=side\nput off\tforms=puts_off act=wait_long\n",
      "title": "Attorney General\nPrime Minister\nSen.\tforms=Senator\n",
      "odd": "café\tforms=cafés\ndon't\nextraordinarily-long-word\n’tis\n",
    ]
    self.pack = try RulePack(
      stack: [pack.source], schema: .open, extraWords: ["Rain", "they'll"])
  }

  @Test("case, apostrophes and canonical forms make no difference")
  func folds() {
    #expect(words.lexeme("LEAVE") == words.lexeme("leave"))
    #expect(words.lexeme("Cafe\u{301}") == words.lexeme("café"))
    #expect(words.lexeme("CAFÉS") == words.lexeme("cafés"))
    #expect(words.lexeme("’TIS") == words.lexeme("'tis"))
    #expect(words.lexeme("N’T") == words.lexeme("n't"))
    #expect(words.lexeme("Extraordinarily-Long-WORD") != 0)
    #expect(
      words.text(of: words.lexeme("EXTRAORDINARILY-long-word")) == "extraordinarily-long-word")
    #expect(words.text(of: words.lexeme("Rain")) == "rain")
    #expect(words.lexeme("'ll") != 0)
    #expect(words.text(of: 0) == "")
  }

  @Test("entries keep their attributes behind entries that have none")
  func attributesBehindGaps() throws {
    var pack = TestPack()
    pack.lexicons = ["thing": "hill\tkind=name\nisle\nlake\tkind=name\nmoor\tforms=moors\npark\tkind=name\n"]
    let entries = try RulePack(stack: [pack.source], schema: .open).entries(of: "thing")
    #expect(entries.map { $0["kind"] } == ["name", nil, "name", nil, "name"])
  }

  @Test("unknown words have no number")
  func unknown() {
    for word in [
      "", "leav", "leavess", "extraordinarily-long-wor", "é", String(repeating: "a", count: 500),
    ] {
      #expect(words.lexeme(word) == 0, "\(word)")
    }
  }

  @Test("common words that are known get the first numbers, and no others a number")
  func commonWordsFirst() throws {
    var pack = TestPack()
    pack.lexicons = ["verb": "leave\tforms=leaves,left\n"]
    let tables = [
      "weights/words.tsv": "# words: word\nword\na\nthe\nérable\n",
      "weights/bits.tsv": "# order: bits\nword\tbits\na\t7\nof\t5\nthe\t3\n",
    ]
    let files = tables.map { (path: $0, bytes: Array((TestPack.header + $1).utf8)) }
    let source = PackSource(name: "test", files: pack.source.files + files)
    let words = try RulePack(stack: [source], schema: .open).vocabulary
    #expect(words.lexeme("the") == 1)
    #expect(words.lexeme("a") == 2)
    #expect(words.lexeme("of") == 0)
    #expect(words.lexeme("ÉRABLE") != 0)
    #expect(words.lexeme("left") != 0)
  }

  @Test("every word has its own number, and its text back")
  func distinct() {
    let texts = (1..<words.count).map { words.text(of: LexemeID($0)) }
    #expect(Set(texts).count == texts.count)
    for (index, text) in texts.enumerated() { #expect(words.lexeme(text) == LexemeID(index + 1)) }
  }

  @Test("of many words of any length each is found, and none beside them")
  func many() throws {
    let stems = (1...40).map { String(repeating: "ab", count: 30).prefix($0) }
    let known = (0..<100).flatMap { number in stems.map { "\($0)\(number)" } }
    let pack = try RulePack(
      stack: [TestPack().source], schema: .open, extraWords: known.map { String($0) })
    for (index, word) in known.enumerated() {
      let found = pack.vocabulary.lexeme(word.uppercased())
      #expect(pack.vocabulary.text(of: found) == word)
      if index % 7 == 0 { #expect(pack.vocabulary.lexeme(word + "x") == 0) }
    }
  }

  @Test("a word's entry is the one of its own before the one it is a form of")
  func entries() throws {
    let verb = try #require(words.lexiconIndex("verb"))
    #expect(words.entry(words.lexeme("left"), in: verb)?["act"] == "side")
    #expect(words.entry(words.lexeme("leaves"), in: verb)?.lemma == "leave")
    #expect(words.contains(words.lexeme("leaves"), lexicon: verb))
    #expect(!words.contains(words.lexeme("put"), lexicon: verb))
    #expect(words.entry(words.lexeme("put"), in: verb) == nil)
    #expect(pack.lexicon("verb")?.entries.map(\.forms) == [["leaves", "left"], [], ["puts off"]])
    #expect(pack.lexicon("verb")?.entries[2]["act"] == "wait long")
  }

  @Test("entries of several words are found, the longest")
  func phrases() throws {
    let verb = try #require(words.lexiconIndex("verb"))
    let lexemes = ["he", "puts", "off", "leave"].map(words.lexeme)
    #expect(words.longestEntry(at: 1, of: lexemes, in: verb)?.entry.lemma == "put off")
    #expect(words.longestEntry(at: 1, of: lexemes, in: verb)?.count == 2)
    #expect(words.longestEntry(at: 3, of: lexemes, in: verb)?.count == 1)
    #expect(words.longestEntry(at: 0, of: lexemes, in: verb) == nil)
    #expect(words.entry(lexemes[1..<3], in: verb)?.lemma == "put off")
    #expect(words.entry(lexemes[1..<4], in: verb) == nil)
  }

  @Test("the tokens of a document are looked up in place")
  func documents() {
    let sentence = TestSentence("He LEFT the Cafe\u{301} , did n’t he ?")
    let found = words.lexemes(of: sentence.document).map { words.text(of: $0) }
    #expect(found == ["", "left", "", "café", "", "", "n't", "", ""])
  }
}
