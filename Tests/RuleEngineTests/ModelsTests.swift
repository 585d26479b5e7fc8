import Foundation
import QuoteModels
import RuleEngine
import Testing

@Suite("Models")
struct ModelsTests {
  static let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../models").standardizedFileURL.path

  @Test("every language's pack loads", arguments: EmbeddedModels.languages)
  func loads(_ language: String) throws {
    let embedded = try #require(EmbeddedModels.pack(language))
    let source = PackSource(name: "models/\(language)", files: embedded.contents)
    let pack = try RulePack(stack: [source], schema: .open)
    #expect(pack.identities.map(\.id) == [language])
    for name in pack.lexiconNames {
      let lexicon = try #require(pack.lexicon(name))
      #expect(!lexicon.entries.isEmpty, "lexicon \(name)")
    }
  }

  @Test("the packs in the binary are the packs in the folder", arguments: EmbeddedModels.languages)
  func fresh(_ language: String) throws {
    let embedded = try #require(EmbeddedModels.pack(language))
    let folder = try PackSource.directory(Self.models + "/" + language)
    #expect(folder.files.map(\.path) == embedded.contents.map(\.path))
    #expect(folder.sha256 == embedded.sha256)
  }

  @Test("the binary carries every language that has a folder")
  func languages() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.models)
      .filter { FileManager.default.fileExists(atPath: Self.models + "/\($0)/pack.yaml") }
    #expect(EmbeddedModels.languages == folders.sorted())
    #expect(EmbeddedModels.pack("xx") == nil)
  }

  @Test("the list of what is in models has every table")
  func listed() throws {
    let readme = try String(contentsOfFile: Self.models + "/README.md", encoding: .utf8)
    let pack = try RulePack(stack: [.directory(Self.models + "/en")], schema: .open)
    for name in pack.tableNames {
      #expect(readme.contains("`\(name).tsv`"), "models/README.md does not name \(name)")
    }
  }
}
