import NewsSyntax
import NewsText
import RuleEngine

/// Finds the mentions of an article: names, descriptions, pronouns, in and out of quotations.
///
/// One pass from left to right over the sentences; each noun phrase is read once, so the whole is
/// linear in the tokens. Boilerplate ends a phrase and is never part of one.
///
/// There is one of an article, handed on from stage to stage and never copied.
struct MentionScanner: ~Copyable {
  let text: MentionText
  var mentions: [SpeakerMention] = []
  /// The sentence that is being read, and its tokens.
  var sentence = 0
  var limits = 0..<0
  var inHeading = false

  init(_ text: MentionText) { self.text = text }

  @inline(__always) var document: Document { _read { yield text.document } }
  @inline(__always) var lexemes: [LexemeID] { _read { yield text.lexemes } }
  @inline(__always) var tags: [Tag] { _read { yield text.tags } }
  var words: SpeakerWords { text.words }

  /// Whether the article has a word as a name elsewhere, inside a sentence.
  func isNameElsewhere(_ token: Int) -> Bool { text.isNameElsewhere(token) }

  /// Reads the mentions of all sentences, in text order.
  mutating func scan() {
    mentions.reserveCapacity(document.tokens.count / 4)
    for (index, sentence) in document.sentences.enumerated() {
      guard sentence.kind == .text || sentence.kind == .heading else { continue }
      self.sentence = index
      limits = sentence.tokens
      inHeading = sentence.kind == .heading || text.titleCase[index]
      scanSentence()
    }
  }

  private mutating func scanSentence() {
    var at = limits.lowerBound
    var possessor: Int?
    while at < limits.upperBound {
      let look = text.looks[at]
      guard look.marks.contains(.opening) else {
        at += 1
        possessor = nil
        continue
      }
      if look.word.flags.contains(.pronoun), readPronoun(at) {
        possessor = mentions[mentions.count - 1].isPossessive ? mentions.count - 1 : nil
        at += 1
        continue
      }
      if look.word.flags.contains(.count) || tags[at] == .CD, let end = readPartitive(at) {
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
      let next = mayMention(at..<end) ? readPhrase(at..<end, possessor: possessor) : end
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

  // MARK: Tokens

  /// Whether a token is a word or number of the article's own text.
  @inline(__always)
  func isWord(_ token: Int) -> Bool { text.looks[token].marks.contains(.own) }

  /// Whether a token has a byte as its whole text.
  func isMark(_ token: Int, _ byte: UInt8) -> Bool {
    document.tokens[token].isMark(byte, in: document)
  }

  /// What the lexicons tell of a token.
  @inline(__always)
  func facts(_ token: Int) -> SpeakerWords.Facts { text.words[text.lexemes[token]] }

  // MARK: Phrases that lexicons know

  /// The longest phrase of a kind that starts at a token and ends by `limit`.
  @inline(__always)
  func phrase(
    _ kind: SpeakerWords.PhraseKind, from start: Int, limit: Int
  ) -> (count: Int, value: Int)? {
    guard start < limit, case let word = text.looks[start].word,
      word.begins(kind) || word.isWhole(kind)
    else { return nil }
    return words.longest(kind, in: lexemes, from: start, limit: limit)
  }

  /// The value of the phrase of a kind that the tokens are as a whole; `nil` where they are none.
  @inline(__always)
  func phrase(_ kind: SpeakerWords.PhraseKind, of tokens: Range<Int>) -> Int? {
    guard let found = phrase(kind, from: tokens.lowerBound, limit: tokens.upperBound),
      found.count == tokens.count
    else { return nil }
    return found.value
  }

  /// Whether tokens are a phrase of a kind as a whole; most words begin none.
  @inline(__always)
  func isPhrase(_ kind: SpeakerWords.PhraseKind, _ tokens: Range<Int>) -> Bool {
    guard let first = tokens.first else { return false }
    let word = text.looks[first].word
    if tokens.count == 1 { return word.isWhole(kind) }
    return word.begins(kind) && phrase(kind, of: tokens) != nil
  }

  /// What a token can be, as the lexicons tell.
  @inline(__always)
  func wordFlags(_ token: Int) -> SpeakerWords.Flags { text.looks[token].word.flags }

  /// Whether a token can be part of a name: capitalised, and not for its place alone.
  @inline(__always)
  func isNameLike(_ token: Int) -> Bool {
    text.looks[token].marks.contains(.capital) && isCapitalOfName(token)
  }

  /// Whether a word with a capital can be part of a name.
  func isCapitalOfName(_ token: Int) -> Bool {
    let flags = wordFlags(token)
    if flags.contains(.noName), !isInitial(token),
      !flags.contains(.given) || !isNextCapital(token)
    {
      return false
    }
    let tag = tags[token]
    if tag.isName || isInitial(token) { return true }
    if opensSentence(token) { return isOpeningName(token, tag) }
    if tag.isNoun || tag.isAdjective || tag == .FW { return true }
    return !inHeading
      && !tag.isAny(of: [.DT, .IN, .CC, .PRP, .PRPS, .TO, .WP, .WDT, .WRB, .WPS, .POS, .EX])
  }

  /// Whether a word that has a capital for its place, and no tag of names, can be part of one.
  private func isOpeningName(_ token: Int, _ tag: Tag) -> Bool {
    if wordFlags(token).contains(.given), !tag.isVerb, tag != .MD { return true }
    if isPhrase(.state, token..<token + 1) { return true }
    if lexemes[token] == 0, isNextCapital(token), !wordFlags(token + 1).contains(.given) {
      return true
    }
    if lexemes[token] == 0, tag.isNoun || tag.isVerb, isFollowedByVerb(token + 1) { return true }
    return (tag.isNoun || tag.isAdjective || tag.isVerb) && isNameElsewhere(token)
  }

  private func isNextCapital(_ token: Int) -> Bool {
    guard token + 1 < limits.upperBound else { return false }
    let next = document.tokens[token + 1]
    return next.kind == .word && next.flags.contains(.capital) && tags[token + 1].isName
  }

  /// Whether a capital letter at a token may be there for its place.
  func opensSentence(_ token: Int) -> Bool {
    guard token > limits.lowerBound else { return true }
    return MentionText.hasCapitalForPlace(token, in: document)
  }

  /// Whether a token is an initial: "J."
  @inline(__always)
  func isInitial(_ token: Int) -> Bool { text.looks[token].marks.contains(.initial) }

  // MARK: Making mentions

  /// A mention with what its place tells.
  func mention(
    _ tokens: Range<Int>, core: Range<Int>, _ form: SpeakerMention.Form, _ kind: MentionKind
  ) -> SpeakerMention {
    var mention = SpeakerMention(tokens: tokens, core: core, form: form, kind: kind)
    mention.sentence = sentence
    mention.inHeading = inHeading
    mention.quotation = Int(text.quotations[core.lowerBound])
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

  /// Reads what may be a pronoun by its word.
  private mutating func readPronoun(_ token: Int) -> Bool {
    guard !wordFlags(token).contains(.relative),
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
