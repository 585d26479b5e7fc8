/// A rule as its file tells it.
package struct Rule: Sendable {
  /// Its name, which never changes: `en.marker.knows-the-matter`.
  package let id: String
  /// Which finder uses it.
  package let kind: String
  /// What it finds, in a sentence.
  package let summary: String
  /// Whether it is in use.
  package internal(set) var status: Status
  /// Which of two overlapping finds wins: the higher.
  package let preference: Int
  /// What its finds are said to be; the schema of its kind tells which attributes there are.
  package let attributes: [String: String]
  /// Its file, as diagnostics name it.
  package let file: String
  /// The line where it begins.
  package let line: Int
  let pattern: Pattern
  let anchors: [(element: PatternElement, source: SourceText)]
  let findsText: SourceText
  let skipsText: SourceText

  /// Whether a rule is in use.
  package enum Status: String, Sendable, CaseIterable {
    /// Not yet: only its examples run.
    case draft
    /// In use.
    case active
    /// No more: kept so that its id stays known.
    case retired
  }

  /// Sentences in which it must fire, with marks around what it must capture.
  package var finds: [RuleExample] { RuleExample.read(findsText) }
  /// Sentences in which it must not fire although they hold its anchor.
  package var skips: [RuleExample] { RuleExample.read(skipsText) }
  /// The roles that its pattern can capture.
  package var roles: [String] { pattern.roles }
  /// Its pattern as it is written.
  package var patternText: String { pattern.source.text }
  /// Its anchors as they are written.
  package var anchorTexts: [String] { anchors.map(\.source.text) }
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
