package import NewsText
package import RuleEngine

/// Gives each token its part of speech: a greedy averaged perceptron (Collins 2002) over six
/// features, left to right, in integer arithmetic.
///
/// Words that bear one tag only are not scored. Outside quotations each quotation is one item; the
/// inside of a quotation is tagged on its own.
package struct Tagger: Sendable {
  let tables: TaggerTables
  let weights: TaggerWeights

  /// Builds the tagger; `lexeme` gives the number of a case-folded word, 0 where it has none, and
  /// `lexemes` is one more than the highest.
  package init(model: TaggerModel, lexemes: Int, lexeme: (String) -> LexemeID) {
    tables = TaggerTables(model: model, lexemes: lexemes, lexeme: lexeme)
    weights = TaggerWeights(model.weights, tables: tables, lexemes: lexemes, lexeme: lexeme)
  }

  /// The tags of a document's tokens, given the lexeme of each; linear in the tokens.
  package func tags(of document: Document, lexemes: [LexemeID]) -> [Tag] {
    let tokens = document.tokens
    precondition(lexemes.count == tokens.count, "one lexeme a token")
    let entries = document.bytes.withUnsafeBufferPointer { bytes in
      tokens.indices.map { tables.entry(of: tokens[$0], bytes: bytes, lexeme: lexemes[$0]) }
    }
    let order = TaggerSequence(document).items
    var tags = [Tag](repeating: .none, count: tokens.count)
    var state = State()
    for place in 1..<order.count - 1 {
      let item = order[place]
      guard item >= 0 else {
        state.pass(item)
        continue
      }
      let token = Int(item)
      if tokens[token].flags.contains(.startsSentence), state.before != .quotation {
        state = State()
      }
      let entry = tables.entries[Int(entries[token])]
      var tag = Tag(rawValue: tables.candidates[Int(entry.first)]) ?? .none
      if entry.count > 1 {
        let next = Int(order[place + 1])
        let previous = Int(order[place - 1])
        let context = Context(
          entry: Int(entries[token]),
          nextClass: next >= 0
            ? Int(tables.nextNumbers[Int(tables.entries[Int(entries[next])].wordClass)])
            : Int((next == -1 ? Tag.quotation : .none).rawValue),
          before: previous >= 0 ? Int(lexemes[previous]) : 0,
          after: next >= 0 ? Int(lexemes[next]) : 0)
        tag = best(entry, context, state)
        if tag == .NNS, state.mayNameSpeaker, !isNounNext(order[place + 1], entries),
          has(entry, .VBZ)
        {
          tag = .VBZ
        }
      }
      tags[token] = tag
      state.push(tag)
    }
    return tags
  }

  /// Whether an entry has a tag.
  private func has(_ entry: TaggerTables.Entry, _ tag: Tag) -> Bool {
    let first = Int(entry.first)
    return tables.candidates[first..<first + Int(entry.count)].contains(tag.rawValue)
  }

  /// Whether the commonest tag of an item is a noun's.
  private func isNounNext(_ item: Int32, _ entries: [UInt16]) -> Bool {
    guard item >= 0 else { return false }
    let entry = tables.entries[Int(entries[Int(item)])]
    return Tag(rawValue: tables.candidates[Int(entry.first)])?.isNoun ?? false
  }

  /// The two tags before.
  struct State {
    var further = Tag.none
    var before = Tag.none
    /// Whether nothing but nouns and a comma stand between a quotation and here.
    private var followsQuotation = false

    mutating func push(_ tag: Tag) {
      followsQuotation =
        tag == .quotation || followsQuotation && (tag.isNoun || tag == .comma || tag == .JJ)
      further = before
      before = tag
    }

    /// Whether a name follows a quotation: "…," Cole notes. What comes is a verb rather than a
    /// plural.
    var mayNameSpeaker: Bool { followsQuotation && before == .NNP }

    mutating func pass(_ item: Int32) {
      if item == TaggerSequence.quotation { push(.quotation) } else { self = State() }
    }
  }

  /// What the features look at, but for the tags before.
  struct Context {
    var entry: Int
    var nextClass: Int
    var before: Int
    var after: Int
  }

  /// The candidate of the highest score, the first of equals.
  private func best(_ entry: TaggerTables.Entry, _ context: Context, _ state: State) -> Tag {
    let width = Tag.count
    let near = Int(state.before.rawValue)
    let wordClass = Int(entry.wordClass)
    let own = Int(weights.own[context.entry]) * width
    let tags = Int(weights.tags[Int(state.further.rawValue) * width + near]) * width
    let classTag = Int(weights.classTag[wordClass * width + near]) * width
    let classNext =
      Int(weights.classNext[wordClass * weights.nextClasses + context.nextClass]) * width
    let before = Int(weights.before[context.before]) * width
    let after = Int(weights.after[context.after]) * width
    var best = 0
    var bestScore = Int.min
    for place in Int(entry.first)..<Int(entry.first) + Int(entry.count) {
      let tag = Int(tables.candidates[place])
      var score = Int(weights.rows[own + tag]) + Int(weights.rows[tags + tag])
      score += Int(weights.rows[classTag + tag]) + Int(weights.rows[classNext + tag])
      score += Int(weights.rows[before + tag]) + Int(weights.rows[after + tag])
      if score > bestScore {
        bestScore = score
        best = tag
      }
    }
    return Tag(rawValue: UInt8(best)) ?? .none
  }
}
