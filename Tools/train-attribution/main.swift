import Foundation
import NewsText
import QuoteEvaluation
import RuleEngine

/// Learns the tables of attribution from labeled articles and writes them into a pack.
///
/// `train-attribution CORPUS OWN PACK`: the corpus has texts and brat labels in `train`; OWN is a
/// corpus as ours, of which the dev split is learned from, and so are the examples of the pack's
/// rules. With `--held-out OUT` nothing of the pack changes: five times the tables are learned
/// without a fifth of the articles in CORPUS, and what is found in that fifth is written to OUT,
/// for scorers.
struct TrainAttribution {
  let corpus: URL
  let own: URL
  let pack: URL

  /// How often an example counts: what a rule promises comes before what is common.
  private static let exampleWeight = 3

  func run(heldOut: URL?) throws {
    let source = try PackSource.directory(pack.path)
    let language = try RulePack(stack: [source], schema: .quotes.merging(.open))
    let articles = try read(language)
    let settings = try String(
      contentsOf: pack.appendingPathComponent("weights/quote-settings.tsv"), encoding: .utf8)
    guard let heldOut else {
      let learner = Learner(
        articles: articles, source: source, language: language, settings: settings)
      try learner.learn().write(to: pack)
      return
    }
    try FileManager.default.createDirectory(at: heldOut, withIntermediateDirectories: true)
    for fold in 0..<Learner.folds {
      let learner = Learner(
        articles: articles.filter { $0.fold != fold || $0.isOwn }, source: source,
        language: language, settings: settings)
      let finder = try ArticleFinder(learner.learn(), source)
      let writer = PredictionWriter(finder: finder, folder: heldOut)
      let left = articles.filter { $0.fold == fold && !$0.isOwn }
      for article in left { try writer.write(article) }
      print("fold \(fold): \(left.count) articles")
    }
  }

  private func read(_ language: RulePack) throws -> [GoldArticle] {
    let reader = TextReader(language: LanguageData(pack: language))
    var articles: [GoldArticle] = []
    let train = try labeled(corpus.appendingPathComponent("train"))
    for (number, article) in train.enumerated() {
      guard let text = article.text else { continue }
      let document = try reader.read(Array(text.utf8))
      articles.append(GoldArticle(article, fold: number % Learner.folds, document: document))
    }
    for (number, article) in try labeled(own).filter({ $0.split == "dev" }).enumerated() {
      guard let text = article.text else { continue }
      let document = try reader.read(Array(text.utf8))
      articles.append(
        GoldArticle(article, fold: number % Learner.folds, document: document, isOwn: true))
    }
    for rule in language.rules where rule.kind == "quote" && rule.status == .active {
      for (number, example) in (rule.finds + rule.skips).enumerated() {
        let marked = try MarkedText(parsing: example.text).withParagraphs
        let article = GoldArticle(
          marked, of: rule.id, fold: number % Learner.folds,
          document: try reader.read(Array(marked.plain.utf8)))
        articles += repeatElement(article, count: Self.exampleWeight)
      }
    }
    return articles
  }

  private func labeled(_ folder: URL) throws -> [LabeledArticle] {
    let reading = try LabelReading(LabelFiles(path: folder.path))
    for fault in reading.faults { print(fault) }
    return reading.articles
  }
}

var arguments = Array(CommandLine.arguments.dropFirst())
var heldOut: URL?
if let place = arguments.firstIndex(of: "--held-out"), place + 1 < arguments.count {
  heldOut = URL(fileURLWithPath: arguments[place + 1])
  arguments.removeSubrange(place...place + 1)
}
if arguments.count == 3 {
  do {
    let places = arguments.map { URL(fileURLWithPath: $0) }
    try TrainAttribution(corpus: places[0], own: places[1], pack: places[2]).run(heldOut: heldOut)
  } catch {
    FileHandle.standardError.write(Data("train-attribution: \(error)\n".utf8))
    exit(1)
  }
} else {
  FileHandle.standardError.write(
    Data("usage: train-attribution CORPUS OWN PACK [--held-out OUT]\n".utf8))
  exit(64)
}
