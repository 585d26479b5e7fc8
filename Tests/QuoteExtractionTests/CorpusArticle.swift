import Foundation
import RuleEngine

/// A labeled article of the corpus.
struct CorpusArticle {
  /// A labeled quote: the marks of one number.
  struct Quote {
    var number: Int
    var content: [Range<Int>] = []
    var cue: [Range<Int>] = []
    var source: [Range<Int>] = []
    /// The key of the speaker; `nil` where the text names no source.
    var speaker: String?
  }

  let id: String
  let text: MarkedText
  /// The names of its speakers, by key.
  let speakers: [String: String]
  /// Its quotes, by number.
  let quotes: [Quote]
  /// What is wrong with its marks, in words.
  let faults: [String]

  private static let forms: Set<String> = [
    "unnamed_individual", "unnamed_group", "access_described", "bare_source", "anaphoric",
    "partial_identity", "vague_crowd", "agentless", "document",
  ]

  /// The articles of a folder, by name.
  static func all(in folder: URL) throws -> [CorpusArticle] {
    let speakers = try table(folder.appending(path: "speakers.tsv"))
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "txt" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { file in
        let id = file.deletingPathExtension().lastPathComponent
        let own = speakers.filter { $0.first == id && $0.count == 6 }.map { ($0[1], $0[2]) }
        return try CorpusArticle(
          id: id, marked: String(contentsOf: file, encoding: .utf8),
          speakers: Dictionary(own) { first, _ in first })
      }
  }

  /// The rows of a table, without its head.
  static func table(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  private init(id: String, marked: String, speakers: [String: String]) throws {
    self.id = id
    self.speakers = speakers
    text = try MarkedText(parsing: marked)
    var quotes: [Int: Quote] = [:]
    var faults: [String] = []
    for mark in text.marks {
      guard let number = mark.id else {
        if let fault = Self.fault(of: mark) { faults.append(fault) }
        continue
      }
      var quote = quotes[number] ?? Quote(number: number)
      switch mark.role {
      case "content": quote.content.append(mark.range)
      case "cue": quote.cue.append(mark.range)
      case "source": quote.source.append(mark.range)
      case "addressee": break
      default: faults.append("{\(mark.role)#\(number)} is no role of a quote")
      }
      if let key = mark.value {
        if quote.speaker ?? key != key { faults.append("#\(number) has two speakers") }
        quote.speaker = key
      }
      quotes[number] = quote
    }
    self.quotes = quotes.values.sorted { $0.number < $1.number }
    self.faults = faults + self.quotes.flatMap(Self.faults)
  }

  private static func fault(of mark: MarkedText.Mark) -> String? {
    switch (mark.role, mark.value) {
    case ("marker", let form?): forms.contains(form) ? nil : "'\(form)' is no form of a marker"
    case ("money", let value?): value.contains("_") ? nil : "'\(value)' has no currency"
    case ("percent", .some): nil
    default: "{\(mark.role)} has no number or no value"
    }
  }

  private static func faults(of quote: Quote) -> [String] {
    var out: [String] = []
    if quote.content.isEmpty { out.append("#\(quote.number) has no content") }
    if quote.cue.count > 1 { out.append("#\(quote.number) has several cues") }
    if quote.source.count > 1 { out.append("#\(quote.number) has several sources") }
    if quote.cue.isEmpty && !quote.source.isEmpty {
      out.append("#\(quote.number) has a source but no cue")
    }
    if !quote.source.isEmpty && quote.speaker == nil {
      out.append("#\(quote.number) has a source but no speaker")
    }
    let spans = quote.content.sorted { $0.lowerBound < $1.lowerBound }
    if zip(spans, spans.dropFirst()).contains(where: { $0.overlaps($1) }) {
      out.append("#\(quote.number) has content twice")
    }
    return out
  }
}
