import Foundation
import NewsQuotes
import QuoteEvaluation
import QuoteRecords
import Testing

/// Our figures beside those of independent scorers, on labeled news that is not part of the
/// project.
@Suite(
  "Other scorers",
  .enabled(if: ReferenceScorers.areThere, "the independent scorers are not beside the project"))
struct ReferenceScorerTests {
  @Test("quotes: every figure of quotes.py, of every type")
  func quotes() async throws {
    let records = try await ReferenceScorers.records()
    let gold = try ReferenceScorers.reading("data/polnear/gold/dev")
    let figures = Self.figures(gold, records)
    let theirs = try ReferenceScorers.quotes(records)
    var compared = 0
    for name in ReferenceScorers.quoteMeasures.keys.sorted() {
      let ours = try #require(ReferenceScorers.quoteMeasures[name])
      for (group, own) in ReferenceScorers.groups {
        guard let row = theirs[name]?[group] else { continue }
        for (key, part) in [("p", "precision"), ("r", "recall"), ("f1", "f1")] {
          guard let wanted = number(row[key]) else { continue }
          // Of quoted segments by type only the recall is known, a share of ours.
          let isRecallAlone = row["p"] == nil
          let figure =
            isRecallAlone
            ? figures["quotes.\(ours)_found\(own).accuracy"] ?? 0
            : figures["quotes.\(ours)\(own).\(part)"]
          #expect(abs(try #require(figure) - wanted) < 0.0005, "\(name) \(group) \(part)")
          compared += 1
        }
      }
    }
    #expect(compared > 150)
  }

  @Test("amounts: every figure of amounts.py")
  func amounts() async throws {
    let records = try await ReferenceScorers.records()
    let gold = try ReferenceScorers.reading("data/amounts/dev.jsonl")
    let figures = Self.figures(gold, records)
    let theirs = try ReferenceScorers.run(
      "amounts", records, ["amounts.py", "data/amounts/dev.jsonl", "OUT"])
    for measure in ["exact", "overlap", "value", "number", "full"] {
      for (group, own) in [("all", ""), ("money", ".money"), ("percent", ".percent")] {
        let row = try #require(theirs[group]?[measure])
        expect(figures, "amounts.\(measure)\(own)", equals: row)
      }
    }
    expect(figures, "amounts.approximation", equals: try #require(theirs["approx"]))
    expect(figures, "amounts.per", equals: try #require(theirs["per"]))
  }

  @Test("claims: every figure of claims.py")
  func claims() async throws {
    let records = try await ReferenceScorers.records()
    let gold = try ReferenceScorers.reading("data/claims/dev.jsonl")
    let figures = Self.figures(gold, records)
    let theirs = try ReferenceScorers.run(
      "claims", records, ["claims.py", "data/claims/dev.jsonl", "OUT", "data/polnear/dev"])
    expect(figures, "claims.binding", equals: try #require(theirs["binding"]))
    let accuracy = try #require(number(theirs["asserter"]?["accuracy"]))
    #expect(abs((figures["claims.asserter.accuracy"] ?? 0) - accuracy) < 0.0005)
    expect(figures, "claims.attributed", equals: try #require(theirs["attributed"]))
  }

  @Test("links: every figure of links.py, over all labeled mentions")
  func links() throws {
    var gold = try ReferenceScorers.reading("data/links")
    gold.addTexts(try ["train", "dev"].map { try ReferenceScorers.files("data/polnear/\($0)") })
    let clusters = try Linker(language: .english).clusters(of: gold.records)
    let score = ClusterScorer(gold: try #require(gold.clusters), found: clusters).score()
    let theirs = try ReferenceScorers.links(clusters)
    let names = [
      "pairwise": "pairs", "pairwise_xdoc": "pairs_across_articles",
      "pairwise_xpub": "pairs_across_publishers", "b3": "b3", "b3_linked": "b3_linked",
    ]
    for (name, own) in names {
      for (key, part) in [("p", "precision"), ("r", "recall"), ("f1", "f1")] {
        let wanted = try #require(number(theirs[name]?[key]), "\(name)")
        #expect(abs((score.figures()["links.\(own).\(part)"] ?? 0) - wanted) < 0.0005, "\(name)")
      }
    }
    #expect(number(theirs["hard_negatives"]?["wrongly_linked"]) == Double(score.lookAlikes.right))
    #expect(number(theirs["mentions"]) == Double(score.mentions))
  }

  private static func figures(_ gold: LabelReading, _ records: [ArticleRecord]) -> [String: Double]
  {
    var found = LabelReading()
    found.articles = records.map {
      LabeledArticle(id: $0.id, text: $0.text, labels: [.init(record: $0)])
    }
    let options = EvaluationOptions(resampling: Resampling(rounds: 1))
    return Evaluator(options: options).evaluate(gold, found: found).figures
  }

  private func expect(_ figures: [String: Double], _ name: String, equals row: JSONValue) {
    for (key, part) in [("P", "precision"), ("R", "recall"), ("F1", "f1")] {
      let wanted = number(row[key]) ?? -1
      // What nobody labels and nobody finds is no figure of ours, and 0 of theirs.
      let figure = figures["\(name).\(part)"] ?? 0
      #expect(abs(figure - wanted) < 0.0005, "\(name) \(part): \(figure), not \(wanted)")
    }
  }
}

/// A number of JSON.
private func number(_ value: JSONValue?) -> Double? {
  if case .number(let literal)? = value { Double(literal) } else { nil }
}

extension JSONValue? {
  fileprivate subscript(key: String) -> JSONValue? { self?[key] }
}

/// Runs the independent scorers beside the project.
private enum ReferenceScorers {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared")

  static var areThere: Bool {
    FileManager.default.fileExists(atPath: root.appending(path: "score/quotes.py").path)
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/env")
  }

  /// What their measures are called here.
  static let quoteMeasures = [
    "exact": "exact", "exact_attr": "exact_whole", "soft": "soft", "soft_span": "soft_span",
    "joint": "joint", "joint_span": "joint_span", "joint_strict": "joint_strict",
    "token_content": "token_content", "token_cue": "token_cue", "token_source": "token_source",
    "quoted": "segments", "quoted_joint": "segments_joint", "quoted4": "segments4",
    "quoted4_joint": "segments4_joint",
  ]

  static let groups = [
    ("all", ""), ("dm", ".quoted"), ("direct", ".direct"), ("mixed", ".mixed"),
    ("indirect", ".indirect"),
  ]

  static func files(_ path: String) throws -> LabelFiles {
    try LabelFiles(path: root.appending(path: path).path)
  }

  static func reading(_ path: String) throws -> LabelReading {
    try LabelReading(files(path))
  }

  private static let extraction = Task {
    let folder = root.appending(path: "data/polnear/dev")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    let articles = try names.map { name in
      Article(
        id: String(name.dropLast(4)),
        text: [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }
    let extractor = try Extractor(language: .english, options: .init(withText: true))
    var records: [ArticleRecord] = []
    for try await record in extractor.records(of: articles) { records.append(record) }
    return records
  }

  /// Our extraction of the articles, made once.
  static func records() async throws -> [ArticleRecord] { try await extraction.value }

  static func quotes(_ records: [ArticleRecord]) throws -> JSONValue {
    try run(
      "quotes", records,
      ["quotes.py", "score", "--gold", "data/polnear/gold/dev", "--pred", "OUT", "--json", "-"])
  }

  static func links(_ clusters: [ClusterRecord]) throws -> JSONValue {
    let arguments = [
      "links.py", "--gold", "data/links/clusters.jsonl", "--mentions", "data/links/mentions.jsonl",
      "--negatives", "data/links/look_alikes.jsonl", "--system", "OUT",
    ]
    return try run("links", clusters.map { $0.json() }, arguments)
  }

  static func run(
    _ bridge: String, _ records: [ArticleRecord], _ arguments: [String]
  ) throws -> JSONValue {
    try run(bridge, records.map { $0.json() }, arguments)
  }

  /// Takes lines through the bridge and what it wrote, `OUT`, to a scorer.
  private static func run(
    _ bridge: String, _ lines: [[UInt8]], _ arguments: [String]
  ) throws -> JSONValue {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "records.ndjson")
    try Data(lines.flatMap { $0 + [0x0A] }).write(to: input)
    let output = folder.appending(path: "out").path
    _ = try python(["from_quoteex.py", bridge, input.path, output])
    return try JSONValue(parsing: try python(arguments.map { $0 == "OUT" ? output : $0 }))
  }

  private static func python(_ arguments: [String]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = root.appending(path: "score").appending(path: arguments[0]).path
    process.arguments = ["python3", "-B", script] + arguments.dropFirst()
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](output)
  }
}
