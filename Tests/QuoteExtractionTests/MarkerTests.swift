import Foundation
import NewsSyntax
import NewsText
import RuleEngine
import Testing

@testable import QuoteExtraction

/// The English pack with all that markers stand on.
struct MarkerTestKit {
  let pack: RulePack
  let reader: TextReader
  let analyzer: Analyzer
  let attributions: AttributionFinder
  let speakers: SpeakerResolver
  let finder: MarkerFinder

  /// The one that all tests share: reading the pack takes a while in a debug build.
  static let shared = Result { try MarkerTestKit() }

  /// The folder of these tests.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  init() throws {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
    let source = try PackSource.directory(root.appending(path: "models/en").path)
    pack = try RulePack(stack: [source], schema: .news)
    reader = TextReader(language: LanguageData(pack: pack))
    analyzer = try Analyzer(pack: pack)
    attributions = try AttributionFinder(pack: pack)
    speakers = try SpeakerResolver(pack: pack)
    finder = try MarkerFinder(pack: pack)
  }

  /// The markers of a text.
  func markers(in text: String, outlet: String? = nil) throws -> [Marker] {
    let analysis = analyzer.analyze(try reader.read(Array(text.utf8)))
    var scratch = ExtractionScratch(for: analysis, words: attributions.words)
    let found = attributions.find(analysis, scratch: &scratch).attributions
    let resolution = speakers.resolve(analysis, found)
    return finder.find(analysis, found, resolution, outlet: outlet, scratch: &scratch)
  }
}

@Suite struct MarkerTests {
  @Test("every example of every rule holds: alone, with all rules, and disturbed")
  func examplesHold() throws {
    let kit = try MarkerTestKit.shared.get()
    let runner = ExampleRunner(pack: kit.pack, kinds: ["marker"]) { text, rules in
      kit.finder.findings(kit.analyzer.analyze(try kit.reader.read(Array(text.utf8))), only: rules)
    }
    let report = runner.run()
    #expect(report.examples > 250)
    #expect(
      report.failures.isEmpty, "\(report.failures.map(\.description).joined(separator: "\n"))")
  }

  @Test("each sentence of our own has the markers that it is labeled with")
  func sentencesHold() throws {
    let kit = try MarkerTestKit.shared.get()
    let file = MarkerTestKit.folder.appending(path: "Data/markers.txt")
    var differing: [String] = []
    var (hits, wanted, found, lines) = (0, 0, 0, 0)
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let expectation = try MarkerExpectation(String(line))
      let markers = try kit.markers(in: expectation.text)
      lines += 1
      hits += expectation.hits(markers)
      wanted += expectation.count
      found += markers.count
      let differences = expectation.differences(markers)
      if !differences.isEmpty {
        differing.append("\(line)\n  \(differences.joined(separator: "\n  "))")
      }
    }
    #expect(lines >= 150)
    let score = 2 * Double(hits) / Double(max(1, wanted + found))
    print("Markers in \(lines) sentences of our own: F1 \(score)")
    #expect(score >= 0.97, "\(differing.joined(separator: "\n"))")
    #expect(differing.count <= lines / 20, "\(differing.joined(separator: "\n"))")
  }

  @Test("of four officials there is no fifth")
  func counted() throws {
    let kit = try MarkerTestKit.shared.get()
    let names = ["One", "Another", "A third", "A fourth", "A fifth"]
    let text =
      "Four officials described the plan to reporters. "
      + names.map { "\($0) official said it was dead." }.joined(separator: " ")
    let levels = try kit.markers(in: text).filter { $0.form == "unnamed_individual" }
      .map(\.certainty)
    #expect(levels.count == 5)
    #expect(levels.prefix(4).allSatisfy { $0 != .low })
    #expect(levels.last == .low)
  }

  @Test("the mentions of one unnamed person are one speaker, apart from the others")
  func chains() throws {
    let kit = try MarkerTestKit.shared.get()
    let text = """
      One of four senior officials said the talks would go on. "We have moved," the official said. \
      Another official said the deal was far off. The first official said the text was long. The \
      second official said it was short. The same official said the port was open.
      """
    let speakers = try kit.markers(in: text).map(\.speaker)
    #expect(speakers.count == 6)
    #expect(Set([speakers[0], speakers[1], speakers[3]]).count == 1)
    #expect(Set([speakers[2], speakers[4], speakers[5]]).count == 1)
    #expect(speakers[0] != speakers[2])
  }

  @Test("what a source told another outlet is relayed")
  func relayed() throws {
    let kit = try MarkerTestKit.shared.get()
    let text = "A senior official told Reuters that the port was open."
    #expect(try kit.markers(in: text, outlet: "The Courier").map(\.form) == ["relayed"])
    #expect(try kit.markers(in: text, outlet: "Reuters").map(\.form) == ["unnamed_individual"])
  }

  @Test(
    "a source may stand before a verb, behind it or beside other words; not before another's verb",
    arguments: [
      ("The talks failed, two officials said.", 1), ("Two officials, he said, had left.", 0),
      ("He said two officials had left.", 0), ("Two officials in the town later said so.", 1),
      ("Two officials who know the plan he described said it was dead.", 1),
      ("The talks failed, according to two officials.", 1),
      ("Two officials left, according to Lena Ortiz.", 0),
      ("Two officials told reporters that the talks had failed.", 1),
    ])
  func places(text: String, count: Int) throws {
    let kit = try MarkerTestKit.shared.get()
    #expect(try kit.markers(in: text).count == count)
  }

  @Test(
    "texts without words, or with nothing but marks, have no markers",
    arguments: [
      "", " ", "\n\n", "“", ",,,,", "\u{2028}", "official", "Officials.",
    ])
  func emptyTexts(text: String) throws {
    let kit = try MarkerTestKit.shared.get()
    #expect(try kit.markers(in: text).isEmpty)
  }

  @Test("markers lie in the text, in order, and do not repeat")
  func placesHold() throws {
    let kit = try MarkerTestKit.shared.get()
    let file = MarkerTestKit.folder.appending(path: "Data/markers.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let text = try lines.filter { !$0.hasPrefix("#") }
      .map { try MarkerExpectation(String($0)).text }.joined(separator: "\n\n")
    let markers = try kit.markers(in: text)
    #expect(markers.count > 200)
    for (left, right) in zip(markers, markers.dropFirst()) {
      #expect(left.bytes.lowerBound <= right.bytes.lowerBound && left.bytes != right.bytes)
    }
    #expect(markers.allSatisfy { $0.bytes.upperBound <= text.utf8.count && !$0.bytes.isEmpty })
  }
}
