import QuoteRecords

/// What an evaluation said that was written as JSON before.
public struct PastEvaluation: Sendable {
  /// An error of it.
  struct Item: Hashable, Comparable {
    var kind: ScoredKind
    /// Whether it is a finding without a label.
    var isSpurious: Bool
    /// What tells several errors of one label apart; empty for most.
    var part: String
    var start: Int
    var end: Int

    init(kind: ScoredKind, verdict: Outcome.Verdict, start: Int, end: Int) {
      self.kind = kind
      isSpurious = verdict == .spurious
      part = kind == .claims ? verdict.rawValue : ""
      self.start = start
      self.end = end
    }

    static func < (first: Item, second: Item) -> Bool {
      (first.start, first.end, first.kind.rawValue, first.part)
        < (second.start, second.end, second.kind.rawValue, second.part)
    }
  }

  /// An article of it.
  struct Article {
    var counts: [String: Tally] = [:]
    var errors: [Item: Outcome.Verdict] = [:]
  }

  let articles: [String: Article]

  /// Reads what `--json` wrote.
  ///
  /// - Throws: What is wrong with it, and where.
  public init(json bytes: [UInt8], file: String) throws(LabelFault) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader().read(bytes).value
    } catch {
      throw LabelFault(
        file: file, line: error.place.line, column: error.place.column, code: "invalid_json",
        message: "\(error.code.rawValue): \(error.detail)")
    }
    guard value["schema"]?.string == Evaluation.schema else {
      throw LabelFault(
        file: file, code: "unsupported_schema",
        message: "\(value["schema"]?.string ?? "nothing") where \(Evaluation.schema) should be")
    }
    var articles: [String: Article] = [:]
    for article in value["articles"]?.array ?? [] {
      guard let id = article["id"]?.string else { continue }
      articles[id] = Article(article)
    }
    self.articles = articles
  }
}

extension PastEvaluation.Article {
  /// What an evaluation says now.
  init(_ article: ArticleEvaluation) {
    for (metric, tally) in article.sheet.tallies where metric.group.isEmpty {
      counts[metric.name] = tally
    }
    for outcome in article.outcomes where outcome.verdict != .right {
      let item = PastEvaluation.Item(
        kind: outcome.kind, verdict: outcome.verdict, start: outcome.place.lowerBound,
        end: outcome.place.upperBound)
      errors[item] = outcome.verdict
    }
  }

  fileprivate init(_ value: JSONValue) {
    if case .object(let members)? = value["counts"] {
      for member in members {
        let numbers = member.value.array?.compactMap(\.integer) ?? []
        guard numbers.count == 4 else { continue }
        counts[member.key] = Tally(
          labeled: numbers[0], recalled: numbers[1], found: numbers[2], right: numbers[3])
      }
    }
    for error in value["errors"]?.array ?? [] {
      guard let kind = error["kind"]?.string.flatMap(ScoredKind.init),
        let verdict = error["verdict"]?.string.flatMap(Outcome.Verdict.init),
        let start = error["start"]?.integer, let end = error["end"]?.integer
      else { continue }
      errors[.init(kind: kind, verdict: verdict, start: start, end: end)] = verdict
    }
  }
}
