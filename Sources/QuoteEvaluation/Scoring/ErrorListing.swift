/// Every miss and every false finding, grouped by how it is built and which rule found it.
public struct ErrorListing: Sendable {
  /// Finds the sentence around a place: of an article's id, in code points.
  public typealias Sentences = @Sendable (_ article: String, _ place: Range<Int>) -> String

  private struct Group: Hashable {
    var kind: ScoredKind
    var verdict: Outcome.Verdict
    var construction: String
    var rule: String
  }

  private struct Entry {
    var article: String
    var outcome: Outcome
  }

  private let groups: [(group: Group, entries: [Entry])]
  private let links: [(kind: String, errors: [ClusterScore.LinkError])]
  private let sentences: Sentences

  /// Groups what is not right, the largest groups first.
  public init(_ evaluation: Evaluation, sentences: @escaping Sentences) {
    self.sentences = sentences
    links = [
      ("quotes", evaluation.links?.errors ?? []), ("claims", evaluation.claimLinks?.errors ?? []),
    ]
    var groups: [Group: [Entry]] = [:]
    for article in evaluation.articles {
      for outcome in article.outcomes where outcome.verdict != .right {
        let group = Group(
          kind: outcome.kind, verdict: outcome.verdict, construction: outcome.construction,
          rule: outcome.rule)
        groups[group, default: []].append(Entry(article: article.id, outcome: outcome))
      }
    }
    self.groups = groups.map { ($0.key, $0.value) }.sorted { first, second in
      Self.order(first.0, first.1.count) < Self.order(second.0, second.1.count)
    }
  }

  private static func order(_ group: Group, _ count: Int) -> (String, Int, String, String, String) {
    (group.kind.rawValue, -count, group.verdict.rawValue, group.construction, group.rule)
  }

  /// The listing, its lines ended by line feeds; a line feed within a sentence is a space.
  public var text: String {
    var lines: [String] = []
    for (group, entries) in groups {
      let rule = group.rule.isEmpty ? "" : " · \(group.rule)"
      lines.append(
        "\(group.kind.rawValue) · \(group.verdict.rawValue) · \(group.construction)\(rule)"
          + " · \(entries.count)")
      for entry in entries { lines += self.lines(of: entry) }
      lines.append("")
    }
    for (kind, errors) in links { for error in errors { lines += self.lines(of: error, kind) } }
    return lines.isEmpty ? "no errors\n" : lines.joined(separator: "\n") + "\n"
  }

  private func lines(of error: ClusterScore.LinkError, _ kind: String) -> [String] {
    let title = error.isSplit ? "split" : "joined"
    var lines = ["links of \(kind) · \(title) · \(error.parts.count) parts"]
    for part in error.parts {
      for (index, mention) in part.enumerated() {
        let mark = index == 0 ? "  - " : "    "
        lines.append(mark + line(mention.article, mention.range))
      }
    }
    return lines + [""]
  }

  private func line(_ article: String, _ place: Range<Int>) -> String {
    let sentence = sentences(article, place).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    return "\(article):\(place.lowerBound)-\(place.upperBound)  \(sentence)"
  }

  private func lines(of entry: Entry) -> [String] {
    var lines = ["  " + line(entry.article, entry.outcome.place)]
    if !entry.outcome.wanted.isEmpty || !entry.outcome.given.isEmpty {
      lines.append("    labeled “\(entry.outcome.wanted)”, found “\(entry.outcome.given)”")
    }
    return lines
  }
}
