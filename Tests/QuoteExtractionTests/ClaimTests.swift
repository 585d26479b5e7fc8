import Foundation
import QuoteRecords
import RuleEngine
import Testing

@testable import QuoteExtraction

/// What is asserted and by whom, on sentences of our own.
@Suite struct ClaimTests {
  /// The English pack with every finder.
  private struct Kit {
    let pack: RulePack
    let analyzer: ArticleAnalyzer

    static let shared = Result { try Kit() }

    init() throws {
      let source = try PackSource.directory(AmountTestKit.root.appending(path: "models/en").path)
      pack = try RulePack(stack: [source], schema: .news)
      analyzer = try ArticleAnalyzer(pack: pack)
    }

    func findings(_ text: String) throws -> Findings {
      try analyzer.findings(.init(bytes: Array(text.utf8)), options: ExtractionOptions())
    }
  }

  @Test("every example of every rule holds: alone, with all rules, and disturbed")
  func examplesHold() throws {
    let kit = try Kit.shared.get()
    let runner = ExampleRunner(pack: kit.pack, kinds: ["claim"]) { text, rules in
      kit.analyzer.claims.findings(try kit.analyzer.analyze(Array(text.utf8)), only: rules)
    }
    let report = runner.run()
    #expect(report.examples > 40)
    #expect(
      report.failures.isEmpty, "\(report.failures.map(\.description).joined(separator: "\n"))")
  }

  @Test("at least 150 sentences, nearly all claims with their asserters and amounts")
  func sentencesHold() throws {
    let kit = try Kit.shared.get()
    let file = AmountTestKit.data.appending(path: "claims.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    #expect(lines.count >= 150)
    var (hits, wanted, found) = (0, 0, 0)
    var differing: [String] = []
    for line in lines {
      let expected = try ClaimExpectation(String(line))
      let findings = try kit.findings(expected.text)
      let score = expected.hits(findings)
      hits += score
      wanted += expected.claims.count
      found += findings.claims.count
      if score != expected.claims.count || score != findings.claims.count {
        let told = findings.claims.map { claim in
          "\(claim.kind) '\(expected.slice(claim.bytes))' by "
            + (claim.asserter.map { findings.resolution.speakers[$0].name } ?? "the article")
            + (claim.isHedged ? " hedged" : "") + (claim.isNegated ? " negated" : "")
        }
        differing.append("\(line)\n  found \(told.joined(separator: "; "))")
      }
    }
    let score = 2 * Double(hits) / Double(max(1, wanted + found))
    print("Claims in \(lines.count) sentences of our own: F1 \(score)")
    #expect(score >= 0.9, "F1 \(score)\n\(differing.joined(separator: "\n"))")
  }

  @Test("what amounts of a claim measure is what the amounts say")
  func amountsAreBound() throws {
    let kit = try Kit.shared.get()
    let file = AmountTestKit.data.appending(path: "claims.txt")
    var (right, all) = (0, 0)
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let expected = try ClaimExpectation(String(line))
      let findings = try kit.findings(expected.text)
      for wanted in expected.claims {
        guard let of = wanted.of, let first = wanted.amounts.first else { continue }
        all += 1
        let amount = findings.amounts.first { $0.bytes.overlaps(first) }
        if amount?.of?.overlaps(of) ?? false { right += 1 }
      }
    }
    #expect(all >= 25)
    #expect(Double(right) / Double(all) >= 0.85, "\(right) of \(all)")
  }

  @Test(
    "texts without words, or with nothing but marks, have no claims",
    arguments: ["", " ", "\n\n", "“", ",,,,", "$", "5%.", "said", "“$5,” said."])
  func emptyTexts(text: String) throws {
    let found = try Kit.shared.get().findings(text)
    #expect(found.claims.allSatisfy { $0.kind == .quantity })
  }
}

/// A line of `Data/claims.txt`: a text and the claims that it must have.
struct ClaimExpectation {
  /// A claim as it is marked; all ranges are of bytes.
  struct Wanted {
    var kind: Substring
    var flags: Set<Substring>
    var bytes: Range<Int>
    var asserter: Range<Int>?
    var amounts: [Range<Int>]
    var of: Range<Int>?
  }

  /// The text without its marks.
  let text: String
  /// The claims that it must have.
  let claims: [Wanted]

  init(_ line: String) throws {
    let marked = try MarkedText(parsing: line)
    text = marked.plain
    claims = marked.marks.filter { $0.role == "claim" }.map { claim in
      func ranges(_ role: String) -> [Range<Int>] {
        marked.marks.filter { $0.role == role && $0.id == claim.id }.map(\.range)
      }
      let words = (claim.value ?? "").split(separator: " ")
      return Wanted(
        kind: words.first ?? "", flags: Set(words.dropFirst()), bytes: claim.range,
        asserter: ranges("asserter").first, amounts: ranges("amount"), of: ranges("of").first)
    }
  }

  /// How many of the wanted claims were found: of the same kind, at the same place, by the same
  /// asserter, with the same amounts and flags.
  func hits(_ found: Findings) -> Int {
    claims.count { wanted in
      found.claims.contains { claim in
        claim.kind.rawValue == wanted.kind && claim.bytes.overlaps(wanted.bytes)
          && isAsserter(claim.asserter, wanted.asserter, found)
          && claim.amounts.map { found.amounts[$0].bytes } == wanted.amounts
          && claim.isHedged == wanted.flags.contains("hedged")
          && claim.isNegated == wanted.flags.contains("negated")
      }
    }
  }

  private func isAsserter(_ speaker: Int?, _ wanted: Range<Int>?, _ found: Findings) -> Bool {
    guard let speaker, let wanted else { return speaker == nil && wanted == nil }
    return found.resolution.speakers[speaker].mentions.contains {
      found.document.bytes(of: $0).overlaps(wanted)
    }
  }

  func slice(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
}
