import NewsText
import RuleEngine

/// One pass of the tagger over the tokens of a document, on the bare memory of its tables.
struct TaggerPass {
  let entries: UnsafeBufferPointer<TaggerTables.Entry>
  let candidates: UnsafeBufferPointer<UInt8>
  let nextNumbers: UnsafeBufferPointer<UInt16>
  let rows: UnsafeBufferPointer<Int8>
  let places: UnsafeBufferPointer<UInt16>
  let layout: TaggerWeights.Layout
  /// The length of a row.
  let width = Tag.count

  /// Marks, in the number of a token's entry, that it begins a sentence.
  static let startsSentence: UInt32 = 1 << 31

  /// Tags the tokens in their order.
  func run(
    _ order: [Int32], words: [UInt32], lexemes: [LexemeID],
    into tags: UnsafeMutableBufferPointer<Tag>
  ) {
    var state = State()
    for place in 1..<order.count - 1 {
      let item = order[place]
      guard item >= 0 else {
        if item == TaggerSequence.quotation { state.push(.quotation) } else { state = State() }
        continue
      }
      let word = words[Int(item)]
      if word & Self.startsSentence != 0, state.before != .quotation { state = State() }
      let entry = entries[Int(word & ~Self.startsSentence)]
      var tag = candidates[Int(entry.first)]
      if entry.count > 1 {
        let next = order[place + 1]
        let previous = order[place - 1]
        let nextEntry =
          next >= 0
          ? Int(words[Int(next)] & ~Self.startsSentence)
          : Int((next == TaggerSequence.quotation ? Tag.quotation : .none).rawValue)
        tag = best(
          entry, state, nextEntry: nextEntry,
          before: previous >= 0 ? Int(lexemes[Int(previous)]) : 0,
          after: next >= 0 ? Int(lexemes[Int(next)]) : 0)
        if tag == Tag.NNS.rawValue, state.mayNameSpeaker { tag = plural(entry, nextEntry) }
      }
      let found = Tag(rawValue: tag) ?? .none
      tags[Int(item)] = found
      state.push(found)
    }
  }

  /// The candidate of the highest score, the first of equals.
  @inline(__always)
  private func best(
    _ entry: TaggerTables.Entry, _ state: State, nextEntry: Int, before: Int, after: Int
  ) -> UInt8 {
    let near = Int(state.before.rawValue)
    let wordClass = Int(entry.wordClass)
    let next = Int(nextNumbers[Int(entries[nextEntry].wordClass)])
    let own = Int(entry.row) * width
    let tags = row(layout.tags + Int(state.further.rawValue) * width + near) * width
    let classTag = row(layout.classTag + wordClass * width + near) * width
    let classNext = row(layout.classNext + wordClass * layout.nextClasses + next) * width
    let before = row(layout.before + before) * width
    let after = row(layout.after + after) * width
    var best: UInt8 = 0
    var bestScore = Int.min
    for place in Int(entry.first)..<Int(entry.first) + Int(entry.count) {
      let tag = Int(candidates[place])
      var score = Int(rows[own + tag]) + Int(rows[tags + tag])
      score += Int(rows[classTag + tag]) + Int(rows[classNext + tag])
      score += Int(rows[before + tag]) + Int(rows[after + tag])
      if score > bestScore {
        bestScore = score
        best = candidates[place]
      }
    }
    return best
  }

  @inline(__always)
  private func row(_ place: Int) -> Int { Int(places[place]) }

  /// A plural after a quotation and a name is a verb, unless a noun follows: "…," Cole notes.
  private func plural(_ entry: TaggerTables.Entry, _ nextEntry: Int) -> UInt8 {
    let verb = Tag.VBZ.rawValue
    let nextTag = Tag(rawValue: candidates[Int(entries[nextEntry].first)]) ?? .none
    let first = Int(entry.first)
    let mayBeVerb = candidates[first..<first + Int(entry.count)].contains(verb)
    return mayBeVerb && !nextTag.isNoun ? verb : Tag.NNS.rawValue
  }

  /// The two tags before.
  private struct State {
    var further = Tag.none
    var before = Tag.none
    /// Whether nothing but nouns, adjectives and a comma stand between a quotation and here.
    private var followsQuotation = false

    @inline(__always)
    mutating func push(_ tag: Tag) {
      followsQuotation =
        tag == .quotation || followsQuotation && (tag.isNoun || tag == .comma || tag == .JJ)
      further = before
      before = tag
    }

    /// Whether a name follows a quotation.
    var mayNameSpeaker: Bool { followsQuotation && before == .NNP }
  }
}
