import QuoteRecords

/// Collects the figures of claims. Money is linked with the rates that stand with it: a percentage
/// behind a sum of the same claim is a part of what is said of the sum.
struct ClaimCollector {
  private(set) var sources: [Source] = []
  private(set) var mentions: [Mention] = []
  private(set) var voices: [Voice] = []
  /// Which claim of its article each is of.
  private(set) var claims: [Int32] = []
  var corpus: ClaimCorpus

  private var known: Set<String> = []
  private var reader = WordReader()

  init(table: WordTable) {
    corpus = ClaimCorpus(table: table)
  }

  /// Takes the claims of an article. Linear in the record.
  mutating func add(_ article: ArticleRecord) {
    let speakers = Dictionary(
      article.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let amounts = Dictionary(
      article.amounts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (number, claim) in article.claims.enumerated() where claim.type == "quantity" {
      let found = claim.amounts.compactMap { amounts[$0] }
      let identity = "\(article.id)\u{0}\(article.published ?? "")\u{0}\(claim.id)"
      let inner = content(of: claim, found)
      for (part, amount) in found.enumerated() where !isRate(part, of: found) {
        guard let figure = ClaimFigure(amount), known.insert("\(identity)\u{0}\(part)").inserted
        else { continue }
        var content = inner
        content.figure = figure
        // What the claim's verb acts on is what its first amount measures.
        content.thing = words(amount.of?.text).union(part == 0 ? words(claim.object?.text) : [])
        corpus.add(content, article: sources.count)
        claims.append(Int32(truncatingIfNeeded: number))
        voices.append(Voice(speakers: claim.speaker(among: speakers), isAnonymous: false))
        mentions.append(mention(claim, amount, part, article: sources.count))
      }
    }
    let moment = article.published.flatMap(Moment.init)
    corpus.addArticle(day: moment?.day, words: storyWords(of: article))
    sources.append(
      Source(
        id: article.id, outlet: article.outlet, published: article.published, moment: moment,
        fingerprint: Hash.bytes((article.outlet ?? "").utf8)))
  }

  /// What an article that has figures tells, by its quotes, claims and speakers.
  private mutating func storyWords(of article: ArticleRecord) -> Set<WordTable.ID> {
    guard article.claims.contains(where: { !$0.amounts.isEmpty }) else { return [] }
    var found = words(article.title)
    for claim in article.claims { found.formUnion(words(claim.span.text)) }
    for quote in article.quotes {
      for part in quote.content { found.formUnion(words(part.text)) }
    }
    for speaker in article.speakers { found.formUnion(words(speaker.name)) }
    return found
  }

  /// Whether an amount is a percentage that follows a sum of money.
  private func isRate(_ part: Int, of amounts: [AmountRecord]) -> Bool {
    amounts[part].kind == "percent" && amounts[..<part].contains { $0.kind == "money" }
  }

  private mutating func content(of claim: ClaimRecord, _ amounts: [AmountRecord]) -> ClaimContent {
    let figures = amounts.reduce(into: Set<WordTable.ID>()) { $0.formUnion(words($1.span.text)) }
    return ClaimContent(
      figure: ClaimFigure(kind: "", unit: "", values: [], isVague: false), thing: [],
      act: words(claim.predicate?.text),
      subject: words(claim.subject?.text), words: words(claim.span.text).subtracting(figures),
      siblings: Set(amounts.compactMap { ClaimFigure($0)?.fingerprint }))
  }

  /// The words of a text that carry content.
  private mutating func words(_ text: String?) -> Set<WordTable.ID> {
    guard let text else { return [] }
    var read = Words()
    reader.read(text, into: &read, table: &corpus.table)
    return Set(read.ids.filter { !corpus.table.isFunctionWord($0) })
  }

  /// The amount with what it measures, where both are near each other in the claim; else the
  /// amount alone.
  private func mention(
    _ claim: ClaimRecord, _ amount: AmountRecord, _ part: Int, article: Int
  ) -> Mention {
    var (start, end, text) = (amount.span.start, amount.span.end, amount.span.text)
    if let of = amount.of, max(end, of.end) - min(start, of.start) <= Self.reach,
      let hull = claim.span.slice(min(start, of.start), max(end, of.end))
    {
      (start, end, text) = (min(start, of.start), max(end, of.end), hull)
    }
    return Mention(
      article: article, item: claim.id, part: part, start: start, end: end, text: text,
      inTitle: claim.span.field == "title", voice: voices.count - 1)
  }

  /// How far what an amount measures may stand from it, in the record's unit.
  private static let reach = 80
}

extension ClaimRecord {
  fileprivate func speaker(among speakers: [String: SpeakerRecord]) -> [SpeakerRecord] {
    speakers[asserter].map { [$0] } ?? []
  }
}

extension Span {
  /// The text between two positions of the span, counted in code points; `nil` where they are not
  /// in it, or where the span is counted in another unit.
  fileprivate func slice(_ from: Int, _ to: Int) -> String? {
    guard from >= start, to <= end, from < to, text.unicodeScalars.count == end - start else {
      return nil
    }
    let scalars = text.unicodeScalars
    let first = scalars.index(scalars.startIndex, offsetBy: from - start)
    return String(scalars[first..<scalars.index(first, offsetBy: to - from)])
  }
}
