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

  /// Takes the matches of one sentence.
  init(items: Range<Int>, matches: MatchList, rules: MarkerRules) {
    self.items = items
    for match in matches.found { add(match, of: matches, rules) }
    phrases = Self.best(phrases, rules, longestFirst: true)
    statements = Self.best(statements, rules)
    terms = Self.best(terms, rules)
  }

  private mutating func add(
    _ match: MatchList.Found, of matches: MatchList, _ rules: MarkerRules
  ) {
    let roles = rules.roles
    func find(_ role: RoleID?) -> Find {
      Find(
        rule: Int(match.rule),
        range: matches.items(role, of: match) ?? matches.items(of: match))
    }
    switch rules.part(Int(match.rule)) {
    case .phrase:
      var phrase = find(roles.phrase)
      phrase.head = matches.items(roles.head, of: match).map { $0.upperBound - 1 }
      phrases.append(phrase)
    case .access: access.append(find(roles.basis))
    case .terms: terms.append(find(roles.terms))
    case .grounds: grounds.append(find(roles.grounds))
    case .lead: leads.append(find(roles.lead))
    case .after:
      var after = find(roles.after)
      after.outlet = matches.items(roles.outlet, of: match)
      afters.append(after)
    case .statement: statements.append(find(roles.marker))
    }
  }

  /// Of finds that overlap the one of higher preference, then the longer, or the other way round;
  /// in text order.
  private static func best(
    _ finds: [Find], _ rules: MarkerRules, longestFirst: Bool = false
  ) -> [Find] {
    guard finds.count > 1 else { return finds }
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
