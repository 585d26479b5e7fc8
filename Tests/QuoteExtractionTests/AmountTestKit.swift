import Foundation
import NewsSyntax
import NewsText
import QuoteExtraction
import RuleEngine

/// The English pack with what finds amounts in a text, for the tests of amounts.
struct AmountTestKit {
  let pack: RulePack
  let reader: TextReader
  let finder: AmountFinder

  /// The one that all tests share: reading the pack takes a while in a debug build.
  static let shared = Result { try AmountTestKit() }

  /// The folder of this project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// The folder of these tests' data.
  static let data = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data")
  /// Labeled articles that are not part of the project.
  static let labeled = root.deletingLastPathComponent().appending(path: "shared")

  /// The labels of a split of those articles.
  static func gold(_ split: String) -> URL {
    labeled.appending(path: "data/amounts/\(split).jsonl")
  }

  init() throws {
    let source = try PackSource.directory(Self.root.appending(path: "models/en").path)
    pack = try RulePack(stack: [source], schema: AmountSchema.schema.merging(.open))
    reader = TextReader(language: LanguageData(pack: pack))
    finder = try AmountFinder(pack: pack)
  }

  /// The amounts of a text.
  func amounts(in text: String) throws -> [Amount] {
    let document = try reader.read(Array(text.utf8))
    var scratch = ExtractionScratch()
    return finder.find(
      document: document, lexemes: pack.vocabulary.lexemes(of: document), scratch: &scratch)
  }

  /// What some rules find in a text.
  func findings(in text: String, rules: Set<String>?) throws -> [AmountFinding] {
    let document = try reader.read(Array(text.utf8))
    let lexemes = pack.vocabulary.lexemes(of: document)
    return finder.findings(document: document, lexemes: lexemes, rules: rules)
  }
}

extension Amount {
  /// The amount's value, unit and flags as the data files write them.
  var described: String {
    var words: [String] = []
    if isVague {
      words.append("~\(low ?? .zero)" + (high.map { "..\($0)" } ?? ""))
    } else if !pair.isEmpty {
      words.append(pair.map { "\($0)" }.joined(separator: "/"))
    } else if let low, let high {
      words.append("\(low)..\(high)")
    } else if let value {
      words.append("\(value)")
    }
    if let currency { words.append(currency) }
    if unit == "percentage_point" { words.append("pp") }
    if unit == "basis_point" { words.append("bp") }
    if isFigurative { words.append("fig") }
    if isImplied { words.append("imp") }
    return words.joined(separator: " ")
  }
}
