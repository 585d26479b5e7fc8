import NewsSyntax
import NewsText
import QuoteRecords
import RuleEngine

/// Turns entities and mentions into speakers and assignments.
struct ResolutionBuilder {
  private let sweep: ReferenceSweep
  private let attributions: [Attribution]
  private let readings: [SourceReading]
  private var assignments: [Assignment] = []
  /// The descriptions that stand before names in apposition to them.
  private var introducedBy: [Int: Int] = [:]

  init(sweep: ReferenceSweep, attributions: [Attribution], readings: [SourceReading]) {
    self.sweep = sweep
    self.attributions = attributions
    self.readings = readings
    for (index, mention) in sweep.mentions.enumerated() {
      guard let name = mention.apposition,
        mention.core.lowerBound < sweep.mentions[name].core.lowerBound
      else { continue }
      introducedBy[name] = index
    }
  }

  /// Assigns first by entity, then numbers the entities that are referred to.
  mutating func build() -> SpeakerResolution {
    assignments = attributions.indices.map { assign($0) }
    settleFirstPersons()
    settleCarried()
    var spoken: [Int: [Range<Int>]] = [:]
    addFirstPersonMentions(to: &spoken)
    var used: Set<Int> = []
    for assignment in assignments {
      used.formUnion(assignment.speakers)
      used.formUnion(assignment.candidates.map(\.speaker))
    }
    for (index, entity) in sweep.entityOf.enumerated() where used.contains(entity) {
      spoken[entity, default: []].append(sweep.mentions[index].tokens)
    }
    for (index, entities) in sweep.jointOf {
      for entity in entities where used.contains(entity) {
        spoken[entity, default: []].append(sweep.mentions[index].tokens)
      }
    }
    var speakers: [(entity: Int, speaker: Speaker)] = used.map { entity in
      (entity, speaker(entity, mentions: spoken[entity, default: []]))
    }
    speakers.sort {
      ($0.speaker.mentions.first?.lowerBound ?? 0, $0.entity)
        < ($1.speaker.mentions.first?.lowerBound ?? 0, $1.entity)
    }
    let numbers = Dictionary(uniqueKeysWithValues: speakers.enumerated().map { ($1.entity, $0) })
    for index in assignments.indices {
      assignments[index].speakers = assignments[index].speakers.compactMap { numbers[$0] }
      assignments[index].candidates = assignments[index].candidates.compactMap { candidate in
        numbers[candidate.speaker].map {
          Assignment.Candidate(speaker: $0, reason: candidate.reason)
        }
      }
    }
    return SpeakerResolution(speakers: speakers.map(\.speaker), assignments: assignments)
  }

  // MARK: Assignments

  private func assign(_ index: Int) -> Assignment {
    let reading = readings[index]
    guard reading.isExpressed else {
      return Assignment(unresolved: "no source is expressed", anonymous: true)
    }
    var result = Assignment()
    var isAnonymous = false
    var isKnown = false
    for mention in reading.mentions {
      if let joint = sweep.jointOf[mention] {
        result.speakers += joint
        result.by = .pronoun
        for entity in joint {
          isAnonymous = isAnonymous || self.isAnonymous(entity)
          isKnown = isKnown || sweep.entities[entity].named
        }
        continue
      }
      let entity = sweep.entityOf[mention]
      guard entity >= 0 else {
        result.candidates += candidates(mention)
        result.unresolved = sweep.reasonOf[mention] ?? "the source is not known"
        isKnown = true
        continue
      }
      if !result.speakers.contains(entity) { result.speakers.append(entity) }
      result.candidates += candidates(mention)
      if result.by == .none { result.by = basis(mention, index) }
      isAnonymous = isAnonymous || self.isAnonymous(entity)
      isKnown = isKnown || sweep.entities[entity].named
    }
    if !result.speakers.isEmpty { result.unresolved = nil }
    if result.speakers.isEmpty, result.unresolved == nil {
      result.unresolved = "the source names nobody"
    }
    result.anonymous = isAnonymous && !isKnown
    return result
  }

  private func candidates(_ mention: Int) -> [Assignment.Candidate] {
    sweep.candidatesOf[mention, default: []].map {
      Assignment.Candidate(speaker: $0.entity, reason: $0.reason)
    }
  }

  private func basis(_ mention: Int, _ index: Int) -> SpeakerBasis {
    if readings[index].isRelative { return .pronoun }
    let found = sweep.mentions[mention]
    switch found.form {
    case .pronoun: return .pronoun
    case .description: return .description
    default:
      guard let first = attributions[index].source.first else { return .named }
      let heads = first.contains(found.core.lowerBound)
      guard heads, let before = introducedBy[mention] else { return heads ? .named : .appositive }
      return first.contains(sweep.mentions[before].core.lowerBound) ? .appositive : .named
    }
  }

  /// Whether an entity is unnamed people; not a state, an organisation, a named class of people, or
  /// the holder of an office.
  private func isAnonymous(_ entity: Int) -> Bool {
    let entity = sweep.entities[entity]
    guard !entity.named, !entity.isOffice else { return false }
    guard entity.kind == .person || entity.kind == .group else { return false }
    let mention = sweep.mentions[entity.fullest]
    if mention.determiner == .definite, sweep.nouns.isPublic(mention.head, sweep.words) {
      return false
    }
    return !(entity.plural && sweep.scanner.tags[mention.core.upperBound - 1].isName)
  }

  // MARK: First persons and carried speakers

  /// "I" as a source within a quotation is the one who says the quotation.
  private mutating func settleFirstPersons() {
    var outer: [Int: Int] = [:]
    for (index, attribution) in attributions.enumerated() {
      for quotation in attribution.quotations where !assignments[index].speakers.isEmpty {
        if outer[quotation] == nil { outer[quotation] = index }
      }
    }
    for index in attributions.indices where assignments[index].speakers.isEmpty {
      guard readings[index].mentions.count == 1, let mention = readings[index].mentions.first,
        case let found = sweep.mentions[mention], found.form == .pronoun,
        sweep.scanner.facts(found.core.lowerBound).flags.contains(.firstPerson)
      else { continue }
      assignments[index].by = .pronoun
      assignments[index].unresolved = "the first person is the author or somebody quoted"
      guard found.quotation >= 0, !found.plural,
        let outer = outer[found.quotation]
      else { continue }
      assignments[index].speakers = assignments[outer].speakers
      assignments[index].anonymous = assignments[outer].anonymous
      assignments[index].unresolved = nil
    }
  }

  private mutating func settleCarried() {
    for index in attributions.indices {
      guard let from = attributions[index].carriedFrom, from != index,
        assignments.indices.contains(from), !readings[index].isExpressed
      else { continue }
      assignments[index] = assignments[from]
      assignments[index].by = assignments[from].speakers.isEmpty ? .none : .carried
    }
  }

  /// Adds "I" of quoted speakers to their mentions.
  private func addFirstPersonMentions(to spoken: inout [Int: [Range<Int>]]) {
    var speakerOf: [Int: Int] = [:]
    for (index, attribution) in attributions.enumerated() {
      guard assignments[index].speakers.count == 1, let speaker = assignments[index].speakers.first
      else { continue }
      for quotation in attribution.quotations where speakerOf[quotation] == nil {
        speakerOf[quotation] = speaker
      }
    }
    for mention in sweep.mentions
    where mention.form == .pronoun && mention.quotation >= 0 && !mention.plural {
      guard let speaker = speakerOf[mention.quotation], !mention.isPossessive,
        sweep.scanner.facts(mention.core.lowerBound).flags.contains(.firstPerson)
      else { continue }
      spoken[speaker, default: []].append(mention.tokens)
    }
  }

  // MARK: Speakers

  private func speaker(_ number: Int, mentions: [Range<Int>]) -> Speaker {
    let entity = sweep.entities[number]
    let fullest = sweep.mentions[entity.fullest]
    let isName = fullest.form != .description && fullest.form != .pronoun
    var unique: [Range<Int>] = []
    let sorted = mentions.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    for range in sorted where unique.last?.lowerBound != range.lowerBound { unique.append(range) }
    return Speaker(
      name: text(isName ? fullest.core : fullest.tokens),
      role: entity.role.flatMap { $0.isEmpty ? nil : text($0) }, named: entity.named,
      kind: entity.kind.code, number: count(entity),
      gender: Gender(value: entity.gender.code, by: entity.genderBy), mentions: unique)
  }

  private func count(_ entity: SpeakerEntity) -> String {
    switch entity.kind {
    case .person: "one"
    case .group: "several"
    default: entity.plural ? "several" : "unknown"
    }
  }

  /// The text of tokens with single spaces.
  private func text(_ tokens: Range<Int>) -> String {
    let document = sweep.scanner.document
    var bytes: [UInt8] = []
    for token in tokens {
      let at = document.tokens[token]
      if at.flags.contains(.boilerplate) { continue }
      if !bytes.isEmpty, at.flags.contains(.spaceBefore) { bytes.append(0x20) }
      bytes += document.bytes[at.bytes]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
