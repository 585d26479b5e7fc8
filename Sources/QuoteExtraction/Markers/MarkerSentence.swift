import NewsSyntax
import RuleEngine

/// What the rules found in one sentence, by part; all ranges index `Analysis.items`.
struct MarkerSentence {
  /// A find of a rule.
  struct Find {
    var rule: Int
    var range: Range<Int>
    var head: Int?
    var outlet: Range<Int>?
  }

  let items: Range<Int>
  private(set) var phrases: [Find] = []
  private(set) var access: [Find] = []
  private(set) var terms: [Find] = []
  private(set) var grounds: [Find] = []
  private(set) var leads: [Find] = []
  private(set) var afters: [Find] = []
  private(set) var statements: [Find] = []

  init(items: Range<Int>, matches: [Match], rules: MarkerRules) {
    self.items = items
    for match in matches { add(match, rules) }
    phrases = Self.best(phrases, rules, longestFirst: true)
    statements = Self.best(statements, rules)
    terms = Self.best(terms, rules)
  }

  private mutating func add(_ match: Match, _ rules: MarkerRules) {
    func find(_ role: String) -> Find {
      let local = match[role] ?? match.items
      return Find(rule: match.rule, range: shifted(local))
    }
    switch rules.part(match.rule) {
    case .phrase:
      var phrase = find("phrase")
      phrase.head = match["head"].map { shifted($0).upperBound - 1 }
      phrases.append(phrase)
    case .access: access.append(find("basis"))
    case .terms: terms.append(find("terms"))
    case .grounds: grounds.append(find("grounds"))
    case .lead: leads.append(find("lead"))
    case .after:
      var after = find("after")
      after.outlet = match["outlet"].map(shifted)
      afters.append(after)
    case .statement: statements.append(find("marker"))
    }
  }

  private func shifted(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound + items.lowerBound..<range.upperBound + items.lowerBound
  }

  /// Of finds that overlap the one of higher preference, then the longer, or the other way round;
  /// in text order.
  private static func best(
    _ finds: [Find], _ rules: MarkerRules, longestFirst: Bool = false
  ) -> [Find] {
    let ranked = finds.sorted { left, right in
      let (one, other) = (rules.preference(left.rule), rules.preference(right.rule))
      let isLonger = left.range.count > right.range.count
      let differs = left.range.count != right.range.count
      if longestFirst, differs { return isLonger }
      if one != other { return one > other }
      if differs { return isLonger }
      return (left.range.lowerBound, left.rule) < (right.range.lowerBound, right.rule)
    }
    var kept: [Find] = []
    for find in ranked where !kept.contains(where: { $0.range.overlaps(find.range) }) {
      kept.append(find)
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
