import NewsText
import Testing

@Suite("Bad input")
struct RobustnessTests {
  @Test("invalid UTF-8 is refused with the offset of its first byte")
  func invalid() {
    #expect(throws: TextError.invalidUTF8(offset: 3)) {
      try English.reader.read([0x61, 0x62, 0x20, 0xFF, 0x63])
    }
    #expect(throws: TextError.invalidUTF8(offset: 1)) {
      try English.reader.read([0x61, 0xED, 0xA0, 0x80])
    }
  }

  @Test(
    "read loosely, each bad part is U+FFFD and a repair",
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b", 1),
      ([0x61, 0xE2, 0x80, 0x62], "a\u{FFFD}b", 1),
      ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", 2),
      ([0xF0, 0x9F, 0x98], "\u{FFFD}", 1),
    ] as [([UInt8], String, Int)])
  func lossy(_ bytes: [UInt8], _ text: String, _ count: Int) throws {
    let document = try English.reader.read(bytes, lossy: true)
    #expect(String(decoding: document.bytes, as: UTF8.self) == text)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(document.repairs.filter { $0.kind == .invalidUTF8 }.count == count)
  }

  @Test(
    "nothing is read from nothing", arguments: ["", " ", "\n\n", "\u{FEFF}", " \t\u{2028}\u{A0}"])
  func nothing(_ text: String) throws {
    let document = try English.read(text)
    #expect(document.tokens.isEmpty && document.sentences.isEmpty && document.paragraphs.isEmpty)
  }

  @Test("NULs and controls are white space and repairs")
  func controls() throws {
    let document = try English.read("a\u{0}b\u{7F}c\u{9D}d")
    #expect(document.tokens.count == 4)
    #expect(document.repairs.allSatisfy { $0.kind == .controlCharacter })
    #expect(document.repairs.map(\.bytes) == [1..<2, 3..<4, 5..<7])
  }

  @Test(
    "marks that a page or a wrong encoding left in another form are read as marks",
    arguments: [
      ("&ldquo;", "&rdquo;", Repair.Kind.htmlEntity), ("&quot;", "&quot;", .htmlEntity),
      ("&#8220;", "&#x201D;", .htmlEntity), ("&#147;", "&#148;", .htmlEntity),
      ("&laquo;", "&raquo;", .htmlEntity), ("â€œ", "â€\u{9D}", .mojibake),
      ("â€œ", "â€", .mojibake), ("â€œ", "â€\u{FFFD}", .mojibake),
      ("â\u{80}\u{9C}", "â\u{80}\u{9D}", .mojibake),
    ])
  func damaged(opening: String, closing: String, kind: Repair.Kind) throws {
    let document = try English.read("\(opening)We will go,\(closing) said Omar Reed.")
    Invariants.check(document)
    let quotation = try #require(document.quotations.first)
    #expect(document.quotations.count == 1)
    #expect(document.text(of: quotation.inner) == "We will go,")
    #expect(document.repairs.map(\.kind) == [kind, kind])
    let words = document.tokens.filter { $0.kind == .word }
    #expect(words.count == 6)
  }

  @Test(
    "an apostrophe in another form is no quotation mark",
    arguments: ["&rsquo;", "&#39;", "&apos;", "&#x27;", "â€™", "â\u{80}\u{99}"])
  func damagedApostrophe(mark: String) throws {
    let document = try English.read("‘It\(mark)s late,’ said Omar O\(mark)Hare.")
    Invariants.check(document)
    #expect(document.quotations.map { document.text(of: $0.inner) } == ["It\(mark)s late,"])
    #expect(document.repairs.count == 2)
  }

  @Test(
    "what is no mark in another form stays as it is",
    arguments: [
      "AT&T;", "R&D", "&", "&;", "&#;", "&#x;", "&#+34;", "&acute;", "&#xD800;", "&#9999999;", "â",
      "châle",
    ])
  func undamaged(text: String) throws {
    let document = try English.read("He saw \(text) there.")
    Invariants.check(document)
    #expect(document.repairs.isEmpty && document.quotations.isEmpty)
  }

  @Test(
    "a letter in another form is part of its word",
    arguments: [
      ("Jos&eacute; Cole", ["Jos&eacute;", "Cole"]), ("Ren&#233;e Ito", ["Ren&#233;e", "Ito"]),
      ("&Eacute;mile Ito", ["&Eacute;mile", "Ito"]), ("Ito &#xC9;mile", ["Ito", "&#xC9;mile"]),
      ("&Aring;s&oslash; &AElig;&oelig;", ["&Aring;s&oslash;", "&AElig;&oelig;"]),
      ("Ito-Andr&eacute;", ["Ito-Andr&eacute;"]), ("Andr&eacute;-Ito", ["Andr&eacute;-Ito"]),
    ])
  func spelledLetter(name: String, words: [String]) throws {
    let document = try English.read("“We will go,” said \(name)’s aunt. \(name).")
    Invariants.check(document)
    let found = document.tokens.indices.filter {
      document.tokens[$0].kind == .word && document.tokens[$0].flags.contains(.capital)
    }
    #expect(found.map { document.text(of: $0) } == ["We"] + words + words)
    #expect(document.repairs.allSatisfy { $0.kind == .htmlEntity })
    #expect(document.tokens.filter { $0.flags.contains(.clitic) }.count == 1)
    #expect(document.sentences.count == 2)
    let names = found.dropFirst().prefix(words.count)
    #expect(names.allSatisfy { document.tokens[$0].flags.contains(.spaceBefore) })
  }

  @Test(
    "a word that is parted at the end of a wrapped line parts no paragraph",
    arguments: [
      ("closed for re-\npairs from May on.", 1), ("closed for repairs -\nfrom May on.", 2),
      ("closed for re-\nPairs from May on.", 2), ("closed for re-\n\npairs from May on.", 2),
    ])
  func partedWord(end: String, paragraphs: Int) throws {
    let document = try English.read("The mayor said on Monday that the bridge would be \(end)")
    Invariants.check(document)
    #expect(document.paragraphs.count == paragraphs)
  }

  @Test("spaces, dashes and ellipses in another form are read as such")
  func damagedSpace() throws {
    let document = try English.read("a&nbsp;b&mdash;c&hellip; â€\u{201D} d")
    Invariants.check(document)
    #expect(document.tokens.filter { $0.kind == .word }.count == 4)
    #expect(document.tokens.filter { $0.flags.contains(.dash) }.count == 2)
    #expect(document.tokens.filter { $0.flags.contains(.ellipsis) }.count == 1)
  }

  @Test("a byte order mark is part of the text and of no token")
  func byteOrderMark() throws {
    let document = try English.read("\u{FEFF}Yes.")
    #expect(document.bytes.count == 7)
    #expect(document.tokens.first?.start == 3)
  }

  @Test(
    "every kind of line end parts paragraphs",
    arguments: ["\n", "\r\n", "\r", "\u{2028}", "\u{2029}"])
  func lineEnds(_ end: String) throws {
    let document = try English.read("It is so.\(end)It was.")
    #expect(document.paragraphs.count == 2)
    #expect(document.sentences.count == 2)
  }

  @Test("a hundred thousand marks are read", arguments: ["\"", "“", "‘", "("])
  func manyMarks(_ mark: String) throws {
    Invariants.check(try English.read("He said " + String(repeating: mark, count: 100_000)))
  }

  @Test(
    "runs of marks are read",
    arguments: [
      "”", "'", "’", "''", "«", "„", "“ x ", "\"x\" ", "' x", "‘“", ")", "[(", "\n“", "said.\"",
      "“a ", "«a» ",
    ])
  func runsOfMarks(_ mark: String) throws {
    Invariants.check(try English.read("He said " + String(repeating: mark, count: 5_000)))
  }

  @Test(
    "long runs without a space are read",
    arguments: ["a.", "a-", "A.B", "a'", "a’", "é’", "漢’", "http://", "x@y.", "MORE", "aB"])
  func longRuns(_ unit: String) throws {
    Invariants.check(try English.read(String(repeating: unit, count: 5_000)))
  }

  @Test(
    "a stretch that is too long for a sentence is cut, behind marks where there are any",
    arguments: ["word ", "$1 ", "one, two ", "a, ", "x", "(a ", "“b, "])
  func endless(_ unit: String) throws {
    let document = try English.read(String(repeating: unit, count: 2_000))
    Invariants.check(document)
    for (sentence, next) in zip(document.sentences, document.sentences.dropFirst()) {
      #expect(sentence.tokens.count <= 512)
      let cut = next.tokens.lowerBound
      #expect(document.tokens[cut].flags.contains(.spaceBefore))
      if unit.contains(",") { #expect(document.tokens[cut - 1].kind == .punctuation) }
    }
  }

  @Test("random text keeps the invariants", arguments: 0..<20)
  func random(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    for _ in 0..<50 {
      var text = ""
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        text += Self.parts.randomElement(using: &random) ?? ""
      }
      Invariants.check(try English.read(text))
    }
  }

  @Test("random bytes keep the invariants", arguments: 0..<10)
  func randomBytes(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    for _ in 0..<50 {
      let count = Int.random(in: 0...80, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      Invariants.check(try English.reader.read(bytes, lossy: true))
    }
  }

  private static let parts = [
    "\"", "“", "”", "'", "‘", "’", "''", "``", "«", "»", "„", "(", ")", "[", "]", " ", " ", " ",
    "\n",
    ".", ".", ",", "?", "…", "...", "—", "-", "$", "5", "6'2\"", "U.S.", "Ortiz", "said", "We",
    "no",
    "dogs'", "it's", "OrtizLena", "MORE", "Advertisement", "By Reuters", "SALEM", "—", "@x", "#y",
    "http://a.org/b", "\u{301}", "😀", "\u{0}", "\u{9D}", "\u{200D}", "&quot;", "&rsquo;", "&#8220;",
    "&", "â", "â€œ", "â€", "â€™",
    "\u{80}", "(Reporting by", "SOME PLANS",
    "12", "%",
    "ก", "漢", "é", "said.'SOME PLANS'China",
  ]
}

/// What holds of every document.
enum Invariants {
  static func check(_ document: Document) {
    checkTokens(document)
    checkPartition(document.sentences.map(\.tokens), document)
    checkPartition(document.paragraphs, document)
    checkQuotations(document)
    for repair in document.repairs {
      #expect(repair.bytes.lowerBound >= 0 && repair.bytes.upperBound <= document.bytes.count)
      for end in [repair.bytes.lowerBound, repair.bytes.upperBound]
      where document.bytes.indices.contains(end) {
        #expect(document.bytes[end] & 0xC0 != 0x80, "within a character")
      }
    }
    let starts = document.repairs.map(\.bytes.lowerBound)
    #expect(starts == starts.sorted())
  }

  private static func checkTokens(_ document: Document) {
    var end: UInt32 = 0
    var isSound = true
    for token in document.tokens {
      isSound = isSound && token.start >= end && token.end > token.start
      isSound = isSound && document.bytes[Int(token.start)] & 0xC0 != 0x80
      end = token.end
    }
    #expect(isSound && Int(end) <= document.bytes.count)
  }

  private static func checkPartition(_ ranges: [Range<Int>], _ document: Document) {
    var next = 0
    var isSound = true
    for range in ranges {
      isSound = isSound && range.lowerBound == next && !range.isEmpty
      next = range.upperBound
    }
    #expect(isSound && next == document.tokens.count)
  }

  private static func checkQuotations(_ document: Document) {
    var isSound = true
    var open: [Range<Int>] = []
    for (index, quotation) in document.quotations.enumerated() {
      let outer = quotation.outer
      isSound = isSound && outer.lowerBound <= quotation.inner.lowerBound
      isSound = isSound && quotation.inner.upperBound <= outer.upperBound
      isSound = isSound && outer.upperBound <= document.tokens.count
      while let last = open.last, last.upperBound <= outer.lowerBound { open.removeLast() }
      if let last = open.last { isSound = isSound && outer.upperBound <= last.upperBound }
      open.append(outer)
      guard let parent = quotation.parent else { continue }
      isSound = isSound && parent < index
      isSound = isSound && document.quotations[parent].inner.contains(outer.lowerBound)
    }
    #expect(isSound)
  }
}
