import NewsQuotes

/// Lays out for a person's eyes whether the quotations of a draft stand in its sources.
struct VerificationListing {
  /// What paints.
  var painter: Painter
  /// The columns of a line.
  var width: Int

  private static let indent = "      "

  /// The counts, then each quotation with its place and its differences.
  func text(of record: VerificationRecord) -> String {
    var lines = [
      painter.paint(record.draft, .heading) + "  " + painter.paint(summary(of: record), .note)
    ]
    for check in record.checks { lines += self.lines(of: check) }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func summary(of record: VerificationRecord) -> String {
    let counts = Verdict.all.compactMap { verdict -> String? in
      let count = record.count(verdict)
      return count == 0 ? nil : "\(count) \(verdict.words)"
    }
    let quotations = record.checks.count == 1 ? "1 quotation" : "\(record.checks.count) quotations"
    return ([quotations] + counts).joined(separator: " · ")
  }

  private func lines(of check: QuotationCheck) -> [String] {
    let mark = check.verdict.isFault ? "✗" : check.verdict == .tooShort ? "?" : "✓"
    let line = check.line.map { "line \($0)  " } ?? ""
    let by = check.speakerNames.isEmpty ? "" : "  — " + check.speakerNames.joined(separator: ", ")
    var lines = [
      "  " + painter.paint("\(mark) \(check.verdict.words)", style(of: check.verdict)) + "  "
        + painter.paint(line, .note)
        + "“" + painter.paint(wrapped(check.span.text), .quote) + "”"
        + painter.paint(by, .speaker)
    ]
    if let place = check.place { lines.append(Self.indent + self.place(place, of: check)) }
    for change in check.diff {
      let note = [change.explainedBy, change.touchesContent ? nil : "small"].compactMap { $0 }
      lines.append(
        Self.indent + painter.paint(Self.change(change), .amount)
          + (note.isEmpty ? "" : painter.paint("  (\(note.joined(separator: ", ")))", .note)))
    }
    return lines
  }

  private func place(_ place: SourcePlace, of check: QuotationCheck) -> String {
    var notes = [place.source + (place.line.map { ":\($0)" } ?? "")]
    let names = place.speakerNames.joined(separator: ", ")
    if !names.isEmpty { notes.append("said by \(names)") }
    if !place.isQuoted { notes.append("not between marks") }
    if check.otherPlaces > 0 { notes.append("and \(check.otherPlaces) more") }
    return painter.paint(notes.joined(separator: " · "), .note)
  }

  private static func change(_ change: CheckedDifference) -> String {
    let (old, new) = (change.difference.wording, change.difference.member)
    if old.isEmpty { return "+ \(new)" }
    return new.isEmpty ? "- \(old)" : "- \(old)  + \(new)"
  }

  private func style(of verdict: Verdict) -> Painter.Style {
    verdict.isFault ? .failure : verdict == .exact || verdict == .edited ? .quote : .marker
  }

  private func wrapped(_ text: String) -> String {
    Painter.safe(text)
  }
}

extension Verdict {
  /// The verdict in plain words.
  var words: String { rawValue.replacing("_", with: " ") }
}
