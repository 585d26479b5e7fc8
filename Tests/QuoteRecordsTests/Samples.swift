@testable import QuoteRecords

/// Records with every field set, for tests that must see every key.
enum Samples {
  static func span(_ start: Int, _ text: String) -> Span {
    Span(start: start, end: start + text.unicodeScalars.count, text: text)
  }

  static var fullSpan: Span {
    var span = Span(start: 3, end: 7, text: "four", field: "title")
    span.utf8 = 3..<7
    span.utf16 = 3..<7
    span.prefix = "on "
    span.suffix = " legs"
    return span
  }

  static var quote: QuoteRecord {
    var quote = QuoteRecord(
      id: "q10-27", type: .mixed, act: .speech, content: [fullSpan], certainty: .high,
      rule: "en.quote.said")
    quote.quoted = [span(12, "open again")]
    quote.cue = [span(30, "said")]
    quote.source = [span(35, "Lena Ortiz")]
    quote.addressee = [span(50, "reporters")]
    quote.speakers = ["s35-45"]
    quote.speakerBy = .named
    quote.candidates = [SpeakerCandidate(speaker: "s80-90", reason: "nearest name")]
    quote.unresolved = "two people could be meant"
    quote.anonymous = true
    quote.negated = true
    quote.hedged = true
    quote.nestedIn = "q0-99"
    quote.amounts = ["a3-7"]
    return quote
  }

  static var speaker: SpeakerRecord {
    SpeakerRecord(
      id: "s35-45", name: "Lena Ortiz", role: "harbor master", named: true, kind: .person,
      number: "one", gender: Gender(value: "female", by: "pronoun"), key: "P7",
      mentions: [fullSpan])
  }

  static var marker: AnonymousMarkerRecord {
    var marker = AnonymousMarkerRecord(
      id: "n3-7", span: fullSpan, form: "access_described", intent: "withheld",
      certainty: .medium, rule: "en.marker.x")
    marker.grounds = Grounds(code: "not_authorized", boilerplate: true, span: fullSpan)
    marker.rank = "senior"
    marker.status = "former"
    marker.affiliation = CodedSpan(code: "government", span: fullSpan)
    marker.count = MarkerCount(number: 4, span: fullSpan)
    marker.access = "briefed"
    marker.speaker = "s35-45"
    return marker
  }

  static var amount: AmountRecord {
    var amount = AmountRecord(
      id: "a3-7", kind: "money", span: fullSpan, certainty: .low, rule: "en.amount.x")
    amount.value = "2500000000"
    amount.low = "1"
    amount.high = "2.50"
    amount.currency = "USD"
    amount.unit = "percent"
    amount.approximation = CodedSpan(code: "about", span: fullSpan)
    amount.per = PerUnit(unit: "hour", span: fullSpan)
    amount.pair = ["47", "44"]
    amount.of = fullSpan
    amount.vague = true
    amount.figurative = true
    amount.implied = true
    return amount
  }

  static var claim: ClaimRecord {
    var claim = ClaimRecord(
      id: "c3-7", span: fullSpan, type: "quantity", asserter: "article", certainty: .low,
      rule: "en.claim.x")
    claim.cue = [fullSpan]
    claim.subject = fullSpan
    claim.predicate = fullSpan
    claim.object = fullSpan
    claim.time = fullSpan
    claim.amounts = ["a3-7"]
    claim.quote = "q10-27"
    claim.hedged = true
    claim.negated = true
    return claim
  }

  static var article: ArticleRecord {
    var article = ArticleRecord(id: "harbor-1", language: "en")
    article.outlet = "Coast Courier"
    article.url = "https://example.org/harbor"
    article.title = "On four legs"
    article.published = "2031-05-02"
    article.meta = .object([.init("section", .string("local")), .init("page", .number("1e0"))])
    article.textSHA256 = String(repeating: "0f", count: 32)
    article.offsetUnit = .utf16
    article.run = RunRecord(
      quoteex: "0.1.0", packs: [PackRecord(id: "en", version: "1", sha256: "ab")],
      unicode: "15.0", options: .object([.init("strict", .bool(true))]))
    article.text = "The text\u{2028}with \u{0}odd \u{1F600} marks"
    article.sentences = [fullSpan]
    var placed = quote
    placed.id = "q10-27'"
    (placed.quoted, placed.cue) = ([fullSpan], [fullSpan])
    (placed.source, placed.addressee) = ([fullSpan], [fullSpan])
    article.quotes = [quote, placed]
    article.speakers = [speaker]
    article.anonymousMarkers = [marker]
    article.amounts = [amount]
    article.claims = [claim]
    article.unattributed = [
      UnattributedRecord(span: fullSpan, reason: "scare", rule: "en.unattributed.x")
    ]
    article.repairs = [RepairRecord(kind: "unclosed_quote", span: fullSpan)]
    article.error = ErrorRecord(code: "invalid_utf8", message: "byte 3")
    return article
  }

  static var cluster: ClusterRecord {
    let member = ClusterMember(
      article: "harbor-1", outlet: "Coast Courier", published: "2031-05-02", item: "q10-27",
      start: 12, end: 22, text: "open again", relation: .altered, speakerNames: ["Lena Ortiz"],
      diff: [WordDifference(op: "replace", wording: "closed", member: "open")])
    var cluster = ClusterRecord(
      id: "k0123456789abcdef", kind: "claim", wording: "closed again", members: [member])
    cluster.aliases = ["kfedcba9876543210"]
    cluster.outlets = 1
    cluster.articles = 1
    cluster.firstArticle = "harbor-1"
    cluster.firstPublished = "2031-05-02"
    cluster.speakers = [ClusterSpeaker(name: "Lena Ortiz", members: 1)]
    cluster.speakerConflict = true
    cluster.anonymousInSome = true
    cluster.figures = [ClusterFigure(value: "3", currency: "EUR", unit: "percent", members: 1)]
    return cluster
  }
}

func text(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
}

extension Samples {
  static var verification: VerificationRecord {
    var check = QuotationCheck(
      item: "q3-7", span: span(3, "open again"), line: 2, speakerNames: ["Lena Ortiz"])
    check.span.field = "title"
    check.verdict = .altered
    check.speaker = "same"
    check.place = SourcePlace(
      source: "briefing", span: Span(start: 1, end: 5, text: "open", field: "title"), line: 4,
      isQuoted: true, speakerNames: ["Ortiz"])
    check.otherPlaces = 1
    check.diff = [
      CheckedDifference(
        difference: WordDifference(op: "insert", wording: "", member: "again"),
        explainedBy: "brackets", touchesContent: true)
    ]
    return VerificationRecord(
      draft: "draft", offsetUnit: .utf16, sources: ["briefing"],
      checks: [check, QuotationCheck(item: nil, span: span(20, "on"))])
  }
}
