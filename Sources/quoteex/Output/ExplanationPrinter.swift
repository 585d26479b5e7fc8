import NewsQuotes
import NewsText
import QuoteExtraction

/// Lays explanations out for a person's eyes.
struct ExplanationPrinter {
  /// The text.
  let document: Document
  /// What was found in it, in code points.
  let record: ArticleRecord
  /// What paints.
  let painter: Painter

  /// All explanations, each with the results of its sentence.
  func text(of explanations: [Explanation]) -> String {
    explanations.map(text).joined(separator: "\n")
  }

  private func text(_ explanation: Explanation) -> String {
    let offsets = OffsetMap(document.bytes)
    let start = offsets.codepoint(explanation.bytes.lowerBound)
    let end = offsets.codepoint(explanation.bytes.upperBound)
    var lines = [
      painter.paint("\(start)–\(end)", .note) + "  " + shown(explanation.bytes, .heading)
    ]
    let kinds = explanation.tried.isEmpty ? "none" : explanation.tried.joined(separator: ", ")
    lines.append("  tried    " + painter.paint(kinds, .note))
    for candidate in explanation.candidates { lines += self.lines(of: candidate) }
    let results = self.results(in: start..<end)
    lines += results.isEmpty ? ["  no result"] : results
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of candidate: Explanation.Candidate) -> [String] {
    let head: String
    switch candidate.outcome {
    case .won: head = "  " + painter.paint("won", .quote) + "      \(candidate.rule)"
    case .lost(let winners):
      head =
        "  " + painter.paint("lost", .failure) + "     \(candidate.rule), to "
        + winners.joined(separator: ", ")
    case .refused: head = "  " + painter.paint("refused", .failure) + "  \(candidate.rule)"
    }
    let score = candidate.score.map { "  (\(Self.hundredths($0)))" } ?? ""
    let roles = candidate.roles.map { "             \($0.name): " + shown($0.bytes, .note) }
    return [head + score]
      + (roles.isEmpty ? ["             " + shown(candidate.bytes, .note)] : roles)
      + weights("weighed", candidate.weights) + weights("ends by", candidate.endWeights)
  }

  /// The weights that decided, the heaviest few of them.
  private func weights(_ name: String, _ weights: [WeighedFeature]) -> [String] {
    guard !weights.isEmpty else { return [] }
    let shown = weights.prefix(Self.mostWeights).map { feature in
      (feature.weight < 0 ? "−" : "+") + Self.hundredths(Double(abs(feature.weight)) / 100) + " "
        + Painter.safe(feature.name)
    }
    let rest = weights.count - shown.count
    let more = rest > 0 ? " · \(rest) lighter" : ""
    return ["             \(name): " + painter.paint(shown.joined(separator: " · ") + more, .note)]
  }

  private static let mostWeights = 6

  /// The results that touch a stretch of code points.
  private func results(in range: Range<Int>) -> [String] {
    let names = Dictionary(
      record.speakers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func touches(_ spans: [Span]) -> Bool {
      spans.contains { $0.field == nil && $0.start < range.upperBound && $0.end > range.lowerBound }
    }
    var lines: [String] = []
    for quote in record.quotes where touches(quote.content + quote.cue) {
      let content = quote.content.map(\.text).joined(separator: " … ")
      lines.append(
        result("quote", content, [quote.type.rawValue, quote.certainty.rawValue, quote.rule]))
      let who = quote.speakers.compactMap { names[$0] }.joined(separator: " and ")
      let reason = quote.unresolved.map { " (\($0))" } ?? ""
      lines.append(
        "             speaker: " + painter.paint(who.isEmpty ? "none" : who, .speaker)
          + ", by \(quote.speakerBy.rawValue)\(reason)")
      lines += quote.candidates.map {
        "             or: \(Painter.safe(names[$0.speaker] ?? $0.speaker)) (\($0.reason))"
      }
    }
    for marker in record.anonymousMarkers where touches([marker.span]) {
      lines.append(
        result("marker", marker.span.text, [marker.form, marker.intent, marker.rule]))
    }
    for amount in record.amounts where touches([amount.span]) {
      let value = [amount.value ?? amount.low, amount.currency ?? amount.unit].compactMap { $0 }
      lines.append(
        result("amount", amount.span.text, [value.joined(separator: " "), amount.rule]))
    }
    for note in record.unattributed where touches([note.span]) {
      lines.append(result("nobody's", note.span.text, [note.reason, note.rule]))
    }
    for repair in record.repairs where touches([repair.span]) {
      lines.append(result("repair", repair.span.text, [repair.kind]))
    }
    return lines
  }

  private func result(_ kind: String, _ text: String, _ notes: [String]) -> String {
    let name = kind + String(repeating: " ", count: max(1, 9 - kind.count))
    return "  \(name)" + painter.paint(text, .quote) + "  "
      + painter.paint(notes.joined(separator: " · "), .note)
  }

  private func shown(_ bytes: Range<Int>, _ style: Painter.Style) -> String {
    painter.paint(String(decoding: document.bytes[bytes], as: UTF8.self), style)
  }

  private static func hundredths(_ value: Double) -> String {
    let number = Int((value * 100).rounded())
    return "\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)"
  }
}
