import NewsQuotes
import NewsSyntax
import NewsText
import QuoteEvaluation
import RuleEngine

/// Brings labels together with what is found: extracts and links, or reads what a system wrote.
struct EvaluationRun {
  let input: GoldOptions
  let rules: ExtractionRules
  let jobs: Int?

  /// The scores, and what is needed to show errors.
  struct Result {
    var evaluation: Evaluation
    /// The texts, by the articles' ids.
    var texts: [String: String]
    fileprivate var reader: TextReader

    /// What finds the sentences of all texts.
    var sentences: ErrorListing.Sentences {
      let finders = texts.mapValues { SentenceFinder($0, reader) }
      return { finders[$0]?.sentence(around: $1) ?? "" }
    }
  }

  /// Scores.
  ///
  /// - Throws: `LabelFault` where there are no labels or nothing that was found; `PackError`.
  func result(_ options: EvaluationOptions) async throws -> Result {
    var gold = try input.reading()
    let loaded = try rules.loaded()
    var found = LabelReading()
    var clusters: [ClusterRecord]?
    if let path = input.pred {
      let files = try LabelFiles(path: path)
      if ClusterFiles.recognises(files) {
        let read = ClusterFiles(files)
        clusters = read.clusters
        found.faults = read.faults
      } else {
        found = try input.findings(files)
        if gold.clusters != nil { clusters = loaded.linker(.init()).clusters(of: found.records) }
      }
    } else {
      found = try await extracted(gold, loaded)
      // Linking is scored on the labeled quotes, apart from what extraction misses.
      if gold.clusters != nil { clusters = loaded.linker(.init()).clusters(of: gold.records) }
    }
    if gold.articles.allSatisfy({ $0.labels.allSatisfy(\.covers.isEmpty) }) {
      found.articles = []
      gold.articles = []
    }
    let evaluation = Evaluator(options: options).evaluate(gold, found: found, clusters: clusters)
    let texts = (found.articles + gold.articles).compactMap { article in
      article.text.map { (article.id, $0) }
    }
    return Result(
      evaluation: evaluation, texts: Dictionary(texts) { $1 },
      reader: TextReader(language: LanguageData(pack: loaded.pack)))
  }

  /// What our own extraction finds in the texts of labels that speak of anything.
  private func extracted(_ gold: LabelReading, _ loaded: Models) async throws -> LabelReading {
    let extractor = try loaded.extractor(ExtractionOptions())
    let articles = gold.articles.compactMap { labeled -> Article? in
      guard let text = labeled.text, let labels = labeled.labels.first, !labels.covers.isEmpty
      else { return nil }
      return Article(
        id: labeled.id, outlet: labels.record.outlet, title: labels.record.title,
        published: labels.record.published, text: text)
    }
    var found = LabelReading()
    let records = extractor.records(of: articles, jobs: jobs ?? Processors.count)
    for try await record in records {
      let origin = LabelOrigin(file: record.id)
      if let error = record.error {
        found.faults.append(origin.fault(error.code, error.message))
      } else {
        found.articles.append(
          LabeledArticle(id: record.id, text: nil, labels: [.init(record: record)], origin: origin))
      }
    }
    return found
  }
}

/// Finds the sentences of a text by places in code points.
struct SentenceFinder {
  private let document: Document?
  private let offsets: OffsetMap

  init(_ text: String, _ reader: TextReader) {
    let bytes = Array(text.utf8)
    document = try? reader.read(bytes)
    offsets = OffsetMap(bytes)
  }

  /// The sentences that a place touches; the place alone, where the text cannot be read.
  func sentence(around place: Range<Int>) -> String {
    guard let document else { return "" }
    let touched = document.sentences.filter { sentence in
      let bytes = document.bytes(of: sentence.tokens)
      return offsets.codepoint(bytes.lowerBound) < max(place.upperBound, place.lowerBound + 1)
        && place.lowerBound < offsets.codepoint(bytes.upperBound)
    }
    guard let first = touched.first, let last = touched.last else { return "" }
    return document.text(of: first.tokens.lowerBound..<last.tokens.upperBound)
  }
}
