import NewsSyntax
import NewsText
import RuleEngine

/// What the mentions of an article are read from: its tokens, and what the lexicons tell of them.
///
/// It never changes; a class, so that those who read it are small and copy nothing.
final class MentionText: Sendable {
  let document: Document
  let lexemes: [LexemeID]
  let tags: [Tag]
  let words: SpeakerWords
  /// What can be told of each token at a glance.
  let looks: [TokenLook]
  /// The top-level quotation that each token lies in, or -1.
  let quotations: [Int32]
  /// Whether the words of each sentence are capitalised, as in titles.
  let titleCase: [Bool]
  /// The words that stand as names where a capital is not there for its place.
  private let nameWords: WordSet

  /// Looks every token up; linear.
  init(_ analysis: Analysis, words: SpeakerWords) {
    let document = analysis.document
    let tokens = document.tokens
    let (lexemes, tags) = (analysis.lexemes, analysis.tags)
    self.document = document
    self.lexemes = lexemes
    self.tags = tags
    self.words = words
    looks = Self.looks(at: analysis, words)
    var quotations = [Int32](repeating: -1, count: tokens.count)
    for (index, quotation) in document.quotations.enumerated() where quotation.parent == nil {
      for token in quotation.inner { quotations[token] = Int32(index) }
    }
    self.quotations = quotations
    let titleCase = document.sentences.map { Self.isTitleCase($0.tokens, of: tokens) }
    self.titleCase = titleCase
    var names: [UInt64] = []
    names.reserveCapacity(tokens.count / 8)
    for (index, sentence) in document.sentences.enumerated()
    where sentence.kind == .text && !titleCase[index] {
      for token in sentence.tokens.dropFirst() where tags[token] == .NNP {
        let flags = tokens[token].flags
        if flags.contains(.capital), !flags.contains(.boilerplate),
          !Self.hasCapitalForPlace(token, in: document)
        {
          names.append(WordHash.hash(document.bytes, tokens[token].bytes, isFolded: false))
        }
      }
    }
    nameWords = WordSet(names)
  }

  /// Looks at all tokens; their memory, and that of their tags, is lent for the time of it.
  private static func looks(at analysis: Analysis, _ words: SpeakerWords) -> [TokenLook] {
    let (document, all) = (analysis.document, analysis.document.tokens.count)
    precondition(analysis.tags.count == all && analysis.lexemes.count == all, "one of each token")
    return Array(unsafeUninitializedCapacity: all) { looks, made in
      document.tokens.withUnsafeBufferPointer { tokens in
        analysis.tags.withUnsafeBufferPointer { tags in
          words.looks(of: analysis.lexemes) { token, word in
            let next = token + 1 < tags.count ? tags[token + 1] : Tag.none
            looks.initializeElement(
              at: token,
              to: TokenLook(tokens[token], tags[token], before: next, word, in: document.bytes))
          }
        }
      }
      made = all
    }
  }

  /// Whether most words of a sentence are capitalised, so that capitals tell nothing.
  private static func isTitleCase(_ sentence: Range<Int>, of tokens: [Token]) -> Bool {
    var capital = 0
    var small = 0
    let end = min(sentence.upperBound, sentence.lowerBound + 40)
    for token in sentence.lowerBound..<end {
      let at = tokens[token]
      guard at.kind == .word else { continue }
      if at.flags.contains(.capital) {
        capital += 1
      } else if at.end - at.start > 3, !at.flags.contains(.clitic) {
        small += 1
        // Not even if all that follow were capitalised.
        if small * 4 > capital + end - token { return false }
      }
    }
    return capital >= 5 && small * 4 <= capital
  }

  /// Whether a capital letter at a token that is not the first may be there for its place.
  static func hasCapitalForPlace(_ token: Int, in document: Document) -> Bool {
    let before = document.tokens[token - 1]
    return before.kind == .openQuote || before.kind == .openBracket
      || document.tokens[token].flags.contains(.startsSentence)
      || before.isMark(0x3A, in: document)
  }

  /// Whether the article has a word as a name elsewhere, inside a sentence.
  func isNameElsewhere(_ token: Int) -> Bool {
    nameWords.contains(
      WordHash.hash(document.bytes, document.tokens[token].bytes, isFolded: false))
  }
}

/// Words of a text, told apart by 64 bits of hash: open addressing with room for all of them.
private struct WordSet: Sendable {
  /// Hashes; 0 where empty.
  private var slots: [UInt64]

  /// Takes the hashes of words.
  init(_ hashes: [UInt64]) {
    var count = 16
    while count < hashes.count * 2 { count *= 2 }
    slots = Array(repeating: 0, count: count)
    for hash in hashes { slots[slot(of: hash)] = hash }
  }

  func contains(_ hash: UInt64) -> Bool { slots[slot(of: hash)] != 0 }

  /// The slot of a hash, or the empty one where it belongs.
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }
}

extension Token {
  /// Whether it has a byte as its whole text and is the article's own.
  @inline(__always)
  func isMark(_ byte: UInt8, in document: Document) -> Bool {
    end - start == 1 && document.bytes[Int(start)] == byte && !flags.contains(.boilerplate)
  }
}
