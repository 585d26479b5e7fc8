import NewsSyntax
import RuleEngine

/// What the rules found in one sentence, by part; all ranges index `Analysis.items`. Its memory is
/// used again for the next sentence.
struct MarkerSentence {
  /// A find of a rule.
  struct Find {
    var rule: Int
    var preference: Int
    var range: Range<Int>
    var head: Int?
    var outlet: Range<Int>?
  }

  private(set) var items = 0..<0
  private(set) var phrases: [Find] = []
  private(set) var access: [Find] = []
  private(set) var terms: [Find] = []
  private(set) var grounds: [Find] = []
  private(set) var leads: [Find] = []
  private(set) var afters: [Find] = []
  private(set) var statements: [Find] = []
  /// Whether a find takes each item: used again, empty in between.
  private var isTaken: [Bool] = []

  /// Whether anything was found that a marker can come from.
  var isEmpty: Bool { phrases.isEmpty && terms.isEmpty && statements.isEmpty }

  /// Takes the matches of a sentence; those that name an outlet only where it is one.
  mutating func load(
    _ items: Range<Int>, _ matches: MatchList, _ found: Range<Int>, _ rules: MarkerRules,
    isOutlet: (Range<Int>) -> Bool
  ) {
    self.items = items
    phrases.removeAll(keepingCapacity: true)
    access.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    grounds.removeAll(keepingCapacity: true)
    leads.removeAll(keepingCapacity: true)
    afters.removeAll(keepingCapacity: true)
    statements.removeAll(keepingCapacity: true)
    for match in matches.found[found] {
      let outlet = matches.items(rules.roles.outlet, of: match)
      if let outlet, !isOutlet(outlet) { continue }
      add(match, of: matches, rules, outlet)
    }
    if isTaken.count < items.count {
      isTaken += repeatElement(false, count: items.count - isTaken.count)
    }
    Self.keepBest(&phrases, in: items, &isTaken, longestFirst: true)
    Self.keepBest(&statements, in: items, &isTaken)
    Self.keepBest(&terms, in: items, &isTaken)
  }

  private mutating func add(
    _ match: MatchList.Found, of matches: MatchList, _ rules: MarkerRules, _ outlet: Range<Int>?
  ) {
    let (part, preference) = rules.parts[Int(match.rule)]
    let roles = rules.roles
    func find(_ role: RoleID?) -> Find {
      Find(
        rule: Int(match.rule), preference: preference,
        range: matches.items(role, of: match) ?? matches.items(of: match))
    }
    switch part {
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
      after.outlet = outlet
      afters.append(after)
    case .statement: statements.append(find(roles.marker))
    case .silence: break
    }
  }

  /// Of finds that overlap keeps the one of higher preference, then the longer, or the other way
  /// round; in text order.
  ///
  /// - Complexity: That of sorting the finds, and linear in the items that they take.
  private static func keepBest(
    _ finds: inout [Find], in items: Range<Int>, _ isTaken: inout [Bool],
    longestFirst: Bool = false
  ) {
    guard finds.count > 1 else { return }
    finds.sort { left, right in
      let isLonger = left.range.count > right.range.count
      let differs = left.range.count != right.range.count
      if longestFirst, differs { return isLonger }
      if left.preference != right.preference { return left.preference > right.preference }
      if differs { return isLonger }
      return (left.range.lowerBound, left.rule) < (right.range.lowerBound, right.rule)
    }
    var kept = 0
    for place in finds.indices {
      let find = finds[place]
      guard find.range.allSatisfy({ !isTaken[$0 - items.lowerBound] }) else { continue }
      for item in find.range { isTaken[item - items.lowerBound] = true }
      finds[kept] = find
      kept += 1
    }
    finds.removeLast(finds.count - kept)
    for find in finds {
      for item in find.range { isTaken[item - items.lowerBound] = false }
    }
    finds.sort { $0.range.lowerBound < $1.range.lowerBound }
  }
}
