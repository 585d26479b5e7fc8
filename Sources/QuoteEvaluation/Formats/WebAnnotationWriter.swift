import QuoteRecords

/// Writes W3C Web Annotations as JSON-LD: a page of annotations for each article, one for each
/// quote. Positions are code points, as the recommendation asks.
///
/// The content is the target, each of its pieces with a `TextPositionSelector` and a
/// `TextQuoteSelector` with the words around it; what is said of it are the bodies, and cue, source
/// and addressee are bodies that point into the text.
public struct WebAnnotationWriter: LabelWriter {
  /// How many code points before and after a quote are written, so that it can be found again in a
  /// changed page.
  private static let context = 32

  /// Makes a writer.
  public init() {}

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    LabelWriting(articles, ending: ".jsonld") { page in
      var pass = WebAnnotationPass(page, context: Self.context)
      return (pass.page(), pass.lost, pass.faults)
    }
  }
}

/// One pass over a record.
private struct WebAnnotationPass {
  let finder: SpanFinder
  let record: ArticleRecord
  let annotator: String
  let origin: LabelOrigin
  let context: Int
  var lost: Set<String> = []
  var faults: [LabelFault] = []

  init(_ page: JSONPage, context: Int) {
    finder = page.finder
    record = page.labels.record
    annotator = page.labels.annotator
    origin = page.origin
    self.context = context
  }

  mutating func page() -> JSONValue {
    let items = record.quotes.compactMap { annotation(of: $0) }
    noteLost()
    return .object([
      .init("@context", .string("http://www.w3.org/ns/anno.jsonld")),
      .init("id", .string("\(base):page")), .init("type", .string("AnnotationPage")),
      .init("items", .array(items)),
    ])
  }

  /// The text's digest names it, so that ids are the same for the same text everywhere.
  private var base: String { "urn:quoteex:\(SHA256.hex(of: finder.offsets.bytes))" }

  /// What positions refer to: the page where the article was published, or its text by its digest.
  private var source: JSONValue { .string(record.url ?? base) }

  private mutating func annotation(of quote: QuoteRecord) -> JSONValue? {
    guard let targets = resources(quote.content, quote.id), !targets.isEmpty else { return nil }
    var bodies = tags(of: quote)
    for (purpose, spans) in [
      ("cue", quote.cue), ("source", quote.source), ("addressee", quote.addressee),
    ] {
      guard let parts = resources(spans, quote.id) else { return nil }
      bodies += parts.map { part in
        guard case .object(let members) = part else { return part }
        return .object([.init("purpose", .string("urn:quoteex:\(purpose)"))] + members)
      }
    }
    var members: [JSONValue.Member] = [
      .init("id", .string("\(base):\(quote.id)")), .init("type", .string("Annotation")),
      .init("motivation", .string("identifying")),
    ]
    if !annotator.isEmpty { members.append(.init("creator", .string(annotator))) }
    members.append(.init("body", .array(bodies)))
    members.append(.init("target", .array(targets)))
    return .object(members)
  }

  private func tags(of quote: QuoteRecord) -> [JSONValue] {
    let speakers = record.speakers.filter { quote.speakers.contains($0.id) }.map(\.name)
    let values =
      speakers.map { "speaker:\($0)" } + [
        "type:\(quote.type)", "act:\(quote.act)", "certainty:\(quote.certainty)",
      ] + (quote.rule.isEmpty ? [] : ["rule:\(quote.rule)"])
      + [("anonymous", quote.anonymous), ("negated", quote.negated), ("hedged", quote.hedged)]
      .filter(\.1).map(\.0)
    return values.map { value in
      .object([
        .init("type", .string("TextualBody")), .init("purpose", .string("tagging")),
        .init("value", .string(value)),
      ])
    }
  }

  /// Spans as specific resources, or `nil` where one of them cannot be written.
  private mutating func resources(_ spans: [Span], _ id: String) -> [JSONValue]? {
    var values: [JSONValue] = []
    for span in spans {
      if span.field == "title" {
        lost.insert("what stands in the title")
        return nil
      }
      do throws(LabelFault) {
        let place = LabelPlace(origin: origin, path: "\(id) \(span.start)-\(span.end)")
        let range = try finder.range(span.start, span.end, words: span.text, at: place)
        values.append(
          .object([
            .init("type", .string("SpecificResource")), .init("source", source),
            .init("selector", .array(selectors(range))),
          ]))
      } catch {
        faults.append(error)
        return nil
      }
    }
    return values
  }

  private func selectors(_ range: Range<Int>) -> [JSONValue] {
    let span = finder.offsets.span(range)
    let first = max(0, span.start - context)
    let last = min(finder.offsets.count(.codepoint), span.end + context)
    let before = finder.offsets.range(first, span.start, .codepoint) ?? 0..<0
    let after = finder.offsets.range(span.end, last, .codepoint) ?? 0..<0
    return [
      .object([
        .init("type", .string("TextPositionSelector")), .init("start", .number(String(span.start))),
        .init("end", .number(String(span.end))),
      ]),
      .object([
        .init("type", .string("TextQuoteSelector")), .init("exact", .string(span.text)),
        .init("prefix", .string(finder.offsets.text(before))),
        .init("suffix", .string(finder.offsets.text(after))),
      ]),
    ]
  }

  private mutating func noteLost() {
    lost.formUnion(record.metadataFields.subtracting(["url"]))
    if !record.anonymousMarkers.isEmpty { lost.insert("anonymous_markers") }
    if !record.amounts.isEmpty { lost.insert("amounts") }
    if !record.claims.isEmpty { lost.insert("claims") }
    if !record.unattributed.isEmpty { lost.insert("unattributed") }
    if !record.speakers.isEmpty { lost.insert("speakers, but for their names") }
    if record.quotes.contains(where: { $0.nestedIn != nil }) { lost.insert("quotes.nested_in") }
    if record.quotes.contains(where: { !$0.quoted.isEmpty }) { lost.insert("quotes.quoted") }
    if !record.repairs.isEmpty { lost.insert("repairs") }
    if record.sentences != nil { lost.insert("sentences") }
    if record.run != nil { lost.insert("run") }
    lost.insert("the text")
  }
}
