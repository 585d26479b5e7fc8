import QuoteRecords

/// Writes Citron's JSON: `text`, `quotes` and `coreference_groups`, one file an article. Offsets
/// are code points.
public struct CitronWriter: LabelWriter {
  /// Makes a writer.
  public init() {}

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    LabelWriting(articles, ending: ".json") { page in
      var pass = CitronWritingPass(finder: page.finder, origin: page.origin)
      let value = pass.value(page.labels.record, page.text)
      if !page.labels.annotator.isEmpty { pass.lost.insert("annotators") }
      return (value, pass.lost, pass.faults)
    }
  }
}

/// One pass over a record.
private struct CitronWritingPass {
  let finder: SpanFinder
  let origin: LabelOrigin
  var lost: Set<String> = []
  var faults: [LabelFault] = []

  init(finder: SpanFinder, origin: LabelOrigin) {
    self.finder = finder
    self.origin = origin
  }

  mutating func value(_ record: ArticleRecord, _ text: String) -> JSONValue {
    var mentions: [String: JSONValue] = [:]
    var groups: [JSONValue] = []
    for speaker in record.speakers {
      guard let spans = spans(speaker.mentions), case .array(let all) = spans, !all.isEmpty
      else { continue }
      mentions[speaker.id] = spans
      if all.count > 1 { groups.append(spans) }
    }
    let quotes = record.quotes.compactMap { quote($0, mentions) }
    noteLost(record)
    return .object([
      .init("text", .string(text)), .init("quotes", .array(quotes)),
      .init("coreference_groups", .array(groups)),
    ])
  }

  private mutating func quote(_ quote: QuoteRecord, _ mentions: [String: JSONValue]) -> JSONValue? {
    guard let contents = spans(quote.content), let sources = spans(quote.source),
      let cue = spans(Array(quote.cue.prefix(1)))
    else { return nil }
    var members: [JSONValue.Member] = [
      .init("id", .string(quote.id)), .init("cue", cue.array?.first ?? .null),
      .init("sources", sources), .init("contents", contents),
    ]
    if quote.cue.count > 1 { lost.insert("cues after the first piece") }
    if quote.speakers.count > 1 { lost.insert("speakers after the first") }
    if let speaker = quote.speakers.first.flatMap({ mentions[$0] }) {
      members.append(.init("coreferences", speaker))
    }
    return .object(members)
  }

  /// The spans in code points, or `nil` where one of them cannot be written.
  private mutating func spans(_ spans: [Span]) -> JSONValue? {
    var values: [JSONValue] = []
    for span in spans {
      if span.field == "title" {
        lost.insert("what stands in the title")
        return nil
      }
      do throws(LabelFault) {
        let place = LabelPlace(origin: origin, path: "\(span.start)-\(span.end)")
        let range = try finder.range(span.start, span.end, words: span.text, at: place)
        let there = finder.offsets.span(range)
        values.append(
          .object([
            .init("start", .number(String(there.start))), .init("end", .number(String(there.end))),
            .init("text", .string(there.text)),
          ]))
      } catch {
        faults.append(error)
        return nil
      }
    }
    return .array(values)
  }

  private mutating func noteLost(_ record: ArticleRecord) {
    lost.formUnion(record.metadataFields)
    if !record.anonymousMarkers.isEmpty { lost.insert("anonymous_markers") }
    if !record.amounts.isEmpty { lost.insert("amounts") }
    if !record.claims.isEmpty { lost.insert("claims") }
    if !record.unattributed.isEmpty { lost.insert("unattributed") }
    if !record.repairs.isEmpty { lost.insert("repairs") }
    if record.sentences != nil { lost.insert("sentences") }
    if record.run != nil { lost.insert("run") }
    for speaker in record.speakers {
      if speaker.mentions.isEmpty { lost.insert("speakers without mentions") }
      if speaker.mentions.first?.text != speaker.name { lost.insert("speakers.name") }
      if speaker.role != nil { lost.insert("speakers.role") }
      if speaker.kind != .unknown { lost.insert("speakers.kind") }
      if speaker.gender.value != "unknown" { lost.insert("speakers.gender") }
    }
    for quote in record.quotes { noteLost(quote) }
  }

  private mutating func noteLost(_ quote: QuoteRecord) {
    lost.formUnion(["quotes.type", "quotes.act", "quotes.certainty"])
    if !quote.rule.isEmpty { lost.insert("quotes.rule") }
    if !quote.addressee.isEmpty { lost.insert("quotes.addressee") }
    if !quote.candidates.isEmpty { lost.insert("quotes.candidates") }
    if quote.nestedIn != nil { lost.insert("quotes.nested_in") }
    if quote.speakerBy != .none { lost.insert("quotes.speaker_by") }
    if quote.unresolved != nil { lost.insert("quotes.unresolved") }
    if quote.anonymous { lost.insert("quotes.anonymous") }
    if quote.negated { lost.insert("quotes.negated") }
    if quote.hedged { lost.insert("quotes.hedged") }
  }
}
