package import RuleEngine

extension Tagger {
  /// The names of the tagger's tables in a pack.
  package enum TableName {
    package static let words = "tagger.words"
    package static let endings = "tagger.endings"
    package static let weights = "tagger.weights"
  }

  /// The lexicon of the words behind which "to" is a preposition.
  static let takesTo = "syntax.to"

  /// Builds the tagger of a pack.
  ///
  /// - Throws: `tagger.table.missing` and `tagger.row` where tables are missing or cannot be read.
  package init(pack: RulePack) throws(PackError) {
    self = try pack.prepared("tagger") { () throws(PackError) in
      let vocabulary = pack.vocabulary
      return Tagger(
        model: try TaggerModel(pack: pack),
        takesTo: pack.entries(of: Self.takesTo).map { vocabulary.lexeme($0.lemma) },
        lexemes: vocabulary.count,
        lexeme: { vocabulary.lexeme($0) })
    }
  }
}

extension TaggerModel {
  /// Reads the model out of a pack's tables.
  ///
  /// - Throws: `tagger.table.missing` for a table that is not there or lacks a column,
  ///   `tagger.row` for each row that cannot be read.
  package init(pack: RulePack) throws(PackError) {
    self.init()
    var reader = ModelReader(pack: pack)
    reader.read(Tagger.TableName.words, ["form", "tags", "more"]) { cells, names in
      // A tilde after the other tags: those of its ending too.
      let isRare = cells.2.last == UInt8(ascii: "~")
      let more = isRare ? cells.2.dropLast() : cells.2
      guard let (tags, common) = Self.tags(cells.1, more, names) else { return false }
      words.append(Word(form: cells.0.text, tags: tags, common: common, isRare: isRare))
      return true
    }
    reader.read(Tagger.TableName.endings, ["ending", "tags", "more"]) { cells, names in
      guard let ending = WordEnding(named: cells.0.text),
        let (tags, common) = Self.tags(cells.1, cells.2, names)
      else { return false }
      endings.append(Ending(ending: ending, tags: tags, common: common))
      return true
    }
    reader.read(Tagger.TableName.weights, ["feature", "value", "weights"]) { cells, names in
      guard let feature = Feature(rawValue: cells.0.text),
        let parts = Self.weights(cells.2, names)
      else { return false }
      weights.append(Weights(feature: feature, value: cells.1.text, weights: parts))
      return true
    }
    if !reader.faults.isEmpty { throw PackError(diagnostics: reader.faults) }
  }

  /// `NN VB` and `JJ`: the tags that name the class, and the others.
  private static func tags(
    _ common: ArraySlice<UInt8>, _ more: ArraySlice<UInt8>, _ names: TagNames
  ) -> (tags: [Tag], common: Int)? {
    var tags: [Tag] = []
    guard read(common, names, into: &tags) else { return nil }
    let count = tags.count
    guard read(more, names, into: &tags) else { return nil }
    return count > 0 ? (tags, count) : nil
  }

  private static func read(
    _ cell: ArraySlice<UInt8>, _ names: TagNames, into tags: inout [Tag]
  ) -> Bool {
    var start = cell.startIndex
    while start < cell.endIndex {
      let end = cell[start...].firstIndex(of: 0x20) ?? cell.endIndex
      guard let tag = names.tag(cell[start..<end]) else { return false }
      tags.append(tag)
      start = end + 1
    }
    return true
  }

  /// `NN+31 VB-12`.
  private static func weights(
    _ cell: ArraySlice<UInt8>, _ names: TagNames
  ) -> [(tag: Tag, weight: Int8)]? {
    var result: [(tag: Tag, weight: Int8)] = []
    var start = cell.startIndex
    while start < cell.endIndex {
      guard let sign = cell[start...].firstIndex(where: { $0 == 0x2b || $0 == 0x2d }),
        let tag = names.tag(cell[start..<sign])
      else { return nil }
      var value = 0
      var place = sign + 1
      while place < cell.endIndex, cell[place] != 0x20 {
        guard cell[place] >= 0x30, cell[place] <= 0x39, value < 128 else { return nil }
        value = value * 10 + Int(cell[place]) - 0x30
        place += 1
      }
      guard value < 128 else { return nil }
      result.append((tag, Int8(cell[sign] == 0x2d ? -value : value)))
      start = place + 1
    }
    return result
  }
}

/// Reads rows of three cells of tables and gathers what is wrong with them.
private struct ModelReader {
  typealias Cells = (ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>)

  let pack: RulePack
  let names = TagNames()
  var faults: [Diagnostic] = []

  init(pack: RulePack) { self.pack = pack }

  mutating func read(_ name: String, _ columns: [String], _ take: (Cells, TagNames) -> Bool) {
    guard let table = pack.table(name), table.columns == columns else {
      let message = "no table \(name) with the columns \(columns.joined(separator: ", "))"
      fault(name, "tagger.table.missing", message)
      return
    }
    for row in table.rows.indices {
      let cells = table.rows.cells(row)
      guard cells.count == 3, !cells[0].isEmpty, take((cells[0], cells[1], cells[2]), names) else {
        fault(name, "tagger.row", "row \(row + 1) cannot be read: \(cells[0].text)")
        continue
      }
    }
  }

  private mutating func fault(_ name: String, _ code: String, _ message: String) {
    faults.append(
      Diagnostic(
        file: "weights/\(name).tsv", line: 0, column: 0, code: code, message: message))
  }
}

extension ArraySlice<UInt8> {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
