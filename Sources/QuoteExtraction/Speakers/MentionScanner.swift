import NewsSyntax
import NewsText
import RuleEngine

/// Finds the mentions of an article: names, descriptions, pronouns, in and out of quotations.
///
/// One pass from left to right over the sentences; each noun phrase is read once, so the whole is
/// linear in the tokens. Boilerplate ends a phrase and is never part of one.
struct MentionScanner {
  let document: Document
  let lexemes: [LexemeID]
  let tags: [Tag]
  let words: SpeakerWords
  var mentions: [SpeakerMention] = []
  /// The sentence that is being read, and its tokens.
  var sentence = 0
  var limits = 0..<0
  var inHeading = false
  /// What each token can be.
  private let flags: [SpeakerWords.Flags]
  /// The top-level quotation that each token lies in, or -1.
  private var quotations: [Int32]
  /// Hashes of the words that stand as names where a capital is not there for its place.
  private var nameWords = PairTable()
  /// Whether the words of each sentence are capitalised, as in titles.
  private var titleCase: [Bool] = []

  init(analysis: Analysis, words: SpeakerWords) {
    document = analysis.document
    lexemes = analysis.lexemes
    tags = analysis.tags
    self.words = words
    flags = words.flags(of: lexemes)
    quotations = Array(repeating: -1, count: document.tokens.count)
    titleCase = document.sentences.map { isTitleCase($0.tokens) }
    for (index, quotation) in document.quotations.enumerated() where quotation.parent == nil {
      for token in quotation.inner { quotations[token] = Int32(index) }
    }
    collectNameWords()
  }

  private mutating func collectNameWords() {
    for (index, sentence) in document.sentences.enumerated()
    where sentence.kind == .text && !titleCase[index] {
      limits = sentence.tokens
      for token in limits.dropFirst() where tags[token] == .NNP {
        let flags = document.tokens[token].flags
        if flags.contains(.capital), !flags.contains(.boilerplate), !opensSentence(token) {
          let hash = hash(token)
          nameWords.set(hash.high, hash.low, to: 1)
        }
      }
    }
  }

  /// FNV-1a over a token's bytes.
  private func hash(_ token: Int) -> (high: UInt32, low: UInt32) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in document.bytes[document.tokens[token].bytes] {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return (UInt32(hash >> 32), UInt32(truncatingIfNeeded: hash))
  }

  /// Whether the article has a word as a name elsewhere, inside a sentence.
  func isNameElsewhere(_ token: Int) -> Bool {
    let hash = hash(token)
    return nameWords.find(hash.high, hash.low) != nil
  }

  /// Reads the mentions of all sentences, in text order.
  mutating func scan() {
    mentions.reserveCapacity(document.tokens.count / 4)
    for (index, sentence) in document.sentences.enumerated() {
      guard sentence.kind == .text || sentence.kind == .heading else { continue }
      self.sentence = index
      limits = sentence.tokens
      inHeading = sentence.kind == .heading || titleCase[index]
      scanSentence()
    }
  }

  private mutating func scanSentence() {
    var at = limits.lowerBound
    var possessor: Int?
    while at < limits.upperBound {
      guard isWord(at), mayBegin(at) else {
        at += 1
        possessor = nil
        continue
      }
      if readPronoun(at) {
        possessor = mentions[mentions.count - 1].isPossessive ? mentions.count - 1 : nil
        at += 1
        continue
      }
      if let end = readPartitive(at) {
        at = end
        possessor = nil
        continue
      }
      let end = phraseEnd(from: at, possessed: possessor != nil)
      guard end > at else {
        at += 1
        possessor = nil
        continue
      }
      let next = readPhrase(at..<end, possessor: possessor)
      possessor = nil
      at = max(next, end)
      if at < limits.upperBound, tags[at] == .POS {
        if let last = mentions.indices.last, mentions[last].tokens.upperBound == at {
          mentions[last].isPossessive = true
          possessor = last
        }
        at += 1
      }
    }
  }

  /// Whether a mention may begin with a word, by its tag, its capital and the lexicons.
  private func mayBegin(_ token: Int) -> Bool {
    tags[token].isAny(of: [
      .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .CD, .DT, .PDT, .VBN, .VBG, .RB, .FW,
    ]) || !flags[token].isDisjoint(with: [.pronoun, .count, .noun])
      || document.tokens[token].flags.contains(.capital)
  }

  // MARK: Tokens

  /// Whether a token is a word or number of the article's own text.
  func isWord(_ token: Int) -> Bool {
    let token = document.tokens[token]
    return (token.kind == .word || token.kind == .number) && !token.flags.contains(.boilerplate)
  }

  /// Whether a token has a byte as its whole text.
  func isMark(_ token: Int, _ byte: UInt8) -> Bool {
    let token = document.tokens[token]
    return token.end - token.start == 1 && document.bytes[Int(token.start)] == byte
      && !token.flags.contains(.boilerplate)
  }

  /// What the lexicons tell of a token.
  func facts(_ token: Int) -> SpeakerWords.Facts { words[lexemes[token]] }

  /// What a token can be, as the lexicons tell.
  func wordFlags(_ token: Int) -> SpeakerWords.Flags { flags[token] }

  /// Whether a token can be part of a name: capitalised, and not for its place alone.
  func isNameLike(_ token: Int) -> Bool {
    let at = document.tokens[token]
    guard at.kind == .word, at.flags.contains(.capital), !at.flags.contains(.boilerplate),
      !at.flags.contains(.clitic)
    else { return false }
    let flags = flags[token]
    if flags.contains(.noName), !isInitial(token),
      !flags.contains(.given) || !isNextCapital(token)
    {
      return false
    }
    let tag = tags[token]
    if tag.isName || isInitial(token) { return true }
    let opens = opensSentence(token)
    if opens {
      if flags.contains(.given), !tag.isVerb, tag != .MD { return true }
      if words.states.whole(lexemes, token..<token + 1) != nil { return true }
      if lexemes[token] == 0, tag.isNoun || tag.isVerb, isFollowedByVerb(token + 1) { return true }
      return (tag.isNoun || tag.isAdjective || tag.isVerb) && isNameElsewhere(token)
    }
    if tag.isNoun || tag.isAdjective || tag == .FW { return true }
    switch tag {
    case .DT, .IN, .CC, .PRP, .PRPS, .TO, .WP, .WDT, .WRB, .WPS, .POS, .EX: return false
    default: return !inHeading
    }
  }

  private func isNextCapital(_ token: Int) -> Bool {
    guard token + 1 < limits.upperBound else { return false }
    let next = document.tokens[token + 1]
    return next.kind == .word && next.flags.contains(.capital) && tags[token + 1].isName
  }

  /// Whether a capital letter at a token may be there for its place.
  func opensSentence(_ token: Int) -> Bool {
    guard token > limits.lowerBound else { return true }
    let before = document.tokens[token - 1]
    return before.kind == .openQuote || before.kind == .openBracket
      || document.tokens[token].flags.contains(.startsSentence) || isMark(token - 1, 0x3A)
  }

  /// Whether a token is an initial: "J."
  func isInitial(_ token: Int) -> Bool {
    let at = document.tokens[token]
    return at.kind == .word && at.flags.contains(.capital) && at.end - at.start == 2
      && document.bytes[Int(at.end) - 1] == 0x2E
  }

  /// Whether most words of a sentence are capitalised, so that capitals tell nothing.
  private func isTitleCase(_ tokens: Range<Int>) -> Bool {
    var capital = 0
    var small = 0
    for token in tokens.prefix(40) where document.tokens[token].kind == .word {
      let at = document.tokens[token]
      if at.flags.contains(.capital) {
        capital += 1
      } else if at.end - at.start > 3, !at.flags.contains(.clitic) {
        small += 1
      }
    }
    return capital >= 5 && small * 4 <= capital
  }

  // MARK: Making mentions

  /// A mention with what its place tells.
  func mention(
    _ tokens: Range<Int>, core: Range<Int>, _ form: SpeakerMention.Form, _ kind: MentionKind
  ) -> SpeakerMention {
    var mention = SpeakerMention(tokens: tokens, core: core, form: form, kind: kind)
    mention.sentence = sentence
    mention.inHeading = inHeading
    mention.quotation = Int(quotations[core.lowerBound])
    mention.isSubject = isFollowedByVerb(tokens.upperBound)
    return mention
  }

  /// Whether a finite verb follows, adverbs between.
  func isFollowedByVerb(_ token: Int) -> Bool {
    var at = token
    while at < limits.upperBound, at < token + 3 {
      let tag = tags[at]
      if tag.isFinite || tag == .MD { return true }
      guard tag.isAdverb else { return false }
      at += 1
    }
    return false
  }

  private mutating func readPronoun(_ token: Int) -> Bool {
    guard flags[token].contains(.pronoun), !flags[token].contains(.relative),
      !document.tokens[token].flags.contains(.allCapitals)
    else { return false }
    let facts = facts(token)
    var made = mention(token..<token + 1, core: token..<token + 1, .pronoun, .unknown)
    made.gender = facts.gender
    made.genderBy = facts.gender == .unknown ? nil : .pronoun
    made.plural = facts.value == 2
    made.isPossessive = facts.flags.contains(.possessive) && tags[token] != .PRP
    made.kind = facts.value == 3 ? .organisation : facts.value == 2 ? .group : .person
    mentions.append(made)
    return true
  }
}
