import NewsSyntax
import NewsText
import RuleEngine

/// What the labels of turns look like, by the pack's lists.
struct TurnLabels: Sendable {
  /// Labels that say which part somebody has: "Q", "Answer".
  let parts: Set<String>
  /// Words that open a paragraph of something else: "FACT", "PHOTOS".
  let others: Set<String>

  init(pack: RulePack) {
    parts = Set(pack.entries(of: "turn.part").map { $0.lemma.lowercased() })
    others = Set(pack.entries(of: "turn.other").map { $0.lemma.lowercased() })
  }
}

/// The turns of an interview or a transcript: sentences that open with who speaks and a colon, the
/// rest of their paragraphs, and the paragraphs after them up to the next turn.
///
/// Ranges are of tokens.
struct Transcript {
  /// What one speaker says before the next one does.
  struct Turn {
    /// Who speaks, as the label says it.
    var label: Range<Int>
    /// The colon behind the label.
    var colon: Int
    /// What is said, paragraph by paragraph.
    var content: [Range<Int>]
    /// The paragraph that it opens with.
    var paragraph: Int
    /// The first turn of the same speaker: with the same label, or one that it is short for.
    var first: Int
    /// Whether the label says which part somebody has, not who it is.
    var isPart: Bool
  }

  private(set) var turns: [Turn] = []
  private let document: Document
  private let analysis: Analysis

  /// The most tokens that a label has.
  private static let longest = 8
  /// The most paragraphs without a label that a turn goes on for.
  private static let patience = 8
  /// The fewest words that turns have, taken together, for each turn.
  private static let wordsEach = 4

  /// Reads the turns of an article; none where it is neither an interview nor a transcript.
  /// Linear in its sentences, and in the tokens of turns.
  init(_ analysis: Analysis, labels: TurnLabels) {
    self.analysis = analysis
    document = analysis.document
    var keys: [String] = []
    var paragraph = 0
    for sentence in document.sentences {
      let first = sentence.tokens.lowerBound
      while paragraph + 1 < document.paragraphs.count,
        document.paragraphs[paragraph].upperBound <= first
      {
        paragraph += 1
      }
      let opens = document.paragraphs[paragraph].lowerBound == first
      guard let (label, colon) = label(of: sentence.tokens, opens ? labels.parts : []) else {
        continue
      }
      var key = label.map { document.text(of: $0).lowercased() }.joined(separator: " ")
      if label.contains(colon) { key.removeLast() }
      let isPart = labels.parts.contains(key)
      guard !labels.others.contains(key), isPart || isSpeaker(label) else { continue }
      keys.append(key)
      turns.append(
        Turn(
          label: label, colon: colon,
          content: [colon + 1..<document.paragraphs[paragraph].upperBound],
          paragraph: paragraph, first: turns.count, isPart: isPart))
    }
    for turn in turns.indices.dropLast()
    where turns[turn].content[0].contains(turns[turn + 1].colon) {
      turns[turn].content[0] = turns[turn].colon + 1..<turns[turn + 1].label.lowerBound
    }
    link(keys)
    let speakers = Set(turns.map(\.first)).count
    guard isTranscript(speakers: speakers) else {
      turns = []
      return
    }
    if speakers > 1 { extend() }
    for turn in turns.indices { turns[turn].content = turns[turn].content.compactMap(trimmed) }
  }

  /// The label that a sentence opens with, and its colon.
  ///
  /// - Parameter labels: Those that may end in a full stop instead, where any may.
  private func label(
    of range: Range<Int>, _ labels: Set<String>
  ) -> (label: Range<Int>, colon: Int)? {
    let start = range.lowerBound
    if range.count > 1, document.tokens[start].flags.contains(.capital),
      isStop(start + 1), labels.contains(document.text(of: start).lowercased())
    {
      // "Q. Why?"
      return (start..<start + 1, start + 1)
    }
    if range.count > 1, !labels.isEmpty, isLabelWithStop(start, labels) {
      // "A. Leroy is late."
      return (start..<start + 1, start)
    }
    // "(LAUGHTER):" is nobody.
    guard range.count > 2, document.tokens[start].kind != .openBracket else { return nil }
    var brackets = 0
    for index in start..<min(range.upperBound - 1, start + Self.longest + 1) {
      let token = document.tokens[index]
      if token.flags.contains(.boilerplate) { return nil }
      switch token.kind {
      case .word:
        guard token.flags.contains(.capital) || brackets > 0 else { return nil }
      case .openBracket: brackets += 1
      case .closeBracket: brackets -= 1
      case .punctuation:
        let byte = document.bytes[Int(token.start)]
        if byte == UInt8(ascii: ":"), token.end - token.start == 1 {
          guard index > start, brackets == 0,
            document.tokens[index + 1].flags.contains(.spaceBefore)
          else { return nil }
          return (start..<index, index)
        }
        guard [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ",")].contains(byte) else {
          return nil
        }
      default: return nil
      }
    }
    return nil
  }

  private func isLabelWithStop(_ index: Int, _ labels: Set<String>) -> Bool {
    let token = document.tokens[index]
    guard token.end - token.start == 2, document.bytes[Int(token.end) - 1] == UInt8(ascii: ".")
    else { return false }
    return labels.contains(String(document.text(of: index).lowercased().dropLast()))
  }

  private func isStop(_ index: Int) -> Bool {
    let token = document.tokens[index]
    return token.end - token.start == 1
      && document.bytes[Int(token.start)] == UInt8(ascii: ".")
  }

  /// Whether a label is written as a speaker's: in capitals, with a word at least.
  private func isSpeaker(_ label: Range<Int>) -> Bool {
    guard label.contains(where: { document.tokens[$0].kind == .word }) else { return false }
    return label.allSatisfy { index in
      let token = document.tokens[index]
      guard token.kind == .word else { return true }
      return !document.bytes[token.bytes].contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        || token.flags.contains(.abbreviation)
    }
  }

  /// Finds for each turn the first whose label is the same, ends in it, or has it for initials.
  /// Linear in the turns.
  private mutating func link(_ keys: [String]) {
    var firsts: [String: Int] = [:]
    for turn in turns.indices {
      if let first = firsts[keys[turn]] {
        turns[turn].first = first
        continue
      }
      for name in names(of: keys[turn]) where firsts[name] == nil { firsts[name] = turn }
    }
  }

  /// What a speaker may be called by whose first label is given: that, each end of it that begins
  /// with a word, and the initials.
  private func names(of label: String) -> [String] {
    let ends = label.indices.filter { label[$0] == " " }.map { space in
      String(label[label.index(after: space)...])
    }
    return [label] + ends + [initials(of: label)]
  }

  /// The first letters of the words of a name.
  private func initials(of name: String) -> String {
    let words = name.split { !$0.isLetter }
    return words.count < 2 ? "" : String(words.compactMap(\.first))
  }

  /// Whether there are turns enough, of speakers who come again, and with something to say.
  private func isTranscript(speakers: Int) -> Bool {
    guard turns.count >= (speakers > 1 ? 3 : 4), speakers < turns.count else { return false }
    let words = turns.reduce(0) { $0 + $1.content.reduce(0) { $0 + $1.count } }
    return words >= Self.wordsEach * turns.count
  }

  /// Gives each turn the paragraphs without a label before the next one.
  private mutating func extend() {
    for turn in turns.indices.dropLast() {
      // Two turns may stand in one paragraph.
      let next = turns[turn + 1].paragraph
      let between = min(turns[turn].paragraph + 1, next)..<next
      guard between.count <= Self.patience else { continue }
      for paragraph in between {
        let range = document.paragraphs[paragraph]
        guard let first = range.first, !analysis.paragraphs[paragraph].isEmpty,
          document.tokens[first].kind != .openBracket
        else { break }
        turns[turn].content.append(range)
      }
    }
  }

  /// Puts the turns in the place of what was found by their colons; what is carried from one
  /// attribution by another still is.
  func takeOver(_ attributions: inout [Attribution], rule: String) {
    guard !turns.isEmpty else { return }
    var turnAt: [Int: Int] = [:]
    for turn in turns.indices where !turns[turn].content.isEmpty {
      turnAt[turns[turn].colon] = turn
    }
    let quotations = quotationsByTurn()
    var place = [Int?](repeating: nil, count: turns.count)
    var moved: [Int] = []
    var result: [Attribution] = []
    for attribution in attributions {
      let turn = attribution.cue.first.flatMap { turnAt[$0.lowerBound] }
      if let turn, let there = place[turn] {
        moved.append(there)
        continue
      }
      if let turn { place[turn] = result.count }
      moved.append(result.count)
      result.append(
        turn.map { self.attribution(of: turns[$0], quotations[$0], rule) } ?? attribution)
    }
    for index in result.indices {
      result[index].carriedFrom = result[index].carriedFrom.map { moved[$0] }
    }
    for turn in turns.indices where !turns[turn].content.isEmpty && place[turn] == nil {
      place[turn] = result.count
      result.append(self.attribution(of: turns[turn], quotations[turn], rule))
    }
    for turn in turns.indices where turns[turn].first != turn {
      if let index = place[turn] { result[index].carriedFrom = place[turns[turn].first] }
    }
    attributions = inOrder(result)
  }

  /// Attributions in text order of their contents.
  private func inOrder(_ attributions: [Attribution]) -> [Attribution] {
    let starts = attributions.map { $0.content.first?.lowerBound ?? 0 }
    let order = starts.indices.sorted { (starts[$0], $0) < (starts[$1], $1) }
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    return order.map { old in
      var result = attributions[old]
      result.carriedFrom = result.carriedFrom.map { place[$0] }
      return result
    }
  }

  /// For each turn the quotations that lie in it.
  private func quotationsByTurn() -> [[Int]] {
    var found = [[Int]](repeating: [], count: turns.count)
    let parts = turns.indices.flatMap { turn in
      turns[turn].content.map { (turn: turn, tokens: $0) }
    }
    for (index, quotation) in document.quotations.enumerated() {
      let inner = quotation.inner
      let behind = parts.firstPlace { $0.tokens.lowerBound > inner.lowerBound }
      guard behind > 0, inner.upperBound <= parts[behind - 1].tokens.upperBound else { continue }
      found[parts[behind - 1].turn].append(index)
    }
    return found
  }

  private func attribution(of turn: Turn, _ quotations: [Int], _ rule: String) -> Attribution {
    Attribution(
      content: turn.content, quotations: quotations,
      cue: turn.label.contains(turn.colon) || isStop(turn.colon)
        ? [] : [turn.colon..<turn.colon + 1],
      source: [turn.label], type: quotations.isEmpty ? .indirect : .mixed, certainty: .high,
      rule: rule, label: turn.isPart ? .part : .name)
  }

  /// What a turn says in a paragraph, without boilerplate and the full stop that closes it.
  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var upper = range.upperBound
    while upper > range.lowerBound, document.tokens[upper - 1].flags.contains(.boilerplate) {
      upper -= 1
    }
    if upper > range.lowerBound, case let last = document.tokens[upper - 1],
      last.end - last.start == 1, document.bytes[Int(last.start)] == UInt8(ascii: ".")
    {
      upper -= 1
    }
    return upper > range.lowerBound ? range.lowerBound..<upper : nil
  }
}
