import NewsText
package import QuoteRecords

/// Turns what was found in an article and its title into the record of the contract.
///
/// It decides nothing about language: it places spans in the unit asked for, names ids after
/// places, links quotes to speakers and amounts, and leaves out what was not asked for.
package struct RecordBuilder: Sendable {
  private let options: ExtractionOptions
  private let run: RunRecord?

  /// Makes a builder for records of one run.
  package init(options: ExtractionOptions, run: RunRecord?) {
    self.options = options
    self.run = run
  }

  /// The record of an article; linear in what was found.
  ///
  /// - Parameters:
  ///   - article: What was read.
  ///   - language: The language that it was read in.
  ///   - text: What was found in its text.
  ///   - title: What was found in its title, if it has one.
  package func record(
    of article: Article, language: String, text: Findings, title: Findings? = nil
  ) -> ArticleRecord {
    var record = head(of: article, language: language)
    record.textSHA256 = SHA256.hex(of: text.document.bytes)
    if options.withText { record.text = String(decoding: text.document.bytes, as: UTF8.self) }
    var ids = IDRegister(capacity: text.itemCount + (title?.itemCount ?? 0))
    var people = SpeakerTable(
      capacity: text.resolution.speakers.count + (title?.resolution.speakers.count ?? 0))
    // The text's speakers first: one that the title only names by surname is one of them.
    var body = FieldRecords(text, isTitle: false, options: options)
    body.name(&people, &ids)
    if let title {
      var heading = FieldRecords(title, isTitle: true, options: options)
      heading.name(&people, &ids)
      heading.add(to: &record, &ids)
    }
    body.add(to: &record, &ids)
    for byte in article.replaced { body.addReplacement(at: byte, to: &record) }
    record.speakers = people.records
    if options.withSentences { record.sentences = body.sentences }
    if options.isFiltered { record.keepOnlyUsedSpeakers() }
    return record
  }

  /// The record of an article that could not be read.
  package func failure(of article: Article, language: String, _ error: ErrorRecord)
    -> ArticleRecord
  {
    var record = head(of: article, language: language)
    record.textSHA256 = SHA256.hex(of: article.text)
    record.error = error
    return record
  }

  private func head(of article: Article, language: String) -> ArticleRecord {
    var record = ArticleRecord(id: article.id, language: language)
    record.outlet = article.outlet
    record.url = article.url
    record.title = article.title
    record.published = article.published
    record.meta = article.meta
    record.offsetUnit = options.offsets.unit
    record.run = run
    return record
  }
}

extension ExtractionOptions {
  /// Whether some of what is found is left out.
  var isFiltered: Bool { strict || types != nil || acts != nil }

  /// Whether a result of this certainty is wanted.
  func wants(_ certainty: Certainty) -> Bool { !strict || certainty == .high }

  /// Whether a quote is wanted.
  func wants(_ attribution: Attribution) -> Bool {
    wants(attribution.certainty) && types?.contains(attribution.type) ?? true
      && acts?.contains(attribution.act) ?? true
  }
}

extension ArticleRecord {
  /// Drops the speakers that nothing in the record refers to.
  fileprivate mutating func keepOnlyUsedSpeakers() {
    var used: Set<String> = []
    for quote in quotes {
      used.formUnion(quote.speakers)
      used.formUnion(quote.candidates.map(\.speaker))
    }
    used.formUnion(anonymousMarkers.compactMap(\.speaker))
    used.formUnion(claims.map(\.asserter))
    speakers.removeAll { !used.contains($0.id) }
  }
}
