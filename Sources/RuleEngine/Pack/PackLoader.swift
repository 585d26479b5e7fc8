/// Reads packs one over the other, collecting what is wrong.
struct PackLoader {
  private(set) var rules: [Rule] = []
  private(set) var tables: [String: Table] = [:]
  private(set) var manifests: [PackManifest] = []
  private(set) var faults: [Diagnostic] = []
  var vocabulary = VocabularyBuilder()
  private let schema: RuleSchema
  private var ruleIDs: Set<String> = []
  /// Words of tables that tell how common they are.
  private var ranked: [(rank: Int, word: [UInt8])] = []
  private var elements: [(element: PatternElement, source: SourceText)] = []

  init(schema: RuleSchema) { self.schema = schema }

  /// Reads a pack over those before it.
  mutating func load(_ source: PackSource) {
    let manifest = PackManifest.read(source, faults: &faults)
    if let manifest {
      checkPlace(of: manifest)
      manifests.append(manifest)
      disable(manifest)
    }
    for (path, bytes) in source.files where path != "pack.yaml" {
      load(path, bytes, label: source.label(path), packID: manifest?.id)
    }
  }

  /// Gives words numbers.
  mutating func add(words: [[UInt8]]) {
    for word in words { vocabulary.add(word: word) }
  }

  /// Tells of every lexicon that some pattern names and no pack has, and gives the words of
  /// patterns their numbers.
  mutating func checkLexicons() {
    let names = vocabulary.names
    for (element, source) in elements { check(element, source, names) }
  }

  private mutating func check(
    _ element: PatternElement, _ source: SourceText, _ names: Set<String>
  ) {
    for test in element.tests {
      switch test.kind {
      case .word(let word): vocabulary.add(word: word)
      case .literal(let text): vocabulary.add(word: Folding.fold(text.utf8))
      case .lexicon(let name):
        guard !names.contains(name) else { continue }
        faults.append(
          source.fault(test.offset, "pattern.lexicon.unknown", "there is no lexicon '\(name)'"))
      case .itemClass: break
      }
    }
  }

  private mutating func checkPlace(of manifest: PackManifest) {
    if let id = manifest.extends, !manifests.contains(where: { $0.id == id }) {
      fault(
        manifest.file, manifest.extendsPlace, "pack.extends.missing",
        "the pack '\(id)' does not lie below this one")
    }
    if manifests.contains(where: { $0.id == manifest.id }) {
      fault(
        manifest.file, (1, 1), "pack.id.duplicate", "a pack below is called '\(manifest.id)' too")
    }
  }

  private mutating func disable(_ manifest: PackManifest) {
    for (id, line, column) in manifest.disable {
      guard let index = rules.firstIndex(where: { $0.id == id }) else {
        fault(
          manifest.file, (line, column), "pack.disable.unknown", "no pack below has a rule '\(id)'")
        continue
      }
      rules.remove(at: index)
    }
  }

  private mutating func load(_ path: String, _ bytes: [UInt8], label: String, packID: String?) {
    let parts = path.split(separator: "/").map(String.init)
    switch (parts.first, parts.last) {
    case ("rules", let name?) where name.hasSuffix(".yaml"):
      var reader = RuleFileReader(file: label, bytes: bytes, packID: packID, schema: schema)
      rules += reader.read()
      elements += reader.elements
      for (id, line) in reader.ids where !ruleIDs.insert(id).inserted {
        fault(label, (line, 1), "rule.id.duplicate", "another rule is called '\(id)'")
      }
      faults += reader.faults
    case ("lexicons", let name?) where name.hasSuffix(".txt") && parts.count == 2:
      var reader = LexiconReader(file: label, bytes: bytes)
      vocabulary.add(reader.read(name: String(name.dropLast(4))))
      faults += reader.faults
    case ("weights", let name?) where name.hasSuffix(".tsv") && parts.count == 2:
      var reader = TableReader(file: label, bytes: bytes)
      let table = reader.read(name: String(name.dropLast(4)))
      tables[table.name] = table
      addWords(of: table)
      addRanks(of: table)
      faults += reader.faults
    default:
      fault(
        label, (0, 0), "pack.file.unknown",
        "a pack holds rules/*.yaml, lexicons/*.txt and weights/*.tsv")
    }
  }

  /// Gives the words of the column that a table's header names in `# words: COLUMN` their numbers.
  private mutating func addWords(of table: Table) {
    guard let column = table.header["words"].flatMap(table.column) else { return }
    table.rows.bytes.withUnsafeBufferPointer { bytes in
      for row in table.rows.indices {
        vocabulary.add(text: UnsafeBufferPointer(rebasing: bytes[table.rows.cell(row, column)]))
      }
    }
  }

  /// Notes how common words are, where a table's header names the column that tells in
  /// `# order: COLUMN`: least for the commonest.
  private mutating func addRanks(of table: Table) {
    guard let column = table.header["order"].flatMap(table.column) else { return }
    for row in table.rows.indices {
      let cells = table.rows.cells(row)
      guard let rank = Int(String(decoding: cells[column], as: UTF8.self)) else { continue }
      ranked.append((rank, Array(cells[0])))
    }
  }

  /// Gives common words the first numbers, when all words are known that have any.
  mutating func orderWords() {
    guard !ranked.isEmpty else { return }
    let order = ranked.indices.sorted { (ranked[$0].rank, $0) < (ranked[$1].rank, $1) }
    vocabulary.bringForward(order.map { ranked[$0].word })
  }

  private mutating func fault(
    _ file: String, _ place: (line: Int, column: Int), _ code: String, _ message: String
  ) {
    faults.append(
      Diagnostic(
        file: file, line: place.line, column: place.column, code: code, message: message))
  }
}
