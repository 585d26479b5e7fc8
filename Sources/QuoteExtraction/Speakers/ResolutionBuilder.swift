import NewsSyntax
import NewsText
import QuoteRecords
import RuleEngine

/// Turns entities and mentions into speakers and assignments.
struct ResolutionBuilder: ~Copyable {
  private let sweep: ReferenceSweep
  private let attributions: Sourced
  private let readings: [SourceReading]
  private var assignments: [Assignment] = []
  /// For each mention the description that stands before it in apposition; -1 for none.
  private var introducedBy: [Int32]

  init(sweep: consuming ReferenceSweep, attributions: Sourced, readings: [SourceReading]) {
    self.attributions = attributions
    self.readings = readings
    introducedBy = Array(repeating: -1, count: sweep.mentions.count)
    for index in sweep.mentions.indices {
      guard let name = sweep.mentions[index].apposition,
        sweep.mentions[index].core.lowerBound < sweep.mentions[name].core.lowerBound
      else { continue }
      introducedBy[name] = Int32(index)
    }
    self.sweep = sweep
  }

  /// Assigns first by entity, then numbers the entities that are referred to.
  mutating func build() -> SpeakerResolution {
    assignments = attributions.indices.map { assign($0) }
    settleCarried(labeled: true)
    settleFirstPersons()
    settleCarried(labeled: false)
    var numbers = [Int](repeating: -1, count: sweep.entities.count)
    let speakers = number(into: &numbers)
    for index in assignments.indices {
      for place in assignments[index].speakers.indices {
        assignments[index].speakers[place] = numbers[assignments[index].speakers[place]]
      }
      for place in assignments[index].candidates.indices {
        assignments[index].candidates[place].speaker =
          numbers[assignments[index].candidates[place].speaker]
      }
    }
    return SpeakerResolution(speakers: speakers, assignments: assignments)
  }

  /// The entities that assignments refer to, as speakers in order of first mention; their numbers.
  private func number(into numbers: inout [Int]) -> [Speaker] {
    var slots = numbers
    var used: [Int] = []
    var spoken: [[Range<Int>]] = []
    func use(_ entity: Int) {
      guard slots[entity] < 0 else { return }
      slots[entity] = used.count
      used.append(entity)
      spoken.append([])
      spoken[spoken.count - 1].reserveCapacity(sweep.entities[entity].count)
    }
    for index in assignments.indices {
      for entity in assignments[index].speakers { use(entity) }
      for candidate in assignments[index].candidates { use(candidate.speaker) }
    }
    addMentions(to: &spoken, slots)
    addFirstPersonMentions(to: &spoken, slots)
    for slot in spoken.indices { Self.order(&spoken[slot]) }
    // In order of first mention.
    var places: [(start: Int, entity: Int, slot: Int)] = []
    places.reserveCapacity(used.count)
    for (slot, entity) in used.enumerated() {
      places.append((spoken[slot].first?.lowerBound ?? 0, entity, slot))
    }
    places.sort { ($0.start, $0.entity) < ($1.start, $1.entity) }
    var speakers: [Speaker] = []
    speakers.reserveCapacity(places.count)
    for place in places {
      numbers[place.entity] = speakers.count
      speakers.append(speaker(place.entity, mentions: spoken[place.slot]))
    }
    return speakers
  }

  /// Adds what is settled to the mentions of those who are numbered.
  private func addMentions(to spoken: inout [[Range<Int>]], _ slots: [Int]) {
    for index in sweep.entityOf.indices {
      let entity = sweep.entityOf[index]
      guard entity >= 0, slots[entity] >= 0 else { continue }
      spoken[slots[entity]].append(sweep.mentions[index].tokens)
    }
    for (index, entities) in sweep.jointOf {
      for entity in entities where slots[entity] >= 0 {
        spoken[slots[entity]].append(sweep.mentions[index].tokens)
      }
    }
  }

  // MARK: Assignments

  private func assign(_ index: Int) -> Assignment {
    let reading = readings[index]
    guard reading.isExpressed else {
      return attributions[index].isOfNobody
        ? Assignment(unresolved: "it is told as how things seem")
        : Assignment(unresolved: "no source is expressed", anonymous: true)
    }
    guard attributions[index].label != .part else {
      return Assignment(unresolved: "the label names a part, not who has it")
    }
    var result = Assignment()
    var isAnonymous = false
    var isKnown = false
    for mention in reading.mentions {
      if let joint = sweep.jointOf[mention] {
        result.speakers += joint
        result.by = sweep.mentions[mention].form == .pronoun ? .pronoun : .description
        for entity in joint {
          isAnonymous = isAnonymous || self.isAnonymous(entity)
          isKnown = isKnown || sweep.entities[entity].named
        }
        continue
      }
      let entity = sweep.entityOf[mention]
      guard entity >= 0 else {
        addCandidates(mention, to: &result)
        result.unresolved = sweep.reasonOf[mention]?.text ?? "the source is not known"
        isKnown = true
        continue
      }
      if !result.speakers.contains(entity) { result.speakers.append(entity) }
      addCandidates(mention, to: &result)
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

  private func addCandidates(_ mention: Int, to result: inout Assignment) {
    guard let candidates = sweep.candidatesOf[mention] else { return }
    for candidate in candidates {
      result.candidates.append(
        Assignment.Candidate(speaker: candidate.entity, reason: candidate.reason.text))
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
      let before = Int(introducedBy[mention])
      guard heads, before >= 0 else { return heads ? .named : .appositive }
      return first.contains(sweep.mentions[before].core.lowerBound) ? .appositive : .named
    }
  }

  /// Whether an entity is unnamed people; not a state, an organisation, a named class of people,
  /// the holder of an office, or a spokesperson.
  private func isAnonymous(_ entity: Int) -> Bool {
    guard !sweep.entities[entity].named, !sweep.entities[entity].isOffice else { return false }
    let kind = sweep.entities[entity].kind
    guard kind == .person || kind == .group else { return false }
    let mention = sweep.mentions[sweep.entities[entity].fullest]
    if sweep.nouns.isSpokesperson(mention.head, sweep.words) { return false }
    if mention.determiner == .definite, sweep.nouns.isPublic(mention.head, sweep.words) {
      return false
    }
    let isName = sweep.scanner.tags[mention.core.upperBound - 1].isName
    return !(isName && sweep.entities[entity].plural)
  }

  // MARK: First persons and carried speakers

  /// "I" as a source within a quotation, or a turn, is the one who says it.
  private mutating func settleFirstPersons() {
    var outer = [Int](repeating: -1, count: sweep.scanner.document.quotations.count)
    for index in attributions.indices where !assignments[index].speakers.isEmpty {
      for quotation in attributions[index].quotations where outer[quotation] < 0 {
        outer[quotation] = index
      }
    }
    let turns = attributions.indices.filter { attributions[$0].label != nil }
    for index in attributions.indices where assignments[index].speakers.isEmpty {
      guard readings[index].mentions.count == 1, let mention = readings[index].mentions.first,
        case let found = sweep.mentions[mention], found.form == .pronoun,
        sweep.scanner.wordFlags(found.core.lowerBound).contains(.firstPerson)
      else { continue }
      assignments[index].by = .pronoun
      assignments[index].unresolved = "the first person is the author or somebody quoted"
      let said =
        found.quotation >= 0
        ? outer[found.quotation] : turn(of: found.core.lowerBound, among: turns) ?? -1
      guard said >= 0, !found.plural, !assignments[said].speakers.isEmpty else { continue }
      assignments[index].speakers = assignments[said].speakers
      assignments[index].anonymous = assignments[said].anonymous
      assignments[index].unresolved = nil
    }
  }

  /// The turn of an interview or a transcript that a token lies in, by bisection among all turns,
  /// which stand in text order.
  private func turn(of token: Int, among turns: [Int]) -> Int? {
    let behind = turns.firstPlace { (attributions[$0].content.first?.lowerBound ?? 0) > token }
    guard behind > 0,
      attributions[turns[behind - 1]].content.contains(where: { $0.contains(token) })
    else { return nil }
    return turns[behind - 1]
  }

  /// Gives those attributions, with a label or without, that are carried the speakers they are
  /// carried from.
  private mutating func settleCarried(labeled: Bool) {
    for index in attributions.indices {
      let said = attributions[index]
      guard (said.label != nil) == labeled, let from = said.carriedFrom, from != index,
        assignments.indices.contains(from), !readings[index].isExpressed || labeled
      else { continue }
      assignments[index] = assignments[from]
      assignments[index].by = assignments[from].speakers.isEmpty ? .none : .carried
    }
  }

  /// Adds "I" of quoted speakers to their mentions.
  private func addFirstPersonMentions(to spoken: inout [[Range<Int>]], _ slots: [Int]) {
    var speakerOf = [Int](repeating: -1, count: sweep.scanner.document.quotations.count)
    for index in attributions.indices where assignments[index].speakers.count == 1 {
      let speaker = assignments[index].speakers[0]
      for quotation in attributions[index].quotations where speakerOf[quotation] < 0 {
        speakerOf[quotation] = speaker
      }
    }
    for index in sweep.mentions.indices
    where sweep.mentions[index].form == .pronoun && sweep.mentions[index].quotation >= 0 {
      let mention = sweep.mentions[index]
      let speaker = speakerOf[mention.quotation]
      guard speaker >= 0, !mention.plural, !mention.isPossessive,
        sweep.scanner.wordFlags(mention.core.lowerBound).contains(.firstPerson)
      else { continue }
      spoken[slots[speaker]].append(mention.tokens)
    }
  }

  // MARK: Speakers

  private func speaker(_ number: Int, mentions: [Range<Int>]) -> Speaker {
    let entity = sweep.entities[number]
    let fullest = sweep.mentions[entity.fullest]
    let isName = fullest.form != .description && fullest.form != .pronoun
    return Speaker(
      name: text(isName ? fullest.core : fullest.tokens),
      role: entity.role.flatMap { $0.isEmpty ? nil : text($0) }, named: entity.named,
      kind: entity.kind.code, number: count(entity),
      gender: Gender(value: entity.gender.code, by: entity.genderBy?.code),
      mentions: mentions)
  }

  /// Puts ranges in text order; of those that begin together the longest stays.
  private static func order(_ ranges: inout [Range<Int>]) {
    let isInOrder = ranges.indices.dropFirst().allSatisfy {
      ranges[$0 - 1].lowerBound < ranges[$0].lowerBound
    }
    if isInOrder { return }
    ranges.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    var kept = 0
    for place in ranges.indices
    where kept == 0 || ranges[kept - 1].lowerBound != ranges[place].lowerBound {
      ranges[kept] = ranges[place]
      kept += 1
    }
    ranges.removeLast(ranges.count - kept)
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
    let room = document.bytes(of: tokens).count + tokens.count
    return String(unsafeUninitializedCapacity: room) { text in
      var end = 0
      for token in tokens {
        let at = document.tokens[token]
        if at.flags.contains(.boilerplate) { continue }
        if end > 0, at.flags.contains(.spaceBefore) {
          text[end] = 0x20
          end += 1
        }
        for byte in at.bytes {
          text[end] = document.bytes[byte]
          end += 1
        }
      }
      return end
    }
  }
}
