import QuoteRecords

/// Makes the contract's record of what is labeled in an article, with offsets in code points.
struct CorpusRecord {
  private let article: CorpusArticle
  private var taken: Set<String> = []
  /// The ids of speakers, by key.
  private var speakerIDs: [String: String] = [:]
  /// The ids of quotes, amounts and markers, by number.
  private var quoteIDs: [Int: String] = [:]
  private var amountIDs: [Int: String] = [:]

  /// The record.
  private(set) var record: ArticleRecord
  /// What is right besides, and what is neither right nor wrong.
  private(set) var allowances = Allowances()

  /// What labels name as their rule.
  private static let rule = "label"

  /// Makes it; an item without its main mark is left out.
  init(_ article: CorpusArticle) {
    self.article = article
    record = ArticleRecord(id: article.listing.id)
    describe()
    addSpeakers()
    addAmounts()
    addQuotes()
    addMarkers()
    addClaims()
    addLoose()
  }

  private var text: CorpusText { article.text }

  private mutating func describe() {
    let listing = article.listing
    record.outlet = listing.outlet
    record.published = listing.published
    record.title = listing.title
    record.textSHA256 = SHA256.hex(of: text.bytes)
    record.meta = .object([
      .init("style", .string(listing.style)), .init("split", .string(listing.split)),
      .init("story", listing.story.map { .string($0) } ?? .null),
    ])
  }

  /// An id that names a place; a second one at the same place gets a prime.
  private mutating func id(_ letter: String, _ span: Range<Int>) -> String {
    let place = text.span(span)
    var id = "\(letter)\(place.start)-\(place.end)"
    while !taken.insert(id).inserted { id += "'" }
    return id
  }

  private mutating func addSpeakers() {
    let relative: Set<String> = ["who", "whom", "which", "that"]
    for key in article.speakers.keys.sorted() {
      guard let speaker = article.speakers[key] else { continue }
      var places: Set<Range<Int>> = []
      for mark in text.marks where !relative.contains(mark.text) {
        let isNamed =
          switch mark.role {
          case "source", "addressee", "mention": mark.value == key
          case "marker": mark.fact("speaker") == key
          default: false
          }
        if isNamed { places.insert(mark.range) }
      }
      let sorted = places.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      let mentions = sorted.filter { one in
        !sorted.contains {
          $0 != one && $0.lowerBound <= one.lowerBound && one.upperBound <= $0.upperBound
        }
      }
      let id = mentions.first.map { self.id("s", $0) } ?? "s-\(key)"
      speakerIDs[key] = id
      let kind = SpeakerKind(rawValue: speaker.kind)
      record.speakers.append(
        SpeakerRecord(
          id: id, name: speaker.name, role: speaker.role, named: speaker.named, kind: kind,
          number: kind == .person ? "one" : kind == .group ? "several" : "unknown",
          gender: Gender(value: speaker.gender), mentions: mentions.map(text.span)))
    }
    record.speakers.sort {
      ($0.mentions.first?.start ?? .max, $0.id) < ($1.mentions.first?.start ?? .max, $1.id)
    }
  }
}

// MARK: - Quotes

extension CorpusRecord {
  private mutating func addQuotes() {
    let quotes = article.items(.quote).filter { $0.head != nil }
    for item in quotes {
      let content = item["content"]
      guard let first = content.first, let last = content.last else { continue }
      quoteIDs[item.number] = id("q", first.range.lowerBound..<last.range.upperBound)
    }
    for item in quotes {
      guard let id = quoteIDs[item.number] else { continue }
      record.quotes.append(quote(item, id, outer: article.outer(of: item)))
      if item.isOptional || article.outer(of: item).map(article.type) == .direct {
        allowances.optional.insert(id)
      }
      if let other = item.facts["alt_speaker"].flatMap({ speakerIDs[$0] }) {
        allowances.speakers[id] = [other]
      }
    }
    record.quotes.sort { ($0.content[0].start, $0.id) < ($1.content[0].start, $1.id) }
  }

  private func quote(_ item: CorpusItem, _ id: String, outer: CorpusItem?) -> QuoteRecord {
    let content = item["content"]
    var quote = QuoteRecord(
      id: id, type: article.type(of: item), act: Act(rawValue: item.act),
      content: content.map { text.span($0.range) }, certainty: .high, rule: Self.rule)
    quote.quoted = article.quoted(in: item).map(text.span)
    quote.cue = item["cue"].map { text.span($0.range) }
    quote.source = item["source"].map { text.span($0.range) }
    quote.addressee = item["addressee"].map { text.span($0.range) }
    quote.speakers = item.speakers.compactMap { speakerIDs[$0] }
    quote.speakerBy = basis(item)
    if quote.speakers.isEmpty, item.facts["unresolved"] != nil {
      quote.unresolved = "the text does not tell"
    }
    let speakers = item.speakers.compactMap { article.speakers[$0] }
    quote.anonymous =
      speakers.isEmpty
      ? item["source"].isEmpty && !item["cue"].isEmpty : speakers.allSatisfy { !$0.named }
    quote.negated = item.facts["negated"] != nil
    quote.hedged = item.facts["hedged"] != nil
    quote.nestedIn = outer.flatMap { quoteIDs[$0.number] }
    quote.amounts = article.items(.amount).filter { amount in
      content.contains { piece in amount.head.map { piece.holds($0.range) } ?? false }
    }.compactMap { amountIDs[$0.number] }
    return quote
  }

  private func basis(_ item: CorpusItem) -> SpeakerBasis {
    guard let key = item.speakers.first, let speaker = article.speakers[key] else { return .none }
    guard let source = item["source"].first else { return .carried }
    let pronouns: Set<String> = ["he", "she", "they", "i", "who", "it"]
    if pronouns.contains(source.text.lowercased()) { return .pronoun }
    let words = Set(source.text.split { !$0.isLetter })
    let names = speaker.name.split { !$0.isLetter }.filter { $0.first?.isUppercase == true }
    return speaker.named && names.contains(where: words.contains) ? .named : .description
  }
}

// MARK: - Markers and amounts

extension CorpusRecord {
  private mutating func addMarkers() {
    for item in article.items(.marker) {
      guard let mark = item.head else { continue }
      var marker = AnonymousMarkerRecord(
        id: id("n", mark.range), span: text.span(mark.range), form: mark.value,
        intent: mark.fact("intent") ?? Self.intent(of: mark.value), certainty: .high,
        rule: Self.rule)
      marker.grounds = item["grounds"].first.map {
        Grounds(
          code: $0.value, boilerplate: item.facts["boilerplate"] != nil, span: text.span($0.range))
      }
      marker.affiliation = item["affiliation"].first.map {
        CodedSpan(code: $0.value, span: text.span($0.range))
      }
      marker.count = item["count"].first.map {
        MarkerCount(number: Int($0.value), span: text.span($0.range))
      }
      marker.rank = mark.fact("rank")
      marker.status = mark.fact("status")
      marker.access = mark.fact("access")
      marker.speaker = mark.fact("speaker").flatMap { speakerIDs[$0] }
      record.anonymousMarkers.append(marker)
      if item.isOptional { allowances.optional.insert(marker.id) }
    }
    record.anonymousMarkers.sort { ($0.span.start, $0.id) < ($1.span.start, $1.id) }
  }

  /// Hearsay withholds nobody's name, and omits none that the article is known to have.
  private static func intent(of form: String) -> String {
    form == "agentless" || form == "hearsay_adverb" ? "unknown" : "omitted"
  }

  private mutating func addAmounts() {
    for item in article.items(.amount) {
      guard let mark = item.head else { continue }
      var amount = AmountRecord(
        id: id("a", mark.range), kind: mark.role, span: text.span(mark.range), certainty: .high,
        rule: Self.rule)
      LabeledValue(mark).fill(&amount)
      amount.approximation = item["approx"].first.map {
        CodedSpan(code: $0.value, span: text.span($0.range))
      }
      amount.per = item["per"].first.map { PerUnit(unit: $0.value, span: text.span($0.range)) }
      amount.of = item["of"].first.map { text.span($0.range) }
      amountIDs[item.number] = amount.id
      record.amounts.append(amount)
      if item.isOptional { allowances.optional.insert(amount.id) }
    }
    record.amounts.sort { ($0.span.start, $0.id) < ($1.span.start, $1.id) }
  }
}

// MARK: - Claims and the rest

extension CorpusRecord {
  private mutating func addClaims() {
    for item in article.items(.claim) {
      guard let mark = item.head else { continue }
      // The contract has room for one; of a joint statement it is the first.
      let key = mark.fact("asserter")?.split(separator: "+").first.map(String.init) ?? "article"
      var claim = ClaimRecord(
        id: id("c", mark.range), span: text.span(mark.range), type: mark.value,
        asserter: speakerIDs[key] ?? "article", certainty: .high, rule: Self.rule)
      claim.subject = item["subject"].first.map { text.span($0.range) }
      claim.predicate = item["predicate"].first.map { text.span($0.range) }
      claim.object = item["object"].first.map { text.span($0.range) }
      claim.time = item["time"].first.map { text.span($0.range) }
      claim.hedged = mark.facts.contains("hedged")
      claim.negated = mark.facts.contains("negated")
      claim.amounts = article.items(.amount).filter { amount in
        amount.head.map { mark.holds($0.range) } ?? false
      }.compactMap { amountIDs[$0.number] }
      if let quote = article.quote(holding: mark.range) {
        claim.quote = quoteIDs[quote.number]
        claim.cue = quote["cue"].map { text.span($0.range) }
      }
      record.claims.append(claim)
      if item.isOptional { allowances.optional.insert(claim.id) }
    }
    record.claims.sort { ($0.span.start, $0.id) < ($1.span.start, $1.id) }
  }

  private mutating func addLoose() {
    for mark in article.loose {
      switch mark.role {
      case "unattributed":
        record.unattributed.append(
          .init(span: text.span(mark.range), reason: mark.value, rule: Self.rule))
      case "junk": record.repairs.append(.init(kind: "boilerplate", span: text.span(mark.range)))
      case "sentence":
        record.repairs.append(.init(kind: "glued_sentence", span: text.span(mark.range)))
      default: break
      }
    }
  }
}
