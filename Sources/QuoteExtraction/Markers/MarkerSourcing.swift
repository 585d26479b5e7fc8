import NewsSyntax
import QuoteRecords
import RuleEngine

/// Tells whether a phrase is a source: of an attribution, by the words around it, by its terms.
///
/// A class, though nothing in it changes: it holds the article's tables, which nobody copies then.
final class MarkerSourcing {
  /// What makes a phrase a source.
  struct Evidence {
    /// The attribution whose source it is.
    var attribution: Int?
    /// The form that what stands before it gives it: relayed.
    var form: String?
    /// The intent that what stands before it tells.
    var intent: String?
    /// The outlet that it told something.
    var outlet: Range<Int>?
    /// Whether an attribution or its own terms say so, not only the words beside it.
    var isStrong: Bool
    /// Whether the attribution tells only what they want or think.
    var isStance = false
    /// Whether what is attributed stands between quotation marks.
    var isMarked = false
  }

  let analysis: Analysis
  let words: MarkerWords
  let rules: [MarkerRule]
  let attributions: [Attribution]
  /// For each token the attribution whose source holds it, or -1.
  let sourceOf: [Int32]

  init(
    _ analysis: Analysis, _ attributions: [Attribution], _ words: MarkerWords,
    _ rules: [MarkerRule]
  ) {
    self.analysis = analysis
    self.words = words
    self.rules = rules
    self.attributions = attributions
    var sourceOf = [Int32](repeating: -1, count: analysis.document.tokens.count)
    // By index: a copy of an attribution would count the users of all its parts.
    for index in attributions.indices
    where !attributions[index].source.isEmpty && attributions[index].act != .evidence {
      for range in attributions[index].source {
        for token in range where sourceOf[token] < 0 { sourceOf[token] = Int32(index) }
      }
    }
    self.sourceOf = sourceOf
  }

  /// Whether a comma, a quotation or a full stop stands before an item.
  func followsBreak(_ index: Int) -> Bool {
    let before = analysis.items[index - 1]
    return before.tag == .comma || before.isQuotation || before.tag == .stop
  }

  /// What makes a candidate a source; `nil` where nothing does.
  func evidence(for candidate: MarkerCandidate, in sentence: MarkerSentence) -> Evidence? {
    var found = lead(before: candidate, in: sentence)
    let after = sentence.afters.first { $0.range.lowerBound == candidate.range.upperBound }
    if let attribution = attribution(of: candidate, in: sentence) {
      found = found ?? Evidence(isStrong: true)
      found?.attribution = attribution
      let act = attributions[attribution].act
      found?.isStance = act == .thought || act == .attitude
      found?.isMarked = attributions[attribution].type != .indirect
      found?.isStrong = true
    } else if candidate.spoke || candidate.terms.contains(where: isSourcing) {
      found = found ?? Evidence(isStrong: true)
    } else if !isObject(candidate, in: sentence, andOfBy: true),
      says(candidate, sentence) || after != nil
    {
      found = found ?? Evidence(isStrong: false)
    }
    if let after {
      found?.outlet = after.outlet
      let form = found?.form ?? rules[after.rule].form
      found?.form = form
    }
    return found
  }

  /// Whether terms say that somebody spoke, not only that a name is held back.
  func isSourcing(_ terms: MarkerSentence.Find) -> Bool {
    rules[terms.rule].isSourcing
  }

  /// The attribution whose source's head the candidate is.
  private func attribution(
    of candidate: MarkerCandidate, in sentence: MarkerSentence
  ) -> Int? {
    let head = analysis.items[candidate.head].tokens.lowerBound
    guard sourceOf[head] >= 0 else { return nil }
    let index = Int(sourceOf[head])
    if attributions[index].certainty == .low, attributions[index].type == .indirect { return nil }
    let start = candidate.range.lowerBound
    // "The story was written by two students", "Trustees rejected the motion": no words of theirs.
    let isMade =
      start > sentence.items.lowerBound && analysis.items[start - 1].words.contains(.by)
    if isMade || isBare(candidate), isThing(attributions[index]) { return nil }
    if attributions[index].type == .indirect, isObject(candidate, in: sentence, andOfBy: false) {
      return nil
    }
    let first = analysis.items[start].tokens.lowerBound
    let range = attributions[index].source.first { $0.contains(head) }
    guard let range, range.lowerBound < first, start > 0 else { return index }
    return isInside(start, range.lowerBound) ? nil : index
  }

  /// Whether a phrase hangs on another of the same source: "the union that represents the workers".
  private func isInside(_ start: Int, _ token: Int) -> Bool {
    var index = start - 1
    while index >= 0, analysis.items[index].tokens.lowerBound >= token {
      let item = analysis.items[index]
      if item.tag == .comma || item.tag == .CC || item.isQuotation { return false }
      let isLink =
        item.words.contains(.preposition) || item.words.contains(.of) || item.tag == .IN
        || item.tag == .TO || item.tag.isFinite || item.tag == .WP || item.tag == .WDT
      if isLink { return true }
      index -= 1
    }
    return false
  }

  /// Whether a phrase is what a preposition or another verb than of saying stands before: "the
  /// union that represents 400 workers said", "a letter to residents said".
  private func isObject(
    _ candidate: MarkerCandidate, in sentence: MarkerSentence, andOfBy: Bool
  ) -> Bool {
    let (first, limit) = (sentence.items.lowerBound, sentence.items.upperBound)
    var index = candidate.range.lowerBound - 1
    while index >= first, analysis.items[index].tag.isAdverb { index -= 1 }
    let end = candidate.range.upperBound
    // "With officials saying that": the subject of what follows.
    guard index >= first, end >= limit || analysis.items[end].tag != .VBG else { return false }
    let before = analysis.items[index]
    if before.tag.isFinite { return !isSaying(index) }
    return before.words.contains(.of) || andOfBy && before.words.contains(.by)
      || before.words.contains(.preposition) && before.tag == .IN && !before.words.contains(.by)
        && !before.words.contains(.subordinator) && !before.words.contains(.as)
  }

  /// Whether a phrase is people in general, of whom nothing else is told.
  private func isBare(_ candidate: MarkerCandidate) -> Bool {
    candidate.terms.isEmpty && candidate.access == nil
      && rules[candidate.rule].form == "unnamed_group"
  }

  /// Whether what is attributed is a phrase, not a clause and not quoted.
  private func isThing(_ attribution: Attribution) -> Bool {
    attribution.type == .indirect
      && !attribution.content.contains { part in
        part.contains { analysis.tags[$0].isFinite || analysis.tags[$0].isAny(of: [.MD, .TO]) }
      }
  }

  /// What stands right before a phrase: "according to", "citing", or "said" after a comma.
  private func lead(
    before candidate: MarkerCandidate, in sentence: MarkerSentence
  ) -> Evidence? {
    let start = candidate.range.lowerBound
    let lead = sentence.leads.first {
      $0.range.upperBound == start && !isDenied($0.range.lowerBound, in: sentence)
    }
    if let lead {
      return Evidence(
        form: rules[lead.rule].form, intent: rules[lead.rule].intent, isStrong: true)
    }
    let verb = start - 1
    guard verb > sentence.items.lowerBound, isSaying(verb),
      !isSubject(candidate, sentence.items.upperBound)
    else { return nil }
    let before = analysis.items[verb - 1]
    // "Reed, of the port, told members": they are told.
    let end = candidate.range.upperBound
    let closes =
      end >= sentence.items.upperBound || analysis.items[end].tag.isAny(of: [.comma, .stop, .CC])
    if analysis.items[verb].words.contains(.addressing), !before.isQuotation || !closes {
      return nil
    }
    return followsBreak(verb) && !hasSource(verb, besides: candidate)
      ? Evidence(isStrong: false) : nil
  }

  /// Whether a verb has a source that is not the candidate: "Reed, the owner, blamed a supplier".
  private func hasSource(_ verb: Int, besides candidate: MarkerCandidate) -> Bool {
    let token = analysis.items[verb].tokens.lowerBound
    let head = analysis.items[candidate.head].tokens.lowerBound
    return attributions.contains { attribution in
      !attribution.source.isEmpty && attribution.cue.contains { $0.contains(token) }
        && !attribution.source.contains { $0.contains(head) }
    }
  }

  /// "He never cited a source".
  private func isDenied(_ item: Int, in sentence: MarkerSentence) -> Bool {
    item > sentence.items.lowerBound && analysis.items[item - 1].words.contains(.negation)
  }

  /// Whether a finite verb follows: then the phrase is the subject of what is said.
  private func isSubject(_ candidate: MarkerCandidate, _ limit: Int) -> Bool {
    var index = candidate.range.upperBound
    while index < limit, analysis.items[index].tag.isAdverb { index += 1 }
    guard index < limit else { return false }
    let tag = analysis.items[index].tag
    return tag.isFinite || tag == .MD
  }

  private func isSaying(_ index: Int) -> Bool {
    let item = analysis.items[index]
    return item.tag.isFinite
      && (words.has(item.lexeme, .saying) || words.has(item.lemma, .saying))
  }

  /// Whether a verb of saying follows, over commas, adverbs and days, and is not denied.
  private func says(_ candidate: MarkerCandidate, _ sentence: MarkerSentence) -> Bool {
    let terms = candidate.terms.map(\.range).last {
      $0.lowerBound >= candidate.range.upperBound
        && $0.lowerBound <= candidate.range.upperBound + 2
    }
    let phrase = candidate.range.lowerBound..<(terms ?? candidate.range).upperBound
    var index = skipInsertion(phrase, sentence.items)
    let limit = min(index + 6, sentence.items.upperBound)
    while index < limit {
      let item = analysis.items[index]
      if let group = analysis.chunks.group(headedBy: index) {
        guard canTell(group), words.has(item.lexeme, .saying) || words.has(item.lemma, .saying)
        else { return false }
        let next = index + 1
        guard next < sentence.items.upperBound else { return true }
        let follower = analysis.items[next]
        // "Residents had warned about the road": nothing that they said.
        if follower.words.contains(.about), !follower.words.contains(.of) { return false }
        // "A man accused of theft": nor is what somebody says of them.
        if follower.words.isSuperset(of: [.of, .about]), item.words.contains(.naming),
          group.start == index
        {
          return false
        }
        // "Trustees rejected the motion", "traders lamented the loss": nor is that.
        if !words.has(item.lexeme, .telling), isThing(at: next, sentence) { return false }
        return follower.tag != .TO || follower.words.contains(.day)
      }
      guard isSkipped(index, limit) else { return false }
      index += 1
    }
    return false
  }

  /// Whether a verb group tells what was said, and not what was not or might be.
  func canTell(_ group: VerbGroup) -> Bool {
    !group.flags.isDisjoint(with: [.finite, .perfect])
      && group.flags.isDisjoint(with: [.negated, .passive, .modal])
  }

  /// Whether an item may stand between a source and its verb: part of the verb's group, or a day.
  func isSkipped(_ index: Int, _ limit: Int) -> Bool {
    let item = analysis.items[index]
    return item.tag.isAdverb || item.tag.isVerb || item.tag == .MD || item.words.contains(.day)
      || item.words.contains(.preposition) && index + 1 < limit
        && analysis.items[index + 1].words.contains(.day)
  }

  /// Whether a noun phrase stands at a place, and no clause that it is the subject of.
  private func isThing(at start: Int, _ sentence: MarkerSentence) -> Bool {
    let item = analysis.items[start]
    guard let phrase = analysis.chunks.phrase(at: start), item.tag != .PRP, item.tag != .WP,
      !item.words.contains(.day)
    else { return false }
    var index = phrase.upperBound
    while index < sentence.items.upperBound, analysis.items[index].tag.isAdverb { index += 1 }
    guard index < sentence.items.upperBound else { return true }
    return !analysis.items[index].tag.isFinite && analysis.items[index].tag != .MD
  }

  /// The item after an insertion between two commas, or after the comma of a phrase that is one.
  private func skipInsertion(_ phrase: Range<Int>, _ items: Range<Int>) -> Int {
    let (start, limit) = (phrase.upperBound, items.upperBound)
    guard start < limit, analysis.items[start].tag == .comma else { return start }
    let before = phrase.lowerBound - 1
    if before > items.lowerBound, analysis.items[before].tag == .comma { return start + 1 }
    var index = start + 1
    while index < limit, index - start < 25 {
      let item = analysis.items[index]
      if item.isQuotation || item.tag == .stop { return start }
      if item.tag == .comma { return index + 1 }
      index += 1
    }
    return start
  }
}
