import QuoteRecords

/// Brings a record to a text: offsets become code points, and spans that do not fit are told and
/// left out, with the item where it cannot do without them.
struct RecordChecker {
  private let scalars: [Unicode.Scalar]
  /// The code point at an offset of the record's unit; -1 inside one. `nil` for code points.
  private let positions: [Int]?
  private let origin: LabelOrigin
  private var id: String
  private(set) var faults: [LabelFault] = []

  private init(_ record: ArticleRecord, text: String, origin: LabelOrigin) {
    scalars = Array(text.unicodeScalars)
    id = record.id
    self.origin = origin
    switch record.offsetUnit {
    case .codepoint: positions = nil
    case .utf8: positions = Self.positions(scalars) { UTF8.width($0) }
    case .utf16: positions = Self.positions(scalars) { UTF16.width($0) }
    }
  }

  /// The record with offsets in code points of a text, and what does not fit.
  static func checked(
    _ record: ArticleRecord, text: String, origin: LabelOrigin
  ) -> (record: ArticleRecord, faults: [LabelFault]) {
    var checker = RecordChecker(record, text: text, origin: origin)
    var record = record
    checker.checkHash(record, text)
    checker.check(&record)
    record.offsetUnit = .codepoint
    return (record, checker.faults)
  }

  private static func positions(
    _ scalars: [Unicode.Scalar], width: (Unicode.Scalar) -> Int
  ) -> [Int] {
    var positions: [Int] = []
    for (index, scalar) in scalars.enumerated() {
      positions.append(index)
      positions.append(contentsOf: repeatElement(-1, count: width(scalar) - 1))
    }
    return positions + [scalars.count]
  }

  private mutating func checkHash(_ record: ArticleRecord, _ text: String) {
    guard !record.textSHA256.isEmpty else { return }
    let hash = SHA256.hex(of: Array(text.utf8))
    guard hash != record.textSHA256.lowercased() else { return }
    faults.append(
      origin.fault(
        "other_text",
        "\(id): labeled in another version of the text: text_sha256 is "
          + "\(record.textSHA256.prefix(12))…, the text's is \(hash.prefix(12))…"))
  }

  private mutating func check(_ record: inout ArticleRecord) {
    record.quotes = kept(record.quotes, "quotes") { checker, quote, path in
      let count = quote.content.count
      checker.check(&quote.content, path + ".content")
      checker.check(&quote.quoted, path + ".quoted")
      checker.check(&quote.cue, path + ".cue")
      checker.check(&quote.source, path + ".source")
      checker.check(&quote.addressee, path + ".addressee")
      return quote.content.count == count
    }
    record.speakers = kept(record.speakers, "speakers") { checker, speaker, path in
      checker.check(&speaker.mentions, path + ".mentions")
      return true
    }
    record.anonymousMarkers = kept(record.anonymousMarkers, "anonymous_markers") {
      checker, marker, path in
      checker.check(&marker.span, path)
    }
    checkAmounts(&record)
    record.claims = kept(record.claims, "claims") { checker, claim, path in
      checker.check(&claim.span, path)
    }
    record.unattributed = kept(record.unattributed, "unattributed") { checker, item, path in
      checker.check(&item.span, path)
    }
  }

  private mutating func checkAmounts(_ record: inout ArticleRecord) {
    record.amounts = kept(record.amounts, "amounts") { checker, amount, path in
      if var of = amount.of {
        amount.of = checker.check(&of, path + ".of") ? of : nil
      }
      return checker.check(&amount.span, path)
    }
  }

  private mutating func kept<Item>(
    _ items: [Item], _ name: String, _ check: (inout RecordChecker, inout Item, String) -> Bool
  ) -> [Item] {
    var kept: [Item] = []
    for (index, item) in items.enumerated() {
      var item = item
      if check(&self, &item, "\(name)[\(index)]") { kept.append(item) }
    }
    return kept
  }

  private mutating func check(_ spans: inout [Span], _ path: String) {
    var kept: [Span] = []
    for (index, span) in spans.enumerated() {
      var span = span
      if check(&span, "\(path)[\(index)]") { kept.append(span) }
    }
    spans = kept
  }

  /// Whether a span lies in the text and is what it says; its offsets become code points.
  private mutating func check(_ span: inout Span, _ path: String) -> Bool {
    guard !span.isInTitle else { return true }
    let limit = positions.map { $0.count - 1 } ?? scalars.count
    guard 0 <= span.start, span.start <= span.end, span.end <= limit else {
      report("span_outside", path, "\(span.start)–\(span.end) in a text of \(limit)")
      return false
    }
    if let positions {
      guard positions[span.start] >= 0, positions[span.end] >= 0 else {
        report("span_inside_character", path, "\(span.start)–\(span.end) cuts a character")
        return false
      }
      (span.start, span.end) = (positions[span.start], positions[span.end])
    }
    var found = String.UnicodeScalarView()
    found.append(contentsOf: scalars[span.start..<span.end])
    let isSame =
      span.text.isEmpty || span.text.unicodeScalars.elementsEqual(String(found).unicodeScalars)
    if isSame {
      span.text = String(found)
    } else {
      report("text_differs", path, "“\(span.text)” where the text has “\(String(found))”")
    }
    return isSame
  }

  private mutating func report(_ code: String, _ path: String, _ message: String) {
    faults.append(origin.fault(code, "\(id): \(path): \(message)"))
  }
}
