import QuoteRecords

/// Reads what labeled amounts measure and who asserts them as JSON lines: an amount a line, with
/// `doc`, `start`, `end`, `of`, `alt` and `asserter`, offsets in code points. The texts come apart.
///
/// An `asserter` of `null` is not judged, so that the amount has no claim.
public struct ClaimLabelReader: LabelReader {
  /// Makes a reader.
  public init() {}

  /// Whether the first line has `doc`, `of` and `asserter`.
  public func recognises(_ files: LabelFiles) -> Bool {
    files.jsonLines.first.map { files.firstLine(of: $0, has: ["doc", "of", "asserter"]) } ?? false
  }

  /// Reads the lines of all files and brings those of one article together.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    for name in files.jsonLines {
      var faults: [LabelFault] = []
      var indices: [String: Int] = [:]
      files.readLines(of: name, into: &faults) { (line) throws(LabelFault) in
        let id = try line.required("doc")
        let claim = try Claim(line)
        if indices[id] == nil {
          indices[id] = reading.articles.count
          reading.articles.append(
            LabeledArticle(
              id: id, text: nil,
              labels: [.init(record: ArticleRecord(id: id), covers: [.claims])],
              origin: line.origin, split: line.string("split")))
        }
        guard let index = indices[id] else { return }
        claim.add(to: &reading.articles[index].labels[0])
      }
      reading.faults += faults
    }
    return reading
  }

  /// One line.
  private struct Claim {
    var span: Span
    var of: Span?
    var alternatives: [Span] = []
    /// Where the asserter stands; empty for the article, `nil` where nobody judged.
    var asserter: [Span]?

    init(_ line: LineFields) throws(LabelFault) {
      span = try line.span()
      of = try line.object("of")?.span()
      for other in try line.objects("alt") { alternatives.append(try other.span()) }
      if let code = line.string("asserter") {
        guard code == "article" else {
          throw line.fault("asserter", "“\(code)” where “article” or spans should be")
        }
        asserter = []
      } else if line.value("asserter") != nil {
        var spans: [Span] = []
        for mention in try line.objects("asserter") { spans.append(try mention.span()) }
        asserter = spans
      }
    }

    func add(to labels: inout LabeledArticle.Labels) {
      let place = "\(span.start)-\(span.end)"
      var amount = AmountRecord(
        id: "a\(place)", kind: "", span: span, certainty: .high, rule: "")
      amount.of = of
      labels.record.amounts.append(amount)
      if !alternatives.isEmpty { labels.allowances.bindings[amount.id] = alternatives }
      guard let asserter else { return }
      var claim = ClaimRecord(
        id: "c\(place)", span: span, type: "quantity", asserter: "article", certainty: .high,
        rule: "")
      claim.amounts = [amount.id]
      if let first = asserter.first {
        claim.asserter = "s\(first.start)-\(first.end)/\(place)"
        labels.record.speakers.append(
          SpeakerRecord(
            id: claim.asserter, name: first.text, named: false, kind: .unknown, mentions: asserter
          ))
      }
      labels.record.claims.append(claim)
    }
  }
}
