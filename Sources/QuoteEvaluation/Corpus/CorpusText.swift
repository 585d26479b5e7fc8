import NewsText
import QuoteRecords
import RuleEngine

/// A mark of a labeled article, its value taken apart.
struct CorpusMark {
  var role: String
  /// What it belongs to, within its kind.
  var number: Int?
  /// What stands before the first semicolon of the value; empty where there is none.
  var value: String
  /// What stands behind it: `intent=withheld`, `hedged`.
  var facts: [String]
  /// Where it is in the plain text, in UTF-8 bytes.
  var range: Range<Int>
  /// What it marks.
  var text: String
  /// Where it begins in the marked text, in UTF-8 bytes.
  var place: Int

  /// The value of a fact that has one.
  func fact(_ name: String) -> String? {
    facts.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// The keys of the speakers that it names; a joint source names several with `+`.
  var keys: [String] { value.isEmpty ? [] : value.split(separator: "+").map(String.init) }

  /// Whether it holds another range.
  func holds(_ other: Range<Int>) -> Bool {
    range.lowerBound <= other.lowerBound && other.upperBound <= range.upperBound
  }
}

/// A labeled article's text: its marks, and the ways between the marked and the plain text.
struct CorpusText {
  /// The file as messages call it.
  let file: String
  /// The text without its marks.
  let plain: String
  /// Its bytes.
  let bytes: [UInt8]
  /// The marks, by where they begin, the outer before the inner.
  let marks: [CorpusMark]

  private let marked: [UInt8]
  private let offsets: OffsetMap

  /// Reads a marked text.
  ///
  /// - Throws: `invalid_marks` at the place of the first mark that cannot be read.
  init(file: String, marked: String) throws(LabelFault) {
    let text: MarkedText
    do {
      text = try MarkedText(parsing: marked)
    } catch {
      let place = Self.place(error.offset, in: Array(marked.utf8))
      throw LabelFault(
        file: file, line: place.line, column: place.column, code: "invalid_marks",
        message: error.message)
    }
    self.file = file
    self.marked = Array(marked.utf8)
    plain = text.plain
    let plainBytes = Array(text.plain.utf8)
    bytes = plainBytes
    offsets = OffsetMap(plainBytes)
    marks = zip(text.marks, text.places).map { mark, place in
      let parts = (mark.value ?? "").split(separator: ";", omittingEmptySubsequences: false)
      return CorpusMark(
        role: mark.role, number: mark.id, value: parts.first.map(String.init) ?? "",
        facts: parts.dropFirst().map(String.init), range: mark.range,
        text: String(decoding: plainBytes[mark.range], as: UTF8.self), place: place)
    }
  }

  /// A range as the contract's span, in code points.
  func span(_ range: Range<Int>) -> Span {
    Span(
      start: offsets.codepoint(range.lowerBound), end: offsets.codepoint(range.upperBound),
      text: String(decoding: bytes[range], as: UTF8.self))
  }

  /// A fault at a mark.
  func fault(_ mark: CorpusMark, _ code: String, _ message: String) -> LabelFault {
    fault(marked: mark.place, code, message)
  }

  /// A fault at a place of the plain text, in UTF-8 bytes.
  func fault(plain offset: Int, _ code: String, _ message: String) -> LabelFault {
    // What is in the marked text before it: the same bytes, and the marks that begin before it.
    let last = marks.last { $0.range.lowerBound <= offset }
    var place = last.map { behindHead(of: $0) } ?? 0
    let rest = bytes[min(last?.range.lowerBound ?? 0, offset)..<min(offset + 1, bytes.count)]
    for byte in rest {
      while place < marked.count, marked[place] != byte { place += 1 }
      place += 1
    }
    return fault(marked: max(0, place - 1), code, message)
  }

  private func behindHead(of mark: CorpusMark) -> Int {
    var place = mark.place
    while place < marked.count, marked[place] != UInt8(ascii: ":") { place += 1 }
    return place + 1
  }

  private func fault(marked offset: Int, _ code: String, _ message: String) -> LabelFault {
    let place = Self.place(offset, in: marked)
    return LabelFault(
      file: file, line: place.line, column: place.column, code: code, message: message)
  }

  /// The line, and the code point within it, of a byte.
  private static func place(_ offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.lazy.filter { $0 == 0x0A }.count + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (line, before[start...].lazy.filter { $0 & 0xC0 != 0x80 }.count + 1)
  }
}
