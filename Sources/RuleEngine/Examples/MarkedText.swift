/// A text with spans marked in it: `{source: Two people} said {act#1=deny: no}`.
///
/// A mark is `{role: text}`, `{role#1: text}`, `{role=value: text}` or `{role#1=value: text}`;
/// marks nest, `{{` and `}}` are braces (but where two marks or more are open, `}}` closes two),
/// and spaces after the colon are not part of the text. The examples of rules and the corpus are
/// written in it.
package struct MarkedText: Sendable, Hashable {
  /// The text without its marks.
  package private(set) var plain: String
  /// The marks, by where they begin, the outer before the inner.
  package private(set) var marks: [Mark]
  /// Where each mark begins in the marked text, in UTF-8 bytes; empty where it was not read.
  package private(set) var places: [Int] = []

  /// A span of the text.
  package struct Mark: Sendable, Hashable {
    /// What the span is.
    package var role: String
    /// A number that tells which spans belong together.
    package var id: Int?
    /// What is said of the span.
    package var value: String?
    /// The bytes of the plain text, in UTF-8.
    package var range: Range<Int>
  }

  /// What is wrong with the marks.
  package struct Fault: Error, Sendable, Hashable {
    /// The byte of the marked text, in UTF-8.
    package var offset: Int
    /// What is wrong, in a form that never changes.
    package var code: String
    /// What is wrong, in words.
    package var message: String
  }

  /// How deep marks may nest.
  package static let deepest = 64

  /// Reads a marked text; linear.
  package init(parsing text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    var reader = MarkReader(bytes: bytes)
    try reader.read()
    plain = String(decoding: reader.plain, as: UTF8.self)
    marks = reader.marks
    places = reader.places
  }

  /// Puts a text and its marks together; the ranges must lie in the text.
  init(plain: String, marks: [Mark]) {
    self.plain = plain
    self.marks = marks
  }

  /// The text of a mark.
  package func text(of mark: Mark) -> String {
    String(decoding: Array(plain.utf8)[mark.range], as: UTF8.self)
  }
}

private struct MarkReader {
  let bytes: [UInt8]
  var plain: [UInt8] = []
  var marks: [MarkedText.Mark] = []
  var places: [Int] = []
  private var open: [(mark: Int, offset: Int)] = []
  private var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() throws(MarkedText.Fault) {
    while at < bytes.count {
      let byte = bytes[at]
      let isDouble = at + 1 < bytes.count && bytes[at + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where !isDouble: try openMark()
      case UInt8(ascii: "}") where !isDouble || open.count >= 2: try closeMark()
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        plain.append(byte)
        at += 2
      default:
        plain.append(byte)
        at += 1
      }
    }
    if let last = open.last {
      throw fault(last.offset, "mark.open", "'{\(marks[last.mark].role)' is never closed")
    }
  }

  private mutating func openMark() throws(MarkedText.Fault) {
    let start = at
    at += 1
    let role = take { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E }
    var id: Int?
    if peek == UInt8(ascii: "#") {
      at += 1
      id = Int(take { $0 &- 0x30 < 10 })
      if id == nil { throw fault(start, "mark.id", "a number must follow '#'") }
    }
    var value: String?
    if peek == UInt8(ascii: "=") {
      at += 1
      value = take { $0 != 0x3A && $0 != 0x7B && $0 != 0x7D && $0 != 0x0A }
    }
    guard !role.isEmpty, peek == UInt8(ascii: ":") else {
      throw fault(
        start, "mark.form", "a mark is {role: text} or {role#1=value: text}; a brace is '{{'")
    }
    at += 1
    _ = take { $0 == 0x20 }
    if open.count == MarkedText.deepest {
      throw fault(start, "mark.deep", "marks nest deeper than \(MarkedText.deepest)")
    }
    open.append((marks.count, start))
    places.append(start)
    marks.append(.init(role: role, id: id, value: value, range: plain.count..<plain.count))
  }

  private mutating func closeMark() throws(MarkedText.Fault) {
    guard let last = open.popLast() else { throw fault(at, "mark.close", "'}' closes no mark") }
    at += 1
    marks[last.mark].range = marks[last.mark].range.lowerBound..<plain.count
    if marks[last.mark].range.isEmpty {
      throw fault(last.offset, "mark.empty", "'{\(marks[last.mark].role)' marks no text")
    }
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ isPart: (UInt8) -> Bool) -> String {
    let start = at
    while let byte = peek, isPart(byte) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private func fault(_ offset: Int, _ code: String, _ message: String) -> MarkedText.Fault {
    MarkedText.Fault(offset: offset, code: code, message: message)
  }
}
