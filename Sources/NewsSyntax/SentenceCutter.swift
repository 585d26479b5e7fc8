package import NewsText

/// Cuts the items of paragraphs into sentences.
///
/// Where the document's sentences end outside a quotation, so do these; within one they do not.
/// After a quotation whose last mark ends a sentence, one ends if another quotation or a capital
/// follows, unless what follows attributes the quotation ("Really?" Reed asked). A list of
/// quotations is cut where it is longer than any sentence, so that what is done for each sentence
/// stays linear in the text.
package struct SentenceCutter: Sendable {
  /// The verbs that commonly attribute what was said.
  private let reporting: LexemeSet
  /// Those that do with a particle: "went on".
  private let phrasal: LexemeSet
  /// From how many items on a sentence ends behind any quotation.
  private static let limit = 512

  /// - Parameters:
  ///   - reporting: The verbs that commonly attribute what was said, in all forms.
  ///   - phrasal: Those that do with a particle, in all forms.
  package init(reporting: LexemeSet, phrasal: LexemeSet) {
    self.reporting = reporting
    self.phrasal = phrasal
  }

  /// The sentences of tagged items.
  ///
  /// - Parameter chunks: The phrases of those paragraphs at least in which something follows a
  ///   quotation whose last mark ends a sentence; others are not asked for.
  /// - Complexity: Linear in the number of items.
  package func sentences(
    of document: Document, items: [FoldedItem], paragraphs: [Range<Int>],
    facts: [QuotationFacts], chunks: Chunks
  ) -> [FoldedSentence] {
    let phrases = Phrases(items: items, chunks: chunks)
    var found: [FoldedSentence] = []
    found.reserveCapacity(document.sentences.count)
    var sentence = 0
    // Where that sentence of the document ends, once an item of it has been seen.
    var limit: UInt32 = 0
    for (number, paragraph) in paragraphs.enumerated() where !paragraph.isEmpty {
      var start = paragraph.lowerBound
      var next = paragraph.lowerBound
      while true {
        let index = Self.end(from: next, paragraph.upperBound, of: items, limit)
        guard index < paragraph.upperBound else { break }
        next = index + 1
        let item = items[index]
        sentence = sentenceAt(document, Int(item.start), from: sentence)
        guard sentence < document.sentences.count else { continue }
        limit = UInt32(document.sentences[sentence].tokens.upperBound)
        let current = sentenceAt(document, Int(item.end) - 1, from: sentence)
        guard current < document.sentences.count else { continue }
        let sentenceEnd = document.sentences[current].tokens.upperBound
        if next < paragraph.upperBound, !item.isQuotation, items[next].start < sentenceEnd,
          item.tag != .stop || !items[next].isQuotation
        {
          // "It was late. “no way,” he wrote": a small letter behind a mark is no new sentence to
          // the document.
          continue
        }
        let kind = document.sentences[current].kind
        let ends: Bool
        if next == paragraph.upperBound {
          ends = true
        } else if let quotation = item.quotation {
          ends =
            endsAfter(facts[quotation], next, phrases, paragraph)
            || kind != kindAt(document, items[next].tokens.lowerBound, from: current)
            || next - start >= Self.limit
        } else {
          // The sentence of the document ends before the next item begins.
          ends = true
        }
        if ends {
          found.append(FoldedSentence(items: start..<next, paragraph: number, kind: kind))
          start = next
        }
      }
    }
    return found
  }

  /// The next item of a paragraph that may end a sentence: most are followed by one of the same
  /// sentence of the document, which begins before `limit`.
  @inline(never)
  private static func end(
    from first: Int, _ last: Int, of items: [FoldedItem], _ limit: UInt32
  ) -> Int {
    items.withUnsafeBufferPointer { items in
      precondition(last <= items.count, "no such items")
      var index = first
      while index + 1 < last, items[index].tag != .stop, !items[index].isQuotation,
        items[index + 1].start < limit
      {
        index += 1
      }
      return index
    }
  }

  /// The sentence of the document that holds a token, looked for from one before it on.
  private func sentenceAt(_ document: Document, _ token: Int, from sentence: Int) -> Int {
    var index = sentence
    while index < document.sentences.count, document.sentences[index].tokens.upperBound <= token {
      index += 1
    }
    return index
  }

  private func kindAt(_ document: Document, _ token: Int, from sentence: Int) -> Sentence.Kind {
    let index = sentenceAt(document, token, from: sentence)
    return index < document.sentences.count ? document.sentences[index].kind : .text
  }

  /// Whether a sentence ends after a quotation.
  private func endsAfter(
    _ facts: QuotationFacts, _ next: Int, _ phrases: Phrases, _ paragraph: Range<Int>
  ) -> Bool {
    guard facts.last.endsSentence else { return false }
    let item = phrases.items[next]
    if item.isQuotation { return true }
    let capital = item.flags.contains(.capital) || item.tag == .CD
    guard let cue = attributing(from: next, phrases, paragraph) else { return capital }
    guard facts.last == .stop else {
      return capital && opensClause(behind: cue, phrases, paragraph)
    }
    // After a full stop only the plain form attributes: "X said." and little more.
    guard phrases.items[cue].words.contains(.saying) || !capital else { return true }
    var index = cue + 1
    while index < paragraph.upperBound, index - cue <= 8 {
      let after = phrases.items[index]
      if after.isQuotation || after.tag == .colon { return true }
      if after.tag == .stop || after.tag == .comma { return after.tag == .comma && capital }
      if capital, after.tag.isVerb || after.tag == .PRP || after.tag == .TO || after.tag == .DT {
        return true
      }
      index += 1
    }
    return capital && index < paragraph.upperBound
  }

  /// "“No more!” Reed said he would not go": whether what is said stands behind the verb.
  private func opensClause(behind cue: Int, _ phrases: Phrases, _ paragraph: Range<Int>) -> Bool {
    let limit = paragraph.upperBound
    var first = cue + 1
    if first < limit, phrases.items[cue].words.contains(.addressing),
      let told = phrases.phraseRight(from: first, limit: limit)
    {
      first = told.upperBound
    }
    while first < limit, !phrases.items[first].isQuotation,
      phrases.isDay(first) || phrases.items[first].tag.isAdverb
    {
      first += 1
    }
    guard first < limit, !phrases.items[first].isQuotation else { return false }
    let item = phrases.items[first]
    guard !item.tag.isAny(of: [.WRB, .WP, .WDT]) else { return false }
    return item.words.contains(.that) && item.tag == .IN
      || phrases.startsClause(at: first, limit: limit)
  }

  /// The verb of "X said" or "said X" that begins at an item.
  private func attributing(from first: Int, _ phrases: Phrases, _ paragraph: Range<Int>) -> Int? {
    let items = phrases.items
    let limit = min(paragraph.upperBound, first + 30)
    if items[first].tag.isVerb {
      guard reporting.contains(items[first].lexeme) else { return nil }
      return phrases.phraseRight(from: first + 1, limit: limit) == nil ? nil : first
    }
    if items[first].words.contains(.according) { return first }
    guard let source = phrases.phraseRight(from: first, limit: limit) else { return nil }
    var index = source.upperBound
    if index < limit, items[index].tag == .comma {
      index += 1
      while index < limit, items[index].tag != .comma, items[index].tag != .stop { index += 1 }
      index += 1
    }
    var steps = 0
    while index < limit, steps < 5 {
      if items[index].tag.isVerb, phrases.chunks.group(headedBy: index) != nil {
        let verb = items[index].lexeme
        if items[index].tag == .VBN, items[index].words.contains(.addressing), index + 1 < limit,
          !items[index + 1].tag.isAny(of: [.stop, .comma]), items[index - 1].words.contains(.be)
        {
          // "“No!” She was asked to leave"
          return nil
        }
        let isCue =
          reporting.contains(verb)
          || phrasal.contains(verb) && phrases.isPhrasal(index, limit: limit)
        return isCue ? index : nil
      }
      guard items[index].tag.isAdverb || items[index].tag.isVerb || items[index].tag == .MD else {
        return nil
      }
      index += 1
      steps += 1
    }
    return nil
  }
}
