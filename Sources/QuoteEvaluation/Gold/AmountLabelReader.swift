import QuoteRecords

/// Reads labeled amounts as JSON lines: an article a line, with `doc` and `amounts`, offsets in
/// code points. The texts come apart.
public struct AmountLabelReader: LabelReader {
  private static let kinds: Set<String> = ["money", "percent", "points"]

  /// Makes a reader.
  public init() {}

  /// Whether the first line has `doc` and `amounts`.
  public func recognises(_ files: LabelFiles) -> Bool {
    files.jsonLines.first.map {
      files.firstLine(of: $0, has: ["doc", "amounts"], lacks: ["quotes"])
    } ?? false
  }

  /// Reads the lines of all files.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    for name in files.jsonLines {
      var faults: [LabelFault] = []
      files.readLines(of: name, into: &faults) { (line) throws(LabelFault) in
        var labels = LabeledArticle.Labels(
          record: ArticleRecord(id: try line.required("doc")), covers: [.amounts])
        for fields in try line.objects("amounts") {
          do throws(LabelFault) {
            try Self.add(fields, to: &labels)
          } catch {
            reading.faults.append(error)
          }
        }
        reading.articles.append(
          LabeledArticle(
            id: labels.record.id, text: nil, labels: [labels], origin: line.origin,
            split: line.string("split")))
      }
      reading.faults += faults
    }
    return reading
  }

  private static func add(
    _ fields: LineFields, to labels: inout LabeledArticle.Labels
  ) throws(LabelFault) {
    let kind = try fields.required("kind")
    guard kinds.contains(kind) else {
      throw fields.origin.fault(
        "unknown_label", "kind: “\(kind)” is none of money, percent, points")
    }
    let span = try fields.span()
    var amount = AmountRecord(
      id: "a\(span.start)-\(span.end)", kind: kind, span: span, certainty: .high, rule: "")
    amount.value = fields.figure("value")
    amount.low = fields.figure("low")
    amount.high = fields.figure("high")
    amount.currency = fields.string("currency")
    amount.unit = fields.string("unit")
    amount.pair = fields.value("pair")?.array?.compactMap(\.figure)
    amount.vague = fields.flag("vague")
    amount.figurative = fields.flag("figurative")
    amount.implied = fields.flag("implied")
    amount.approximation = try code(fields, "approx", "norm", at: span).map {
      CodedSpan(code: $0.code, span: $0.span)
    }
    amount.per = try code(fields, "per", "unit", at: span).map {
      PerUnit(unit: $0.code, span: $0.span)
    }
    labels.record.amounts.append(amount)
    if fields.flag("ignore") { labels.allowances.optional.insert(amount.id) }
  }

  /// A code that stands alone, or in an object with its span.
  private static func code(
    _ fields: LineFields, _ key: String, _ name: String, at place: Span
  ) throws(LabelFault) -> (code: String, span: Span)? {
    if let code = fields.string(key) { return code.isEmpty ? nil : (code, place) }
    guard let object = try fields.object(key), let code = object.string(name) else { return nil }
    return (code, object.value("start") == nil ? place : try object.span())
  }
}

extension JSONValue {
  /// The digits of a number, or of a string.
  fileprivate var figure: String? {
    if case .number(let literal) = self { literal } else { string }
  }
}
