import Foundation
import NewsSyntax
import NewsText
import RuleEngine
import Testing

/// The project's own pack and test data.
enum TestPack {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func load() throws -> RulePack {
    let source = try PackSource.directory(root.appendingPathComponent("models/en").path)
    return try RulePack(stack: [source], schema: .open)
  }

  /// Reads texts with the pack's knowledge of the language.
  static func reader(_ pack: RulePack) -> TextReader {
    TextReader(language: LanguageData(pack: pack))
  }

  /// The lines of a data file, comments left out.
  static func lines(_ name: String) throws -> [String] {
    let file = root.appendingPathComponent("Tests/NewsSyntaxTests/Data/\(name)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init)
  }

  /// The articles with automatic tags, beside the project; not part of it.
  static let articles = root.appendingPathComponent("../shared/data/polnear")
  static var hasParses: Bool { FileManager.default.fileExists(atPath: articles.path) }

  /// Texts of the dev split with the tags of their words by place.
  static func heldOut() throws -> [(text: [UInt8], tags: [Range<Int>: String])] {
    let folder = articles.appendingPathComponent("parses/dev")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".conll") }.sorted()
    return try stride(from: 0, to: names.count, by: 7).map { number in
      let name = names[number]
      let file = articles.appendingPathComponent("dev/\(name.dropLast(6)).txt")
      let text = [UInt8](try Data(contentsOf: file))
      var places = text.indices.filter { text[$0] & 0xc0 != 0x80 }
      places.append(text.count)
      let parse = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      var tags: [Range<Int>: String] = [:]
      for line in parse.split(separator: "\n") {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count == 9, let start = Int(cells[5]), let end = Int(cells[6]),
          end < places.count, cells[3].utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5a || $0 == 0x24 })
        else { continue }
        tags[places[start]..<places[end]] = String(cells[3])
      }
      return (text, tags)
    }
  }
}

/// A row of `tags.txt`: a text, and the tags that some of its words should get.
struct TagRow {
  var text = ""
  var expected: [(range: Range<Int>, tag: String)] = []

  /// Words that are written glued to the one before: clitics and marks after words.
  private static let glued: Set<String> = ["'s", "n't", ".", ","]

  init(_ line: String) {
    for piece in line.split(separator: " ") {
      let parts = piece.split(separator: "_", maxSplits: 1).map(String.init)
      if !text.isEmpty, !Self.glued.contains(parts[0]) { text += " " }
      let start = text.utf8.count
      text += parts[0]
      if parts.count == 2 { expected.append((start..<text.utf8.count, parts[1])) }
    }
  }
}

@Suite struct TaggerTests {
  @Test("words of news sentences get their tags")
  func rows() throws {
    let pack = try TestPack.load()
    let tagger = try Tagger(pack: pack)
    let reader = TestPack.reader(pack)
    for row in try TestPack.lines("tags.txt").map(TagRow.init) {
      let document = try reader.read(Array(row.text.utf8))
      let tags = tagger.tags(of: document, lexemes: pack.vocabulary.lexemes(of: document))
      for (range, name) in row.expected {
        let token = document.tokens.firstIndex { $0.bytes == range }
        let found = token.map { tags[$0].name } ?? "no token"
        let word = String(decoding: document.bytes[range], as: UTF8.self)
        #expect(found == name, "\(word) in: \(row.text)")
      }
    }
  }

  @Test(
    "agrees with the automatic tags of held-out articles",
    .enabled(if: TestPack.hasParses, "the parsed articles are not beside the project"))
  func agreement() throws {
    let pack = try TestPack.load()
    let tagger = try Tagger(pack: pack)
    let reader = TestPack.reader(pack)
    var right = 0
    var all = 0
    for (text, parse) in try TestPack.heldOut() {
      let document = try reader.read(text)
      let tags = tagger.tags(of: document, lexemes: pack.vocabulary.lexemes(of: document))
      for (token, tag) in zip(document.tokens, tags) {
        guard let gold = parse[token.bytes] else { continue }
        all += 1
        if tag.name == gold { right += 1 }
      }
    }
    // Measured 97.2 %, marks not counted; on all articles with marks 97.9 %.
    #expect(right * 1000 >= all * 965, "\(right) of \(all)")
  }

  @Test("the same text gets the same tags from a tagger built again")
  func deterministic() throws {
    let text = "\"We will see,\" said Reed. Officials briefed on the plans declined to comment."
    let runs = try (0..<2).map { _ in
      let pack = try TestPack.load()
      let document = try TestPack.reader(pack).read(Array(text.utf8))
      return try Tagger(pack: pack).tags(
        of: document, lexemes: pack.vocabulary.lexemes(of: document))
    }
    #expect(runs[0] == runs[1])
  }

  @Test("every token gets a tag, whatever the text")
  func anything() throws {
    let pack = try TestPack.load()
    let tagger = try Tagger(pack: pack)
    let reader = TestPack.reader(pack)
    for text in ["", " ", "\"", "\"\"", "é", "''a''b", "\u{1F600} x", "1st", "a\"b\"c\"d", "“”“"] {
      let document = try reader.read(Array(text.utf8))
      let tags = tagger.tags(of: document, lexemes: pack.vocabulary.lexemes(of: document))
      #expect(tags.count == document.tokens.count)
      #expect(!tags.contains(.none), "\(text)")
    }
  }

  @Test("a quotation does not change the tags around it")
  func folded() throws {
    let pack = try TestPack.load()
    let tagger = try Tagger(pack: pack)
    let reader = TestPack.reader(pack)
    let around = try ["no", "the plans were shelved", "run, run, run"].map { quoted in
      let document = try reader.read(Array("\"\(quoted),\" Cole notes.".utf8))
      let tags = tagger.tags(of: document, lexemes: pack.vocabulary.lexemes(of: document))
      return Array(tags.suffix(3))
    }
    #expect(around == Array(repeating: [NewsSyntax.Tag.NNP, .VBZ, .stop], count: 3))
  }

  @Test("a plural between a name and a colon that a quotation follows is a verb")
  func announcing() throws {
    let pack = try TestPack.load()
    let tagger = try Tagger(pack: pack)
    for (text, last) in [
      ("The Lenfield Courier reports:\n\n\"It rained.\"", NewsSyntax.Tag.VBZ),
      ("The Lenfield Courier reports are late.", .NNS),
    ] {
      let document = try TestPack.reader(pack).read(Array(text.utf8))
      let tags = tagger.tags(of: document, lexemes: pack.vocabulary.lexemes(of: document))
      #expect(tags[3] == last)
    }
  }
}

@Suite struct LemmatiserTests {
  @Test("forms of verbs and nouns have their base form")
  func rows() throws {
    let pack = try TestPack.load()
    let lemmatiser = try Lemmatiser(pack: pack)
    for line in try TestPack.lines("lemmas.txt") {
      let parts = line.split(separator: " ").map(String.init)
      let named = NewsSyntax.Tag(named: parts[1])
      let tag = try #require(named)
      let lemma = lemmatiser.lemma(of: pack.vocabulary.lexeme(parts[0]), tag: tag)
      #expect(pack.vocabulary.text(of: lemma) == parts[2], "\(line)")
    }
  }

  @Test("an unknown word has no lemma")
  func unknown() throws {
    let lemmatiser = try Lemmatiser(pack: try TestPack.load())
    for tag in NewsSyntax.Tag.allCases { #expect(lemmatiser.lemma(of: 0, tag: tag) == 0) }
  }
}

@Suite struct WordEndingTests {
  @Test(
    "a name reads back as the same class",
    arguments: ["running", "Running", "RUN", "iPhone", "9th", "state-led", "D-Mo.", "x", "é", ""])
  func names(word: String) {
    for length in 0...3 {
      let ending = WordEnding(of: Array(word.utf8), length: length)
      if ending.isASCII { #expect(WordEnding(named: ending.name) == ending) }
    }
  }

  @Test("shape, digits and endings are told apart")
  func classes() {
    func name(_ word: String) -> String { WordEnding(of: Array(word.utf8), length: 3).name }
    #expect(name("running") == "l~ing")
    #expect(name("Running") == "C~ing")
    #expect(name("RUNNING") == "U~ing")
    #expect(name("1990s") == "ld~00s")
    #expect(name("Ohio-based") == "Ch~sed")
  }
}
