import QuoteEvaluation
import QuoteRecords
import RuleEngine

/// Labels written as marks, so that an example can be read: `“{content#1: No,}” {cue#1: said}
/// {source#1=ann: Ann}.`
///
/// Quotes: `content`, `cue`, `source`, the source's value being the speaker's key; `mention=key`.
/// Markers: `marker=form`, with `;rank=senior` and the like. Amounts: `money#1=5_USD`,
/// `percent#1=4`, with `approx#1=about`, `per#1=year`, `of#1`, `by#1=key` of who asserts it.
struct MarkedLabels {
  private let marked: MarkedText
  private let scalars: [Unicode.Scalar]

  init(_ text: String) throws {
    marked = try MarkedText(parsing: text)
    scalars = Array(marked.plain.unicodeScalars)
  }

  var text: String { marked.plain }

  func record(id: String) -> ArticleRecord {
    var record = ArticleRecord(id: id)
    record.quotes = quotes
    record.speakers = speakers
    record.anonymousMarkers = marked.marks.filter { $0.role == "marker" }.map(marker)
    for mark in marked.marks where ["money", "percent", "points"].contains(mark.role) {
      record.amounts.append(amount(mark))
    }
    for mark in marked.marks where mark.role == "by" {
      let amount = record.amounts.first { $0.rule == "rule.\(mark.id ?? 0)" }
      var claim = ClaimRecord(
        id: "c\(mark.id ?? 0)", span: span(mark), type: "quantity",
        asserter: mark.value ?? "article", certainty: .high, rule: "")
      claim.amounts = amount.map { [$0.id] } ?? []
      record.claims.append(claim)
    }
    return record
  }

  private var quotes: [QuoteRecord] {
    let contents = marked.marks.filter { $0.role == "content" }
    var numbers: [Int] = []
    for mark in contents where !numbers.contains(mark.id ?? 0) { numbers.append(mark.id ?? 0) }
    return numbers.map { number in
      func spans(_ role: String) -> [Span] {
        marked.marks.filter { $0.role == role && $0.id ?? 0 == number }.map(span)
      }
      var quote = QuoteRecord(
        id: "q\(number)", type: .direct, act: .speech, content: spans("content"),
        certainty: .high, rule: "rule.\(number)")
      quote.cue = spans("cue")
      quote.source = spans("source")
      let keyed = marked.marks.filter {
        ["source", "speaker", "content"].contains($0.role) && $0.id ?? 0 == number
      }
      quote.speakers = keyed.compactMap(\.value)
      return quote
    }
  }

  private var speakers: [SpeakerRecord] {
    var speakers: [SpeakerRecord] = []
    for mark in marked.marks where ["source", "mention"].contains(mark.role) {
      guard let key = mark.value else { continue }
      let place = span(mark)
      if let index = speakers.firstIndex(where: { $0.id == key }) {
        speakers[index].mentions.append(place)
      } else {
        let isNamed = place.text.first?.isUppercase ?? false
        speakers.append(
          SpeakerRecord(
            id: key, name: place.text, named: isNamed, kind: .person, mentions: [place]))
      }
    }
    return speakers
  }

  private func marker(_ mark: MarkedText.Mark) -> AnonymousMarkerRecord {
    let parts = (mark.value ?? "").split(separator: ";").map(String.init)
    var marker = AnonymousMarkerRecord(
      id: "n\(mark.range.lowerBound)", span: span(mark), form: parts.first ?? "",
      intent: "unknown", certainty: .high, rule: "rule.marker")
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=").map(String.init)
      guard pair.count == 2 else { continue }
      switch pair[0] {
      case "rank": marker.rank = pair[1]
      case "intent": marker.intent = pair[1]
      case "count": marker.count = MarkerCount(number: Int(pair[1]), span: marker.span)
      default: break
      }
    }
    return marker
  }

  private func amount(_ mark: MarkedText.Mark) -> AmountRecord {
    let number = mark.id ?? 0
    var amount = AmountRecord(
      id: "a\(number)", kind: mark.role, span: span(mark), certainty: .high,
      rule: "rule.\(number)")
    let parts = (mark.value ?? "").split(separator: "_").map(String.init)
    let ends = (parts.first ?? "").split(separator: "~", omittingEmptySubsequences: false)
    if ends.count == 2 {
      amount.low = ends[0].isEmpty ? nil : String(ends[0])
      amount.high = ends[1].isEmpty ? nil : String(ends[1])
      amount.vague = ends[1].isEmpty
    } else {
      amount.value = parts.first
    }
    amount.currency = parts.count > 1 ? parts[1] : nil
    for other in marked.marks where other.id == number {
      switch other.role {
      case "approx": amount.approximation = CodedSpan(code: other.value ?? "", span: span(other))
      case "per": amount.per = PerUnit(unit: other.value ?? "", span: span(other))
      case "of": amount.of = span(other)
      default: break
      }
    }
    return amount
  }

  private func span(_ mark: MarkedText.Mark) -> Span {
    let bytes = Array(marked.plain.utf8)
    func position(_ byte: Int) -> Int {
      String(decoding: bytes[..<byte], as: UTF8.self).unicodeScalars.count
    }
    return Span(
      start: position(mark.range.lowerBound), end: position(mark.range.upperBound),
      text: marked.text(of: mark))
  }
}
