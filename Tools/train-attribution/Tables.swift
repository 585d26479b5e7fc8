import Foundation
import RuleEngine

/// The tables that are learned, as files of a pack.
struct Tables {
  private(set) var files: [String: String] = [:]
  /// Rows that were written by hand, by the table that they belong to.
  private let priors: [String: [[String]]]

  /// No tables yet, of a pack whose rows of `NAME.prior`, which are written by hand, stand in the
  /// place of learned ones of the same first two cells: they tell of words that the articles lack
  /// or hardly have.
  init(priors pack: RulePack) {
    var priors: [String: [[String]]] = [:]
    for name in Self.learned {
      if let table = pack.table(name + ".prior") { priors[name] = Array(table.rows) }
    }
    self.priors = priors
  }

  /// The tables that `train-attribution` writes.
  static let learned = [
    "quote-cue-rates", "quote-frame-prior", "reported-ends", "reported-frames", "reported-weights",
    "quote-certainty",
  ]

  private static let origin =
    "learned by train-attribution from the train split of PolNeAR 1.0 (political news, labeled for "
    + "attribution); no text"

  mutating func set(
    _ name: String, summary: String, words: String? = nil, columns: [String], rows: [[String]]
  ) {
    let prior = priors[name] ?? []
    let known = Set(prior.map { Array($0.prefix(2)) })
    let all = (rows.filter { !known.contains(Array($0.prefix(2))) } + prior).sortedByBytes()
    var origin = Self.origin
    if !prior.isEmpty { origin += "; rows of \(name).prior written for quoteex" }
    var lines = ["# summary: \(summary)", "# origin: \(origin)", "# licence: CC0-1.0"]
    if let words { lines.append("# words: \(words)") }
    lines.append(columns.joined(separator: "\t"))
    lines += all.map { $0.joined(separator: "\t") }
    files[name] = lines.joined(separator: "\n") + "\n"
  }

  mutating func set(_ name: String, summary: String, weights: [(feature: String, weight: Int)]) {
    set(
      name, summary: summary + ": hundredths of the odds' logarithm",
      columns: ["feature", "weight"], rows: weights.map { [$0.feature, "\($0.weight)"] })
  }

  /// Sets the value of a threshold in `quote-settings`, whose rows and reasons are written by hand.
  mutating func set(threshold: String, to value: String, in settings: String) {
    let lines = (files["quote-settings"] ?? settings).split(
      separator: "\n", omittingEmptySubsequences: false)
    files["quote-settings"] = lines.map { line in
      var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells.first == threshold, cells.count > 1 { cells[1] = value }
      return cells.joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// A pack with these tables in the place of its own, and without those not learned yet.
  func pack(over source: PackSource) throws(PackError) -> RulePack {
    var kept = source.files.filter { file in
      !Tables.learned.contains { file.path == "weights/\($0).tsv" }
        && !files.keys.contains { file.path == "weights/\($0).tsv" }
    }
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      kept.append(("weights/\(name).tsv", Array(text.utf8)))
    }
    return try RulePack(
      stack: [PackSource(name: source.name, files: kept)], schema: .quotes.merging(.open))
  }

  func write(to folder: URL) throws {
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      try Data(text.utf8).write(to: folder.appendingPathComponent("weights/\(name).tsv"))
      print("\(name): \(text.split(separator: "\n").count) lines")
    }
  }
}
