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
    document(pair(try cut(bytes, lossy: lossy)))
  }

  private static func paragraphs(_ starts: [Int], _ count: Int) -> [Range<Int>] {
    starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : count) }
  }
}

// The steps of reading, one behind the other.
extension TextReader {
  /// Cuts a text into tokens: the first step of `read`.
  package func cut(_ bytes: [UInt8], lossy: Bool = false) throws(TextError) -> CutText {
    guard bytes.count < Int(UInt32.max) else {
      throw .tooLong(bytes: bytes.count, limit: Int(UInt32.max) - 1)
    }
    guard let bad = bytes.withUnsafeBufferPointer({ UTF8Text.firstInvalid($0) }) else {
      return try CutText(bytes, words: words, table: table, lexicon: lexicon)
    }
    guard lossy else { throw .invalidUTF8(offset: bad) }
    let (repaired, replacements) = bytes.withUnsafeBufferPointer { UTF8Text.repaired($0) }
    var text = try CutText(repaired, words: words, table: table, lexicon: lexicon)
    text.repairs.insert(
      contentsOf: replacements.map { Repair(kind: .invalidUTF8, bytes: $0) }, at: 0)
    return text
  }

  /// Finds the pieces of the page among the tokens, and pairs quotation marks: the second step.
  package func pair(_ text: consuming CutText) -> PairedText {
    let pieces = self.pieces(of: text)
    text.repairs += pieces.compactMap(Self.repair)
    let ranges = text.apply(pieces, table)
    let paragraphs = Self.paragraphs(text.paragraphStarts, text.tokens.count)
    let layout = Layout(paragraphs: paragraphs, pieces: pieces, ranges: ranges)
    let quotations = text.bytes.withUnsafeBufferPointer { bytes in
      text.tokens.withUnsafeBufferPointer { self.quotations(bytes, $0, text.marks, layout) }
    }
    quotations.apply(to: &text.tokens)
    text.repairs += quotations.repairs
    return PairedText(
      text: text, paragraphs: paragraphs, layout: layout, quotations: quotations.quotations)
  }

  /// Splits paired text into sentences, brackets paired on the way, and tells headings: the third
  /// step.
  package func split(_ paired: borrowing PairedText) -> SplitText {
    let text = paired.text
    return text.bytes.withUnsafeBufferPointer { bytes in
      text.tokens.withUnsafeBufferPointer { tokens in
        sentences(bytes, tokens, text.enders, paired.paragraphs, paired.layout)
      }
    }
  }

  /// Puts together what the steps found.
  private func document(_ paired: consuming PairedText) -> Document {
    let split = split(paired)
    var repairs = paired.text.repairs
    var tokens = paired.takeTokens()
    repairs += split.repairs
    for sentence in split.sentences {
      tokens[sentence.tokens.lowerBound].flags.insert(.startsSentence)
    }
    repairs.sort {
      ($0.bytes.lowerBound, $0.kind.rawValue) < ($1.bytes.lowerBound, $1.kind.rawValue)
    }
    return Document(
      bytes: paired.text.bytes, tokens: tokens, sentences: split.sentences,
      paragraphs: paired.paragraphs, quotations: paired.quotations, repairs: repairs)
  }

  private func pieces(of text: borrowing CutText) -> [PagePiece] {
    let paragraphs = Self.paragraphs(text.paragraphStarts, text.tokens.count)
    return text.bytes.withUnsafeBufferPointer { bytes in
      text.tokens.withUnsafeBufferPointer { tokens in
        var finder = PieceFinder(
          bytes: bytes, tokens: tokens, lexicon: lexicon, table: table, openers: text.openers)
        return finder.run(paragraphs)
      }
    }
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
    _ layout: Layout
  ) -> SplitText {
    let brackets = Brackets(among: enders, of: tokens, bytes, in: paragraphs)
    var repairs = brackets.unpaired.map {
      Repair(kind: .unpairedBracket, bytes: tokens[$0].bytes)
    }
    var splitter = SentenceSplitter(
      bytes: bytes, tokens: tokens, enders: enders, lexicon: lexicon, partners: brackets.partners)
    var sentences = splitter.split(layout)
    repairs += splitter.repairs
    HeadingFinder(bytes: bytes, tokens: tokens).type(&sentences, in: paragraphs)
    return SplitText(sentences: sentences, repairs: repairs)
  }

  private static func repair(_ piece: PagePiece) -> Repair? {
    if piece.isBoilerplate { return Repair(kind: .boilerplate, bytes: piece.bytes) }
    return piece.isGlued ? Repair(kind: .gluedHeading, bytes: piece.bytes) : nil
  }
}

extension TextReader {
  /// The version of Unicode whose properties are read, as the table of them has it: "15.0".
  public static var unicodeVersion: String {
    let version = cwide_unicode_version
    return "\(version / 100).\(version % 100)"
  }
}
