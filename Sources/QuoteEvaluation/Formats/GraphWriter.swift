import NewsText
import QuoteRecords

/// Makes labeled spans and links of records, and notes what of a record they cannot hold.
struct GraphWriter {
  /// Pairs quotation marks: what stands between them is not written, it is read again.
  var texts = TextReader(language: LanguageData())

  /// What came of one text's labels.
  struct Writing {
    var graph: SpanGraph
    /// What the spans do not hold, as paths of the record's schema.
    var lost: Set<String>
    var faults: [LabelFault]
  }

  /// Writes the labels of one annotator over a text.
  func write(_ record: ArticleRecord, _ offsets: TextOffsets, origin: LabelOrigin) -> Writing {
    let finder = SpanFinder(offsets: offsets, unit: record.offsetUnit)
    var pass = GraphWritingPass(
      finder: finder, origin: origin, quoted: QuotedParts(offsets.bytes, reader: texts))
    for speaker in record.speakers { pass.add(speaker) }
    for amount in record.amounts { pass.add(amount) }
    for quote in record.quotes { pass.add(quote, within: record.amounts) }
    for marker in record.anonymousMarkers { pass.add(marker) }
    for claim in record.claims { pass.add(claim) }
    for stretch in record.unattributed {
      pass.add(.unattributed, [stretch.span], [("reason", stretch.reason), ("rule", stretch.rule)])
    }
    pass.nest(record.quotes)
    pass.lost.formUnion(Self.lost(record))
    return Writing(graph: pass.graph, lost: pass.lost, faults: pass.faults)
  }

  /// What no format of spans and links holds.
  private static func lost(_ record: ArticleRecord) -> Set<String> {
    var lost: Set<String> = []
    if !record.repairs.isEmpty { lost.insert("repairs") }
    if record.sentences != nil { lost.insert("sentences") }
    if record.run != nil { lost.insert("run") }
    lost.formUnion(record.metadataFields)
    return lost
  }
}

extension ArticleRecord {
  /// What is known of the article beside its text, as paths of the schema.
  var metadataFields: Set<String> {
    var fields: Set<String> = []
    if outlet != nil { fields.insert("outlet") }
    if url != nil { fields.insert("url") }
    if title != nil { fields.insert("title") }
    if published != nil { fields.insert("published") }
    if language != "en" { fields.insert("language") }
    if meta != .object([]) { fields.insert("meta") }
    return fields
  }
}

/// One pass over a record.
struct GraphWritingPass {
  let finder: SpanFinder
  let origin: LabelOrigin
  let quoted: QuotedParts
  var graph = SpanGraph()
  var lost: Set<String> = []
  var faults: [LabelFault] = []
  private var speakers: [String: Int] = [:]
  private var contents: [String: Int] = [:]
  private var amounts: [String: Int] = [:]

  init(finder: SpanFinder, origin: LabelOrigin, quoted: QuotedParts) {
    self.finder = finder
    self.origin = origin
    self.quoted = quoted
  }

  /// Adds a labeled span; gives its place, or `nil` where its offsets cannot be.
  @discardableResult
  mutating func add(
    _ role: SpanRole, _ spans: [Span], _ attributes: [(String, String?)] = []
  ) -> Int? {
    if spans.contains(where: { $0.field == "title" }) {
      lost.insert("what stands in the title")
      return nil
    }
    do throws(LabelFault) {
      var pieces: [Range<Int>] = []
      for span in spans {
        let place = LabelPlace(origin: origin, path: "\(role.label) \(span.start)-\(span.end)")
        pieces.append(try finder.range(span.start, span.end, words: span.text, at: place))
      }
      guard !pieces.isEmpty else { return nil }
      let said = attributes.compactMap { name, value -> SpanGraph.Attribute? in
        guard let value, !value.isEmpty else { return nil }
        return .init(name, value)
      }
      graph.nodes.append(.init(role.label, pieces, attributes: said))
      return graph.nodes.count - 1
    } catch {
      faults.append(error)
      return nil
    }
  }

  mutating func link(_ label: String, _ from: Int, _ to: Int?) {
    guard let to else { return }
    graph.links.append(.init(label: label, from: from, to: to))
  }

  mutating func add(_ speaker: SpeakerRecord) {
    guard let first = speaker.mentions.first else {
      lost.insert("speakers without mentions")
      return
    }
    let index = add(
      .speaker, [first],
      [
        ("name", speaker.name), ("role", speaker.role), ("named", speaker.named ? nil : "false"),
        ("kind", speaker.kind == .unknown ? nil : speaker.kind.rawValue),
        ("number", speaker.number == "unknown" ? nil : speaker.number),
        ("gender", speaker.gender.value == "unknown" ? nil : speaker.gender.value),
        ("gender_by", speaker.gender.by), ("key", speaker.key),
      ])
    guard let index else { return }
    speakers[speaker.id] = index
    for mention in speaker.mentions.dropFirst() {
      link("Mention", index, add(.mention, [mention]))
    }
  }

  mutating func add(_ quote: QuoteRecord, within all: [AmountRecord]) {
    let index = add(
      .content, quote.content,
      [
        ("type", quote.type.rawValue), ("act", quote.act.rawValue),
        ("negated", quote.negated ? "true" : nil), ("hedged", quote.hedged ? "true" : nil),
        ("anonymous", quote.anonymous ? "true" : nil),
        ("speaker_by", quote.speakerBy == .none ? nil : quote.speakerBy.rawValue),
        ("unresolved", quote.unresolved), ("certainty", quote.certainty.rawValue),
        ("rule", quote.rule),
      ])
    guard let index else { return }
    contents[quote.id] = index
    let cue = add(.cue, quote.cue)
    link("Cue", index, cue)
    link("Source", index, add(.source, quote.source))
    link("Addressee", index, add(.addressee, quote.addressee))
    for speaker in quote.speakers {
      guard let node = speakers[speaker] else {
        lost.insert("quotes.speakers")
        continue
      }
      link("Speaker", index, node)
    }
    if !quote.candidates.isEmpty { lost.insert("quotes.candidates") }
    let within = all.filter { quote.holds($0.span) }.map(\.id)
    if within != quote.amounts { lost.insert("quotes.amounts") }
    addQuoted(quote, index, cue)
  }

  /// Adds what stands between marks, where it is not what the marks show.
  private mutating func addQuoted(_ quote: QuoteRecord, _ index: Int, _ cue: Int?) {
    let cuePieces = cue.map { graph.nodes[$0].pieces } ?? []
    let shown = quoted.inside(graph.nodes[index].pieces, cue: cuePieces)
    guard shown.map(finder.offsets.text) != quote.quoted.map(\.text) else { return }
    if quote.quoted.isEmpty {
      graph.nodes[index].attributes.append(.init("quoted", "none"))
    } else {
      link("Quoted", index, add(.quoted, quote.quoted))
    }
  }

  mutating func add(_ claim: ClaimRecord) {
    let index = add(
      .claim, [claim.span],
      [
        ("type", claim.type), ("hedged", claim.hedged ? "true" : nil),
        ("negated", claim.negated ? "true" : nil), ("certainty", claim.certainty.rawValue),
        ("rule", claim.rule),
      ])
    guard let index else { return }
    if claim.asserter != "article" { link("Asserter", index, speakers[claim.asserter]) }
    link("Cue", index, add(.cue, claim.cue))
    link("Quote", index, claim.quote.flatMap { contents[$0] })
    for amount in claim.amounts { link("Amount", index, amounts[amount]) }
    for (name, span) in [
      ("Subject", claim.subject), ("Predicate", claim.predicate), ("Object", claim.object),
      ("Time", claim.time),
    ] {
      if let span { link(name, index, add(.detail, [span])) }
    }
  }

  mutating func nest(_ quotes: [QuoteRecord]) {
    for quote in quotes {
      guard let outer = quote.nestedIn, let index = contents[quote.id] else { continue }
      guard let node = contents[outer] else {
        lost.insert("quotes.nested_in")
        continue
      }
      link("Nested", index, node)
    }
  }

  mutating func add(_ amount: AmountRecord) {
    let index = add(
      .amount, [amount.span],
      [
        ("kind", amount.kind), ("value", amount.value), ("low", amount.low), ("high", amount.high),
        ("currency", amount.currency), ("unit", amount.unit),
        ("pair", amount.pair?.joined(separator: "/")), ("vague", amount.vague ? "true" : nil),
        ("figurative", amount.figurative ? "true" : nil),
        ("implied", amount.implied ? "true" : nil), ("certainty", amount.certainty.rawValue),
        ("rule", amount.rule),
      ])
    guard let index else { return }
    amounts[amount.id] = index
    if let of = amount.of { link("Of", index, add(.detail, [of])) }
    if let about = amount.approximation {
      link("Approximation", index, add(.detail, [about.span], [("code", about.code)]))
    }
    if let per = amount.per {
      link("Per", index, add(.detail, [per.span], [("code", per.unit)]))
    }
  }

  mutating func add(_ marker: AnonymousMarkerRecord) {
    let index = add(
      .marker, [marker.span],
      [
        ("form", marker.form), ("intent", marker.intent), ("rank", marker.rank),
        ("status", marker.status), ("access", marker.access),
        ("boilerplate", marker.grounds?.boilerplate == true ? "true" : nil),
        ("certainty", marker.certainty.rawValue), ("rule", marker.rule),
      ])
    guard let index else { return }
    if let grounds = marker.grounds {
      link("Grounds", index, add(.detail, [grounds.span], [("code", grounds.code)]))
    }
    if let group = marker.affiliation {
      link("Affiliation", index, add(.detail, [group.span], [("code", group.code)]))
    }
    if let count = marker.count {
      let number = count.number.map(String.init) ?? "several"
      link("Count", index, add(.detail, [count.span], [("code", number)]))
    }
    if let speaker = marker.speaker { link("Speaker", index, speakers[speaker]) }
  }
}
