import QuoteRecords

/// Finds the place of a label in a text from its offsets, and says what is wrong with them.
///
/// Formats repeat the labeled words. Where these do not stand at the offsets, but would if the
/// offsets were counted otherwise, the fault says how they were counted.
struct SpanFinder {
  /// The text.
  let offsets: TextOffsets
  /// The unit that offsets are in.
  let unit: OffsetUnit

  /// Finds one piece.
  ///
  /// - Parameter words: What the format says stands there, if it does.
  /// - Throws: `span_outside`, `span_empty`, `text_differs`, `offsets_utf16`, `offsets_utf8`,
  ///   `offsets_codepoint` or `offsets_line_ends`.
  func range(
    _ start: Int, _ end: Int, words: String?, at place: LabelPlace
  ) throws(LabelFault) -> Range<Int> {
    guard let range = try ranges([(start, end)], words: words, at: place).first else {
      throw place.fault("span_empty", "there is no span")
    }
    return range
  }

  /// Finds the pieces of a label whose words a format gives with one space between pieces.
  func ranges(
    _ pieces: [(start: Int, end: Int)], words: String?, at place: LabelPlace
  ) throws(LabelFault) -> [Range<Int>] {
    for piece in pieces where piece.start >= piece.end {
      throw place.fault("span_empty", "\(piece.start)-\(piece.end) holds no text")
    }
    let found = pieces.compactMap { offsets.range($0.start, $0.end, unit) }
    let isWhole = found.count == pieces.count
    if isWhole, words.map({ matches(found, $0) }) ?? true { return found }
    if let words, let fault = otherwise(pieces, words, place) { throw fault }
    let written = pieces.map { "\($0.start)-\($0.end)" }.joined(separator: ";")
    guard isWhole, let words else {
      throw place.fault(
        "span_outside",
        "\(written) does not lie in the text, which has \(offsets.count(unit)) \(unit.plural)")
    }
    let there = found.map { offsets.text($0) }.joined(separator: " ")
    throw place.fault(
      "text_differs", "at \(written) stands “\(Self.brief(there))”, not “\(Self.brief(words))”")
  }

  /// A fault that says in which other unit the offsets fit the words.
  private func otherwise(
    _ pieces: [(start: Int, end: Int)], _ words: String, _ place: LabelPlace
  ) -> LabelFault? {
    for other in OffsetUnit.allCases where other != unit {
      let found = pieces.compactMap { offsets.range($0.start, $0.end, other) }
      guard found.count == pieces.count, matches(found, words) else { continue }
      return place.fault(
        "offsets_\(other.rawValue)",
        "“\(Self.brief(words))” stands there if offsets are counted in \(other.plural), but"
          + " \(unit.plural) are due")
    }
    let found = pieces.compactMap { offsets.rangeInLineFeeds($0.start, $0.end) }
    guard unit == .codepoint, found.count == pieces.count, matches(found, words) else { return nil }
    return place.fault(
      "offsets_line_ends",
      "“\(Self.brief(words))” stands there if each line end counts as one character, but the text"
        + " has carriage returns")
  }

  private func matches(_ ranges: [Range<Int>], _ words: String) -> Bool {
    let text = ranges.map { offsets.text($0) }.joined(separator: " ")
    return Self.plain(text) == Self.plain(words)
  }

  /// The scalars with every white space as a space: formats of lines cannot hold others.
  private static func plain(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
  }

  private static func brief(_ text: String) -> String {
    let plain = String(String.UnicodeScalarView(plain(text)))
    return plain.count <= 40 ? plain : plain.prefix(39) + "…"
  }
}

/// Where in a file a label stands.
struct LabelPlace: Sendable, Hashable {
  /// The file and line.
  var origin: LabelOrigin
  /// The column, from 1; 0 for the whole line.
  var column = 0
  /// What in the file is meant, where it has no lines to speak of: `quotes[3].sources[0]`.
  var path = ""

  /// A fault at this place.
  func fault(_ code: String, _ message: String) -> LabelFault {
    let message = path.isEmpty ? message : "\(path): \(message)"
    return LabelFault(
      file: origin.file, line: origin.line, column: column, code: code, message: message)
  }
}

extension OffsetUnit {
  /// The unit in words.
  var plural: String {
    switch self {
    case .codepoint: "code points"
    case .utf16: "UTF-16 units"
    case .utf8: "bytes"
    }
  }
}
