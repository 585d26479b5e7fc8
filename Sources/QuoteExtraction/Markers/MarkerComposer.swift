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

  /// The marker of a phrase; `nil` where it names somebody, or an office, or is a spokesperson.
  mutating func marker(
    _ candidate: MarkerCandidate, _ evidence: MarkerSourcing.Evidence, _ sentence: MarkerSentence
  ) -> Marker? {
    let head = analysis.items[candidate.head]
    let entry = candidate.slots.role
    let lemma = entry?.lemma ?? text(head.lemma)
    let speaker =
      people.speaker(ofAttribution: evidence.attribution)
      ?? people.speaker(at: head.tokens.lowerBound)
    let hasTerms = candidate.terms.contains(where: sourcing.isSourcing)
    if people.isNamed(speaker), !hasTerms, candidate.slots.count == nil { return nil }
    if entry?["class"] == "spokesperson", !hasTerms, !candidate.slots.isWithheld { return nil }
    if !hasTerms, isNoSource(entry, candidate) { return nil }
    guard
      let form = form(candidate, evidence, lemma: lemma, speaker: speaker, hasTerms: hasTerms)
    else { return nil }
    let isWithheld =
      !candidate.terms.isEmpty || candidate.slots.isWithheld || evidence.intent == "withheld"
    var marker = Marker(
      bytes: bytes(of: candidate.range), form: form,
      intent: isWithheld ? "withheld" : "omitted",
      certainty: certainty(form, candidate, evidence, isWithheld), rule: rules.id(candidate.rule))
    marker.speaker = speaker
    marker.access = candidate.access
    marker.rank = candidate.slots.rank
    marker.status = candidate.slots.status
    marker.affiliation = candidate.slots.affiliation.map {
      Marker.Coded(code: $0.code, bytes: bytes(of: $0.items))
    }
    marker.count = candidate.slots.count.map {
      Marker.Count(number: $0.number, bytes: bytes(of: $0.items))
    }
    marker.grounds = grounds(for: candidate.terms, candidate, sentence)
    if form != "vague_crowd" {
      check(&marker, lemma)
      introduce(lemma, speaker: speaker, isPlural: isPlural(candidate.head))
    }
    return marker
  }

  /// Whether a noun names people in the news rather than its sources: an anonymous caller, the
  /// reporters.
  private func isNoSource(_ entry: Lexicon.Entry?, _ candidate: MarkerCandidate) -> Bool {
    candidate.slots.isWithheld && entry?["event"] == "yes"
      || candidate.slots.count == nil && candidate.access == nil && entry?["source"] == "no"
  }

  /// The marker of terms without a phrase: "he said, speaking on condition of anonymity".
  func marker(_ terms: MarkerSentence.Find, _ sentence: MarkerSentence) -> Marker {
    var marker = Marker(
      bytes: bytes(of: terms.range), form: rules.attribute("form", of: terms.rule) ?? "anaphoric",
      intent: "withheld", certainty: .medium, rule: rules.id(terms.rule))
    marker.grounds = grounds(for: [terms], nil, sentence)
    return marker
  }

  private func certainty(
    _ form: String, _ candidate: MarkerCandidate, _ evidence: MarkerSourcing.Evidence,
    _ isWithheld: Bool
  ) -> Certainty {
    if isWithheld { return .high }
    if form == "vague_crowd" || evidence.isStance { return .low }
    let isTypical =
      candidate.access != nil || candidate.slots.count != nil
      || words.has(analysis.items[candidate.head].lexeme, words.anaphor)
    return evidence.isStrong && isTypical ? .high : .medium
  }

  /// The form of a phrase that is a source; `nil` where it points to somebody known.
  private func form(
    _ candidate: MarkerCandidate, _ evidence: MarkerSourcing.Evidence, lemma: String,
    speaker: Int?, hasTerms: Bool
  ) -> String? {
    if let partial = candidate.terms.lazy.compactMap({ rules.attribute("form", of: $0.rule) }).first
    {
      return partial
    }
    if let form = evidence.form {
      let isKnownNoun = words.has(analysis.items[candidate.head].lexeme, words.anaphor)
      let isPerson = isKnownNoun || candidate.access != nil || candidate.slots.isWithheld
      return isPerson || candidate.slots.count != nil ? form : nil
    }
    if isOtherOutlet(evidence.outlet) { return "relayed" }
    if rules.attribute("form", of: candidate.rule) == "access_described" {
      return candidate.access != nil || hasTerms || candidate.spoke ? "access_described" : nil
    }
    let isPlural = isPlural(candidate.head)
    switch reference(candidate) {
    case .definite:
      guard
        let form = definiteForm(
          candidate, lemma: lemma, speaker: speaker, isPlural: isPlural, hasTerms: hasTerms)
      else { return nil }
      if form == "anaphoric" { return form }
    case .possessive:
      guard isPlural || hasTerms || candidate.access != nil else { return nil }
    case .bare:
      let isKnownNoun = words.has(analysis.items[candidate.head].lexeme, words.anaphor)
      guard
        isPlural || hasTerms || candidate.access != nil
          || isKnownNoun && candidate.range.lowerBound < candidate.head
      else { return crowdForm(candidate) }
    case .indefinite: break
    }
    return plainForm(candidate, lemma: lemma, isPlural: isPlural)
  }

  private func plainForm(
    _ candidate: MarkerCandidate, lemma: String, isPlural: Bool
  ) -> String? {
    if candidate.access != nil, candidate.slots.role?["generic"] == "yes" {
      return "access_described"
    }
    if lemma == MarkerReader.source { return "bare_source" }
    if let crowd = crowdForm(candidate) { return crowd }
    if rules.attribute("form", of: candidate.rule) == "vague_crowd" { return nil }
    if let count = candidate.slots.count, isPlural {
      let first = count.items.lowerBound
      let isOneOf = isOne(first) && analysis.items[first + 1].words.contains(.of)
      return isOneOf ? "unnamed_individual" : "unnamed_group"
    }
    return isPlural ? "unnamed_group" : "unnamed_individual"
  }

  private static let source = "source"

  private func isOne(_ item: Int) -> Bool {
    words.entry(analysis.items[item].lexeme, words.count)?["n"] == "1"
  }

  /// The form of critics, experts, some, authorities; `nil` for a noun that is no crowd.
  private func crowdForm(_ candidate: MarkerCandidate) -> String? {
    guard candidate.slots.count?.number == nil, candidate.access == nil, candidate.terms.isEmpty,
      let entry = words.groupEntry(
        endingAt: candidate.head, from: candidate.range.lowerBound, analysis.items)
    else { return nil }
    switch entry["class"] {
    case "crowd": return "vague_crowd"
    case "authorities": return "unnamed_group"
    default: return nil
    }
  }

  private func reference(_ candidate: MarkerCandidate) -> Reference {
    let start = candidate.range.lowerBound
    guard start < candidate.head else { return .bare }
    let item = analysis.items[start]
    let first = words.entry(item.lexeme, words.determiner)
    if candidate.slots.count != nil, first?["kind"] != "definite" { return .indefinite }
    switch first?["kind"] {
    case "definite": return .definite
    case "possessive": return .possessive
    case "indefinite", "new": return .indefinite
    default:
      return (start..<candidate.head).contains { analysis.items[$0].tag == .POS }
        ? .possessive : .bare
    }
  }

  /// "The official" points back; "the person who asked not to be named" introduces.
  private func definiteForm(
    _ candidate: MarkerCandidate, lemma: String, speaker: Int?, isPlural: Bool, hasTerms: Bool
  ) -> String? {
    if chainKnows(lemma, speaker: speaker) { return "anaphoric" }
    if hasTerms || candidate.access != nil || candidate.spoke {
      return isPlural ? "unnamed_group" : "unnamed_individual"
    }
    if let crowd = crowdForm(candidate) { return crowd }
    let isKnownNoun = words.has(analysis.items[candidate.head].lexeme, words.anaphor)
    return isKnownNoun ? "anaphoric" : nil
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
