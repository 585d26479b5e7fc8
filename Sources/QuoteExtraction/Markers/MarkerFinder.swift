package import NewsSyntax
import NewsText
import QuoteRecords
package import RuleEngine

/// Finds the places where an article rests on sources that it does not name.
///
/// Rules find noun phrases, what a source knows, terms of anonymity, grounds, and reports without
/// any source; this puts them together. A phrase counts only where it is a source: of an
/// attribution, by the words beside it, or by terms of its own.
package struct MarkerFinder: Sendable {
  let rules: MarkerRules
  let words: MarkerWords

  /// - Throws: What is wrong with the rules' patterns.
  package init(pack: RulePack) throws(PackError) {
    rules = try MarkerRules(pack: pack)
    words = MarkerWords(pack: pack)
  }

  /// The markers of an article, in text order.
  ///
  /// - Parameters:
  ///   - outlet: Who published the article; then what a source told another outlet is `relayed`.
  /// - Complexity: Linear in the length of the text.
  package func find(
    _ analysis: Analysis, _ attributions: [Attribution], _ resolution: SpeakerResolution,
    outlet: String? = nil, scratch: inout ExtractionScratch
  ) -> [Marker] {
    scratch.markers.removeAll()
    let matches = match(analysis, attributions, resolution, outlet: outlet, scratch: &scratch)
    return markers(matches, of: scratch.markers)
  }

  /// Looks through an article for what rules find, to be read by `markers(_:of:)`.
  ///
  /// Two steps, so that each goes over several articles before the other does: their programs do
  /// not fit into the processor's first cache together.
  ///
  /// - Complexity: Linear in the length of the text.
  func match(
    _ analysis: Analysis, _ attributions: [Attribution], _ resolution: SpeakerResolution,
    outlet: String?, scratch: inout ExtractionScratch
  ) -> MarkerMatches {
    let sourcing = MarkerSourcing(analysis, attributions, words, rules.rules)
    var matches = MarkerMatches(
      sourcing: sourcing, people: MarkerPeople(analysis, resolution), outlet: outlet)
    for sentence in analysis.sentences where sentence.kind == .text {
      let first = scratch.markers.found.count
      if match(sentence.items, sourcing, matches.people, &scratch) {
        matches.sentences.append((sentence.items, first..<scratch.markers.found.count))
      }
    }
    return matches
  }

  /// The markers of an article, in text order.
  ///
  /// - Parameter matches: What `match` found in it.
  /// - Complexity: Linear in the finds, but for sorting those of a sentence.
  func markers(_ matches: MarkerMatches, of list: MatchList) -> [Marker] {
    guard !matches.sentences.isEmpty else { return [] }
    var reader = MarkerReader(
      analysis: matches.sourcing.analysis, rules: rules, words: words, sourcing: matches.sourcing,
      people: matches.people, outlet: MarkerOutlet(matches.outlet))
    for (items, found) in matches.sentences { reader.read(items, list, found) }
    return reader.markers
  }

  /// Matches in a sentence the rules that a marker can come from, and what else may tell of it.
  ///
  /// Most rules are for phrases, and most phrases no sources: unless terms or the words beside a
  /// phrase make it one, they are tried only where a head noun stands at the place of a source.
  ///
  /// - Returns: Whether a marker may come from what was found.
  private func match(
    _ items: Range<Int>, _ sourcing: MarkerSourcing, _ people: MarkerPeople,
    _ scratch: inout ExtractionScratch
  ) -> Bool {
    let first = scratch.markers.found.count
    rules.matcher.open(items, of: scratch.items, scratch: &scratch.matching)
    find(rules.tellers, &scratch)
    let told = scratch.markers.found.count
    var (hasTerms, makesSource) = (false, false)
    for match in scratch.markers.found[first...] {
      hasTerms = hasTerms || part(of: match) == .terms
      makesSource = makesSource || part(of: match).makesSource
    }
    if !makesSource {
      guard
        rules.matcher.canMatch(only: rules.phrases, scratch: &scratch.matching)
      else { return told > first }
      let places = MarkerPlaces(items, sourcing)
      guard !places.isEmpty else { return told > first }
      let phrases = rules.matcher.find(
        rules.heads, of: scratch.items, into: &scratch.markers, scratch: &scratch.matching
      ) { places.mayHoldSource($0, sourcing, people) }
      let isSource = phrases.contains { place in
        let head = scratch.markers.items(rules.roles.head, of: scratch.markers.found[place])
        return head.map { places.mayHoldSource($0.upperBound - 1, sourcing, people) } ?? false
      }
      guard isSource else { return told > first }
    }
    find(rules.phrases, &scratch)
    if scratch.markers.found.count > told { find(rules.accesses, &scratch) }
    if hasTerms { find(rules.grounds, &scratch) }
    return scratch.markers.found.count > first
  }

  private func find(_ some: RuleSelection, _ scratch: inout ExtractionScratch) {
    _ = rules.matcher.find(
      only: some, of: scratch.items, into: &scratch.markers, scratch: &scratch.matching)
  }

  private func part(of match: MatchList.Found) -> MarkerRule.Part {
    rules.parts[Int(match.rule)].part
  }
}

extension MarkerFinder {
  /// Who does not comment in an article, by the names that stand there, in text order.
  ///
  /// - Complexity: Linear in the length of the text.
  func silent(_ analysis: Analysis, scratch: inout ExtractionScratch) -> [String] {
    var names: [String] = []
    for sentence in analysis.sentences where sentence.kind == .text {
      scratch.matches.removeAll()
      _ = rules.matcher.find(
        in: sentence.items, of: scratch.items, only: rules.silences, into: &scratch.matches,
        scratch: &scratch.matching)
      for match in scratch.matches.found {
        guard let who = scratch.matches.items(rules.roles.who, of: match),
          let first = who.first, let last = who.last
        else { continue }
        names.append(
          analysis.document.text(
            of: analysis.items[first].tokens.lowerBound..<analysis.items[last].tokens.upperBound))
      }
    }
    return names
  }
}

/// What rules found in an article, and what tells which of it are sources.
struct MarkerMatches {
  let sourcing: MarkerSourcing
  let people: MarkerPeople
  let outlet: String?
  /// The sentences that a marker may come from, each with the places of its matches in the list.
  var sentences: [(items: Range<Int>, found: Range<Int>)] = []
}

/// What speaker resolution knows of the people at a place in the text; a class, as
/// `MarkerSourcing` is.
final class MarkerPeople {
  private let speakerOf: [Int32]
  private let resolution: SpeakerResolution

  init(_ analysis: Analysis, _ resolution: SpeakerResolution) {
    var speakerOf = [Int32](repeating: -1, count: analysis.document.tokens.count)
    for index in resolution.speakers.indices {
      for mention in resolution.speakers[index].mentions {
        for token in mention where speakerOf[token] < 0 { speakerOf[token] = Int32(index) }
      }
    }
    self.speakerOf = speakerOf
    self.resolution = resolution
  }

  /// The speaker whose mention holds a token.
  func speaker(at token: Int) -> Int? { speakerOf[token] < 0 ? nil : Int(speakerOf[token]) }

  /// Whether a speaker has a name.
  func isNamed(_ speaker: Int?) -> Bool { speaker.map { resolution.speakers[$0].named } ?? false }

  /// The one speaker that an attribution was given.
  func speaker(ofAttribution index: Int?) -> Int? {
    guard let index, index < resolution.assignments.count else { return nil }
    let speakers = resolution.assignments[index].speakers
    return speakers.count == 1 ? speakers.first : nil
  }
}

extension MarkerFinder {
  /// What the rules find in a text, before they are put together: what their examples are
  /// checked against.
  ///
  /// - Parameters:
  ///   - only: The ids of the rules that count; `nil` for all.
  package func findings(_ analysis: Analysis, only: Set<String>?) -> [ExampleRunner.Finding] {
    var scratch = ExtractionScratch(for: analysis, words: rules.matcher.words)
    var found: [ExampleRunner.Finding] = []
    for sentence in analysis.sentences {
      let matches = rules.matcher.matches(
        in: sentence.items, of: scratch.items, scratch: &scratch.matching)
      for match in matches where only?.contains(rules.rules[match.rule].id) ?? true {
        let roles = match.captures.map { capture in
          let first = analysis.items[sentence.items.lowerBound + capture.items.lowerBound]
          let last = analysis.items[sentence.items.lowerBound + capture.items.upperBound - 1]
          let tokens = first.tokens.lowerBound..<last.tokens.upperBound
          return ExampleRunner.Finding.Role(
            role: capture.role, range: analysis.document.bytes(of: tokens))
        }
        found.append(ExampleRunner.Finding(rule: rules.rules[match.rule].id, roles: roles))
      }
    }
    return found
  }
}
