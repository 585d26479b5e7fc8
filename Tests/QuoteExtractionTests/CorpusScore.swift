import QuoteRecords
import RuleEngine

/// What was right of what is labeled in the corpus and what was found.
struct CorpusScore {
  /// Counts of one kind of result.
  struct Tally: CustomStringConvertible {
    var right = 0
    var labeled = 0
    var found = 0

    /// The harmonic mean of precision and recall.
    var f1: Double { 2 * Double(right) / Double(max(1, labeled + found)) }
    var description: String { "F1 \(f1) (\(right) right, \(labeled) labeled, \(found) found)" }
  }

  private(set) var tallies: [String: Tally] = [:]
  /// What was missed or found wrongly, in words.
  private(set) var differences: [String: [String]] = [:]

  /// Compares the labels of an article with its record, whose offsets count UTF-8 bytes.
  mutating func add(_ article: CorpusArticle, _ record: ArticleRecord) {
    addQuotes(article, record)
    addMarkers(article, record)
    addAmounts(article, record)
  }

  private mutating func count(
    _ what: String, right: Int, labeled: Int, found: Int, _ wrong: [String]
  ) {
    tallies[what, default: Tally()].right += right
    tallies[what, default: Tally()].labeled += labeled
    tallies[what, default: Tally()].found += found
    differences[what, default: []] += wrong
  }

  /// Quotes match one to one where half of the words of both are the same, the best pairs first.
  private mutating func addQuotes(_ article: CorpusArticle, _ record: ArticleRecord) {
    let text = Array(article.text.plain.utf8)
    let wanted = article.quotes.map { Self.words(text, $0.content) }
    let found = record.quotes.map { Self.words(text, $0.content.map(\.range)) }
    var pairs: [(likeness: Double, wanted: Int, found: Int)] = []
    for one in wanted.indices {
      for other in found.indices {
        let all = wanted[one].union(found[other]).count
        let both = wanted[one].intersection(found[other]).count
        if 2 * both >= all { pairs.append((Double(both) / Double(max(1, all)), one, other)) }
      }
    }
    pairs.sort { ($1.likeness, $0.wanted, $0.found) < ($0.likeness, $1.wanted, $1.found) }
    var match: [Int: Int] = [:]
    for pair in pairs where match[pair.wanted] == nil && !match.values.contains(pair.found) {
      match[pair.wanted] = pair.found
    }
    let matched = Set(match.values)
    let extra = record.quotes.indices.filter { index in
      let quote = record.quotes[index]
      return !matched.contains(index) && quote.nestedIn == nil
        && (quote.act == .speech || quote.act == .writing)
    }
    let missed = article.quotes.indices.filter { match[$0] == nil }
    count(
      "quotes", right: match.count, labeled: wanted.count, found: match.count + extra.count,
      missed.map { "\(article.id): missed #\(article.quotes[$0].number)" }
        + extra.map { "\(article.id): found '\(record.quotes[$0].content[0].text)'" })
    addSpeakers(article, record, match)
  }

  private mutating func addSpeakers(
    _ article: CorpusArticle, _ record: ArticleRecord, _ match: [Int: Int]
  ) {
    for index in article.quotes.indices {
      guard let other = match[index], let key = article.quotes[index].speaker else { continue }
      let label = article.quotes[index]
      let quote = record.quotes[other]
      let wanted = Self.names(article.speakers[key] ?? "")
      let named = record.speakers.contains {
        quote.speakers.contains($0.id) && !Self.names($0.name).isDisjoint(with: wanted)
      }
      let placed = label.source.contains { span in
        quote.source.contains { $0.range.overlaps(span) }
      }
      let isRight = named || placed
      let answered = isRight || !quote.speakers.isEmpty || !quote.source.isEmpty
      count(
        "speakers", right: isRight ? 1 : 0, labeled: 1, found: answered ? 1 : 0,
        isRight ? [] : ["\(article.id): #\(label.number) is by \(key), not \(quote.speakers)"])
    }
  }

  private mutating func addMarkers(_ article: CorpusArticle, _ record: ArticleRecord) {
    let wanted = article.text.marks.filter { $0.role == "marker" }.map(\.range)
    let found = record.anonymousMarkers
    var taken: Set<Int> = []
    var missed: [String] = []
    for span in wanted {
      let hit = found.indices.first {
        !taken.contains($0) && found[$0].span.range.overlaps(span)
      }
      if let hit {
        taken.insert(hit)
      } else {
        missed.append("\(article.id): missed at \(span)")
      }
    }
    let extra = found.indices.filter { !taken.contains($0) }
      .map { "\(article.id): found \(found[$0].form) '\(found[$0].span.text)'" }
    count(
      "markers", right: taken.count, labeled: wanted.count, found: found.count, missed + extra)
  }

  private mutating func addAmounts(_ article: CorpusArticle, _ record: ArticleRecord) {
    let wanted = article.text.marks.filter { $0.role == "money" || $0.role == "percent" }
    let labels = Set(
      wanted.map { Answer(kind: $0.role, span: $0.range, value: $0.value ?? "") })
    let found = record.amounts.filter { $0.kind != "points" }
    let answers = Set(
      found.map { Answer(kind: $0.kind, span: $0.span.range, value: Self.value($0)) })
    let wrong = labels.symmetricDifference(answers).map {
      "\(article.id): \(labels.contains($0) ? "missed" : "found") \($0.value) at \($0.span)"
    }
    count(
      "amounts", right: labels.intersection(answers).count, labeled: wanted.count,
      found: found.count, wrong.sorted())
  }

  private struct Answer: Hashable {
    var kind: String
    var span: Range<Int>
    var value: String
  }

  /// An amount as the labels write it.
  private static func value(_ amount: AmountRecord) -> String {
    var out = amount.value ?? ""
    if amount.vague {
      out = "~\(amount.low ?? "")"
    } else if let low = amount.low, let high = amount.high {
      out = "\(low)..\(high)"
    }
    if let currency = amount.currency { out += "_\(currency)" }
    return out
  }

  private static func words(_ text: [UInt8], _ spans: [Range<Int>]) -> Set<String> {
    var out: Set<String> = []
    for span in spans {
      let words = String(decoding: text[span], as: UTF8.self).lowercased()
        .split { !$0.isLetter && !$0.isNumber && $0 != "’" && $0 != "'" && $0 != "." }
      out.formUnion(words.map { String($0.trimmingSuffix(of: ".")) })
    }
    return out.subtracting([""])
  }

  /// The capitalised words of a name.
  private static func names(_ name: String) -> Set<String> {
    Set(
      name.split { !$0.isLetter }.filter { $0.first?.isUppercase == true && $0.count > 1 }
        .map(String.init)
    ).subtracting(["The", "One", "Some"])
  }
}

extension Span {
  /// Its place, where offsets count UTF-8 bytes.
  fileprivate var range: Range<Int> { start..<max(start, end) }
}

extension Substring {
  /// The text without the characters at its end that are the given one.
  fileprivate func trimmingSuffix(of character: Character) -> Substring {
    var out = self
    while out.last == character { out.removeLast() }
    return out
  }
}
