public import QuoteRecords

extension Evaluation {
  /// The schema that the JSON follows.
  public static let schema = "quoteex.evaluation/1"

  /// The figures, the counts of each article and every error, as JSON without a line feed at the
  /// end. It holds places, never words of the articles.
  ///
  /// - Parameter gold: What the gold is called.
  public func json(gold: String, _ style: JSONStyle = .compact) -> [UInt8] {
    var writer = JSONWriter(style: style)
    writer.beginObject()
    writer.field("schema", Self.schema)
    writer.field("gold", gold)
    writer.key("threshold")
    writer.number(options.threshold.fixed(4))
    writer.key("seed")
    writer.number(String(options.resampling.seed))
    writeScores(into: &writer)
    writer.key("rules")
    writeRules(into: &writer)
    writer.key("articles")
    writer.beginArray()
    for article in articles { article.encode(into: &writer) }
    writer.endArray()
    writer.field("faults", faults.map(\.description))
    writer.endObject()
    return writer.bytes
  }

  private func writeScores(into writer: inout JSONWriter) {
    writer.key("scores")
    total.encode(into: &writer, intervals: intervals)
    for (name, scores) in [("links", links), ("claim_links", claimLinks)] {
      guard let scores else { continue }
      writer.key(name)
      writer.beginObject()
      for (key, value) in scores.figures(name).sorted(by: { $0.key < $1.key }) {
        writer.key(key)
        writer.number(value.fixed(6))
      }
      writer.endObject()
    }
    guard let agreement, let besideAgreement else { return }
    writer.key("agreement")
    agreement.encode(into: &writer, intervals: [:])
    writer.key("beside_agreement")
    besideAgreement.encode(into: &writer, intervals: [:])
  }

  private func writeRules(into writer: inout JSONWriter) {
    writer.beginArray()
    for row in RuleTable(self).rows {
      writer.beginObject()
      writer.field("rule", row.rule)
      writer.field("kind", row.kind.rawValue)
      writer.field("found", row.found)
      writer.field("right", row.right)
      writer.field("wrong", row.wrong)
      writer.field("alone_right", row.aloneRight)
      writer.endObject()
    }
    writer.endArray()
  }
}

extension ScoreSheet {
  /// An object of metrics, by key.
  fileprivate func encode(
    into writer: inout JSONWriter, intervals: [Metric: ClosedRange<Double>]
  ) {
    writer.beginObject()
    for (metric, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      writer.key(metric.description)
      writer.beginObject()
      writer.number("precision", tally.precision)
      writer.number("recall", tally.recall)
      writer.number("f1", tally.f1)
      writer.field("labeled", tally.labeled)
      writer.field("found", tally.found)
      if let interval = intervals[metric] {
        writer.key("interval")
        writer.beginArray()
        writer.number(interval.lowerBound.fixed(6))
        writer.number(interval.upperBound.fixed(6))
        writer.endArray()
      }
      writer.endObject()
    }
    for (metric, share) in shares.sorted(by: { $0.key < $1.key }) {
      writer.key(metric.description)
      writer.beginObject()
      writer.number("accuracy", share.accuracy)
      writer.field("total", share.total)
      writer.endObject()
    }
    writer.endObject()
  }
}

extension ArticleEvaluation {
  fileprivate func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.key("counts")
    writer.beginObject()
    for (metric, tally) in sheet.tallies.sorted(by: { $0.key < $1.key })
    where metric.group.isEmpty {
      writer.key(metric.description)
      writer.beginArray()
      for count in [tally.labeled, tally.recalled, tally.found, tally.right] {
        writer.integer(count)
      }
      writer.endArray()
    }
    writer.endObject()
    writer.key("errors")
    writer.beginArray()
    for outcome in outcomes where outcome.verdict != .right { outcome.encode(into: &writer) }
    writer.endArray()
    writer.endObject()
  }
}

extension Outcome {
  fileprivate func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("kind", kind.rawValue)
    writer.field("verdict", verdict.rawValue)
    writer.field("start", place.lowerBound)
    writer.field("end", place.upperBound)
    writer.field("construction", construction)
    writer.field("rule", rule)
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func number(_ key: StaticString, _ value: Double) {
    self.key(key)
    number(value.fixed(6))
  }
}
