package import FlatImage

/// Rules, lexicons and tables of one or several packs laid over each other, ready for use.
///
/// Load it once and share it: it is immutable. Later packs add rules under their own prefix, add
/// to lexicons or replace entries of the same lemma, replace tables, and may disable rules.
package struct RulePack: Sendable {
  /// All rules, in the order of packs, files and lines.
  package var rules: [Rule] { ruleList.value ?? [] }
  /// The word forms that anything in the pack knows.
  package let vocabulary: Vocabulary
  /// Which packs these are, the lowest first.
  package let identities: [PackIdentity]
  /// Taken up when somebody asks for them: who matches rules has them compiled.
  private var ruleList: LazyPart<[Rule]>
  private let tables: Tables
  /// What was made of this very pack before; `nil` where everything is made anew.
  package var preparedParts: PreparedParts?

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
    loader.orderWords()
    try loader.faults.throwIfAny()
    ruleList = LazyPart(loader.rules)
    vocabulary = loader.vocabulary.freeze()
    tables = .read(loader.tables)
    identities = zip(loader.manifests, stack).map { manifest, source in
      PackIdentity(
        id: manifest.id, version: manifest.version, licence: manifest.licence,
        sha256: source.sha256)
    }
  }

  /// Takes up a pack that was laid down with `lay(into:)`, without reading its files.
  ///
  /// - Parameter files: The bytes of a file of the pack by its path, for the tables that are asked
  ///   for; each is read anew when it is.
  package init(
    from image: inout ImageReader, files: @escaping @Sendable (String) -> [UInt8]?
  ) throws(ImageError) {
    ruleList = try image.part()
    vocabulary = try image.part()
    identities = try image.part()
    tables = .unread(names: try image.part(), files: files)
    preparedParts = try image.part()
  }

  /// Lays the pack down, with what was made of it.
  package func lay(into image: inout ImageWriter) {
    image.lay(ruleList)
    image.lay(vocabulary)
    image.lay(identities)
    image.lay(tableNames)
    image.lay(preparedParts ?? PreparedParts())
  }

  /// A lexicon by its name.
  package func lexicon(_ name: String) -> Lexicon? {
    vocabulary.lexiconIndex(name).map(vocabulary.lexicon)
  }

  /// The entries of a lexicon; none where no pack has it.
  package func entries(of lexicon: String) -> [Lexicon.Entry] {
    guard let entries = self.lexicon(lexicon)?.entries else { return [] }
    return (0..<entries.count).map { entries[$0] }
  }

  /// A table by its name.
  package func table(_ name: String) -> Table? {
    switch tables {
    case .read(let tables): return tables[name]
    case .unread(let names, let files):
      let path = "weights/\(name).tsv"
      guard names.contains(name), let bytes = files(path) else { return nil }
      var reader = TableReader(file: path, bytes: bytes)
      return reader.read(name: name)
    }
  }

  /// The names of all lexicons, sorted.
  package var lexiconNames: [String] {
    (0..<vocabulary.lexiconCount).map { vocabulary.lexicon($0).name }.sorted()
  }

  /// The names of all tables, sorted.
  package var tableNames: [String] {
    switch tables {
    case .read(let tables): tables.keys.sorted()
    case .unread(let names, _): names
    }
  }

  /// The tables: read with the pack, or not before they are asked for.
  private enum Tables: Sendable {
    case read([String: Table])
    case unread(names: [String], files: @Sendable (String) -> [UInt8]?)
  }

  /// The same pack with some of its rules only, drafts among them made active; cheap, for the data
  /// is shared.
  package func restricted(to ids: Set<String>) -> RulePack {
    var copy = self
    copy.preparedParts = nil
    let some = rules.filter { ids.contains($0.id) }.map { rule in
      var rule = rule
      if rule.status == .draft { rule.status = .active }
      return rule
    }
    copy.ruleList = LazyPart(some)
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
  /// The SHA-256 of its files, in lower-case hexadecimal: over the files in the order of their
  /// paths, of each its path, a zero byte, the length in eight bytes (lowest first), the bytes.
  package var sha256: String
}

extension PackIdentity: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    id = try image.part()
    version = try image.part()
    licence = try image.part()
    sha256 = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(id)
    image.lay(version)
    image.lay(licence)
    image.lay(sha256)
  }
}
