public import QuoteExtraction
public import QuoteLinking
public import QuoteRecords
import RuleEngine

extension Extractor {
  /// Loads the rules for a language that quoteex carries, with a newsroom's own laid over them.
  ///
  /// Takes some milliseconds: load once, and share it freely between threads.
  ///
  /// - Parameters:
  ///   - language: The language to read.
  ///   - rules: Folders of rule packs to lay over; the last one wins.
  ///   - options: What records hold.
  /// - Throws: `ExtractionError` with `unsupported_language`, or with `invalid_rules` and every
  ///   fault of the rules in its message.
  public init(
    language: Language, rules: [String] = [], options: ExtractionOptions = .init()
  ) throws(ExtractionError) {
    do {
      let models = try Models(language: language.rawValue, folder: nil, rules: rules)
      try self.init(
        pack: models.pack, language: models.language, options: options, release: Release.version)
    } catch {
      throw ExtractionError(error)
    }
  }

  /// What was found in a text.
  ///
  /// - Parameters:
  ///   - text: The text; offsets of the record count in it as it is.
  ///   - id: What the record is called; the beginning of the text's SHA-256 if not given, so that
  ///     several texts can be linked.
  /// - Throws: `ExtractionError` where the text cannot be read.
  /// - Complexity: Linear in the text.
  public func extract(_ text: String, id: String? = nil) throws(ExtractionError) -> ArticleRecord {
    var record = extract(Article(id: id ?? "", text: text))
    if id == nil { record.id = String(record.textSHA256.prefix(16)) }
    if let error = record.error {
      throw ExtractionError(code: error.code, message: error.message)
    }
    return record
  }

  /// What was found in each of many articles, in their order, by several workers.
  ///
  /// Bounded: articles are read only as fast as records are taken, four times `jobs` ahead at the
  /// most. An article that cannot be read gives a record whose `error` says why. Cancelling the
  /// task that iterates ends it with `CancellationError`.
  ///
  /// - Parameters:
  ///   - articles: Any asynchronous sequence of articles.
  ///   - jobs: How many are worked on at a time.
  public func records<Articles: AsyncSequence & Sendable>(
    from articles: Articles, jobs: Int = 4
  ) -> OrderedResults<Articles, ArticleRecord> where Articles.Element == Article {
    OrderedResults(of: articles, jobs: jobs) { self.extract($0) }
  }

  /// What was found in each of some articles, in their order, by several workers.
  ///
  /// Bounded as `records(from:jobs:)` is, but each worker takes sixteen articles at a time: use it
  /// where the articles are at hand, and `records(from:jobs:)` where they have to be waited for.
  public func records<Articles: Sequence & Sendable>(
    of articles: Articles, jobs: Int = 4
  ) -> OrderedResults<Elements<Articles>, ArticleRecord> where Articles.Element == Article {
    OrderedResults(of: Elements(articles), jobs: jobs, batch: 16) { self.extract($0) }
  }
}

extension Linker {
  /// A linker that weighs words by how often a language's news has them.
  ///
  /// - Throws: `ExtractionError` with `unsupported_language`.
  public init(language: Language, options: LinkOptions = .init()) throws(ExtractionError) {
    do {
      self = try Models(language: language.rawValue, folder: nil, rules: []).linker(options)
    } catch {
      throw ExtractionError(error)
    }
  }
}

extension WordBits {
  /// What the words of a language tell: for `DraftVerifier`, and for linkers that are to agree.
  ///
  /// - Throws: `ExtractionError` with `unsupported_language`.
  public init(language: Language) throws(ExtractionError) {
    do {
      self = try Models(language: language.rawValue, folder: nil, rules: []).words
    } catch {
      throw ExtractionError(error)
    }
  }
}

extension ExtractionError {
  /// All faults of a rule pack.
  init(_ error: PackError) {
    self.init(
      code: error.isMissingLanguage ? "unsupported_language" : "invalid_rules",
      message: error.diagnostics.map(\.description).joined(separator: "\n"))
  }
}
