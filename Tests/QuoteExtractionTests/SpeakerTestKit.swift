import Foundation
import NewsSyntax
import NewsText
import QuoteExtraction
import QuoteRecords
import RuleEngine
import Testing

/// The English pack with what resolves speakers, for their tests.
struct SpeakerTestKit: Sendable {
  let pack: RulePack
  let reader: TextReader
  let analyzer: Analyzer
  let resolver: SpeakerResolver

  /// The folder of these tests.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  /// The folder of this project.
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

  /// Loaded once for all tests.
  static let shared = Result { try SpeakerTestKit() }

  init() throws {
    let source = try PackSource.directory(Self.root.appending(path: "models/en").path)
    pack = try RulePack(stack: [source], schema: .open)
    reader = TextReader(language: LanguageData(pack: pack))
    analyzer = try Analyzer(pack: pack)
    resolver = try SpeakerResolver(pack: pack)
  }

  /// An article with its sources marked, resolved.
  func resolve(_ marked: MarkedText) throws -> Resolved {
    let document = try reader.read(Array(marked.plain.utf8))
    var attributions: [Attribution] = []
    for mark in marked.marks {
      let tokens = Self.tokens(in: mark.range, of: document)
      var made = Attribution(content: [], type: .direct, certainty: .high, rule: "test")
      if mark.role == "carried" || (mark.role == "none" && marked.text(of: mark).first == "“") {
        made.content = [tokens]
        made.carriedFrom = attributions.indices.last
      } else if mark.role == "unsaid" {
        made.content = [tokens]
      } else {
        made.source = [tokens]
        made.quotations = Self.quotations(around: tokens, of: document)
      }
      attributions.append(made)
    }
    let analysis = analyzer.analyze(document)
    return Resolved(
      document: document, attributions: attributions,
      resolution: resolver.resolve(analysis, attributions))
  }

  /// What came of an article.
  struct Resolved {
    var document: Document
    var attributions: [Attribution]
    var resolution: SpeakerResolution

    /// How and who, as the data file writes it.
    func described(_ index: Int) -> String {
      let assignment = resolution.assignments[index]
      let names = assignment.speakers.map { resolution.speakers[$0].name }
      let others = assignment.candidates.map { resolution.speakers[$0.speaker].name }
      if names.isEmpty {
        return assignment.anonymous ? "unsaid" : "none=" + others.joined(separator: " | ")
      }
      return assignment.by.rawValue + "=" + names.joined(separator: " + ")
        + (assignment.anonymous ? "!" : "")
    }
  }

  private static func tokens(in bytes: Range<Int>, of document: Document) -> Range<Int> {
    let inside = document.tokens.indices.filter { bytes.overlaps(document.tokens[$0].bytes) }
    return (inside.first ?? 0)..<((inside.last ?? -1) + 1)
  }

  /// The quotations of the sentence's paragraph that a source is not in.
  private static func quotations(around source: Range<Int>, of document: Document) -> [Int] {
    guard let paragraph = document.paragraphs.first(where: { $0.overlaps(source) }) else {
      return []
    }
    return document.quotations.indices.filter {
      document.quotations[$0].parent == nil && paragraph.overlaps(document.quotations[$0].inner)
        && !document.quotations[$0].inner.overlaps(source)
    }
  }
}

/// A case of a data file: what holds, and a marked text.
struct SpeakerCase: Sendable, CustomTestStringConvertible {
  var line: Int
  var summary: String
  var text: String

  var testDescription: String { summary }

  /// The cases of a file: `# summary`, then the text up to the next case; `//` are comments.
  static func read(_ name: String) throws -> [SpeakerCase] {
    let url = SpeakerTestKit.folder.appending(path: "Data").appending(path: name)
    var cases: [SpeakerCase] = []
    let lines = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.hasPrefix("//") {
      if line.hasPrefix("# ") {
        cases.append(SpeakerCase(line: index + 1, summary: String(line.dropFirst(2)), text: ""))
      } else if !line.isEmpty, !cases.isEmpty {
        let separator = cases[cases.count - 1].text.isEmpty ? "" : "\n"
        cases[cases.count - 1].text += separator + line
      }
    }
    return cases
  }
}
