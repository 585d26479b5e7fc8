/// Labels, bylines and datelines at a paragraph's start; labels at its end.
extension PieceFinder {
  /// The pieces that stand one behind the other at the start of a paragraph.
  mutating func findHead(_ paragraph: Range<Int>) {
    var at = paragraph.lowerBound
    while let label = label(at, paragraph) {
      pieces.append(label)
      at = afterSpaces(label.bytes.upperBound, paragraph.upperBound)
      if at >= paragraph.upperBound { return }
    }
    if mayBeginLabel(at, paragraph), let end = bylineEnd(at, paragraph) {
      pieces.append(PagePiece(bytes: at..<end, kind: .byline))
      at = afterSpaces(end, paragraph.upperBound)
    }
    if at < paragraph.upperBound,
      let line = dateline(at, paragraph.upperBound) ?? stamp(at, paragraph.upperBound)
    {
      pieces.append(line)
    }
  }

  /// A label that the paragraph ends with, behind a stop, a quotation mark or a bracket.
  mutating func findTail(_ paragraph: Range<Int>, lastToken last: Int) {
    guard tokens[last].kind == .word,
      lexicon.labelEnds.contains(bytes, tokens[last].bytes)
    else { return }
    for label in lexicon.endLabels {
      let start = paragraph.upperBound - label.text.count
      guard start > paragraph.lowerBound, stands(label.text, at: start) else { continue }
      var before = start
      while before > paragraph.lowerBound, bytes[before - 1] <= 0x20 { before -= 1 }
      let scalar = UTF8Text.scalar(bytes, before: before).value
      guard table[scalar].isPunctuation, scalar != 0x2C, scalar != 0x2D else { continue }
      pieces.append(PagePiece(bytes: start..<paragraph.upperBound, kind: label.kind))
      return
    }
  }

  /// A label that is the whole paragraph, or that something else than its sentence is glued to.
  private func label(_ at: Int, _ paragraph: Range<Int>) -> PagePiece? {
    guard mayBeginLabel(at, paragraph) else { return nil }
    for label in lexicon.labels(from: bytes[at])
    where label.shape == .label && stands(label.text, at: at) {
      let end = at + label.text.count
      guard end <= paragraph.upperBound else { continue }
      let next = afterSpaces(end, paragraph.upperBound)
      let isWhole = next == paragraph.upperBound
      let isGlued = next == end && !isWhole && !continuesWord(end)
      let isFollowed = next > end && followsLabel(next)
      guard isWhole || isGlued || isFollowed else { continue }
      return PagePiece(bytes: at..<end, kind: label.kind)
    }
    return nil
  }

  /// Whether any label may begin here; for most paragraphs this is all that is asked.
  private func mayBeginLabel(_ at: Int, _ paragraph: Range<Int>) -> Bool {
    at < paragraph.upperBound
      && lexicon.mayBeginLabel(bytes[at], at + 1 < bytes.count ? bytes[at + 1] : 0)
  }

  /// Whether the character continues the word before it: a small letter, a hyphen, a stop.
  private func continuesWord(_ at: Int) -> Bool {
    let properties = properties(at)
    return
      !(properties.isUppercase || properties.isDigit || QuoteMark.Glyph(at: at, in: bytes) != nil)
  }

  private func followsLabel(_ at: Int) -> Bool {
    lexicon.labels(from: bytes[at]).contains {
      $0.shape != .end && $0.shape != .line && stands($0.text, at: at)
    }
  }

  // MARK: Bylines

  /// The end of a byline: its label, and an agency or names to the end of the paragraph or up to a
  /// dateline glued to them.
  private func bylineEnd(_ at: Int, _ paragraph: Range<Int>) -> Int? {
    for label in lexicon.labels(from: bytes[at])
    where label.shape == .names && stands(label.text, at: at) {
      let names = afterSpaces(at + label.text.count, paragraph.upperBound)
      guard names > at + label.text.count, names < paragraph.upperBound else { continue }
      if let end = agencyEnd(names, paragraph.upperBound) { return end }
      if let end = namesEnd(names, paragraph.upperBound) { return end }
    }
    return nil
  }

  /// The end of the longest agency's name here, where no small letter goes on.
  private func agencyEnd(_ at: Int, _ limit: Int) -> Int? {
    var best: Int?
    for agency in lexicon.agencyNames where stands(agency, at: at) {
      let end = at + agency.count
      guard end <= limit, end > best ?? 0 else { continue }
      let next = afterSpaces(end, limit)
      if next == limit || (next == end && !continuesWord(end)) || dateline(next, limit) != nil {
        best = end
      }
    }
    return best
  }

  /// The end of a list of names: capitalised words with at most two small words of three letters
  /// between them, up to the paragraph's end or a dateline in capitals glued on.
  private func namesEnd(_ at: Int, _ limit: Int) -> Int? {
    var index = at
    var small = 0
    var words = 0
    while index < limit, index - at < 120 {
      let end = wordEnd(index, limit)
      guard end > index else { return nil }
      let first = properties(index)
      if first.isUppercase {
        words += 1
        if let cut = capitalsGlued(index..<end), dateline(cut, limit) != nil { return cut }
      } else {
        small += 1
        guard small <= 2, end - index <= 3 else { return nil }
      }
      let next = afterSpaces(end, limit)
      if next == limit { return words >= 2 ? end : nil }
      index = next
      if bytes[index] == 0x2C || bytes[index] == 0x7C { index = afterSpaces(index + 1, limit) }
    }
    return nil
  }

  private func wordEnd(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      let byte = bytes[index]
      if Tokenizer.isLetter(byte) || byte == 0x2E || byte == 0x27 || byte == 0x2D {
        index += 1
        continue
      }
      guard byte >= 0x80, properties(index).isLetter || byte == 0xE2 && isCurly(index) else {
        break
      }
      index += UTF8Text.scalar(bytes, at: index).length
    }
    return index
  }

  private func isUppercase(_ at: Int) -> Bool {
    bytes[at] < 0x80 ? Tokenizer.isUpper(bytes[at]) : properties(at).isUppercase
  }

  private func isCurly(_ index: Int) -> Bool { stands([0xE2, 0x80, 0x99], at: index) }

  /// Where a run of three capitals or more begins behind a small letter.
  private func capitalsGlued(_ word: Range<Int>) -> Int? {
    var cut: Int?
    for index in word.dropFirst() {
      if Tokenizer.isLower(bytes[index - 1]), Tokenizer.isUpper(bytes[index]) { cut = index }
    }
    guard let cut, word.upperBound - cut >= 3,
      bytes[cut..<word.upperBound].allSatisfy(Tokenizer.isUpper)
    else { return nil }
    return cut
  }

  // MARK: Datelines

  /// A dateline at an offset: "SALEM, Ore. (AP) —"; or a heading in capitals before a dash.
  func dateline(_ at: Int, _ limit: Int) -> PagePiece? {
    var place = at
    guard let (end, kind) = readDateline(&place, min(limit, at + 140)) else { return nil }
    let next = afterSpaces(end, limit)
    guard next < limit else { return nil }
    let properties = properties(next)
    let begins =
      properties.isUppercase || properties.isDigit || QuoteMark.Glyph(at: next, in: bytes) != nil
    return begins ? PagePiece(bytes: at..<end, kind: kind) : nil
  }

  /// The hour that an entry of a live page begins with: "14:32 ", "9.05am BST: ".
  private func stamp(_ at: Int, _ limit: Int) -> PagePiece? {
    guard Tokenizer.isDigit(bytes[at]), at + 6 < limit else { return nil }
    var place = at + 1
    if Tokenizer.isDigit(bytes[place]) { place += 1 }
    let mark = bytes[place]
    guard mark == UInt8(ascii: ":") || mark == UInt8(ascii: "."),
      Tokenizer.isDigit(bytes[place + 1]), Tokenizer.isDigit(bytes[place + 2])
    else { return nil }
    place += 3
    var isHour = mark == UInt8(ascii: ":")
    let half = bytes[place] == 0x20 ? place + 1 : place
    if half + 2 < limit, bytes[half] | 0x20 == 0x61 || bytes[half] | 0x20 == 0x70,
      bytes[half + 1] | 0x20 == 0x6D, wordEnd(half, limit) == half + 2
    {
      place = half + 2
      isHour = true
    }
    if place + 1 < limit, bytes[place] == 0x20, case let zone = wordEnd(place + 1, limit),
      (place + 4...place + 5).contains(zone), isCapitals(place + 1..<zone),
      bytes[zone - 1] == UInt8(ascii: "T") || bytes[place + 1..<zone].elementsEqual("UTC".utf8)
    {
      // GMT, EAT, AEST
      place = zone
    }
    if place < limit, bytes[place] == UInt8(ascii: ":") { place += 1 }
    let dash = dashEnd(place, limit)
    let next = afterSpaces(dash ?? place, limit)
    guard isHour, next > place, next < limit,
      properties(next).isUppercase || QuoteMark.Glyph(at: next, in: bytes) != nil
    else { return nil }
    return PagePiece(bytes: at..<(dash ?? place), kind: .dateline)
  }

  /// Reads a dateline's parts from a place on.
  private func readDateline(
    _ place: inout Int, _ limit: Int
  ) -> (end: Int, kind: Sentence.Kind)? {
    let capitals = skipWords(&place, limit, inCapitals: true)
    let isCapitals = capitals > 0
    if !isCapitals, skipWords(&place, limit, inCapitals: false) > 3 { return nil }
    guard capitals <= 24 else { return nil }
    for _ in 0..<2 { skipDatelinePart(&place, limit) }
    let agency = bracketedAgencyEnd(place, limit)
    if let agency {
      place = agency
    } else if isCapitals, let end = bracketedNameEnd(place, limit), dashEnd(end, limit) != nil {
      place = end
    }
    let dash = dashEnd(place, limit)
    if let dash, isCapitals || agency != nil {
      return (dash, capitals > 3 && agency == nil ? .heading : .dateline)
    }
    if let agency, capitals <= 3 { return (agency, .dateline) }
    return nil
  }

  /// Skips words in capitals, or with a capital, and the space or slash between; how many.
  private func skipWords(_ place: inout Int, _ limit: Int, inCapitals: Bool) -> Int {
    var count = 0
    var at = place
    while at < limit {
      // What most paragraphs begin with is told from two letters.
      let isOver =
        inCapitals ? at + 1 < limit && Tokenizer.isLower(bytes[at + 1]) : !isUppercase(at)
      if isOver { break }
      let end = wordEnd(at, limit)
      guard end > at, !inCapitals || isCapitals(at..<end) else { break }
      count += 1
      place = end
      at = end < limit && bytes[end] == 0x2F ? end + 1 : afterSpaces(end, limit)
    }
    return count
  }

  /// ", Ore.", ", March 28"
  private func skipDatelinePart(_ place: inout Int, _ limit: Int) {
    guard place < limit, bytes[place] == 0x2C else { return }
    var at = afterSpaces(place + 1, limit)
    var end = place
    for _ in 0..<3 where at < limit {
      let word = wordEnd(at, limit)
      if word > at, properties(at).isUppercase {
        end = word
      } else {
        var digit = at
        while digit < limit, Tokenizer.isDigit(bytes[digit]) { digit += 1 }
        guard digit > at else { break }
        end = digit
      }
      at = afterSpaces(end, limit)
    }
    place = end
  }

  /// "(AP)": the offset behind it.
  private func bracketedAgencyEnd(_ place: Int, _ limit: Int) -> Int? {
    let at = afterSpaces(place, limit)
    guard at < limit, bytes[at] == 0x28 else { return nil }
    for agency in lexicon.agencyNames where stands(agency, at: at + 1) {
      let end = at + 1 + agency.count
      if end < limit, bytes[end] == 0x29 { return end + 1 }
    }
    return nil
  }

  /// "(Coastwire)": the offset behind a capitalised word in brackets, as of an agency unknown.
  private func bracketedNameEnd(_ place: Int, _ limit: Int) -> Int? {
    let at = afterSpaces(place, limit)
    guard at + 1 < limit, bytes[at] == 0x28, properties(at + 1).isUppercase else { return nil }
    let end = wordEnd(at + 1, limit)
    return end < limit && bytes[end] == 0x29 ? end + 1 : nil
  }

  /// The offset behind a dash with a space around it.
  private func dashEnd(_ place: Int, _ limit: Int) -> Int? {
    let at = afterSpaces(place, limit)
    guard at < limit else { return nil }
    var end = at
    if bytes[at] == 0x2D {
      while end < limit, bytes[end] == 0x2D { end += 1 }
      guard end - at > 1 || (at > place && end < limit && bytes[end] == 0x20) else { return nil }
      return end
    }
    let (scalar, length) = UTF8Text.scalar(bytes, at: at)
    return (0x2013...0x2015).contains(scalar) ? at + length : nil
  }

  /// Whether a word has two letters or more, none of them small.
  func isCapitals(_ word: Range<Int>) -> Bool {
    var letters = 0
    var index = word.lowerBound
    while index < word.upperBound {
      if bytes[index] < 0x80 {
        if Tokenizer.isLower(bytes[index]) { return false }
        letters += Tokenizer.isUpper(bytes[index]) ? 1 : 0
        index += 1
        continue
      }
      let properties = properties(index)
      if properties.isLowercase { return false }
      if properties.isLetter { letters += 1 }
      index += UTF8Text.scalar(bytes, at: index).length
    }
    return letters >= 2
  }
}
