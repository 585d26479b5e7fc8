import NewsSyntax
import NewsText
import RuleEngine

/// What can be told of a token at a glance: what its word can be, and how it is written.
struct TokenLook: Sendable {
  /// What the lexicons tell of its word, and in the highest byte how it is written.
  private let bits: UInt64

  /// What the lexicons tell of its word.
  @inline(__always) var word: SpeakerWords.Look { SpeakerWords.Look(bits: bits) }
  /// How it is written.
  @inline(__always) var marks: Marks { Marks(rawValue: UInt8(truncatingIfNeeded: bits &>> 56)) }

  /// How a token is written, as far as mentions go.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8

    /// A word or number of the article's own text.
    static let own = Marks(rawValue: 1 << 0)
    /// A mention may begin with it, by its tag, its capital and the lexicons.
    static let opening = Marks(rawValue: 1 << 1)
    /// A word of the article's own text with a capital, and no clitic.
    static let capital = Marks(rawValue: 1 << 2)
    /// An initial: "J."
    static let initial = Marks(rawValue: 1 << 3)
    /// A title with a preposition inside may begin with it: "Secretary of State".
    static let longTitle = Marks(rawValue: 1 << 4)
  }

  /// Looks at a token.
  @inline(__always)
  init(
    _ token: Token, _ tag: Tag, before next: Tag, _ word: SpeakerWords.Look, in bytes: [UInt8]
  ) {
    guard token.kind == .word || token.kind == .number else {
      bits = word.bits
      return
    }
    let isOwn = !token.flags.contains(.boilerplate)
    let isCapital = token.flags.contains(.capital)
    let hasCapital =
      isCapital
      || tag.isName && token.flags.contains(.hyphen) && Self.isArabicName(token, in: bytes)
    var marks: Marks = isOwn ? .own : []
    if word.begins(.longTitle) || isCapital && word.isPerson { marks.insert(.longTitle) }
    let opens =
      hasCapital || Self.opens(tag, before: next)
      || marks.contains(.longTitle)
        && tag.isAny(of: Self.leadingTags)
      || !word.flags.isDisjoint(with: .opening)
    if isOwn, opens { marks.insert(.opening) }
    if hasCapital, token.kind == .word {
      if isOwn, !token.flags.contains(.clitic) { marks.insert(.capital) }
      if token.end - token.start == 2, bytes[Int(token.end) - 1] == 0x2E {
        marks.insert(.initial)
      }
    }
    bits = word.bits | UInt64(marks.rawValue) &<< 56
  }

  /// "al-Qurashi": a name behind a small article of two or three letters and a hyphen.
  private static func isArabicName(_ token: Token, in bytes: [UInt8]) -> Bool {
    guard token.end - token.start > 4 else { return false }
    let word = bytes[token.bytes]
    guard let hyphen = word.firstIndex(of: 0x2D), (2...3).contains(hyphen - word.startIndex),
      word[..<hyphen].allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    let next = word.index(after: hyphen)
    return next < word.endIndex && (0x41...0x5A).contains(word[next])
  }

  /// Whether its word is the first of a state's name, or the only one.
  @inline(__always)
  var beginsState: Bool { word.isWhole(.state) || word.begins(.state) }

  /// Whether a noun phrase may begin with a word by its tag and the next: an adverb or a participle
  /// opens one only where it stands before an adjective, a participle before a noun as well.
  @inline(__always)
  private static func opens(_ tag: Tag, before next: Tag) -> Bool {
    tag.isAny(of: openingTags)
      || tag.isAny(of: leadingTags) && (next.isAdjective || tag != .RB && next.isNoun)
  }

  private static var openingTags: TagSet {
    [.NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .CD, .DT, .PDT, .FW]
  }

  private static var leadingTags: TagSet { [.VBN, .VBG, .RB] }
}

extension SpeakerWords.Flags {
  /// What a word has one of where a mention may begin with it, whatever its tag.
  fileprivate static var opening: SpeakerWords.Flags { [.pronoun, .count, .noun] }
}
