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
    let slots = MarkerSlots(candidate.range, head: candidate.head, analysis, words)
    if people.isNamed(speaker), !hasTerms, slots.count == nil { return nil }
    if slots.role?.kind == .spokesperson, !hasTerms, !slots.isWithheld { return nil }
    if !hasTerms, isNoSource(candidate, slots) { return nil }
    let lemma = slots.lemma ?? text(head.lemma)
    let phrase = Phrase(
      candidate: candidate, slots: slots, lemma: lemma, speaker: speaker, hasTerms: hasTerms,
      isPlural: isPlural(candidate.head))
    guard let form = form(phrase, evidence) else { return nil }
    let isWithheld =
      !candidate.terms.isEmpty || slots.isWithheld || evidence.intent == "withheld"
    var marker = Marker(
      bytes: bytes(of: candidate.range), form: form,
      intent: isWithheld ? "withheld" : "omitted",
      certainty: certainty(form, phrase, evidence, isWithheld), rule: rules[candidate.rule].id)
    marker.speaker = speaker
    marker.access = candidate.access
    marker.rank = slots.rank
    marker.status = slots.status
    marker.affiliation = slots.affiliation.map {
      Marker.Coded(code: $0.code, bytes: bytes(of: $0.items))
    }
    marker.count = slots.count.map {
      Marker.Count(number: $0.number, bytes: bytes(of: $0.items))
    }
    marker.grounds = grounds(for: candidate.terms)
    if form != "vague_crowd" {
      check(&marker, lemma)
      introduce(lemma, speaker: speaker, isPlural: phrase.isPlural)
    }
    return marker
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
    if isOtherOutlet(evidence.outlet) { return "relayed" }
    if rules[candidate.rule].form == "access_described" {
      return candidate.access != nil || phrase.hasTerms || candidate.spoke
        ? "access_described" : nil
    }
    if rules[candidate.rule].form == "anaphoric" { return markers.isEmpty ? nil : "anaphoric" }
    if isPart(candidate), chainKnows(phrase.lemma, speaker: nil) { return "anaphoric" }
    switch reference(phrase) {
    case .definite:
      guard let form = definiteForm(phrase) else { return nil }
      if form == "anaphoric" { return form }
    case .possessive:
      guard phrase.isPlural || phrase.hasTerms || candidate.access != nil else { return nil }
    case .bare:
      guard
        phrase.isPlural || phrase.hasTerms || candidate.access != nil
          || isAnaphor(candidate) && candidate.range.lowerBound < candidate.head
      else { return crowdForm(phrase) }
    case .indefinite: break
    }
    return plainForm(phrase)
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
    if phrase.candidate.access != nil, phrase.slots.role?.isGeneric == true {
      return "access_described"
    }
    if phrase.lemma == MarkerReader.source { return "bare_source" }
    if let crowd = crowdForm(phrase) { return crowd }
    if rules[phrase.candidate.rule].form == "vague_crowd" { return nil }
    if let count = phrase.slots.count, phrase.isPlural {
      let first = count.items.lowerBound
      let isOneOf = isOne(first) && analysis.items[first + 1].words.contains(.of)
      return isOneOf ? "unnamed_individual" : "unnamed_group"
    }
    return phrase.isPlural ? "unnamed_group" : "unnamed_individual"
  }

  private static let source = "source"

  private func isOne(_ item: Int) -> Bool {
    (words.count.fact(of: analysis.items[item].lexeme, words.vocabulary) ?? nil) == 1
  }

  /// The form of critics, experts, some, authorities; `nil` for a noun that is no crowd.
  private func crowdForm(_ phrase: Phrase) -> String? {
    guard phrase.slots.count?.number == nil, phrase.candidate.access == nil,
      phrase.candidate.terms.isEmpty
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
    let first = words.determiner.fact(of: analysis.items[start].lexeme, words.vocabulary)
    if phrase.slots.count != nil, first?.kind != .definite { return .indefinite }
    switch first?.kind {
    case .definite: return .definite
    case .possessive: return .possessive
    case .indefinite, .new: return .indefinite
    case nil:
      return (start..<head).contains { analysis.items[$0].tag == .POS } ? .possessive : .bare
    }
  }

  /// "The official" points back; "the person who asked not to be named" introduces.
  private func definiteForm(_ phrase: Phrase) -> String? {
    if chainKnows(phrase.lemma, speaker: phrase.speaker) { return "anaphoric" }
    if phrase.hasTerms || phrase.candidate.access != nil || phrase.candidate.spoke {
      return phrase.isPlural ? "unnamed_group" : "unnamed_individual"
    }
    return crowdForm(phrase) ?? (isAnaphor(phrase.candidate) ? "anaphoric" : nil)
  }

  /// Whether a phrase told another outlet than the article's own.
  private func isOtherOutlet(_ told: Range<Int>?) -> Bool {
    guard let outlet, let told else { return false }
    let name = analysis.document.text(
      of: analysis.items[told.lowerBound].tokens
        .lowerBound..<analysis.items[told.upperBound - 1]
        .tokens.upperBound
    ).lowercased()
    let isName = told.contains { analysis.items[$0].tag.isName }
    return isName && !outlet.contains(name) && !name.contains(outlet)
  }
}
