import ArgumentParser
import NewsQuotes

/// `quoteex link`
struct LinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Find the same quote, or claim, in several articles.",
    discussion: """
      Reads records that extract has written, or articles, which it extracts first; both may come \
      mixed. Writes one record for each cluster of quotes or claims: where it stands, how the \
      versions differ.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var models: ModelOptions

  @Flag(exclusivity: .exclusive) var layout: Layout?

  @Flag(help: "Write clusters of one too.")
  var singletons = false

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD instead of passing the article over.")
  var lossy = false

  func run() async throws {
    let pipeline = try Pipeline(input)
    let reader = try input.reader(isLossy: lossy)
    let loaded = try models.loaded(language: input.language)
    let extractor = try loaded.extractor(ExtractionOptions(withText: true, lossy: lossy))
    let source = RecordSource(reader: reader, extractor: extractor)
    var session = loaded.linker(LinkOptions(singletons: singletons)).session()
    var failed = 0
    try await pipeline.run({ source.record(of: $0) }) { record, progress in
      progress.count(bytes: record.size)
      switch record.result {
      case .success(let record): session.add(record)
      case .failure(let failure):
        failed += 1
        progress.end()
        StandardError.say(failure.message)
      }
      return true
    }
    try write(session.clusters())
    if failed > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  private func write(_ clusters: [ClusterRecord]) throws {
    let output = Output()
    let renderer = Layout.renderer(layout)
    for cluster in clusters {
      try Task.checkCancellation()
      if try output.write(renderer.bytes(of: cluster)) == .closed { return }
    }
  }
}

/// Makes records of input that holds records or articles.
struct RecordSource: Sendable {
  /// Reads articles.
  var reader: ArticleReader
  /// Extracts them.
  var extractor: Extractor

  /// A record, or why there is none.
  struct Sized: Sendable {
    var result: Result<ArticleRecord, Fault>
    var size: Int
  }

  /// The record of a piece of input.
  func record(of item: InputItem) -> Sized {
    if case .problem(let message) = item {
      return Sized(result: .failure(Fault(message, .failed)), size: 0)
    }
    if case .line(let bytes, let origin) = item {
      return Sized(result: record(of: bytes, origin), size: bytes.count)
    }
    guard let article = reader.article(of: item) else {
      return Sized(result: .failure(Fault("nothing to read", .failed)), size: 0)
    }
    return Sized(result: extracted(article), size: article.text.count)
  }

  private func record(of line: [UInt8], _ origin: LineOrigin) -> Result<ArticleRecord, Fault> {
    switch reader.value(of: line, origin) {
    case .failure(let fault): return .failure(Fault(fault.message, .failed))
    case .success(let read):
      guard read.value["quotes"] != nil else {
        return extracted(reader.article(of: read, origin))
      }
      do {
        return checked(try ArticleRecord(read.value))
      } catch {
        return .failure(Fault("\(origin.id): \(error)", .failed))
      }
    }
  }

  private func extracted(_ article: Article) -> Result<ArticleRecord, Fault> {
    checked(extractor.extract(article))
  }

  private func checked(_ record: ArticleRecord) -> Result<ArticleRecord, Fault> {
    guard let error = record.error else { return .success(record) }
    return .failure(Fault("\(record.id): \(error.code): \(error.message)", .failed))
  }
}
