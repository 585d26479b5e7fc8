import QuoteRecords

/// Reads in a record who stands behind what.
struct SourcingReading {
  private let record: ArticleRecord
  private let speakers: [String: SpeakerRecord]
  private let unnamedQuotes: Set<String>
  /// The markers of each unnamed source, by its speaker or else alone.
  private let sources: [[AnonymousMarkerRecord]]
  private(set) var counts = SourcingCounts()

  /// The forms of unnamed sources that a newsroom has rules for: not the crowds, nor what only
  /// points back.
  private static let sourceForms: Set = [
    "unnamed_individual", "unnamed_group", "access_described", "bare_source", "relayed",
  ]

  init(_ record: ArticleRecord) {
    self.record = record
    speakers = Dictionary(
      record.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    unnamedQuotes = Set(record.quotes.filter(\.anonymous).map(\.id))
    sources = Self.sources(record.anonymousMarkers)
    count()
  }

  private static func sources(_ markers: [AnonymousMarkerRecord]) -> [[AnonymousMarkerRecord]] {
    var found: [[AnonymousMarkerRecord]] = []
    var placeOf: [String: Int] = [:]
    for marker in markers {
      if let speaker = marker.speaker, let place = placeOf[speaker] {
        found[place].append(marker)
      } else if sourceForms.contains(marker.form) {
        if let speaker = marker.speaker { placeOf[speaker] = found.count }
        found.append([marker])
      }
    }
    return found
  }

  // MARK: Counts

  private mutating func count() {
    counts.articles = record.error == nil ? 1 : 0
    for quote in record.quotes where quote.nestedIn == nil {
      let tally = tally(of: quote)
      counts.quotes += tally
      let words = quote.content.reduce(0) {
        $0 + $1.text.split(whereSeparator: \.isWhitespace).count
      }
      counts.words += tally.times(words)
    }
    for claim in record.claims {
      if claim.asserter == ClaimRecord.article {
        counts.ownClaims += 1
      } else {
        counts.claims += tally(of: claim)
      }
    }
    for markers in sources where markers.allSatisfy({ $0.grounds == nil }) {
      counts.withoutGrounds += 1
    }
    for marker in record.anonymousMarkers {
      if let code = marker.grounds?.code { counts.grounds[code, default: 0] += 1 }
    }
  }

  private func tally(of quote: QuoteRecord) -> SourcingTally {
    var tally = SourcingTally()
    if quote.anonymous {
      tally.unnamed = 1
    } else if quote.speakers.isEmpty {
      tally.unknown = 1
    } else {
      tally.named = 1
    }
    return tally
  }

  private func tally(of claim: ClaimRecord) -> SourcingTally {
    var tally = SourcingTally()
    let speaker = speakers[claim.asserter]
    let isPeople = speaker.map { $0.kind == .person || $0.kind == .group } ?? false
    if claim.quote.map(unnamedQuotes.contains) ?? (isPeople && speaker?.named == false) {
      tally.unnamed = 1
    } else if speaker == nil {
      tally.unknown = 1
    } else {
      tally.named = 1
    }
    return tally
  }

  // MARK: Findings

  /// Every place that breaks some newsroom's rule, in text order.
  ///
  /// - Parameter silent: Who declined to comment.
  func findings(silent: [String]) -> [AuditFinding] {
    var found: [AuditFinding] = []
    let names = silent.map(Self.words).filter { !$0.isEmpty }
    for markers in sources {
      found += self.findings(of: markers)
      if let marker = quoted(markers, of: names) {
        found.append(AuditFinding(rule: .declinedAndQuoted, span: marker.span))
      }
    }
    for marker in record.anonymousMarkers { found += self.findings(of: marker) }
    for quote in record.quotes where isOpinion(quote) {
      if let span = quote.content.first { found.append(AuditFinding(rule: .opinion, span: span)) }
    }
    found += restingOn()
    return found.inTextOrder()
  }

  private func findings(of markers: [AnonymousMarkerRecord]) -> [AuditFinding] {
    guard let first = markers.first else { return [] }
    var found: [AuditFinding] = []
    let isBare = markers.allSatisfy {
      $0.form == "bare_source" && $0.affiliation == nil && $0.rank == nil && $0.access == nil
    }
    if isBare { found.append(AuditFinding(rule: .bareSource, span: first.span)) }
    if markers.allSatisfy({ $0.grounds == nil }) {
      found.append(AuditFinding(rule: .noGrounds, span: first.span))
    }
    let isSeveral = first.form == "unnamed_group" || (first.count?.number ?? 1) > 1
    if isSeveral, let speaker = first.speaker.flatMap({ speakers[$0] }), speaker.number == "one" {
      found.append(AuditFinding(rule: .shiftingNumber, span: first.span))
    }
    return found
  }

  /// The marker of a source who is quoted that tells one of some names: "an official at Harlow
  /// Steel".
  private func quoted(
    _ markers: [AnonymousMarkerRecord], of names: [[Substring]]
  ) -> AnonymousMarkerRecord? {
    guard !names.isEmpty, let speaker = markers.first?.speaker,
      record.quotes.contains(where: { $0.anonymous && $0.speakers.contains(speaker) })
    else { return nil }
    return markers.first { marker in
      let told = Self.words(marker.span.text)
      return names.contains { name in told.indices.contains { told[$0...].starts(with: name) } }
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  private func findings(of marker: AnonymousMarkerRecord) -> [AuditFinding] {
    var found: [AuditFinding] = []
    if let grounds = marker.grounds, grounds.boilerplate {
      found.append(AuditFinding(rule: .boilerplateGrounds, span: grounds.span))
    }
    switch marker.form {
    case "outlet_has_learned": found.append(AuditFinding(rule: .hasLearned, span: marker.span))
    case "hearsay_adverb", "agentless":
      found.append(AuditFinding(rule: .hearsay, span: marker.span))
    default: break
    }
    return found
  }

  /// Whether an unnamed person's words are no assertion of fact: an attitude, or words of some
  /// length that no claim was read from.
  private func isOpinion(_ quote: QuoteRecord) -> Bool {
    guard quote.anonymous, !quote.speakers.isEmpty, quote.nestedIn == nil else { return false }
    if quote.act == .attitude || quote.act == .thought { return true }
    guard quote.type == .direct, quote.certainty == .high else { return false }
    let words = quote.content.reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
    return words >= 4 && !record.claims.contains { $0.quote == quote.id }
  }

  /// What is wrong with the article's sources as a whole, told at the first of them.
  private func restingOn() -> [AuditFinding] {
    let spoken = record.quotes.filter { $0.nestedIn == nil && !$0.speakers.isEmpty }
    guard let first = sources.first?.first, !spoken.isEmpty, spoken.allSatisfy(\.anonymous) else {
      return []
    }
    var found = [AuditFinding(rule: .onlyUnnamed, span: first.span)]
    let isOne = sources.count == 1 && (first.count?.number ?? 1) == 1
    if isOne, first.form != "unnamed_group" {
      found.append(AuditFinding(rule: .singleSource, span: first.span))
    }
    return found
  }
}

extension SourcingTally {
  /// The tally so many times.
  fileprivate func times(_ factor: Int) -> SourcingTally {
    var result = self
    result.named *= factor
    result.unnamed *= factor
    result.unknown *= factor
    return result
  }
}

extension [AuditFinding] {
  /// The findings in text order, those of the title first.
  func inTextOrder() -> [AuditFinding] {
    enumerated().sorted { left, right in
      let (one, other) = (left.element.span, right.element.span)
      let titles = (one.field == "title" ? 0 : 1, other.field == "title" ? 0 : 1)
      return (titles.0, one.start, left.offset) < (titles.1, other.start, right.offset)
    }.map(\.element)
  }
}
