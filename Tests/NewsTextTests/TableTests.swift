import Foundation
import NewsText
import Testing

@Suite("Text read by tables of cases")
struct TableTests {
  @Test("tokens", arguments: Case.all("tokens.txt"))
  func tokens(_ row: Case) throws {
    let document = try English.read(row.fields[0])
    let found = document.tokens.indices.map { document.text(of: $0) }
    #expect(found == row.fields[1].components(separatedBy: " | "))
  }

  @Test("quotations", arguments: Case.all("quotations.txt"))
  func quotations(_ row: Case) throws {
    let document = try English.read(row.fields[0])
    let found = document.quotations.map { quotation in
      let depth = Self.depth(of: quotation, in: document)
      let text = document.text(of: quotation.inner)
      return String(repeating: ">", count: depth) + (quotation.continues ? "+" : "") + text
    }
    let expected = row.fields[1] == "-" ? [] : row.fields[1].components(separatedBy: " | ")
    #expect(found == expected)
    if row.fields.count > 2 {
      let repairs = document.repairs.map(\.kind.rawValue).filter { $0 != "glued_sentence" }
      #expect(repairs == (row.fields[2] == "-" ? [] : row.fields[2].components(separatedBy: " ")))
    }
  }

  private static func depth(of quotation: Quotation, in document: Document) -> Int {
    var depth = 0
    var parent = quotation.parent
    while let index = parent {
      depth += 1
      parent = document.quotations[index].parent
    }
    return depth
  }

  @Test("sentences and pieces of the page", arguments: Case.all("sentences.txt"))
  func sentences(_ row: Case) throws {
    let pieces = row.fields[0].components(separatedBy: "‖")
    let text = pieces.map(Self.plain).joined()
    let document = try English.read(text)
    let found = document.sentences.map { sentence in
      let own = sentence.tokens.filter {
        sentence.kind != .text || !document.tokens[$0].flags.contains(.boilerplate)
      }
      return Self.label(sentence.kind) + Self.join(own, in: document)
    }
    let expected = pieces.map { piece in
      let document = Self.label(of: piece) + Self.plain(piece, dropping: true)
      return Self.normal(document)
    }
    #expect(found.map(Self.normal) == expected)
  }

  /// Single spaces, none at the edges or behind a label.
  private static func normal(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacingOccurrences(of: "] ", with: "]")
  }

  /// The text of tokens that may leave some out, as it stands.
  private static func join(_ tokens: [Int], in document: Document) -> String {
    var text = ""
    for token in tokens {
      if document.tokens[token].flags.contains(.spaceBefore), !text.isEmpty { text += " " }
      text += document.text(of: token)
    }
    return text
  }

  /// "[byline]" at the start of a piece names its kind.
  private static func label(of piece: String) -> String {
    let trimmed = piece.drop { $0.isWhitespace }
    guard trimmed.hasPrefix("["), let end = trimmed.firstIndex(of: "]") else { return "" }
    return String(trimmed[...end])
  }

  private static func label(_ kind: Sentence.Kind) -> String {
    kind == .text ? "" : "[\(kind.rawValue)]"
  }

  /// The piece without its label, and without (or with) what ⟦…⟧ marks as links inside it.
  private static func plain(_ piece: String) -> String { plain(piece, dropping: false) }

  private static func plain(_ piece: String, dropping: Bool) -> String {
    var text = piece
    let label = label(of: piece)
    if !label.isEmpty, let range = text.range(of: label) { text.removeSubrange(range) }
    while let start = text.firstIndex(of: "⟦"), let end = text.firstIndex(of: "⟧") {
      if dropping {
        text.removeSubrange(start...end)
      } else {
        text.remove(at: end)
        text.remove(at: start)
      }
    }
    return text
  }
}
