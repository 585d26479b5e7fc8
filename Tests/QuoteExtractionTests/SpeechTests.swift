import Foundation
import QuoteExtraction
import RuleEngine
import Testing

@Suite("Speech")
struct SpeechTests {
  /// A case of the data file: what holds, the text, and who says what.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var said: [String]
  }

  static let cases: [Case] = {
    let file = SpeakerTestKit.folder.appending(path: "Data/speech.txt")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    var cases: [Case] = []
    for line in lines where !line.hasPrefix("//") {
      if line.hasPrefix("# ") {
        cases.append(Case(testDescription: String(line.dropFirst(2)), text: "", said: []))
      } else if !cases.isEmpty, line.hasPrefix("> ") {
        cases[cases.count - 1].said.append(String(line.dropFirst(2)))
      } else if !cases.isEmpty {
        cases[cases.count - 1].text = String(line.replacing("¶", with: "\n\n"))
      }
    }
    return cases
  }()

  private static let analyzer = Result {
    let folder = SpeakerTestKit.root.appending(path: "models/en").path
    return try ArticleAnalyzer(pack: RulePack(stack: [.directory(folder)], schema: .news))
  }

  @Test("every case of speech.txt is attributed as it says", arguments: cases)
  func attributes(_ example: Case) throws {
    let bytes = Array(example.text.utf8)
    let found = try Self.analyzer.get().findings(
      .init(bytes: bytes), options: ExtractionOptions())
    let tokens = found.document.tokens
    let said = found.attributions.indices.map { index in
      let names = found.resolution.assignments[index].speakers.map {
        found.resolution.speakers[$0].name
      }
      let pieces = found.attributions[index].content.map { piece in
        let first = Int(tokens[piece.lowerBound].start)
        let last = Int(tokens[piece.upperBound - 1].end)
        return String(decoding: bytes[first..<last], as: UTF8.self)
      }
      let who = names.isEmpty ? "?" : names.joined(separator: " + ")
      return who + ": " + pieces.joined(separator: " … ")
    }
    #expect(said == example.said)
  }
}
