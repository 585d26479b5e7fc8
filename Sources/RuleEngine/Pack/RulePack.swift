/// Rules, lexicons and tables of one or several packs laid over each other, ready for use.
///
/// Load it once and share it: it is immutable. Later packs add rules under their own prefix, add
/// to lexicons or replace entries of the same lemma, replace tables, and may disable rules.
package struct RulePack: Sendable {
  /// All rules, in the order of packs, files and lines.
  package private(set) var rules: [Rule]
  /// The word forms that anything in the pack knows.
  package let vocabulary: Vocabulary
  private let manifests: [PackManifest]
  private let sources: [PackSource]
  private let tables: [String: Table]

  /// Loads a stack of packs, the lowest first.
  ///
  /// - Parameters:
  ///   - schema: What rules of each kind may say.
  ///   - extraWords: Words that get a number in the vocabulary though no rule needs them.
  /// - Throws: Everything that is wrong with the packs, at once.
  package init(
    stack: [PackSource], schema: RuleSchema, extraWords: [String] = []
  ) throws(PackError) {
    var loader = PackLoader(schema: schema)
    for source in stack { loader.load(source) }
    for word in extraWords { loader.add(words: WordSplitter.words(word.utf8)) }
    loader.checkLexicons()
    try loader.faults.throwIfAny()
    rules = loader.rules
    vocabulary = loader.vocabulary.freeze()
    tables = loader.tables
    manifests = loader.manifests
    sources = stack
  }

  /// Which packs these are, the lowest first.
  ///
  /// The digest is SHA-256 over the files in the order of their paths: path, a zero byte, the
  /// length in eight bytes (lowest first), the bytes. It is worked out on each call, unless the
  /// source brought it along: linear in the pack.
  package var identities: [PackIdentity] {
    zip(manifests, sources).map { manifest, source in
      PackIdentity(
        id: manifest.id, version: manifest.version, licence: manifest.licence,
        sha256: source.sha256)
    }
  }

  /// A lexicon by its name.
  package func lexicon(_ name: String) -> Lexicon? {
    vocabulary.lexiconIndex(name).map(vocabulary.lexicon)
  }

  /// The entries of a lexicon; none where no pack has it.
  package func entries(of lexicon: String) -> [Lexicon.Entry] {
    self.lexicon(lexicon).map { Array($0.entries) } ?? []
  }

  /// A table by its name.
  package func table(_ name: String) -> Table? { tables[name] }

  /// The names of all lexicons, sorted.
  package var lexiconNames: [String] {
    (0..<vocabulary.lexiconCount).map { vocabulary.lexicon($0).name }.sorted()
  }

  /// The names of all tables, sorted.
  package var tableNames: [String] { tables.keys.sorted() }

  /// The same pack with some of its rules only, drafts among them made active; cheap, for the data
  /// is shared.
  package func restricted(to ids: Set<String>) -> RulePack {
    var copy = self
    copy.rules = rules.filter { ids.contains($0.id) }.map { rule in
      var rule = rule
      if rule.status == .draft { rule.status = .active }
      return rule
    }
    return copy
  }
}

/// Which pack was used.
package struct PackIdentity: Sendable, Hashable {
  /// Its id.
  package var id: String
  /// Its version.
  package var version: String
  /// Its licence.
  package var licence: String
  /// The SHA-256 of its files, in lower-case hexadecimal.
  package var sha256: String
}
