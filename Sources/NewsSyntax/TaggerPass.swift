import NewsText
import RuleEngine

/// Tags the tokens of one document, on the bare memory of the tagger's tables and of its scratch;
/// it lives only within the closures of `Tagger.withPass`, which hold that memory.
///
/// First, for all words at once, what the features say that do not depend on a tag before: nothing
/// waits there for anything else, so the memory is read ahead. Then, word by word, the rest.
struct TaggerPass {
  /// What is known of a token before its context is looked at.
  struct Word: Sendable {
    var entry: TaggerTables.Entry
    var startsSentence = false
  }

  let words: UnsafeBufferPointer<Word>
  let lexemes: UnsafeBufferPointer<LexemeID>
  let candidates: UnsafeBufferPointer<UInt8>
  /// The words behind which "to" is a preposition, in their order.
  let takesTo: UnsafeBufferPointer<LexemeID>
  let rows: UnsafeBufferPointer<Int8>
  /// The rows of pairs of tags, then, from `classTag` on, of a class and a tag.
  let places: UnsafeBufferPointer<UInt16>
  let classTag: Int
  let neighbours: UnsafeBufferPointer<UInt16>
  let classNext: UnsafeBufferPointer<UInt64>
  /// The entries that stand for a whole quotation, and for the end of a stretch.
  let quotation: TaggerTables.Entry
  let none: TaggerTables.Entry
  /// The length of a row.
  private var width: Int { Tag.count }

  /// What follows a token: the next one of its stretch, or what ends that.
  @inline(__always)
  private func next(_ token: Int, _ stretch: TaggerSequence.Stretch) -> TaggerTables.Entry {
    if token + 1 < stretch.tokens.upperBound { return words[token + 1].entry }
    return stretch.end == TaggerSequence.quotation ? quotation : none
  }

  /// Adds up the weights of a word's own features and of its neighbours', for each candidate of
  /// each word to score, in the order of tagging.
  func scoreContexts(
    _ stretches: [TaggerSequence.Stretch], into scores: UnsafeMutableBufferPointer<Int16>
  ) {
    var at = 0
    for stretch in stretches {
      for token in stretch.tokens {
        let entry = words[token].entry
        guard entry.count > 1 else { continue }
        let own = Int(entry.row) * width
        let pair = UInt32(entry.wordClass) << 16 | UInt32(next(token, stretch).next)
        let classNext = Int(KeyTable.find(pair, in: classNext)) * width
        var before = 0
        var after = 0
        if token > stretch.tokens.lowerBound {
          before = Int(neighbours[2 * Int(lexemes[token - 1])]) * width
        }
        if token + 1 < stretch.tokens.upperBound {
          after = Int(neighbours[2 * Int(lexemes[token + 1]) + 1]) * width
        }
        for place in Int(entry.first)..<Int(entry.first) + Int(entry.count) {
          let tag = Int(candidates[place])
          scores[at] =
            Int16(rows[own + tag]) + Int16(rows[classNext + tag])
            + Int16(rows[before + tag]) + Int16(rows[after + tag])
          at += 1
        }
      }
    }
  }

  /// Tags the tokens in the order of tagging.
  func chooseTags(
    _ stretches: [TaggerSequence.Stretch], scores: UnsafeBufferPointer<Int16>,
    into tags: UnsafeMutableBufferPointer<Tag>
  ) {
    var state = State()
    var at = 0
    for stretch in stretches {
      for token in stretch.tokens {
        let word = words[token]
        if word.startsSentence, state.before != .quotation { state = State() }
        var tag = candidates[Int(word.entry.first)]
        if word.entry.count > 1 {
          tag = best(word.entry, state, scores, at)
          if tag == Tag.VB.rawValue, state.before == .TO, followsPreposition(token, stretch),
            let other = candidates[Int(word.entry.first)...].prefix(Int(word.entry.count))
              .first(where: { Tag(rawValue: $0)?.isVerb == false })
          {
            tag = other
          }
          at += Int(word.entry.count)
          if tag == Tag.NNS.rawValue, state.mayNameSpeaker || announces(token, state, stretch) {
            tag = plural(word.entry, next(token, stretch))
          }
        }
        // Every candidate is the raw value of a tag: the tables are made from tags.
        let found = unsafeBitCast(tag, to: Tag.self)
        tags[token] = found
        state.push(found)
      }
      if stretch.end == TaggerSequence.quotation { state.push(.quotation) } else { state = State() }
    }
  }

  /// The candidate of the highest score, the first of equals.
  @inline(__always)
  private func best(
    _ entry: TaggerTables.Entry, _ state: State, _ scores: UnsafeBufferPointer<Int16>, _ at: Int
  ) -> UInt8 {
    let near = Int(state.before.rawValue)
    let tags = Int(places[Int(state.further.rawValue) * width + near]) * width
    let classTag = Int(places[classTag + Int(entry.wordClass) * width + near]) * width
    let first = Int(entry.first)
    var best: UInt8 = 0
    var bestScore = Int.min
    for place in 0..<Int(entry.count) {
      let candidate = candidates[first + place]
      let tag = Int(candidate)
      let score = Int(scores[at + place]) + Int(rows[tags + tag]) + Int(rows[classTag + tag])
      if score > bestScore {
        bestScore = score
        best = candidate
      }
    }
    return best
  }

  /// Whether the "to" before a word is a preposition: "according to exit polls".
  private func followsPreposition(_ token: Int, _ stretch: TaggerSequence.Stretch) -> Bool {
    token - 2 >= stretch.tokens.lowerBound && takesTo.contains(lexemes[token - 2])
  }

  /// A plural after a quotation and a name, or between a name and a quotation, is a verb, unless a
  /// noun follows: "…," Cole notes.
  private func plural(_ entry: TaggerTables.Entry, _ next: TaggerTables.Entry) -> UInt8 {
    let verb = Tag.VBZ.rawValue
    let nextTag = Tag(rawValue: candidates[Int(next.first)]) ?? .none
    let first = Int(entry.first)
    let mayBeVerb = candidates[first..<first + Int(entry.count)].contains(verb)
    return mayBeVerb && !nextTag.isNoun ? verb : Tag.NNS.rawValue
  }

  /// Whether a word stands between a name and a colon that a quotation follows: `The Courier
  /// notes: "…"`.
  private func announces(
    _ token: Int, _ state: State, _ stretch: TaggerSequence.Stretch
  ) -> Bool {
    state.before == .NNP && stretch.end == TaggerSequence.quotation
      && token + 2 == stretch.tokens.upperBound
      && candidates[Int(words[token + 1].entry.first)] == Tag.colon.rawValue
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
