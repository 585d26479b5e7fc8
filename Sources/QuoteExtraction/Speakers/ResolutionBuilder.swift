import NewsSyntax
import NewsText
import QuoteRecords
import RuleEngine

/// Turns entities and mentions into speakers and assignments.
struct ResolutionBuilder: ~Copyable {
  private let sweep: ReferenceSweep
  private let attributions: [Attribution]
  private let readings: [SourceReading]
  private var assignments: [Assignment] = []
  /// For each mention the description that stands before it in apposition; -1 for none.
  private var introducedBy: [Int32]

  init(sweep: consuming ReferenceSweep, attributions: [Attribution], readings: [SourceReading]) {
    self.attributions = attributions
    self.readings = readings
    introducedBy = Array(repeating: -1, count: sweep.mentions.count)
    for (index, mention) in sweep.mentions.enumerated() {
      guard let name = mention.apposition,
        mention.core.lowerBound < sweep.mentions[name].core.lowerBound
      else { continue }
      introducedBy[name] = Int32(index)
    }
    self.sweep = sweep
  }

  /// Assigns first by entity, then numbers the entities that are referred to.
  mutating func build() -> SpeakerResolution {
    assignments = attributions.indices.map { assign($0) }
    settleCarried { $0.label != nil }
    settleFirstPersons()
    settleCarried { $0.label == nil }
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
    for assignment in assignments {
      for entity in assignment.speakers { use(entity) }
      for candidate in assignment.candidates { use(candidate.speaker) }
    }
    for (index, entity) in sweep.entityOf.enumerated() where entity >= 0 && slots[entity] >= 0 {
      spoken[slots[entity]].append(sweep.mentions[index].tokens)
    }
    for (index, entities) in sweep.jointOf {
      for entity in entities where slots[entity] >= 0 {
        spoken[slots[entity]].append(sweep.mentions[index].tokens)
      }
    }
    addFirstPersonMentions(to: &spoken, slots)
    for slot in spoken.indices { Self.order(&spoken[slot]) }
    used.sort {
      (spoken[slots[$0]].first?.lowerBound ?? 0, $0) < (
        spoken[slots[$1]].first?.lowerBound ?? 0, $1
      )
    }
    return used.enumerated().map { number, entity in
      numbers[entity] = number
      return speaker(entity, mentions: spoken[slots[entity]])
    }
  }

  // MARK: Assignments

  private func assign(_ index: Int) -> Assignment {
    let reading = readings[index]
    guard reading.isExpressed else {
      return Assignment(unresolved: "no source is expressed", anonymous: true)
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
        result.unresolved = sweep.reasonOf[mention]?.text ?? "the source is not known"
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
      Assignment.Candidate(speaker: $0.entity, reason: $0.reason.text)
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
    let entity = sweep.entities[entity]
    guard !entity.named, !entity.isOffice else { return false }
    guard entity.kind == .person || entity.kind == .group else { return false }
    let mention = sweep.mentions[entity.fullest]
    if sweep.nouns.isSpokesperson(mention.head, sweep.words) { return false }
    if mention.determiner == .definite, sweep.nouns.isPublic(mention.head, sweep.words) {
      return false
    }
    return !(entity.plural && sweep.scanner.tags[mention.core.upperBound - 1].isName)
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

  /// Gives those attributions that `takes` picks and that are carried the speakers they are
  /// carried from.
  private mutating func settleCarried(_ takes: (Attribution) -> Bool) {
    for index in attributions.indices where takes(attributions[index]) {
      guard let from = attributions[index].carriedFrom, from != index,
        assignments.indices.contains(from),
        !readings[index].isExpressed || attributions[index].label != nil
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
    for mention in sweep.mentions
    where mention.form == .pronoun && mention.quotation >= 0 && !mention.plural {
      let speaker = speakerOf[mention.quotation]
      guard speaker >= 0, !mention.isPossessive,
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
