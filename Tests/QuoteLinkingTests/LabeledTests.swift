import Foundation
import QuoteRecords
import Testing

@testable import QuoteLinking

/// Figures on labeled clusters of real news, which are not part of the project.
@Suite("Linking of labeled news")
struct LabeledTests {
  private static let links = Files.shared.appending(path: "data/links")
  private static let isThere = FileManager.default.fileExists(atPath: links.path)

  private struct Key: Hashable {
    var document: String
    var start: Int
  }

  @Test(
    "pairs, pairs across articles, B-cubed and look-alikes reach their floors",
    .enabled(if: isThere, "the labeled clusters are not beside the project"))
  func figures() throws {
    let mentions = try Self.read("mentions.jsonl")
    let articles = try Self.articles(mentions)
    var system: [Key: String] = [:]
    for cluster in Linker(bits: try Files.bits()).clusters(of: articles) {
      for member in cluster.members {
        system[Key(document: member.article, start: member.start)] = cluster.id
      }
    }
    var gold: [Key: String] = [:]
    for cluster in try Self.read("clusters.jsonl") {
      for member in cluster["members"]?.array ?? [] {
        gold[Self.key(member)] = cluster["cluster"]?.string
      }
    }
    let all = mentions.map(Self.key)
    #expect(Self.pairF1(all, gold, system, acrossOnly: false) >= 0.93)
    #expect(Self.pairF1(all, gold, system, acrossOnly: true) >= 0.93)
    #expect(Self.bCubed(all, gold, system) >= 0.965)
    let alike = try Self.read("look_alikes.jsonl")
    let joined = alike.filter { pair in
      guard let a = pair["a"], let b = pair["b"], let one = system[Self.key(a)] else {
        return false
      }
      return one == system[Self.key(b)]
    }
    #expect(Double(joined.count) <= 0.05 * Double(alike.count))
  }

  private static func read(_ name: String) throws -> [JSONValue] {
    try Files.lines(links.appending(path: name)).map { try JSONValue(parsing: Array($0.utf8)) }
  }

  private static func key(_ value: JSONValue) -> Key {
    Key(document: value["doc"]?.string ?? "", start: integer(value["start"]))
  }

  private static func integer(_ value: JSONValue?) -> Int {
    if case .number(let literal)? = value { Int(literal) ?? 0 } else { 0 }
  }

  private static func articles(_ mentions: [JSONValue]) throws -> [ArticleRecord] {
    var records: [String: ArticleRecord] = [:]
    for mention in mentions {
      let id = key(mention).document
      if records[id] == nil {
        var record = ArticleRecord(id: id)
        record.outlet = mention["publisher"]?.string
        record.published = mention["date"]?.string
        let name = "data/polnear/\(mention["split"]?.string ?? "")/\(id).txt"
        record.text = try String(
          contentsOf: Files.shared.appending(path: name), encoding: .utf8)
        records[id] = record
      }
      let span = Span(
        start: integer(mention["start"]), end: integer(mention["end"]),
        text: mention["text"]?.string ?? "")
      records[id]?.quotes.append(
        QuoteRecord(
          id: "q\(span.start)-\(span.end)", type: .direct, act: .speech, content: [span],
          certainty: .high, rule: ""))
    }
    return Array(records.values)
  }

  private static func pairF1(
    _ all: [Key], _ gold: [Key: String], _ system: [Key: String], acrossOnly: Bool
  ) -> Double {
    func pairs(_ groups: [[Key]]) -> Set<[Key]> {
      var result: Set<[Key]> = []
      for group in groups {
        for (offset, first) in group.enumerated() {
          for second in group.dropFirst(offset + 1)
          where !acrossOnly || first.document != second.document {
            result.insert([first, second])
          }
        }
      }
      return result
    }
    func groups(_ labels: [Key: String]) -> [[Key]] {
      Array(Dictionary(grouping: all.filter { labels[$0] != nil }) { labels[$0] }.values)
    }
    let (expected, found) = (pairs(groups(gold)), pairs(groups(system)))
    let both = expected.intersection(found).count
    return 2 * Double(both) / Double(max(1, expected.count + found.count))
  }

  /// B-cubed F1 over the mentions that are linked in the gold or by the linker.
  private static func bCubed(
    _ all: [Key], _ gold: [Key: String], _ system: [Key: String]
  ) -> Double {
    let expected = Dictionary(grouping: all.filter { gold[$0] != nil }) { gold[$0] }
    let found = Dictionary(grouping: all.filter { system[$0] != nil }) { system[$0] }
    var (precision, recall, count) = (0.0, 0.0, 0.0)
    for key in all where gold[key] != nil || system[key] != nil {
      let one = gold[key].flatMap { expected[$0] } ?? [key]
      let two = system[key].flatMap { found[$0] } ?? [key]
      let both = Double(Set(one).intersection(two).count)
      precision += both / Double(two.count)
      recall += both / Double(one.count)
      count += 1
    }
    return 2 * (precision / count) * (recall / count) / (precision / count + recall / count)
  }
}
