import Foundation
import NewsSyntax
import NewsText
import RuleEngine

/// Learns the tagger's weights and the lemmas from parsed articles and writes them as tables.
///
/// `train-tagger CORPUS PACK`: the corpus has `train` and `dev` with texts, and the parses of the
/// same names in `parses/train` and `parses/dev`; the pack's lexicons tell how to read the texts,
/// and the tables go into its folder `weights`.
struct TrainTagger {
  let corpus: URL
  let pack: URL

  /// How many features are kept, and the smallest weight.
  static let features = 7500
  static let smallest = 5
  static let epochs = 6
  /// A word seen that often is looked at as the word before or after.
  static let neighbour = 3

  func run() throws {
    let language = try RulePack(stack: [PackSource.directory(pack.path)], schema: .open)
    let reader = TextReader(language: LanguageData(pack: language))
    let train = try articles("train", reader)
    let dev = try articles("dev", reader)
    var counts = WordCounts()
    var lemmas = LemmaCounts()
    var folded: [String: Int] = [:]
    for article in train {
      for (token, tag) in zip(article.document.tokens, article.tags) {
        guard token.kind == .word || token.kind == .number else { continue }
        let form = Self.form(token, article.document)
        folded[form.lowercased(), default: 0] += 1
        if tag != .none { counts.add(form, tag) }
      }
      for word in article.parse.sentences.joined() { lemmas.add(word) }
    }
    for verb in language.entries(of: "verb.irregular") {
      for form in verb.forms where !form.hasSuffix("ing") { counts.addPast(form) }
    }
    var model = counts.model()
    let vocabulary = try RulePack(
      stack: [], schema: .open,
      extraWords: folded.filter { $0.value >= Self.neighbour }.keys.sorted() + [",", ".", ":", "-"]
    ).vocabulary
    let tables = TaggerTables(
      model: model, lexemes: vocabulary.count, lexeme: { vocabulary.lexeme($0) })
    let lessons = train.map { $0.lesson(vocabulary) }
    var all = Perceptron(lessons, tables: tables)
    all.learn(epochs: Self.epochs)
    var kept = Perceptron(lessons, tables: tables, allowed: all.strongest(Self.features))
    kept.learn(epochs: Self.epochs)
    model.weights = kept.result(smallest: Self.smallest) { vocabulary.text(of: LexemeID($0)) }
    let writer = ModelWriter(
      folder: pack.appendingPathComponent("weights"),
      priors: language.table(Tagger.TableName.words + ".prior"))
    try writer.write(model)
    try writer.write(lemmas.lemmas(atLeast: 2))
    let tagger = Tagger(
      model: model, lexemes: vocabulary.count, lexeme: { vocabulary.lexeme($0) })
    for (name, part) in [("train", train), ("dev", dev)] {
      let agreement = Agreement(part.map { $0.lesson(vocabulary) }, tagger: tagger)
      print("\(name): \(agreement)")
    }
  }

  /// A word as it is counted: with straight apostrophes.
  static func form(_ token: Token, _ document: Document) -> String {
    ["\u{2018}", "\u{2019}", "\u{2bc}"].reduce(
      String(decoding: document.bytes[token.bytes], as: UTF8.self)
    ) { $0.replacingOccurrences(of: $1, with: "'") }
  }

  private func articles(_ part: String, _ reader: TextReader) throws -> [Article] {
    let folder = corpus.appendingPathComponent("parses/\(part)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".conll") }.map { String($0.dropLast(6)) }.sorted()
    return try names.map { name in
      let text = corpus.appendingPathComponent("\(part)/\(name).txt")
      let parse = try Parse(contentsOf: folder.appendingPathComponent(name + ".conll"))
      let document = try reader.read([UInt8](try Data(contentsOf: text)))
      return Article(parse: parse, document: document)
    }
  }
}

/// A text with its parse, and the parse's tags on the text's own tokens.
struct Article {
  let parse: Parse
  let document: Document
  let tags: [Tag]

  init(parse: Parse, document: Document) {
    self.parse = parse
    self.document = document
    tags = Alignment(parse, to: document).tags
  }

  func lesson(_ vocabulary: Vocabulary) -> Lesson {
    Lesson(document: document, lexemes: vocabulary.lexemes(of: document), gold: tags)
  }
}

/// How many tokens got the tag that they should have.
struct Agreement: CustomStringConvertible {
  var right = 0
  var all = 0

  init(_ lessons: [Lesson], tagger: Tagger) {
    for lesson in lessons {
      let tags = tagger.tags(of: lesson.document, lexemes: lesson.lexemes)
      for (tag, gold) in zip(tags, lesson.gold) where gold != .none {
        all += 1
        if tag == gold { right += 1 }
      }
    }
  }

  var description: String {
    let tenths = all == 0 ? 0 : right * 1000 / all
    return "\(right) of \(all) tokens agree: \(tenths / 10).\(tenths % 10) %"
  }
}

let arguments = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
if arguments.count == 2 {
  do {
    try TrainTagger(corpus: arguments[0], pack: arguments[1]).run()
  } catch {
    FileHandle.standardError.write(Data("train-tagger: \(error)\n".utf8))
    exit(1)
  }
} else {
  FileHandle.standardError.write(Data("usage: train-tagger CORPUS PACK\n".utf8))
  exit(64)
}
