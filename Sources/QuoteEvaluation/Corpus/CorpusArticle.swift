/// What the marks of one kind and number say together.
struct CorpusItem {
  /// The kinds that are numbered.
  enum Kind: String, CaseIterable {
    case quote, marker, amount, claim
  }

  var kind: Kind
  var number: Int
  /// Its marks, in the order of the text.
  var marks: [CorpusMark] = []
  /// What the article's table says of it.
  var facts: [String: String] = [:]

  /// Its marks of a role.
  subscript(role: String) -> [CorpusMark] { marks.filter { $0.role == role } }

  /// The mark that says what it is: a content, a marker, an amount or a claim.
  var head: CorpusMark? {
    switch kind {
    case .quote: self["content"].first
    case .marker: self["marker"].first
    case .amount: marks.first { ["money", "percent", "points"].contains($0.role) }
    case .claim: self["claim"].first
    }
  }

  /// Whether the table calls it marginal.
  var isOptional: Bool { facts["optional"] == "yes" }

  /// The keys of the speakers of a quote; of the innermost source that gives one.
  var speakers: [String] {
    (self["source"] + self["content"]).first { !$0.value.isEmpty }?.keys ?? []
  }

  /// What the cue says that the source does.
  var act: String { self["cue"].first { !$0.value.isEmpty }?.value ?? "speech" }
}

/// A labeled article as its files give it.
struct CorpusArticle {
  let listing: CorpusListing
  let text: CorpusText
  /// The numbered items, by kind and number.
  private(set) var items: [CorpusItem] = []
  /// The marks without a number.
  private(set) var loose: [CorpusMark] = []
  /// Its speakers, by key.
  let speakers: [String: CorpusSpeaker]
  /// Its stretches between quotation marks.
  let quotations: [QuotedStretch]
  /// What is wrong with its marks and its table.
  private(set) var faults: [LabelFault] = []

  static let factHead = ["kind", "number", "field", "value"]

  /// Puts the marks together; what cannot be placed is a fault, and left out.
  init(
    _ listing: CorpusListing, _ text: CorpusText, speakers: [CorpusSpeaker], facts: CorpusTable?
  ) {
    self.listing = listing
    self.text = text
    self.speakers = Dictionary(speakers.map { ($0.key, $0) }) { first, _ in first }
    quotations = QuotedStretch.all(in: text.plain)
    var found: [CorpusItem.Kind: [Int: CorpusItem]] = [:]
    for mark in text.marks {
      if let kind = CorpusItem.Kind.allCases.first(where: {
        CorpusCodes.roles[$0]?.contains(mark.role) == true
      }) {
        guard let number = mark.number else {
          faults.append(text.fault(mark, "missing_number", "{\(mark.role) needs a number"))
          continue
        }
        found[kind, default: [:]][number, default: CorpusItem(kind: kind, number: number)]
          .marks.append(mark)
      } else if CorpusCodes.loose.keys.contains(mark.role) {
        loose.append(mark)
      } else {
        faults.append(text.fault(mark, "unknown_role", "'\(mark.role)' is no role"))
      }
    }
    if let facts { add(facts, to: &found) }
    items = CorpusItem.Kind.allCases.flatMap { kind in
      (found[kind] ?? [:]).values.sorted { $0.number < $1.number }
    }
  }

  /// The items of a kind, by number.
  func items(_ kind: CorpusItem.Kind) -> [CorpusItem] { items.filter { $0.kind == kind } }

  private mutating func add(
    _ table: CorpusTable, to found: inout [CorpusItem.Kind: [Int: CorpusItem]]
  ) {
    faults += table.faults
    for row in table.rows {
      guard let kind = CorpusItem.Kind(rawValue: row.cells[0]), let number = Int(row.cells[1]),
        CorpusCodes.facts[kind]?.contains(row.cells[2]) == true
      else {
        faults.append(
          table.fault(row.line, "'\(row.cells.joined(separator: " "))' is no fact of an item"))
        continue
      }
      guard found[kind]?[number] != nil else {
        faults.append(table.fault(row.line, "there is no \(kind) \(number) in the text"))
        continue
      }
      let value = row.cells[3]
      if row.cells[2] == "alt_speaker", speakers[value] == nil {
        faults.append(table.fault(row.line, "'\(value)' is not in speakers.tsv"))
      } else if row.cells[2] != "alt_speaker", value != "yes" {
        faults.append(table.fault(row.line, "\(row.cells[2]) is yes or left out, not '\(value)'"))
      }
      found[kind]?[number]?.facts[row.cells[2]] = value
    }
  }
}
