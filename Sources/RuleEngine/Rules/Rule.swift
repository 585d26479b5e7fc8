package import FlatImage

/// A rule as its file tells it.
package struct Rule: Sendable {
  /// Its name, which never changes: `en.marker.knows-the-matter`.
  package let id: String
  /// Which finder uses it.
  package let kind: String
  /// Whether it is in use.
  package internal(set) var status: Status
  /// Which of two overlapping finds wins: the higher.
  package let preference: Int
  /// What its finds are said to be; the schema of its kind tells which attributes there are.
  package let attributes: [String: String]
  /// The line where it begins.
  package let line: Int
  /// The roles that its pattern can capture.
  package let roles: [String]
  let texts: Deferred<RuleTexts>

  /// Whether a rule is in use.
  package enum Status: String, Sendable, CaseIterable {
    /// Not yet: only its examples run.
    case draft
    /// In use.
    case active
    /// No more: kept so that its id stays known.
    case retired
  }

  /// What it finds, in a sentence.
  package var summary: String { sources.summary }
  /// Its file, as diagnostics name it.
  package var file: String { sources.file }
  /// Sentences in which it must fire, with marks around what it must capture.
  package var finds: [RuleExample] { RuleExample.read(sources.finds) }
  /// Sentences in which it must not fire although they hold its anchor.
  package var skips: [RuleExample] { RuleExample.read(sources.skips) }
  /// Its pattern as it is written.
  package var patternText: String { sources.pattern.text }
  /// Its anchors as they are written.
  package var anchorTexts: [String] { sources.anchors.map(\.text) }

  /// Its texts; empty ones where an image is damaged.
  var sources: RuleTexts { (try? texts.value()) ?? .none }

  /// Its pattern, read from its text; linear in that. It was read before, with the file.
  func pattern() throws(PatternFault) -> Pattern { try PatternParser.parse(sources.pattern) }

  /// What its anchors ask for, read from their text.
  func anchors() throws(PatternFault) -> [PatternElement] {
    var elements: [PatternElement] = []
    for source in sources.anchors { elements.append(try PatternParser.anchor(source)) }
    return elements
  }
}

extension Rule: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    id = try image.part()
    kind = try image.part()
    status = Status(rawValue: try image.part()) ?? .draft
    preference = try image.value()
    attributes = try image.part()
    line = try image.value()
    roles = try image.part()
    texts = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(id)
    image.lay(kind)
    image.lay(status.rawValue)
    image.lay(preference)
    image.lay(attributes)
    image.lay(line)
    image.lay(roles)
    image.lay(texts)
  }
}

/// The texts of a rule, which are asked for when patterns are compiled, examples run and rules
/// listed.
struct RuleTexts: Sendable {
  /// What it finds, in a sentence.
  var summary: String
  /// Its file, as diagnostics name it.
  var file: String
  /// Its pattern.
  var pattern: SourceText
  /// Its anchors.
  var anchors: [SourceText]
  /// Its examples: what it must find, and what it must not.
  var finds, skips: SourceText

  /// No texts.
  static var none: RuleTexts {
    let empty = SourceText(text: "", file: "", origins: [])
    return RuleTexts(
      summary: "", file: "", pattern: empty, anchors: [], finds: empty, skips: empty)
  }
}

extension RuleTexts: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    summary = try image.part()
    file = try image.part()
    pattern = try image.part()
    anchors = try image.part()
    finds = try image.part()
    skips = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(summary)
    image.lay(file)
    image.lay(pattern)
    image.lay(anchors)
    image.lay(finds)
    image.lay(skips)
  }
}

/// An example sentence of a rule.
package struct RuleExample: Sendable, Hashable {
  /// The line of the example, with its marks.
  package var text: String
  /// The file it stands in.
  package var file: String
  /// The line it stands on.
  package var line: Int
  /// The column where it begins, in code points.
  package var column: Int

  /// The examples of a block: its lines, but for empty ones and comments.
  static func read(_ source: SourceText) -> [RuleExample] {
    source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        let text = line.drop { $0 == " " }
        guard !text.isEmpty, !text.hasPrefix("#"), let last = source.origins.last else {
          return nil
        }
        let origin = index < source.origins.count ? source.origins[index] : last
        return RuleExample(
          text: String(text), file: source.file, line: origin.line,
          column: origin.column + line.utf8.count - text.utf8.count)
      }
  }

  /// How many examples a block has, without building them.
  static func count(_ source: SourceText) -> Int {
    var count = 0
    var isAtStart = true
    for byte in source.text.utf8 {
      if byte == 0x0A {
        isAtStart = true
      } else if isAtStart, byte != 0x20 {
        isAtStart = false
        if byte != 0x23 { count += 1 }
      }
    }
    return count
  }
}
