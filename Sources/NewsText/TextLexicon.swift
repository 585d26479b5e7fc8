import CWideText

/// The words of a language, frozen for look-up by bytes.
///
/// A class, so that handing it on costs one count and not one for each of its tables; nothing in it
/// changes.
final class TextLexicon: Sendable {
  let data: LanguageData
  /// Abbreviations without their last full stop; the number is the index into `data`.
  let abbreviations: WordTable
  /// Clitics' letters after the apostrophe; the number is the index into `data`.
  let clitics: WordTable
  /// The letters that each clitic has before its apostrophe, by the same number.
  let cliticHeads: [[UInt8]]
  /// Endings of words that may take an apostrophe, such as the plural's "s".
  let endings: [[UInt8]]
  /// Words that begin with an apostrophe, without it.
  let elisions: WordTable
  let gluedUnits: WordTable
  let domains: WordTable
  let starters: WordTable
  let reportingVerbs: WordTable
  let agencies: WordTable
  let calendar: WordTable
  /// The agencies' names, longest first.
  let agencyNames: [[UInt8]]
  /// The labels of the page, longest first, by their first byte.
  private let labels: [[Label]]
  /// For each first byte the second ones of labels, a bit each.
  private let labelHeads: [UInt64]
  /// The first words of labels of the shape `line`.
  let lineStarts: WordTable
  /// The last words of labels of the shape `label`.
  let labelEnds: WordTable

  /// The labels of the shape `label`, longest first.
  let endLabels: [Label]

  /// A label of the page, as bytes.
  struct Label: Sendable {
    var text: [UInt8]
    var kind: Sentence.Kind
    var shape: LanguageData.Boilerplate.Shape
  }

  init(_ language: LanguageData) {
    var data = language
    // Where an abbreviation is listed in both cases, the one in small letters fits both.
    data.abbreviations.sort { $0.text > $1.text }
    self.data = data
    abbreviations = WordTable(
      data.abbreviations.map { $0.text.hasSuffix(".") ? String($0.text.dropLast()) : $0.text })
    endings = data.clitics.filter { $0.hasSuffix("'") }.map { Array($0.utf8.dropLast()) }
    let heads = data.clitics.filter { !$0.hasSuffix("'") }
    let parts = heads.map { $0.split(separator: "'", omittingEmptySubsequences: false) }
    clitics = WordTable(parts.map { String($0.last ?? "") })
    cliticHeads = parts.map { Array(($0.first ?? "").utf8) }
    elisions = WordTable(data.elisions.map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 })
    gluedUnits = WordTable(data.gluedUnits)
    domains = WordTable(data.domains)
    starters = WordTable(data.starters)
    reportingVerbs = WordTable(data.reportingVerbs)
    agencies = WordTable(data.agencies)
    calendar = WordTable(data.calendar)
    agencyNames = data.agencies.map { Array($0.utf8) }.sorted { $0.count > $1.count }
    var labels: [[Label]] = Array(repeating: [], count: 256)
    for label in data.boilerplate.sorted(by: { $0.text.utf8.count > $1.text.utf8.count }) {
      guard let first = label.text.utf8.first else { continue }
      labels[Int(first)].append(
        Label(text: Array(label.text.utf8), kind: label.kind, shape: label.shape))
    }
    self.labels = labels
    labelHeads = labels.map { labels in
      labels.reduce(0) { $0 | ($1.text.count > 1 ? 1 &<< UInt64($1.text[1] & 63) : .max) }
    }
    endLabels = labels.flatMap { $0 }.filter { $0.shape == .label }
      .sorted { $0.text.count > $1.text.count }
    lineStarts = Self.words(of: data.boilerplate, .line) { $0.first }
    labelEnds = Self.words(of: data.boilerplate, .label) { $0.last }
  }

  /// The labels that begin with a byte, longest first.
  func labels(from first: UInt8) -> [Label] { labels[Int(first)] }

  /// Whether a label begins with these two bytes, or with two that look alike.
  func mayBeginLabel(_ first: UInt8, _ second: UInt8) -> Bool {
    labelHeads[Int(first)] &>> UInt64(second & 63) & 1 == 1
  }

  /// Cuts plain words and marks, with what they need of the language.
  @inline(__always)
  func cut(_ cut: inout cwide_cut) {
    abbreviations.lengths.withUnsafeBufferPointer { abbreviations in
      lineStarts.lengths.withUnsafeBufferPointer { openers in
        cut.abbreviations = abbreviations.baseAddress
        cut.openers = openers.baseAddress
        cwide_cut_plain(&cut)
      }
    }
  }

  private static func words(
    of labels: [LanguageData.Boilerplate], _ shape: LanguageData.Boilerplate.Shape,
    _ pick: ([Substring]) -> Substring?
  ) -> WordTable {
    WordTable(
      labels.filter { $0.shape == shape }.compactMap { label in
        pick(label.text.split { $0 == " " || $0 == ":" }).map(String.init)
      })
  }
}
