import CWideText

/// Reads texts of one language into documents: tokens, sentences, paragraphs, quotations, repairs.
///
/// Loading takes about a millisecond; afterwards it is a value to share freely between threads.
public struct TextReader: Sendable {
  private let words: WordSource
  private let table: CharacterTable
  private let lexicon: TextLexicon

  /// Freezes a language's data for look-up.
  ///
  /// - Parameter words: What finds the words; the documents are the same.
  public init(language: LanguageData, words: WordFinder = .wide) {
    self.words = WordSource(words)
    table = self.words.characters
    lexicon = TextLexicon(language)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8. A byte order mark and NULs are part of the text and count in offsets.
  ///   - lossy: reads bytes that are not UTF-8 as U+FFFD, each a repair; the document's bytes and
  ///     offsets are then of the repaired text.
  /// - Throws: `TextError.invalidUTF8` with the first bad byte's offset, unless `lossy`;
  ///   `TextError.tooLong` from 4 GiB on; `TextError.icu` where ICU is to find the words and fails.
  /// - Complexity: linear in the bytes.
  public func read(_ bytes: [UInt8], lossy: Bool = false) throws(TextError) -> Document {
    guard bytes.count < Int(UInt32.max) else {
      throw .tooLong(bytes: bytes.count, limit: Int(UInt32.max) - 1)
    }
    guard let bad = bytes.withUnsafeBufferPointer({ UTF8Text.firstInvalid($0) }) else {
      return try document(bytes, [])
    }
    guard lossy else { throw .invalidUTF8(offset: bad) }
    let (repaired, replacements) = bytes.withUnsafeBufferPointer { UTF8Text.repaired($0) }
    return try document(repaired, replacements.map { Repair(kind: .invalidUTF8, bytes: $0) })
  }

  private func document(
    _ bytes: [UInt8], _ found: [Repair]
  ) throws(TextError) -> Document {
    try bytes.withUnsafeBufferPointer { (text) throws(TextError) in
      let map = try TextMap(text, words: words)
      var tokenizer = Tokenizer(bytes: text, map: map, table: table, lexicon: lexicon)
      tokenizer.run()
      var repairs = found
      repairs += tokenizer.controls.map { Repair(kind: .controlCharacter, bytes: $0..<$0 + 1) }
      repairs += tokenizer.findings.map { Repair(kind: $0.kind, bytes: $0.bytes) }
      let pieces = self.pieces(of: tokenizer)
      repairs += pieces.compactMap(Self.repair)
      var cutter = TokenCutter(tokenizer, pieces: pieces)
      var tokens = cutter.takeTokens()
      let paragraphs = Self.paragraphs(cutter.paragraphStarts, tokens.count)
      let layout = Layout(paragraphs: paragraphs, pieces: pieces, ranges: cutter.ranges)
      let quotations = tokens.withUnsafeBufferPointer {
        self.quotations(text, $0, cutter.marks, layout)
      }
      quotations.apply(to: &tokens)
      repairs += quotations.repairs
      let sentences = tokens.withUnsafeBufferPointer {
        self.sentences(text, $0, cutter.enders, paragraphs, layout, &repairs)
      }
      for sentence in sentences {
        tokens[sentence.tokens.lowerBound].flags.insert(.startsSentence)
      }
      repairs.sort {
        ($0.bytes.lowerBound, $0.kind.rawValue) < ($1.bytes.lowerBound, $1.kind.rawValue)
      }
      return Document(
        bytes: bytes, tokens: tokens, sentences: sentences, paragraphs: paragraphs,
        quotations: quotations.quotations, repairs: repairs)
    }
  }

  private func pieces(of tokenizer: borrowing Tokenizer) -> [PagePiece] {
    let paragraphs = Self.paragraphs(tokenizer.paragraphStarts, tokenizer.tokens.count)
    var finder = PieceFinder(tokenizer)
    return finder.run(paragraphs)
  }

  private func quotations(
    _ bytes: TextBytes, _ tokens: TextTokens, _ marks: [QuoteMark], _ layout: Layout
  ) -> Quotations {
    var builder = QuotationBuilder(bytes: bytes, tokens: tokens, endings: lexicon.endings)
    builder.pair(marks, in: layout)
    return builder.found
  }

  private func sentences(
    _ bytes: TextBytes, _ tokens: TextTokens, _ enders: [Int], _ paragraphs: [Range<Int>],
    _ layout: Layout, _ repairs: inout [Repair]
  ) -> [Sentence] {
    let brackets = Brackets(among: enders, of: tokens, bytes, in: paragraphs)
    repairs += brackets.unpaired.map { Repair(kind: .unpairedBracket, bytes: tokens[$0].bytes) }
    var splitter = SentenceSplitter(
      bytes: bytes, tokens: tokens, enders: enders, lexicon: lexicon, partners: brackets.partners)
    var sentences = splitter.split(layout)
    repairs += splitter.repairs
    HeadingFinder(bytes: bytes, tokens: tokens).type(&sentences, in: paragraphs)
    return sentences
  }

  private static func repair(_ piece: PagePiece) -> Repair? {
    if piece.isBoilerplate { return Repair(kind: .boilerplate, bytes: piece.bytes) }
    return piece.isGlued ? Repair(kind: .gluedHeading, bytes: piece.bytes) : nil
  }

  private static func paragraphs(_ starts: [Int], _ count: Int) -> [Range<Int>] {
    starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : count) }
  }
}

extension TextReader {
  /// The version of Unicode whose properties are read, as the table of them has it: "15.0".
  public static var unicodeVersion: String {
    let version = cwide_unicode_version
    return "\(version / 100).\(version % 100)"
  }
}
