import NewsSyntax
import NewsText
import QuoteRecords
import RuleEngine

// From a phrase that is a source to a marker.
extension MarkerReader {
  /// What a first word tells of a phrase.
  private enum Reference {
    case definite, possessive, indefinite, bare
  }

  /// A phrase that is a source, with what its form depends on.
  private struct Phrase {
    var candidate: MarkerCandidate
    var slots: MarkerSlots
    var lemma: String
    var speaker: Int?
    var hasTerms: Bool
    var isPlural: Bool
  }

  /// The marker of a phrase; `nil` where it names somebody, or an office, or is a spokesperson.
  mutating func marker(
    _ candidate: MarkerCandidate, _ evidence: MarkerSourcing.Evidence
  ) -> Marker? {
    let hasTerms = candidate.terms.contains(where: sourcing.isSourcing)
    let head = analysis.items[candidate.head]
    let speaker =
      people.speaker(ofAttribution: evidence.attribution)
      ?? people.speaker(at: head.tokens.lowerBound)
    let slots = MarkerSlots(candidate.range, head: candidate.head, sourcing)
    if people.isNamed(speaker), candidate.terms.isEmpty, slots.count == nil { return nil }
    if slots.role?.kind == .spokesperson, !hasTerms, !slots.isWithheld { return nil }
    if !hasTerms, isNoSource(candidate, slots) { return nil }
    let lemma = slots.lemma ?? word(head)
    let phrase = Phrase(
      candidate: candidate, slots: slots, lemma: lemma, speaker: speaker, hasTerms: hasTerms,
      isPlural: isPlural(candidate.head))
    guard let form = form(phrase, evidence) else { return nil }
    let isWithheld =
      candidate.terms.contains { rules[$0.rule].intent != "omitted" } || slots.isWithheld
      || evidence.intent == "withheld"
    var marker = Marker(
      bytes: bytes(of: candidate.range), form: form,
      intent: isWithheld ? "withheld" : "omitted",
      certainty: certainty(form, phrase, evidence, isWithheld), rule: rules[candidate.rule].id)
    marker.speaker = speaker
    marker.access = candidate.access
    marker.rank = slots.rank
    marker.status = slots.status
    marker.affiliation = affiliation(phrase, form)
    marker.count = count(phrase, form)
    marker.grounds = grounds(for: candidate.terms)
    if form != "vague_crowd" {
      check(&marker, lemma)
      introduce(
        MarkerChain.Person(
          lemma: lemma, speaker: speaker, isPlural: phrase.isPlural,
          isHidden: isWithheld || form == "partial_identity" || candidate.access != nil,
          affiliation: marker.affiliation?.code))
    }
    return marker
  }

  /// For whom a source works. "The official" is what the official was who was introduced.
  private func affiliation(_ phrase: Phrase, _ form: String) -> Marker.Coded? {
    guard let told = phrase.slots.affiliation else { return nil }
    if form == "anaphoric", told.items == phrase.candidate.head..<phrase.candidate.head + 1,
      phrase.slots.role?.isWeak == true, let first = chain.first(phrase.lemma),
      first.affiliation != told.code
    {
      return nil
    }
    return Marker.Coded(code: told.code, bytes: bytes(of: told.items))
  }

  /// The number of a source; "one of them", "the other one" and "most critics" tell none.
  private func count(_ phrase: Phrase, _ form: String) -> Marker.Count? {
    guard let count = phrase.slots.count, form != "vague_crowd" else { return nil }
    let last = count.items.upperBound - 1
    let isPart =
      last == phrase.candidate.head
      || count.number == 1 && analysis.items[count.items.upperBound].words.contains(.of)
    return isPart ? nil : Marker.Count(number: count.number, bytes: bytes(of: count.items))
  }

  /// Whether a noun names people in the news rather than its sources: an anonymous caller, the
  /// reporters.
  private func isNoSource(_ candidate: MarkerCandidate, _ slots: MarkerSlots) -> Bool {
    slots.isWithheld && slots.role?.isEvent == true
      || slots.count == nil && candidate.access == nil && slots.role?.isNoSource == true
  }

  /// The marker of terms without a phrase: "he said, speaking on condition of anonymity".
  func marker(_ terms: MarkerSentence.Find) -> Marker {
    var marker = Marker(
      bytes: bytes(of: terms.range), form: rules[terms.rule].form ?? "anaphoric",
      intent: "withheld", certainty: .medium, rule: rules[terms.rule].id)
    marker.grounds = grounds(for: [terms])
    return marker
  }

  private func certainty(
    _ form: String, _ phrase: Phrase, _ evidence: MarkerSourcing.Evidence, _ isWithheld: Bool
  ) -> Certainty {
    if isWithheld { return .high }
    if form == "vague_crowd" || evidence.isStance { return .low }
    let isTypical =
      phrase.candidate.access != nil || phrase.slots.count != nil || isAnaphor(phrase.candidate)
    return evidence.isStrong && isTypical ? .high : .medium
  }

  /// Whether a head noun is one that points back to unnamed sources: "official".
  private func isAnaphor(_ candidate: MarkerCandidate) -> Bool {
    words.has(analysis.items[candidate.head].lexeme, .anaphor)
  }

  /// The form of a phrase that is a source; `nil` where it points to somebody known.
  private func form(_ phrase: Phrase, _ evidence: MarkerSourcing.Evidence) -> String? {
    let candidate = phrase.candidate
    if let partial = candidate.terms.lazy.compactMap({ rules[$0.rule].form }).first {
      return partial
    }
    if let form = evidence.form {
      let isPerson =
        isAnaphor(candidate) || candidate.access != nil || phrase.slots.isWithheld
      return isPerson || phrase.slots.count != nil ? form : nil
    }
    if let told = evidence.outlet, outlet.isOther(told, analysis) { return "relayed" }
    if rules[candidate.rule].form == "access_described" {
      return candidate.access != nil || phrase.hasTerms || candidate.spoke
        ? "access_described" : nil
    }
    if rules[candidate.rule].form == "anaphoric" { return pointingForm(phrase) }
    if isPart(candidate), chain.knows(phrase.lemma, speaker: nil) { return "anaphoric" }
    switch reference(phrase) {
    case .definite:
      guard let form = definiteForm(phrase) else { return nil }
      if form == "anaphoric" { return form }
    case .possessive:
      guard phrase.isPlural || phrase.hasTerms || candidate.access != nil else { return nil }
    case .bare:
      guard
        phrase.isPlural || phrase.hasTerms || candidate.access != nil
          || rules[candidate.rule].form == "unnamed_individual"
            && candidate.range.lowerBound == candidate.head && evidence.isMarked
          || isAnaphor(candidate) && candidate.range.lowerBound < candidate.head
      else { return crowdForm(phrase) }
    case .indefinite: break
    }
    return plainForm(phrase)
  }

  /// The form of "another", "one of them": of several who were introduced, or one more; and of "the
  /// baker", where a baker was introduced. On terms of anonymity it may be one of others as well:
  /// "Hotel owners are angry. One of them, who asked not to be named, said".
  private func pointingForm(_ phrase: Phrase) -> String? {
    guard !markers.isEmpty || phrase.hasTerms else { return nil }
    let (start, head) = (phrase.candidate.range.lowerBound, phrase.candidate.head)
    let first = words.determiner.fact(of: analysis.items[start].lexeme, words.vocabulary)
    if first?.kind == .definite, head == start + 1, analysis.items[head].tag == .NN,
      words.count.fact(of: analysis.items[head].lexeme, words.vocabulary) == nil
    {
      return chain.knows(phrase.lemma, speaker: nil) ? "anaphoric" : nil
    }
    return chain.leavesOthers || first?.kind != .new ? "anaphoric" : "unnamed_individual"
  }

  /// "one of the officials": of those who were told of before.
  private func isPart(_ candidate: MarkerCandidate) -> Bool {
    let start = candidate.range.lowerBound
    guard start + 3 == candidate.head, candidate.range.upperBound == candidate.head + 1,
      analysis.items[start + 1].words.contains(.of)
    else { return false }
    let first = analysis.items[start + 2].lexeme
    return words.determiner.fact(of: first, words.vocabulary)?.kind == .definite
  }

  private func plainForm(_ phrase: Phrase) -> String? {
    if phrase.lemma == MarkerReader.source { return "bare_source" }
    if phrase.candidate.access != nil, phrase.slots.role?.isGeneric == true {
      return "access_described"
    }
    if let crowd = crowdForm(phrase) { return crowd }
    if rules[phrase.candidate.rule].form == "vague_crowd" { return nil }
    if isMost(phrase) { return "vague_crowd" }
    if let count = phrase.slots.count, phrase.isPlural {
      let first = count.items.lowerBound
      let isOneOf =
        first + 1 < sentence.items.upperBound && isOne(first)
        && analysis.items[first + 1].words.contains(.of)
      return isOneOf ? "unnamed_individual" : "unnamed_group"
    }
    return phrase.isPlural ? "unnamed_group" : "unnamed_individual"
  }

  private static let source = "source"

  /// "Most traders", "many teachers": nobody counted them.
  private func isMost(_ phrase: Phrase) -> Bool {
    let start = phrase.candidate.range.lowerBound
    return phrase.slots.count?.number == nil && phrase.slots.count != nil
      && words.has(analysis.items[start].lexeme, .most) && start < phrase.candidate.head
      && phrase.candidate.access == nil && !phrase.hasTerms
  }

  private func isOne(_ item: Int) -> Bool {
    (words.count.fact(of: analysis.items[item].lexeme, words.vocabulary) ?? nil) == 1
  }

  /// The form of critics, experts, some, authorities; `nil` for a noun that is no crowd.
  private func crowdForm(_ phrase: Phrase) -> String? {
    guard phrase.slots.count?.number == nil || phrase.slots.group?.kind == .authorities,
      phrase.candidate.access == nil, phrase.candidate.terms.isEmpty,
      !phrase.candidate.isRestricted
    else { return nil }
    switch phrase.slots.group?.kind {
    case .crowd: return "vague_crowd"
    case .authorities: return "unnamed_group"
    default: return nil
    }
  }

  private func reference(_ phrase: Phrase) -> Reference {
    let (start, head) = (phrase.candidate.range.lowerBound, phrase.candidate.head)
    guard start < head else { return .bare }
    if (start..<head).contains(where: { analysis.items[$0].tag == .POS }) { return .possessive }
    let first = words.determiner.fact(of: analysis.items[start].lexeme, words.vocabulary)
    if phrase.slots.count != nil, first?.kind != .definite { return .indefinite }
    switch first?.kind {
    case .definite: return .definite
    case .possessive: return .possessive
    case .indefinite, .new: return .indefinite
    case nil: return .bare
    }
  }

  /// "The official" points back; "the person who asked not to be named" introduces.
  private func definiteForm(_ phrase: Phrase) -> String? {
    if chain.knows(phrase.lemma, speaker: phrase.speaker) { return "anaphoric" }
    let isThese = phrase.isPlural && phrase.slots.role?.isGeneric == true && chain.hasSeveral
    if isThese, phrase.candidate.access == nil, !phrase.candidate.isRestricted {
      return "anaphoric"
    }
    if phrase.hasTerms || phrase.candidate.access != nil || phrase.candidate.spoke {
      return phrase.isPlural ? "unnamed_group" : "unnamed_individual"
    }
    if let crowd = crowdForm(phrase) { return crowd }
    let head = analysis.items[phrase.candidate.head].lexeme
    let points = words.has(head, .lone) || chain.hasHidden && words.has(head, .anaphor)
    return points ? "anaphoric" : nil
  }
}
