#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import FlatImage
package import QuoteExtraction
package import QuoteLinking
package import QuoteRecords
import QuoteModels
package import RuleEngine

/// The rules and tables of one language, loaded.
package struct Models: Sendable {
  /// What a fault is called where no pack is for a language.
  static let missingLanguage = "pack.language.missing"

  /// The language that they are for.
  package let language: String
  /// The packs, laid over each other.
  package let pack: RulePack
  /// What finds with them by the table of characters, where it has been made ahead.
  var analysis: ArticleAnalyzer?

  /// Loads a language's packs.
  ///
  /// - Parameters:
  ///   - language: The language; what follows a hyphen counts only where there is a pack for it.
  ///   - folder: Packs to use instead of those inside the program: a pack's folder, or a folder
  ///     that has one for each language.
  ///   - rules: Folders of packs to lay over.
  package init(language: String, folder: String?, rules: [String]) throws(PackError) {
    if folder == nil, rules.isEmpty, let compiled = Models(compiled: language) {
      self = compiled
    } else {
      try self.init(reading: language, folder: folder, rules: rules)
    }
  }

  /// Takes up the packs of a language that the program was linked with, if it was.
  init?(compiled language: String) {
    guard let compiled = CompiledPacks.pack(Self.names(of: language)) else { return nil }
    self.language = compiled.language
    pack = compiled.pack
  }

  /// Loads a language's packs from their files, whatever is there compiled.
  init(reading language: String, folder: String?, rules: [String]) throws(PackError) {
    let found = try Self.base(language, folder: folder)
    self.language = found.language
    pack = try RulePack(stack: try Self.stack(found.source, rules), schema: .news)
  }

  /// Lays down the packs that the program carries, with what is made of them, for `CompiledPacks`
  /// to take up.
  package static func compiled() throws(PackError) -> [UInt8] {
    var image = ImageWriter()
    image.lay(UInt32(EmbeddedModels.languages.count))
    for language in EmbeddedModels.languages {
      var pack = try Models(reading: language, folder: nil, rules: []).pack
      pack.preparedParts = PreparedParts()
      _ = try Extractor(pack: pack, language: language, release: Release.version)
      var part = ImageWriter()
      pack.lay(into: &part)
      image.lay(language)
      image.nest(part.bytes)
    }
    return image.bytes
  }

  /// The packs of a language, lowest first, without loading them.
  package static func stack(
    language: String, folder: String?, rules: [String]
  ) throws(PackError) -> [PackSource] {
    try stack(try base(language, folder: folder).source, rules)
  }

  /// What extracts with these rules.
  package func extractor(_ options: ExtractionOptions) throws(PackError) -> Extractor {
    if let analysis, options.words == .wide {
      return Extractor(
        analysis: analysis, of: pack, language: language, options: options,
        release: Release.version)
    }
    return try Extractor(
      pack: pack, language: language, options: options, release: Release.version)
  }

  /// What links with this language's words.
  package func linker(_ options: LinkOptions) -> Linker { Linker(options: options, bits: words) }

  /// What checks drafts against sources with this language's words.
  package func verifier(sources: [ArticleRecord]) -> DraftVerifier {
    DraftVerifier(sources: sources, bits: words)
  }

  /// What makes keys of quotes with this language's words.
  package func keyMaker() -> KeyMaker { KeyMaker(bits: words) }

  /// How much this language's words tell.
  package var words: WordBits {
    guard let words = pack.table("linking-word-bits") else { return .byLength }
    return WordBits(rows: words.rows.map { $0 })
  }

  private static func stack(_ base: PackSource, _ rules: [String]) throws(PackError) -> [PackSource]
  {
    var stack = [base]
    for folder in rules { stack.append(try PackSource.directory(folder)) }
    return stack
  }

  private static func base(
    _ language: String, folder: String?
  ) throws(PackError) -> (language: String, source: PackSource) {
    let names = names(of: language)
    for name in names {
      guard let folder else {
        if let source = PackSource.embedded(name) { return (name, source) }
        continue
      }
      if isFile("\(folder)/\(name)/pack.yaml") {
        return (name, try PackSource.directory("\(folder)/\(name)"))
      }
    }
    if let folder, isFile("\(folder)/pack.yaml") {
      return (names[1], try PackSource.directory(folder))
    }
    let place = folder ?? "quoteex"
    throw PackError(diagnostics: [
      Diagnostic(
        file: place, line: 0, column: 0, code: missingLanguage,
        message: "no rule pack for the language “\(language)”")
    ])
  }

  /// The names under which a pack for a language may be found: its own, and what stands before its
  /// hyphen.
  private static func names(of language: String) -> [String] {
    [language, language.split(separator: "-").first.map(String.init) ?? language]
  }

  private static func isFile(_ path: String) -> Bool { access(path, R_OK) == 0 }
}

extension PackSource {
  /// The pack of a language that the program carries.
  fileprivate static func embedded(_ language: String) -> PackSource? {
    EmbeddedModels.pack(language).map {
      PackSource(name: "models/\($0.language)", files: $0.contents, sha256: $0.sha256)
    }
  }
}

extension PackError {
  /// Whether all that is wrong is that there is no pack for a language.
  package var isMissingLanguage: Bool { diagnostics.first?.code == Models.missingLanguage }
}
