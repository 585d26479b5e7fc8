/// Words: letters with apostrophes, full stops, hyphens and ampersands between them.
extension Tokenizer {
  /// A word under way.
  private struct Word {
    var start: Int
    /// The end so far.
    var end: Int
    /// Where its last piece begins, after the last full stop or hyphen.
    var piece: Int
    /// Whether it has only single letters between full stops: "U.S"
    var isDotted = false
    var hasHyphen = false
    /// Whether a look for a host name failed, so that it is not tried again.
    var isNoHost = false
    var flags: Token.Flags = []
  }

  /// What a joint inside a word leads to.
  private enum Step {
    /// The word goes on.
    case grown
    /// The word ends here.
    case ends
    /// Its tokens are already out.
    case emitted
  }

  /// Reads the word that starts with a letter at `start`; `head` bytes before it (an apostrophe)
  /// belong to it.
  mutating func scanWord(from start: Int, head: Int = 0) {
    read(Word(start: start - head, end: pieceEnd(start), piece: start))
  }

  /// Reads on a word of which a page writes the next letter by name or number, "Jos&eacute;", or
  /// one that begins so; false where there is no such letter.
  mutating func scanSpelledLetter() -> Bool {
    guard let first = SpelledLetter(at: position, in: bytes, table) else { return false }
    let before = isGlued ? tokens.last : nil
    var (start, flags): (Int, Token.Flags) = (position, first.isCapital ? .capital : [])
    if let before, before.kind == .word, before.flags.isDisjoint(with: .anyEnd) {
      start = Int(before.start)
      flags = before.flags.intersection([.spaceBefore, .startsParagraph, .pieceStart])
      tokens.removeLast()
    }
    var end = position
    while let letter = SpelledLetter(at: end, in: bytes, table) {
      findings.append((.htmlEntity, end..<end + letter.length))
      end += letter.length
    }
    let token = tokens.count
    read(Word(start: start, end: letter(end) ? pieceEnd(end) : end, piece: start))
    if token < tokens.count { tokens.insert(flags, into: token) }
    return true
  }

  private mutating func read(_ begun: Word) {
    var word = begun
    while word.end < limit {
      let step: Step
      switch bytes[word.end] {
      case 0x27, 0x60, 0xE2: step = growAtApostropheOrHyphen(&word)
      case 0x2C where hasGluedNumber(word), 0x2E where hasGluedNumber(word):
        step = growNumber(&word)
      case 0x2E: step = growAtStop(&word)
      case 0x2D: step = growAtHyphen(&word)
      case 0x26: step = growAtAmpersand(&word)
      case 0x40: step = emitMail(from: word.start, at: word.end) ? .emitted : .ends
      case 0x3A: step = emitAddress(from: word.start, colon: word.end) ? .emitted : .ends
      case 0x24: step = emitPrefixedDollar(word) ? .emitted : .ends
      default: step = .ends
      }
      if case .emitted = step { return }
      if case .ends = step { break }
    }
    emit(word.start, word.end, .word, word.flags)
  }

  private mutating func growAtApostropheOrHyphen(_ word: inout Word) -> Step {
    if hyphen(word.end) > 0 { return growAtHyphen(&word) }
    let length = apostrophe(word.end, loose: true)
    guard length > 0, letter(word.end + length) else { return .ends }
    let next = word.end + length
    let nextEnd = pieceEnd(next)
    if let clitic = lexicon.clitics[bytes, next..<nextEnd] {
      let head = lexicon.cliticHeads[Int(clitic)]
      guard endsWith(head, word) else { return head.isEmpty ? .ends : growWhole(&word, nextEnd) }
      guard !head.isEmpty else { return .ends }
      let split = word.end - head.count
      emit(word.start, split, .word, word.flags)
      emit(split, nextEnd, .word, .clitic)
      return .emitted
    }
    guard apostrophe(word.end) > 0, !hasGluedMark(word, next) else { return .ends }
    return growWhole(&word, nextEnd)
  }

  private mutating func growWhole(_ word: inout Word, _ end: Int) -> Step {
    word.end = end
    return .grown
  }

  /// Whether the word ends with the letters that a clitic takes from it, and has more.
  private mutating func endsWith(_ head: [UInt8], _ word: Word) -> Bool {
    guard word.end - word.piece > head.count else { return false }
    return head.indices.allSatisfy { bytes[word.end - head.count + $0] | 0x20 == head[$0] }
  }

  /// Whether the apostrophe before `next` is a quotation mark with words glued to both sides:
  /// "STAY'China", but not "O'Brien".
  private mutating func hasGluedMark(_ word: Word, _ next: Int) -> Bool {
    guard word.end - word.piece >= 3, upper(next) else { return false }
    if lowerBefore(word.end) { return true }
    return word.end - word.piece >= 4 && lower(next + UTF8Text.scalar(bytes, at: next).length)
  }

  private mutating func growAtHyphen(_ word: inout Word) -> Step {
    let length = hyphen(word.end)
    guard alphanumeric(word.end + length) else { return .ends }
    word.piece = word.end + length
    word.end = pieceEnd(word.piece)
    word.hasHyphen = true
    word.isDotted = false
    word.flags.remove(.abbreviation)
    return .grown
  }

  /// "AT&T", "S&P"
  private mutating func growAtAmpersand(_ word: inout Word) -> Step {
    guard upper(word.end + 1), bytes[word.piece..<word.end].allSatisfy(Self.isUpper) else {
      return .ends
    }
    word.end = pieceEnd(word.end + 1)
    return .grown
  }

  /// "US$": up to three capitals glued to a dollar sign.
  private mutating func emitPrefixedDollar(_ word: Word) -> Bool {
    guard word.end - word.start <= 3, bytes[word.start..<word.end].allSatisfy(Self.isUpper) else {
      return false
    }
    emit(word.start, word.end + 1, .symbol)
    currencyEnd = position
    return true
  }

  /// Whether a word ends with digits behind letters, and more stand behind the separator after it:
  /// "N4.7bn", "Rs45,000".
  private mutating func hasGluedNumber(_ word: Word) -> Bool {
    Self.isDigit(byte(word.end - 1)) && Self.isDigit(byte(word.end + 1)) && letter(word.piece)
  }

  private mutating func growNumber(_ word: inout Word) -> Step {
    word.end = pieceEnd(word.end + 1)
    return .grown
  }

  // MARK: Full stops

  private mutating func growAtStop(_ word: inout Word) -> Step {
    let next = word.end + 1
    if alphanumeric(next) {
      if !word.isNoHost, emitHost(from: word.start, firstStop: word.end) { return .emitted }
      word.isNoHost = true
      return growInside(&word, next)
    }
    guard isAbbreviation(word, next) else { return .ends }
    word.end = next
    word.flags.insert(.abbreviation)
    word.isDotted = false
    // "U.S.-led" and "U.S.'s" go on, "U.S." does not.
    return hyphen(next) > 0 ? .grown : .ends
  }

  /// A full stop with a letter or digit glued behind it.
  private mutating func growInside(_ word: inout Word, _ next: Int) -> Step {
    let nextEnd = pieceEnd(next)
    let isLetterBefore = singleLetter(word.piece, word.end)
    let isLetterAfter = singleLetter(next, nextEnd)
    let isStarted = word.isDotted || isLetterBefore
    if isStarted, isLetterAfter {
      word.isDotted = true
      word.piece = next
      word.end = nextEnd
      return .grown
    }
    if listed(word.start, nextEnd) != nil, byte(nextEnd) == 0x2E {
      word.piece = next
      word.end = nextEnd
      return .grown
    }
    // "U.S.President", "St.Louis": the stop ends an abbreviation, and the next word is another.
    if word.isDotted || listed(word.piece, word.end) != nil || (isLetterBefore && upper(next)) {
      word.end = next
      word.flags.insert(.abbreviation)
      return .ends
    }
    if upper(next) || Self.isDigit(byte(next)) { return .ends }
    word.piece = next
    word.end = nextEnd
    return .grown
  }

  /// Whether the full stop after a word belongs to it.
  private mutating func isAbbreviation(_ word: Word, _ next: Int) -> Bool {
    if word.isDotted { return true }
    if byte(next) == 0x2E { return false }
    if word.hasHyphen {
      // "D-Nev.", "Lt.-Gov."
      return listed(word.piece, word.end) != nil && upper(word.piece)
        && word.piece - word.start <= 4
    }
    if let entry = listed(word.start, word.end) { return fits(entry, word, next) }
    return singleLetter(word.start, word.end) && isInitial(word, next)
  }

  private mutating func listed(_ start: Int, _ end: Int) -> LanguageData.Abbreviation? {
    guard let index = lexicon.abbreviations[bytes, start..<end] else { return nil }
    let entry = lexicon.data.abbreviations[Int(index)]
    if let first = entry.text.utf8.first, Self.isUpper(first), !upper(start) { return nil }
    return entry
  }

  /// Whether what an abbreviation needs stands next to it.
  private mutating func fits(_ entry: LanguageData.Abbreviation, _ word: Word, _ next: Int) -> Bool
  {
    switch entry.needs {
    case nil: return true
    case .number: return startsNumber(afterSpaces(next))
    case .capital: return upper(afterSpaces(next))
    case .comma:
      guard let last = tokens.last else { return false }
      let mark = bytes[Int(last.start)]
      return mark == 0x2C || mark == 0x28
    }
  }

  /// Whether digits begin at a byte, or a currency sign that stands before them: "approx. €5".
  private mutating func startsNumber(_ at: Int) -> Bool {
    let first = byte(at)
    if Self.isDigit(first) || first == 0x24 { return true }
    let second = byte(at + 1)
    return first == 0xC2 && second >= 0xA2 && second <= 0xA5
      || first == 0xE2 && second == 0x82 && byte(at + 2) >= 0xA0
  }

  /// Whether a single letter with a full stop is a name's initial and not a sentence's last word.
  private mutating func isInitial(_ word: Word, _ next: Int) -> Bool {
    guard upper(word.start) else { return false }
    let after = afterSpaces(next)
    guard upper(after) || byte(after) == 0x2C else { return false }
    if lexicon.starters.contains(bytes, after..<pieceEnd(after)) { return false }
    guard bytes[word.start] == 0x49 else { return true }
    return tokens.last.map { $0.flags.contains(.capital) && $0.kind == .word } ?? true
  }

  private mutating func singleLetter(_ start: Int, _ end: Int) -> Bool {
    letter(start) && end > start && start + UTF8Text.scalar(bytes, at: start).length == end
  }
}
