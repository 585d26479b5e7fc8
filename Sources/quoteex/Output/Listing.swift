import NewsQuotes

/// Lays records out for a person's eyes.
struct Listing: Sendable {
  /// What paints.
  var painter: Painter
  /// The columns of a line.
  var width: Int

  private static let indent = "    "

  /// An article: its head, its quotes with their speakers, its markers and its amounts.
  func article(_ record: ArticleRecord) -> String {
    var lines = [head(record)]
    if let error = record.error {
      lines.append("  " + painter.paint("\(error.code): \(error.message)", .failure))
      return lines.joined(separator: "\n") + "\n\n"
    }
    let names = Dictionary(
      record.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for quote in record.quotes { lines.append(self.quote(quote, names)) }
    if !record.anonymousMarkers.isEmpty {
      lines.append("  " + painter.paint("Unnamed sources", .heading))
      lines += record.anonymousMarkers.map { marker in
        let notes = [marker.form, marker.intent, marker.grounds?.code].compactMap { $0 }
        return item(marker.span.text, .marker, notes.joined(separator: ", "))
      }
    }
    if !record.amounts.isEmpty {
      lines.append("  " + painter.paint("Amounts", .heading))
      lines += record.amounts.map { item($0.span.text, .amount, Self.value(of: $0)) }
    }
    if record.quotes.isEmpty { lines.append("  " + painter.paint("no quotes", .note)) }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// A cluster: its wording, who says it, and where it stands.
  func cluster(_ cluster: ClusterRecord) -> String {
    var lines = ["“" + wrapped(cluster.wording, .quote) + "”"]
    let speakers = cluster.speakers.map { "\($0.name) (\($0.members))" }.joined(separator: ", ")
    var notes = ["\(cluster.articles) articles"]
    if cluster.outlets > 0 { notes.append("\(cluster.outlets) outlets") }
    if cluster.speakerConflict { notes.append("speakers differ") }
    if cluster.anonymousInSome { notes.append("unnamed in some") }
    lines.append(
      "  — \(painter.paint(speakers.isEmpty ? "unknown" : speakers, .speaker))  "
        + painter.paint(notes.joined(separator: " · "), .note))
    for (member, precedent) in zip(cluster.members, cluster.precedents) {
      lines.append(
        Self.indent + painter.paint(member.relation.rawValue, .marker) + "  "
          + painter.paint(Self.place(of: member), .note))
      if let precedent {
        lines.append(
          Self.indent + "  "
            + painter.paint("as in " + Self.place(of: cluster.members[precedent]), .note))
      }
      for change in member.diff {
        lines.append(
          Self.indent + "  " + painter.paint("- \(change.wording)  + \(change.member)", .amount))
      }
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func place(of member: ClusterMember) -> String {
    [member.published, member.outlet, member.article].compactMap { $0 }.joined(separator: " · ")
  }

  private func head(_ record: ArticleRecord) -> String {
    let about = [record.outlet, record.published].compactMap { $0 }.joined(separator: ", ")
    var head = painter.paint(record.id, .heading)
    if !about.isEmpty { head += "  " + painter.paint(about, .note) }
    if let title = record.title { head += "\n" + painter.paint(title, .heading) }
    return head
  }

  private func quote(_ quote: QuoteRecord, _ speakers: [String: SpeakerRecord]) -> String {
    let content = quote.content.map(\.text).joined(separator: " … ")
    let isDirect = quote.type == .direct
    let shown = (isDirect ? "“" : "") + wrapped(content, .quote) + (isDirect ? "”" : "")
    let found = quote.speakers.compactMap { speakers[$0] }
    var who = found.map { speaker in [speaker.name, speaker.role].compactMap { $0 } }
      .map { $0.joined(separator: ", ") }.joined(separator: " and ")
    if who.isEmpty { who = quote.source.map(\.text).joined(separator: " ") }
    var notes = [quote.type.rawValue, quote.act.rawValue, quote.certainty.rawValue]
    if quote.anonymous { notes.append("unnamed") }
    if quote.negated { notes.append("denied") }
    if quote.hedged { notes.append("hedged") }
    if let reason = quote.unresolved { notes.append(reason) }
    notes.append(quote.rule)
    return "  \(quote.nestedIn == nil ? "" : "↳ ")\(shown)\n"
      + "\(Self.indent)— \(painter.paint(who.isEmpty ? "?" : who, .speaker))  "
      + painter.paint(notes.joined(separator: " · "), .note)
  }

  private func item(_ text: String, _ style: Painter.Style, _ note: String) -> String {
    Self.indent + painter.paint(text, style) + "  " + painter.paint(note, .note)
  }

  private func wrapped(_ text: String, _ style: Painter.Style) -> String {
    Painter.wrap(text, width: max(20, width - 6), indent: "  ")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { painter.paint(String($0), style) }
      .joined(separator: "\n")
  }

  private static func value(of amount: AmountRecord) -> String {
    var value = amount.value ?? ""
    if let low = amount.low { value = amount.high.map { "\(low)–\($0)" } ?? "\(low)" }
    if let pair = amount.pair { value = pair.joined(separator: ", ") }
    let unit = amount.currency ?? amount.unit
    let extras = [amount.approximation?.code, amount.vague ? "vague" : nil].compactMap { $0 }
    let figure = [value, unit].compactMap { $0 }.joined(separator: " ")
    return ([figure] + extras).joined(separator: ", ")
  }
}
