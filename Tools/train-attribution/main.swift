import Foundation
import NewsText
import QuoteEvaluation
import RuleEngine

/// Learns the tables of attribution from labeled articles and writes them into a pack.
///
/// `train-attribution CORPUS PACK`: the corpus has texts and brat labels in `train`. With
/// `--held-out OUT` nothing of the pack changes: five times the tables are learned without a fifth
/// of the articles, and what is found in that fifth is written to OUT, for scorers.
struct TrainAttribution {
  let corpus: URL
  let pack: URL

  func run(heldOut: URL?) throws {
    let source = try PackSource.directory(pack.path)
    let language = try RulePack(stack: [source], schema: .quotes.merging(.open))
    let articles = try read(language)
    let settings = try String(
      contentsOf: pack.appendingPathComponent("weights/quote-settings.tsv"), encoding: .utf8)
    guard let heldOut else {
      var tables = try Learner(articles: articles, source: source, settings: settings).learn()
      tables.addPriors(of: language)
      try tables.write(to: pack)
      return
    }
    for fold in 0..<Learner.folds {
      let rest = articles.filter { $0.fold != fold }
      let learner = Learner(articles: rest, source: source, settings: settings)
      var tables = try learner.learn()
      tables.addPriors(of: language)
      let writer = PredictionWriter(finder: try ArticleFinder(tables, source), folder: heldOut)
      for article in articles where article.fold == fold { try writer.write(article) }
      print("fold \(fold): \(articles.count - rest.count) articles")
    }
  }

  private func read(_ language: RulePack) throws -> [GoldArticle] {
    let files = try LabelFiles(path: corpus.appendingPathComponent("train").path)
    let reading = try LabelReading(files)
    for fault in reading.faults { print(fault) }
    let reader = TextReader(language: LanguageData(pack: language))
    var articles: [GoldArticle] = []
    for (number, article) in reading.articles.enumerated() {
      guard let text = article.text else { continue }
      let document = try reader.read(Array(text.utf8))
      articles.append(GoldArticle(article, fold: number % Learner.folds, document: document))
    }
    return articles
  }
}

var arguments = Array(CommandLine.arguments.dropFirst())
var heldOut: URL?
if let place = arguments.firstIndex(of: "--held-out"), place + 1 < arguments.count {
  heldOut = URL(fileURLWithPath: arguments[place + 1])
  arguments.removeSubrange(place...place + 1)
}
if arguments.count == 2 {
  do {
    let places = arguments.map { URL(fileURLWithPath: $0) }
    try TrainAttribution(corpus: places[0], pack: places[1]).run(heldOut: heldOut)
  } catch {
    FileHandle.standardError.write(Data("train-attribution: \(error)\n".utf8))
    exit(1)
  }
} else {
  FileHandle.standardError.write(
    Data("usage: train-attribution CORPUS PACK [--held-out OUT]\n".utf8))
  exit(64)
}
