import Foundation
import QuoteLinking
import QuoteRecords
import QuoteStore

/// Files that the tests read.
enum Files {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The words of the English pack.
  static func words() throws -> WordBits {
    let table = root.appending(path: "models/en/weights/linking-word-bits.tsv")
    let lines = try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
    return WordBits(rows: lines.map { $0.components(separatedBy: "\t") })
  }
}

/// A folder that is gone afterwards.
enum Scratch {
  static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quoteex-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }
}

/// The same numbers in every run (SplitMix64 of Steele, Lea and Flood).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// What clusters say, their ids aside.
func contents(_ clusters: [ClusterRecord]) -> [String] {
  clusters.map { cluster in
    var cluster = cluster
    (cluster.id, cluster.aliases) = ("", [])
    return String(decoding: cluster.json(), as: UTF8.self)
  }.sorted()
}

extension QuoteStore {
  /// All clusters.
  func all(singletons: Bool = false) throws -> [ClusterRecord] {
    var result: [ClusterRecord] = []
    try clusters(.all, singletons: singletons) {
      result.append($0)
      return true
    }
    return result
  }
}
