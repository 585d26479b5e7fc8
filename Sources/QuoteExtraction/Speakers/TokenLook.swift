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

  private init(bits: UInt64) { self.bits = bits }

  /// Looks at a token, by a table for most.
  ///
  /// - Parameter written: `TokenLook.written`, asked for once for many tokens.
  @inline(__always)
  static func at(
    _ token: Token, _ tag: Tag, before next: Tag, _ word: SpeakerWords.Look, in bytes: [UInt8],
    _ written: UnsafeBufferPointer<UInt8>
  ) -> TokenLook {
    guard token.kind == .word || token.kind == .number else { return TokenLook(bits: word.bits) }
    let isCapital = token.flags.contains(.capital)
    let place = place(tag, token.kind, token.flags)
    guard place < written.count, case var marks = written[place], marks & asking == 0,
      !isCapital || token.end &- token.start != 2
    else { return TokenLook(token, tag, before: next, word, in: bytes) }
    if !word.flags.isDisjoint(with: .opening) {
      marks |= marks & Marks.own.rawValue != 0 ? Marks.opening.rawValue : 0
    }
    if word.begins(.longTitle) || isCapital && word.isPerson { marks |= Marks.longTitle.rawValue }
    return TokenLook(bits: word.bits | UInt64(marks) &<< 56)
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
    let isCapital = token.flags.contains(.capital)
    var hasCapital = isCapital
    if tag.isName, !isCapital, token.flags.contains(.hyphen) {
      hasCapital = Self.isArabicName(token, in: bytes)
    }
    let isOwn = !token.flags.contains(.boilerplate)
    let isLong = word.begins(.longTitle) || isCapital && word.isPerson
    let isLeading = tag.isAny(of: Self.leadingTags)
    var opens =
      hasCapital || tag.isAny(of: Self.openingTags) || !word.flags.isDisjoint(with: .opening)
    if isLeading {
      opens = opens || isLong || next.isAdjective || tag != .RB && next.isNoun
    }
    var marks: UInt8 = isOwn ? Marks.own.rawValue : 0
    marks |= isOwn && opens ? Marks.opening.rawValue : 0
    marks |= isLong ? Marks.longTitle.rawValue : 0
    if hasCapital, token.kind == .word {
      if isOwn, !token.flags.contains(.clitic) { marks |= Marks.capital.rawValue }
      if token.end &- token.start == 2, bytes[Int(token.end) - 1] == 0x2E {
        marks |= Marks.initial.rawValue
      }
    }
    bits = word.bits | UInt64(marks) &<< 56
  }

  /// The marks that a token has by its tag and flags alone, in the order of `place`, for words of
  /// which lexicons tell nothing; with `asking` where more has to be looked at.
  static let written: [UInt8] = (0..<1 << 11).map { place in
    let tag = Tag(rawValue: UInt8(place & 63)) ?? .none
    var flags: Token.Flags = []
    for (bit, flag) in placed.enumerated() where place >> (7 + bit) & 1 == 1 {
      flags.insert(flag)
    }
    let token = Token(start: 0, end: 1, kind: place >> 6 & 1 == 0 ? .word : .number, flags: flags)
    let look = TokenLook(token, tag, before: .none, SpeakerWords.Look(bits: 0), in: [])
    let mayBeArabic = tag.isName && flags.contains(.hyphen) && !flags.contains(.capital)
    return look.marks.rawValue | (tag.isAny(of: leadingTags) || mayBeArabic ? asking : 0)
  }

  /// More has to be looked at than tag and flags.
  private static var asking: UInt8 { 1 << 7 }

  /// The flags that tell, in the order of their bits.
  private static var placed: [Token.Flags] { [.capital, .hyphen, .clitic, .boilerplate] }

  /// Where the marks of a tag, a kind and flags stand in `written`.
  @inline(__always)
  private static func place(_ tag: Tag, _ kind: Token.Kind, _ flags: Token.Flags) -> Int {
    let bits = Int(flags.rawValue)
    return Int(tag.rawValue) | Int(kind.rawValue & 1) &<< 6 | (bits & 1 &<< 3) &<< 4
      | (bits & 1 &<< 6) &<< 2 | bits & 1 &<< 9 | bits & 1 &<< 10
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

  // A noun phrase may begin with a word by its tag and the next: an adverb or a participle opens
  // one only where it stands before an adjective, a participle before a noun as well.

  private static var openingTags: TagSet {
    [.NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .CD, .DT, .PDT, .FW]
  }

  private static var leadingTags: TagSet { [.VBN, .VBG, .RB] }
}

extension SpeakerWords.Flags {
  /// What a word has one of where a mention may begin with it, whatever its tag.
  fileprivate static var opening: SpeakerWords.Flags { [.pronoun, .count, .noun] }
}
