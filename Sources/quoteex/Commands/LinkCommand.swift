import ArgumentParser
import NewsQuotes
import QuoteStore

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
  @OptionGroup(title: "People") var listed: PeopleOptions
  @OptionGroup(title: "Store") var kept: StoreOptions

  @Flag(exclusivity: .exclusive) var layout: Layout?

  @Flag(help: "Write clusters of one too.")
  var singletons = false

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD instead of passing the article over.")
  var lossy = false

  @Flag(
    help: """
      Compare pairs instead: NDJSON with the texts of two quotes, first and second. Writes their \
      fingerprints and the relation: equal, core, contained or none.
      """)
  var verifyPairs = false

  func validate() throws {
    guard verifyPairs else { return }
    for (name, isGiven) in [
      ("--store", kept.store != nil), ("--people", listed.people != nil),
      ("--singletons", singletons), ("a layout", layout != nil),
    ] where isGiven {
      throw ValidationError("--verify-pairs: not with \(name)")
    }
  }

  func run() async throws {
    if verifyPairs { return try await comparePairs() }
    let people = try listed.list()
    let failed: Int
    if let path = kept.store {
      failed = try await runStore(path, people)
    } else {
      var session = try models.loaded(language: input.language)
        .linker(LinkOptions(singletons: singletons)).session()
      failed = try await read(people) { session.add($0) }
      let linked = session.linked()
      try write(linked.clusters)
      tell(stockRuns: linked.report.stockRuns)
    }
    if failed > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  /// Tells where the work was bounded.
  private func tell(stockRuns count: Int) {
    guard count > 0 else { return }
    StandardError.say(
      """
      \(count) runs of words stand in more than \(LinkOptions().postings) texts each: of these \
      only the longest were compared with the rest
      """)
  }

  /// Adds the input to a store and writes what changed; how much failed.
  private func runStore(_ path: String, _ people: People?) async throws -> Int {
    let words = try models.loaded(language: input.language).words
    let store = try QuoteStore(path: path, .write, words: words)
    var report = try store.apply(kept.remove.map { .remove($0) })
    for id in report.unknown { StandardError.say("\(path): no article “\(id)” to remove") }
    var failed = report.unknown.count
    if kept.remove.isEmpty && !kept.all || !input.inputs.isEmpty {
      var waiting: [StoreChange] = []
      failed += try await read(people) { record in
        waiting.append(.put(record))
        guard waiting.count >= kept.batch else { return }
        report.add(try store.apply(waiting))
        waiting = []
      }
      report.add(try store.apply(waiting))
    }
    tell(stockRuns: report.stockRuns)
    let output = Output()
    let renderer = Layout.renderer(layout)
    try store.clusters(kept.all ? .all : .changed(report), singletons: singletons) { cluster in
      try Task.checkCancellation()
      return try output.write(renderer.bytes(of: cluster)) == .written
    }
    return failed
  }

  /// Reads the input as records; how much of it could not be read.
  private func read(
    _ people: People?, _ take: (ArticleRecord) throws -> Void
  ) async throws -> Int {
    let pipeline = try Pipeline(input)
    let source = try RecordSource(input: input, models: models, isLossy: lossy)
    var failed = 0
    try await pipeline.run({ source.records(of: $0) }) { record, progress in
      progress.count(bytes: record.size)
      switch record.result {
      case .success(var record):
        people?.settle(&record)
        try take(record)
      case .failure(let failure):
        failed += 1
        progress.end()
        StandardError.say(failure.message)
      }
      return true
    }
    return failed
  }

  private func comparePairs() async throws {
    let reader = try input.reader(isLossy: lossy)
    let maker = try models.loaded(language: input.language).keyMaker()
    let status = try await Pipeline(input).write(
      header: [],
      each: { item in
        guard case .line(let line, let origin) = item else { return Piece(noPair: item) }
        guard case .success(let read) = reader.value(of: line, origin),
          let first = read.value["first"]?.string, let second = read.value["second"]?.string
        else {
          let message = "\(origin.id): no object with the strings “first” and “second”"
          return Piece(messages: [message], isFailed: true)
        }
        var maker = maker
        return Piece(bytes: maker.compare(first, second).json() + [0x0A], size: line.count)
      })
    if status != .done { throw ExitCode(status.rawValue) }
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

extension Piece {
  /// What is said of input that holds no pairs.
  fileprivate init(noPair item: InputItem) {
    self.init(problem: item)
    switch item {
    case .file(let path, _): messages = ["\(path): is no NDJSON of pairs"]
    case .text(_, let id): messages = ["\(id): is no NDJSON of pairs"]
    case .line, .problem: break
    }
    isFailed = true
  }
}
