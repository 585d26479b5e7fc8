import NewsSyntax
import QuoteRecords
import RuleEngine

/// A phrase that is a marker if it is a source, with what hangs on it.
struct MarkerCandidate {
  /// The phrase with its restrictive clauses, as items.
  var range: Range<Int>
  /// The head noun.
  var head: Int
  /// The rule that found the phrase.
  var rule: Int
  /// What it is said to know.
  var access: String?
  /// Terms of anonymity that belong to it.
  var terms: [MarkerSentence.Find] = []
  /// Whether a clause of its own says that it spoke: "who spoke to Reuters".
  var spoke = false
  /// Whether a relative clause tells which of its kind it is.
  var isRestricted = false
}

// What follows a phrase to the right: what a source knows, its terms, its relative clauses.
extension MarkerReader {
  /// How many items a clause may take.
  private static let reach = 30

  /// Extends a candidate as far as its clauses reach; bounded.
  func extend(_ candidate: inout MarkerCandidate) {
    let inside = sentence.access.first {
      $0.range.lowerBound > candidate.head && $0.range.lowerBound < candidate.range.upperBound
    }
    if let inside {
      candidate.access = rules[inside.rule].access
    }
    for _ in 0..<6 {
      let end = candidate.range.upperBound
      guard end < sentence.items.upperBound else { return }
      let next: Int
      if let access = longest(sentence.access, at: end) {
        candidate.access = candidate.access ?? rules[access.rule].access
        next = tailEnd(access.range.upperBound)
      } else if let terms = longest(sentence.terms, at: end),
        isRestrictive(terms) || candidate.access != nil && joins(terms)
      {
        next = termsEnd(terms, &candidate)
      } else if isRelative(end) {
        next = relativeEnd(end)
        candidate.isRestricted = true
        read(end..<next, &candidate)
      } else if let joined = joinedEnd(end) {
        candidate.range = candidate.range.lowerBound..<joined
        return
      } else {
        return
      }
      guard next > end else { return }
      candidate.range = candidate.range.lowerBound..<next
    }
  }

  private func longest(_ finds: [MarkerSentence.Find], at start: Int) -> MarkerSentence.Find? {
    var best: MarkerSentence.Find?
    for find in finds where find.range.lowerBound == start {
      guard let known = best else {
        best = find
        continue
      }
      let isBetter =
        known.preference != find.preference
        ? known.preference < find.preference : known.range.count < find.range.count
      if isBetter { best = find }
    }
    return best
  }

  /// Takes terms that follow at once, with their grounds: "who asked not to be named because …".
  private func termsEnd(
    _ terms: MarkerSentence.Find, _ candidate: inout MarkerCandidate
  ) -> Int {
    candidate.terms.append(terms)
    let end = terms.range.upperBound
    let isReasoned = sentence.grounds.contains {
      $0.range.lowerBound <= end && $0.range.upperBound > end
        && $0.range.lowerBound >= terms.range.lowerBound
    }
    if isReasoned { return clauseEnd(end) }
    return isVerbish(terms) ? tailEnd(end) : end
  }

  /// Whether terms are part of the phrase before them, not the clause that it begins.
  private func isRestrictive(_ terms: MarkerSentence.Find) -> Bool {
    let first = analysis.items[terms.range.lowerBound].tag
    if first == .VBD || first == .VBN {
      let next = terms.range.upperBound
      return next < sentence.items.upperBound && analysis.items[next].tag.isFinite
    }
    return !first.isFinite && first != .MD && !first.isAdverb && first != .CC
  }

  /// Whether terms go on a clause before them: "who knew the plan and asked not to be named".
  private func joins(_ terms: MarkerSentence.Find) -> Bool {
    analysis.items[terms.range.lowerBound].tag == .CC
  }

  /// Whether terms end in a verb whose object may follow: "not authorized to discuss".
  private func isVerbish(_ terms: MarkerSentence.Find) -> Bool {
    terms.range.upperBound > terms.range.lowerBound
      && analysis.items[terms.range.upperBound - 1].tag == .VB
  }

  /// The end of a noun phrase joined by "and" before a verb of saying: "officials and firms say".
  private func joinedEnd(_ start: Int) -> Int? {
    guard start + 2 < sentence.items.upperBound, analysis.items[start].words.contains(.and),
      let phrase = analysis.chunks.phrase(at: start + 1), phrase.lowerBound == start + 1,
      phrase.upperBound < sentence.items.upperBound, analysis.items[start + 1].tag != .PRP
    else { return nil }
    let verb = analysis.items[phrase.upperBound]
    let last = analysis.items[phrase.upperBound - 1]
    let isPerson = last.tag.isName && !words.has(last.lexeme, .place)
    guard verb.tag.isFinite, words.has(verb.lexeme, .saying), !isPerson else { return nil }
    return phrase.upperBound
  }

  private func isRelative(_ item: Int) -> Bool {
    let tag = analysis.items[item].tag
    return tag == .WP || tag == .WPS
  }

  /// The end of a relative clause: a comma, a quotation, or the verb of the main clause.
  func relativeEnd(_ start: Int) -> Int {
    var index = start + 1
    var verbs = 0
    while index < sentence.items.upperBound, index - start < Self.reach {
      let item = analysis.items[index]
      if isBoundary(item) { return index }
      if let group = analysis.chunks.group(headedBy: index), group.flags.contains(.finite) {
        verbs += 1
        if verbs > 1, opensMainClause(group) { return group.start }
      }
      index += 1
    }
    return min(index, sentence.items.upperBound)
  }

  private func opensMainClause(_ group: VerbGroup) -> Bool {
    let before = analysis.items[group.start - 1]
    let isObject = words.pronoun.fact(of: before.lexeme, words.vocabulary) == true
    return (before.tag != .PRP || isObject) && before.tag != .WP && before.tag != .WDT
      && before.tag != .CC
      && !before.words.contains(.subordinator)
  }

  /// The end of a clause that gives a reason: a comma, a quotation, or "said".
  func clauseEnd(_ start: Int) -> Int {
    var index = start
    while index < sentence.items.upperBound, index - start < Self.reach {
      let item = analysis.items[index]
      if isBoundary(item) { return index }
      if item.tag.isFinite,
        words.has(item.lemma, .saying) || words.has(item.lexeme, .saying)
      {
        let before = analysis.items[index - 1].tag
        if before == .CC { return index - 1 }
        if before != .PRP { return index }
      }
      index += 1
    }
    return min(index, sentence.items.upperBound)
  }

  /// The end of the phrases that hang on what stands before: "in the talks", "to buy the firm".
  func tailEnd(_ start: Int) -> Int {
    var end = start
    while end + 1 < sentence.items.upperBound, end - start < 14 {
      let item = analysis.items[end]
      if item.words.contains(.preposition) || item.words.contains(.of)
        || item.words.contains(.attachLeft)
      {
        guard let phrase = analysis.chunks.phrase(at: end + 1),
          !analysis.items[end + 1].words.contains(.day)
        else { return end }
        end = phrase.upperBound
      } else if item.tag == .TO, analysis.items[end + 1].tag == .VB {
        end += 2
        guard end < sentence.items.upperBound else { return end }
        end = analysis.chunks.phrase(at: end)?.upperBound ?? end
      } else if end == start, let phrase = analysis.chunks.phrase(at: end), isVerbBefore(end) {
        end = phrase.upperBound
      } else {
        return end
      }
    }
    return min(end, sentence.items.upperBound)
  }

  private func isVerbBefore(_ item: Int) -> Bool {
    item > sentence.items.lowerBound && analysis.items[item - 1].tag.isVerb
  }

  private func isBoundary(_ item: FoldedItem) -> Bool {
    switch item.tag {
    case .comma, .stop, .colon, .quotation, .open, .close: true
    default: item.isQuotation
    }
  }

  private func isNegated(_ item: Int) -> Bool {
    item > sentence.items.lowerBound && analysis.items[item - 1].words.contains(.negation)
  }

  /// Reads what a relative clause says of its source.
  private func read(_ clause: Range<Int>, _ candidate: inout MarkerCandidate) {
    for find in sentence.access
    where clause.contains(find.range.lowerBound) && !isNegated(find.range.lowerBound) {
      candidate.access = candidate.access ?? rules[find.rule].access
    }
    for find in sentence.terms where clause.contains(find.range.lowerBound) {
      candidate.terms.append(find)
    }
    for index in clause where index - clause.lowerBound < 5 {
      guard let group = analysis.chunks.group(headedBy: index), !group.flags.contains(.negated)
      else { continue }
      // "who would speak only if …" spoke, "who could speak on his behalf" did not.
      let next = index + 1
      let isOpen =
        group.flags.contains(.modal)
        && (next >= clause.upperBound || !analysis.items[next].tag.isAdverb)
      if words.has(analysis.items[index].lexeme, .speaking), !isOpen,
        !group.flags.contains(.passive)
      {
        candidate.spoke = true
      }
    }
  }
}
