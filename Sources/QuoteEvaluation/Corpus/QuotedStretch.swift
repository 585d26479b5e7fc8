/// A stretch of a text between quotation marks, as the marks alone tell.
///
/// It stands apart from how the extractor pairs marks, so that the labels are not checked by what
/// they are to measure. Only the outermost pair counts. A stretch does not leave its paragraph,
/// which ends at a line feed, unless the next line goes on in lower case. Marks that a page left as
/// references (`&quot;`) count as marks.
struct QuotedStretch {
  /// The stretch with its marks, in UTF-8 bytes.
  var outer: Range<Int>
  /// The stretch without its marks.
  var inner: Range<Int>

  /// The stretches of a text, in its order; one that is not closed runs to its paragraph's end.
  static func all(in text: String) -> [QuotedStretch] {
    var scanner = QuotationScanner(text)
    return scanner.stretches()
  }
}

/// Walks over the characters of a text, each with its place.
private struct QuotationScanner {
  /// A scalar, or a reference that stands for one.
  private struct Unit {
    var scalar: Unicode.Scalar
    var bytes: Range<Int>
  }

  private let units: [Unit]
  private var at = 0

  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "‘": "’", "«": "»", "\"": "\"", "'": "'",
  ]
  private static let references: [String: Unicode.Scalar] = [
    "&quot;": "\"", "&#34;": "\"", "&ldquo;": "“", "&#8220;": "“", "&rdquo;": "”", "&#8221;": "”",
    "&lsquo;": "‘", "&#8216;": "‘", "&rsquo;": "’", "&#8217;": "’", "&#39;": "'",
  ]
  /// What may stand before a mark that opens, besides spaces.
  private static let openers: Set<Unicode.Scalar> = [
    "(", "[", "—", "–", "-", "/", ":", "…", "“", "‘", ".", "!", "?",
  ]

  init(_ text: String) {
    var units: [Unit] = []
    let bytes = Array(text.utf8)
    var offset = 0
    for scalar in text.unicodeScalars {
      let start = offset
      offset += UTF8.width(scalar)
      if let last = units.last, last.bytes.upperBound > start { continue }
      if scalar == "&", let end = bytes[start...].prefix(7).firstIndex(of: UInt8(ascii: ";")) {
        let name = String(decoding: bytes[start...end], as: UTF8.self)
        if let mark = Self.references[name] {
          units.append(Unit(scalar: mark, bytes: start..<end + 1))
          continue
        }
      }
      units.append(Unit(scalar: scalar, bytes: start..<offset))
    }
    self.units = units
  }

  mutating func stretches() -> [QuotedStretch] {
    var out: [QuotedStretch] = []
    while at < units.count {
      guard let end = end(ofStretchAt: at) else {
        at += 1
        continue
      }
      let inner = units[at].bytes.upperBound..<end.inner
      out.append(.init(outer: units[at].bytes.lowerBound..<end.outer, inner: inner))
      at = end.next
    }
    return out
  }

  /// Where the stretch that opens at a unit ends, in bytes, and the unit behind it.
  private func end(ofStretchAt place: Int) -> (inner: Int, outer: Int, next: Int)? {
    guard let close = Self.closing[units[place].scalar], place + 1 < units.count,
      !isSpace(place + 1), opens(place)
    else { return nil }
    var next = place + 1
    while next < units.count, !endsParagraph(next) {
      if units[next].scalar == close, closes(next) {
        return (units[next].bytes.lowerBound, units[next].bytes.upperBound, next + 1)
      }
      next += 1
    }
    // A single mark that nothing closes is an apostrophe.
    if close == "’" || close == "'" { return nil }
    let end = units[next - 1].bytes.upperBound
    return (end, end, next)
  }

  private func opens(_ place: Int) -> Bool {
    place == 0 || units[place].scalar == "“" || isSpace(place - 1)
      || Self.openers.contains(units[place - 1].scalar)
  }

  private func closes(_ place: Int) -> Bool {
    let mark = units[place].scalar
    guard mark == "’" || mark == "'" else { return true }
    if isWordPart(place + 1) { return false }
    // “its members’ vote’”: a plural's apostrophe, where another mark still closes.
    guard units[place - 1].scalar == "s", place + 1 < units.count, isSpace(place + 1) else {
      return true
    }
    var next = place + 1
    while next < units.count, !endsParagraph(next) {
      let other = units[next].scalar
      if other == "‘" || (mark == "'" && other == mark && isSpace(next - 1)) { return true }
      if other == mark, !isWordPart(next + 1) { return false }
      next += 1
    }
    return true
  }

  private func endsParagraph(_ place: Int) -> Bool {
    guard units[place].scalar == "\n" else { return false }
    return place + 1 >= units.count || !units[place + 1].scalar.properties.isLowercase
  }

  private func isSpace(_ place: Int) -> Bool { units[place].scalar.properties.isWhitespace }

  private func isWordPart(_ place: Int) -> Bool {
    guard place < units.count else { return false }
    let properties = units[place].scalar.properties
    return properties.isAlphabetic || properties.numericType != nil
  }
}
