/// One segment between two boundaries of UAX #29, grown rule by rule from the table of classes.
struct WordScan {
  let bytes: TextBytes
  private let table = CharacterTable(usesICU: false)
  private var index = 0
  /// The class that the rules look back at; ignored characters leave it as it is (WB4).
  private var last = WordClass.other
  /// Whether the character just before `index` is a zero width joiner.
  private var afterJoiner = false
  /// Whether ignored characters followed the last one.
  private var extended = false

  init(bytes: TextBytes) { self.bytes = bytes }

  private func wordClass(at index: Int) -> (WordClass, length: Int) {
    let (scalar, length) = UTF8Text.scalar(bytes, at: index)
    return (table[scalar].wordClass, length)
  }

  /// The boundary behind the one at `start`. Linear in the distance.
  mutating func run(from start: Int) -> Int {
    let first = wordClass(at: start)
    last = first.0
    index = start + first.length
    if last == .carriageReturn {
      return index < bytes.count && bytes[index] == 0x0A ? index + 1 : index
    }
    if last == .lineFeed || last == .newline { return index }
    afterJoiner = last == .joiner
    var paired = false
    while true {
      skipIgnored()
      guard index < bytes.count else { return index }
      let (scalar, length) = UTF8Text.scalar(bytes, at: index)
      let properties = table[scalar]
      let next = properties.wordClass
      if afterJoiner, properties.isPictographic {
        take(next, length)
      } else if next == .space, last == .space, !extended {
        take(next, length)
      } else if next == .regionalIndicator, last == .regionalIndicator, !paired {
        paired = true
        take(next, length)
      } else if joins(next) {
        take(next, length)
      } else if !takeMiddle(next, length) {
        return index
      }
    }
  }

  private mutating func take(_ next: WordClass, _ length: Int) {
    last = next
    index += length
    afterJoiner = false
    extended = false
  }

  /// WB4
  private mutating func skipIgnored() {
    while index < bytes.count {
      let (next, length) = wordClass(at: index)
      guard next.isIgnored else { return }
      afterJoiner = next == .joiner
      extended = true
      index += length
    }
  }

  /// WB5, WB8 to WB10, WB13 to WB13b
  private func joins(_ next: WordClass) -> Bool {
    switch next {
    case .letter, .hebrewLetter, .numeric:
      last.isLetter || last == .numeric || last == .extendNumLet
    case .katakana: last == .katakana || last == .extendNumLet
    case .extendNumLet:
      last.isLetter || last == .numeric || last == .katakana || last == .extendNumLet
    default: false
    }
  }

  /// WB6, WB7, WB7a to WB7c, WB11, WB12: a mark between letters or between digits.
  private mutating func takeMiddle(_ next: WordClass, _ length: Int) -> Bool {
    let betweenLetters = last.isLetter && (next == .midLetter || next.isMidNumLetQ)
    let betweenDigits = last == .numeric && (next == .midNum || next.isMidNumLetQ)
    let hebrewQuote = last == .hebrewLetter && next == .doubleQuote
    guard betweenLetters || betweenDigits || hebrewQuote else { return false }
    let after = classAfter(index + length)
    let closes =
      (betweenLetters && after.isLetter) || (betweenDigits && after == .numeric)
      || (hebrewQuote && after == .hebrewLetter)
    if closes {
      take(next, length)
      skipIgnored()
      take(after, wordClass(at: index).length)
      return true
    }
    guard last == .hebrewLetter, next == .singleQuote else { return false }
    take(next, length)
    return true
  }

  /// The class of the first character from `start` on that WB4 does not skip.
  private func classAfter(_ start: Int) -> WordClass {
    var at = start
    while at < bytes.count {
      let (next, length) = wordClass(at: at)
      guard next.isIgnored else { return next }
      at += length
    }
    return .other
  }
}
