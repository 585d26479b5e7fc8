import QuoteRecords

extension GraphPass {
  /// Reads speakers; gives the id of the speaker that each span stands for.
  func readSpeakers(into record: inout ArticleRecord) -> [Int: String] {
    var ids = PlaceIDs("s")
    var found: [Int: String] = [:]
    for index in graph.nodes.indices where roles[index] == .speaker || roles[index] == .mention {
      guard speakerOfMention[index] == nil, !broken.contains(index) else { continue }
      let node = graph.nodes[index]
      let others = speakerOfMention.keys.filter { head(of: $0) == index }.sorted()
      let mentions = ([index] + others).flatMap(spans).sorted { $0.start < $1.start }
      let id = ids.next(mentions)
      for other in [index] + others { found[other] = id }
      record.speakers.append(
        SpeakerRecord(
          id: id, name: node.value("name") ?? spans(index).map(\.text).joined(separator: " "),
          role: node.value("role"), named: node.value("named") != "false",
          kind: SpeakerKind(rawValue: node.value("kind") ?? "unknown"),
          number: node.value("number") ?? "unknown",
          gender: Gender(
            value: node.value("gender") ?? "unknown", by: node.value("gender_by")),
          key: node.value("key"), mentions: mentions))
    }
    record.speakers.sort { ($0.mentions.first?.start ?? 0) < ($1.mentions.first?.start ?? 0) }
    return found
  }

  /// The mention that stands for the speaker of another; mentions may be linked in a chain.
  private func head(of mention: Int) -> Int {
    var head = mention
    for _ in 0...speakerOfMention.count {
      guard let next = speakerOfMention[head] else { break }
      head = next
    }
    return head
  }

  /// Reads quotes, in text order; gives the id of each.
  func readQuotes(
    into record: inout ArticleRecord, _ speakers: [Int: String]
  ) -> [Int: String] {
    var ids = PlaceIDs("q")
    let nodes = good(.content)
    let named = nodes.map { ids.next(spans($0)) }
    for (index, id) in zip(nodes, named) {
      let node = graph.nodes[index]
      let parts = attached[index] ?? []
      func pieces(_ role: SpanRole) -> [Range<Int>] {
        parts.filter { roles[$0.node] == role }.flatMap { graph.nodes[$0.node].pieces }
          .sorted { $0.lowerBound < $1.lowerBound }
      }
      let cue = pieces(.cue)
      var quote = QuoteRecord(
        id: id,
        type: node.value("type").map(QuoteType.init(rawValue:))
          ?? quoted.type(of: node.pieces, cue: cue),
        act: Act(rawValue: node.value("act") ?? Act.speech.rawValue), content: spans(index),
        certainty: Certainty(rawValue: node.value("certainty") ?? Certainty.high.rawValue),
        rule: node.value("rule") ?? "")
      let marked = pieces(.quoted)
      if !marked.isEmpty {
        quote.quoted = marked.map(offsets.span)
      } else if node.value("quoted") != "none" {
        quote.quoted = quoted.inside(node.pieces, cue: cue).map(offsets.span)
      }
      quote.cue = cue.map(offsets.span)
      quote.source = pieces(.source).map(offsets.span)
      quote.addressee = pieces(.addressee).map(offsets.span)
      for part in parts {
        guard let speaker = speakers[part.node], !quote.speakers.contains(speaker) else { continue }
        quote.speakers.append(speaker)
      }
      quote.speakerBy = SpeakerBasis(rawValue: node.value("speaker_by") ?? "none")
      quote.unresolved = node.value("unresolved")
      quote.anonymous = node.flag("anonymous")
      quote.negated = node.flag("negated")
      quote.hedged = node.flag("hedged")
      quote.nestedIn = outer[index].flatMap { nodes.firstIndex(of: $0) }.map { named[$0] }
      quote.amounts = record.amounts.filter { quote.holds($0.span) }.map(\.id)
      record.quotes.append(quote)
    }
    return Dictionary(uniqueKeysWithValues: zip(nodes, named))
  }

  /// Reads amounts, in text order; gives the id of each.
  func readAmounts(into record: inout ArticleRecord) -> [Int: String] {
    var ids = PlaceIDs("a")
    var found: [Int: String] = [:]
    for index in good(.amount) {
      let node = graph.nodes[index]
      guard let span = spans(index).first else { continue }
      var amount = AmountRecord(
        id: ids.next([span]), kind: node.value("kind") ?? "money", span: span,
        certainty: Certainty(rawValue: node.value("certainty") ?? Certainty.high.rawValue),
        rule: node.value("rule") ?? "")
      amount.value = node.value("value")
      amount.low = node.value("low")
      amount.high = node.value("high")
      amount.currency = node.value("currency")
      amount.unit = node.value("unit")
      amount.pair = node.value("pair").map { $0.split(separator: "/").map(String.init) }
      amount.vague = node.flag("vague")
      amount.figurative = node.flag("figurative")
      amount.implied = node.flag("implied")
      amount.of = detail("of", of: index)?.span
      amount.approximation = detail("approximation", of: index)
      amount.per = detail("per", of: index).map { PerUnit(unit: $0.code, span: $0.span) }
      record.amounts.append(amount)
      found[index] = amount.id
    }
    return found
  }

  /// Reads claims, in text order, which name speakers, quotes and amounts.
  func readClaims(into record: inout ArticleRecord, _ named: [Int: String]) {
    var ids = PlaceIDs("c")
    for index in good(.claim) {
      let node = graph.nodes[index]
      guard let span = spans(index).first else { continue }
      let parts = attached[index] ?? []
      func names(_ wanted: [SpanRole]) -> [String] {
        parts.filter { part in roles[part.node].map(wanted.contains) ?? false }
          .compactMap { named[$0.node] }
      }
      var claim = ClaimRecord(
        id: ids.next([span]), span: span, type: node.value("type") ?? "statement",
        asserter: names([.speaker, .mention]).first ?? "article",
        certainty: Certainty(rawValue: node.value("certainty") ?? Certainty.high.rawValue),
        rule: node.value("rule") ?? "")
      claim.cue = parts.filter { roles[$0.node] == .cue }.flatMap { spans($0.node) }
      claim.subject = detail("subject", of: index)?.span
      claim.predicate = detail("predicate", of: index)?.span
      claim.object = detail("object", of: index)?.span
      claim.time = detail("time", of: index)?.span
      claim.amounts = names([.amount])
      claim.quote = names([.content]).first
      claim.hedged = node.flag("hedged")
      claim.negated = node.flag("negated")
      record.claims.append(claim)
    }
  }

  /// Reads markers of unnamed sources, in text order.
  func readMarkers(into record: inout ArticleRecord, _ speakers: [Int: String]) {
    var ids = PlaceIDs("n")
    for index in good(.marker) {
      let node = graph.nodes[index]
      guard let span = spans(index).first else { continue }
      var marker = AnonymousMarkerRecord(
        id: ids.next([span]), span: span, form: node.value("form") ?? "unnamed_individual",
        intent: node.value("intent") ?? "unknown",
        certainty: Certainty(rawValue: node.value("certainty") ?? Certainty.high.rawValue),
        rule: node.value("rule") ?? "")
      marker.rank = node.value("rank")
      marker.status = node.value("status")
      marker.access = node.value("access")
      marker.affiliation = detail("affiliation", of: index)
      marker.count = detail("count", of: index).map {
        MarkerCount(number: Int($0.code), span: $0.span)
      }
      marker.grounds = detail("grounds", of: index).map {
        Grounds(code: $0.code, boilerplate: node.flag("boilerplate"), span: $0.span)
      }
      marker.speaker = attached[index]?.compactMap { speakers[$0.node] }.first
      record.anonymousMarkers.append(marker)
    }
  }

  /// What is linked to an amount or a marker under a label, with its code.
  private func detail(_ label: String, of index: Int) -> CodedSpan? {
    guard let node = attached[index]?.first(where: { $0.label == label })?.node,
      let span = spans(node).first
    else { return nil }
    return CodedSpan(code: graph.nodes[node].value("code") ?? "", span: span)
  }
}

extension QuoteRecord {
  /// Whether a span lies in one piece of the content.
  func holds(_ span: Span) -> Bool {
    content.contains { $0.field == span.field && $0.start <= span.start && span.end <= $0.end }
  }
}

/// Ids that name the place, as the contract has them: an apostrophe where two would be the same.
struct PlaceIDs {
  private let prefix: String
  private var used: Set<String> = []

  /// Begins without any.
  init(_ prefix: String) { self.prefix = prefix }

  /// The id of what stands at some pieces of text.
  mutating func next(_ spans: [Span]) -> String {
    let field = spans.first?.field == "title" ? "t" : ""
    // A speaker is named by the first mention alone, everything else by all of its pieces.
    let end = prefix == "s" ? spans.first?.end : spans.last?.end
    var id = "\(prefix)\(field)\(spans.first?.start ?? 0)-\(end ?? 0)"
    while !used.insert(id).inserted { id += "'" }
    return id
  }
}
