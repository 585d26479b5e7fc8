import NewsSyntax
import RuleEngine

// Terms and grounds.
extension MarkerReader {
  /// Gives terms of anonymity that stand apart to the phrase that they belong to.
  ///
  /// - Returns: Those that belong to none: "he said, speaking on condition of anonymity".
  mutating func attachTerms() -> [MarkerSentence.Find] {
    var loose: [MarkerSentence.Find] = []
    for terms in sentence.terms {
      let isTaken = candidates.contains { candidate in
        candidate.terms.contains { $0.range == terms.range }
      }
      if isTaken { continue }
      let nearest = candidates.indices.min {
        distance(candidates[$0], terms) < distance(candidates[$1], terms)
      }
      if let nearest, belongs(terms, candidates[nearest]) {
        candidates[nearest].terms.append(terms)
      } else {
        loose.append(terms)
      }
    }
    return loose
  }

  private func distance(_ candidate: MarkerCandidate, _ terms: MarkerSentence.Find) -> Int {
    terms.range.lowerBound >= candidate.range.upperBound
      ? terms.range.lowerBound - candidate.range.upperBound
      : 10 + abs(candidate.range.lowerBound - terms.range.upperBound)
  }

  /// Whether terms belong to a phrase: they follow it closely, or it is a source.
  private func belongs(_ terms: MarkerSentence.Find, _ candidate: MarkerCandidate) -> Bool {
    if terms.range.contains(candidate.head) { return true }
    let gap = terms.range.lowerBound - candidate.range.upperBound
    if gap >= 0, gap <= 2 {
      return !hasPronoun(candidate.range.upperBound..<terms.range.lowerBound)
    }
    if gap > 0, gap <= 12, modifies(terms, candidate.range.upperBound) { return true }
    guard sourcing.evidence(for: candidate, in: sentence) != nil else { return false }
    return gap < 0 || !hasPronoun(candidate.range.upperBound..<terms.range.lowerBound)
      || !analysis.items[terms.range.lowerBound].tag.isFinite
  }

  /// Whether terms are a clause that hangs on what stands before, over words without a verb: "two
  /// senators present who asked not to be named".
  private func modifies(_ terms: MarkerSentence.Find, _ start: Int) -> Bool {
    let first = analysis.items[terms.range.lowerBound].tag
    guard first == .WP || first == .VBG || first == .CC else { return false }
    // "An analyst, who built it and who asked not to be named", "and did not wish to be named": one
    // clause after the other, or going on.
    let opensClause =
      first != .VBG
      && (start..<min(start + 2, terms.range.lowerBound)).contains {
        analysis.items[$0].tag == .WP
      }
    if opensClause { return true }
    if first == .CC { return false }
    return !(start..<terms.range.lowerBound).contains {
      let item = analysis.items[$0]
      return item.tag.isFinite || item.tag == .MD || item.tag == .PRP || item.isQuotation
    }
  }

  private func hasPronoun(_ range: Range<Int>) -> Bool {
    range.contains { analysis.items[$0].tag == .PRP }
  }

  /// "They spoke on condition of anonymity because …": terms of no phrase are no marker of their
  /// own but tell that the source before is withheld, and why.
  ///
  /// - Returns: Whether there is such a marker.
  mutating func givesGrounds(_ terms: MarkerSentence.Find) -> Bool {
    guard let found = markers.lastIndex(where: { !Self.sourceless.contains($0.form) }) else {
      return false
    }
    let last = teller(of: found)
    if markers[last].grounds == nil { markers[last].grounds = grounds(for: [terms]) }
    if sourcing.isSourcing(terms), markers[last].form != Self.crowd {
      markers[last].intent = "withheld"
    }
    return true
  }

  /// Of a marker in what somebody is reported to say, the marker of who says so: in "two people
  /// said inspectors had warned the firm" the two people.
  private func teller(of marker: Int) -> Int {
    let told = analysis.document.tokens(of: markers[marker].bytes)
    let attribution = sourcing.attributions.first { attribution in
      attribution.content.contains { $0.overlaps(told) }
    }
    guard let attribution else { return marker }
    let source = attribution.source
    return markers[..<marker].lastIndex { other in
      let tokens = analysis.document.tokens(of: other.bytes)
      return source.contains { $0.overlaps(tokens) }
    } ?? marker
  }

  /// Whether terms stand for a source where nothing else does: "he said, speaking on condition of
  /// anonymity". That somebody may not speak is said of many who did not.
  func standsForSource(_ terms: MarkerSentence.Find) -> Bool {
    sourcing.isSourcing(terms) && terms.range.count > 1 && rules[terms.rule].grounds == nil
  }

  /// The best grounds beside terms.
  func grounds(for terms: [MarkerSentence.Find]) -> Marker.Grounds? {
    guard let first = terms.first else { return nil }
    let anchor = terms.last ?? first
    let near = sentence.grounds.filter { isNear($0.range, anchor.range) }
    let best = near.max { left, right in
      if left.preference != right.preference { return left.preference < right.preference }
      if left.range.count != right.range.count { return left.range.count < right.range.count }
      return left.range.lowerBound > right.range.lowerBound
    }
    if let best { return reason(best) }
    return terms.first { rules[$0.rule].grounds != nil }.map(reason)
  }

  /// Whether grounds stand beside terms: right behind, over a comma, or before them.
  private func isNear(_ grounds: Range<Int>, _ terms: Range<Int>) -> Bool {
    if grounds.overlaps(terms) { return true }
    let gap =
      grounds.lowerBound >= terms.upperBound
      ? grounds.lowerBound - terms.upperBound : terms.lowerBound - grounds.upperBound
    return gap <= (grounds.lowerBound >= terms.upperBound ? 12 : 10)
  }

  private func reason(_ find: MarkerSentence.Find) -> Marker.Grounds {
    var range = find.range
    while range.count > 1, startsLoosely(range.lowerBound) {
      range = range.lowerBound + 1..<range.upperBound
    }
    let upper = clauseEnd(max(range.upperBound, range.lowerBound + 1))
    return Marker.Grounds(
      code: rules[find.rule].grounds ?? "other",
      boilerplate: rules[find.rule].isBoilerplate,
      bytes: bytes(of: range.lowerBound..<max(upper, range.upperBound)))
  }

  /// Whether an item is a link before the grounds and no part of them.
  private func startsLoosely(_ item: Int) -> Bool {
    let tag = analysis.items[item].tag
    return tag == .comma || tag == .WP || tag == .CC
  }
}
