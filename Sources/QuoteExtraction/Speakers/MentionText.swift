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
  /// What each token can be.
  let flags: [SpeakerWords.Flags]
  /// The top-level quotation that each token lies in, or -1.
  let quotations: [Int32]
  /// Whether the words of each sentence are capitalised, as in titles.
  let titleCase: [Bool]
  /// Hashes of the words that stand as names where a capital is not there for its place.
  private let nameWords: PairTable

  /// Looks every token up; linear.
  init(_ analysis: Analysis, words: SpeakerWords) {
    let document = analysis.document
    self.document = document
    lexemes = analysis.lexemes
    tags = analysis.tags
    self.words = words
    flags = words.flags(of: lexemes)
    var quotations = [Int32](repeating: -1, count: document.tokens.count)
    for (index, quotation) in document.quotations.enumerated() where quotation.parent == nil {
      for token in quotation.inner { quotations[token] = Int32(index) }
    }
    self.quotations = quotations
    titleCase = document.sentences.map { Self.isTitleCase($0.tokens, of: document) }
    var names = PairTable()
    for (index, sentence) in document.sentences.enumerated()
    where sentence.kind == .text && !titleCase[index] {
      for token in sentence.tokens.dropFirst() where tags[token] == .NNP {
        let flags = document.tokens[token].flags
        if flags.contains(.capital), !flags.contains(.boilerplate),
          !Self.hasCapitalForPlace(token, in: document)
        {
          names.set(Self.hash(token, of: document), to: 1)
        }
      }
    }
    nameWords = names
  }

  /// Whether most words of a sentence are capitalised, so that capitals tell nothing.
  private static func isTitleCase(_ sentence: Range<Int>, of document: Document) -> Bool {
    var capital = 0
    var small = 0
    let tokens = sentence.prefix(40)
    for token in tokens {
      let at = document.tokens[token]
      guard at.kind == .word else { continue }
      if at.flags.contains(.capital) {
        capital += 1
      } else if at.end - at.start > 3, !at.flags.contains(.clitic) {
        small += 1
        // Not even if all that follow were capitalised.
        if small * 4 > capital + tokens.upperBound - token { return false }
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

  /// FNV-1a over a token's bytes.
  private static func hash(_ token: Int, of document: Document) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in document.tokens[token].bytes {
      hash = (hash ^ UInt64(document.bytes[byte])) &* 0x100_0000_01B3
    }
    return hash
  }

  /// Whether the article has a word as a name elsewhere, inside a sentence.
  func isNameElsewhere(_ token: Int) -> Bool {
    nameWords.find(Self.hash(token, of: document)) != nil
  }
}

extension Token {
  /// Whether it has a byte as its whole text and is the article's own.
  @inline(__always)
  func isMark(_ byte: UInt8, in document: Document) -> Bool {
    end - start == 1 && document.bytes[Int(start)] == byte && !flags.contains(.boilerplate)
  }
}
