package import NewsText
package import RuleEngine

/// Folds each top-level quotation of a document into one item, and cuts what is outside into
/// paragraphs.
package struct Folder: Sendable {
  let words: WordClassTable

  package init(pack: RulePack) {
    words = WordClassTable(pack: pack)
  }

  /// The folded items of a document, with the items of each paragraph.
  ///
  /// - Parameters:
  ///   - lexemes: The word form of each token.
  ///   - tags: The part of speech of each token.
  ///   - lemmatiser: Gives the items their base forms.
  /// - Complexity: Linear in the number of tokens.
  func fold(
    _ document: Document, lexemes: [LexemeID], tags: [Tag], lemmatiser: Lemmatiser
  ) -> (items: [FoldedItem], paragraphs: [Range<Int>]) {
    var paragraphs: [Range<Int>] = []
    paragraphs.reserveCapacity(document.paragraphs.count)
    var quotations = TopLevelQuotations(document)
    let tokens = document.tokens
    // No paragraph has more items than tokens, and each token lies in one paragraph.
    let items = [FoldedItem](unsafeUninitializedCapacity: tokens.count) { items, count in
      var made = 0
      words.withClasses { classes in
        for paragraph in document.paragraphs {
          let first = made
          var token = paragraph.lowerBound
          while token < paragraph.upperBound {
            let flags = tokens[token].flags
            if token >= quotations.start, let found = quotations.take(at: token) {
              let range = token..<min(found.range.upperBound, paragraph.upperBound)
              items.initializeElement(
                at: made,
                to: FoldedItem(
                  tokens: range, quotation: found.index, tag: .quotation, lexeme: 0, lemma: 0,
                  words: [], flags: flags))
              made += 1
              token = range.upperBound
              continue
            }
            if flags.isDisjoint(with: .boilerplate) {
              let (lexeme, tag) = (lexemes[token], tags[token])
              items.initializeElement(
                at: made,
                to: FoldedItem(
                  token: token, tag: tag, lexeme: lexeme,
                  lemma: tag.isInflected ? lemmatiser.lemma(of: lexeme, tag: tag) : lexeme,
                  words: classes.of(lexeme), flags: flags))
              made += 1
            }
            token += 1
          }
          paragraphs.append(first..<made)
        }
      }
      count = made
    }
    return (items, paragraphs)
  }

  /// What is known of each quotation of a document that is folded, top-level ones; nothing of those
  /// within others, so that deep nesting costs nothing.
  ///
  /// - Complexity: Linear in the number of tokens within quotations.
  package func facts(of document: Document) -> [QuotationFacts] {
    let isCapital = Token.Flags.capital
    return document.quotations.map { quotation in
      guard quotation.parent == nil else { return QuotationFacts.none }
      var wordCount = 0
      var capitals = 0
      var capitalisable = 0
      var firstCapital = false
      var lastCapital = false
      for index in quotation.inner {
        let token = document.tokens[index]
        guard token.kind == .word || token.kind == .number else { continue }
        let capital = token.flags.contains(isCapital) || token.kind == .number
        if wordCount == 0 { firstCapital = capital }
        if !token.flags.contains(.clitic) { wordCount += 1 }
        lastCapital = capital
        if token.end - token.start > 3 || capital {
          capitalisable += 1
          if capital { capitals += 1 }
        }
      }
      let titled = wordCount > 0 && capitalisable > 0 && capitals == capitalisable
      return QuotationFacts(
        wordCount: wordCount, last: lastMark(document, quotation), capital: firstCapital,
        titleCase: titled && firstCapital,
        mostlyCapitals: titled && firstCapital
          || firstCapital && lastCapital && wordCount > 1
            && (capitals > 2 || capitals * 2 >= wordCount),
        closed: quotation.close != nil, namesSpeaker: namesSpeaker(document, quotation.inner))
    }
  }

  /// Whether capital letters and a colon open a quotation.
  private func namesSpeaker(_ document: Document, _ inner: Range<Int>) -> Bool {
    for (place, index) in inner.prefix(6).enumerated() {
      let token = document.tokens[index]
      if token.kind == .word {
        guard token.flags.contains(.allCapitals) else { return false }
      } else {
        return place > 0 && document.bytes[Int(token.start)] == UInt8(ascii: ":")
      }
    }
    return false
  }

  private func lastMark(_ document: Document, _ quotation: Quotation) -> QuotationFacts.LastMark {
    var index = quotation.inner.upperBound - 1
    while index >= quotation.inner.lowerBound {
      let token = document.tokens[index]
      if token.kind == .closeQuote {
        index -= 1
        continue
      }
      guard token.kind == .punctuation else {
        return token.flags.contains(.abbreviation) ? .stop : .none
      }
      switch document.bytes[Int(token.end) - 1] {
      case UInt8(ascii: ","): return .comma
      case UInt8(ascii: "."): return token.end - token.start > 1 ? .ellipsis : .stop
      case UInt8(ascii: "?"): return .question
      case UInt8(ascii: "!"): return .exclamation
      case UInt8(ascii: ";"): return .semicolon
      case UInt8(ascii: "-"): return .dash
      case 0xA6: return .ellipsis
      case 0x93, 0x94, 0x95: return .dash
      default: return .none
      }
    }
    return .none
  }
}

/// The top-level quotations of a document, one after the other.
private struct TopLevelQuotations {
  private let document: Document
  private var next = 0
  /// The token that the next quotation, top-level or not, begins with.
  private(set) var start = 0

  init(_ document: Document) {
    self.document = document
    start = document.quotations.first?.outer.lowerBound ?? .max
  }

  /// The quotation that begins at a token, if it is more than an apostrophe's worth.
  mutating func take(at token: Int) -> (index: Int, range: Range<Int>)? {
    defer { start = next < document.quotations.count ? outer.lowerBound : .max }
    while next < document.quotations.count {
      let quotation = document.quotations[next]
      let range = quotation.outer
      if range.lowerBound > token { return nil }
      next += 1
      if range.lowerBound == token, !range.isEmpty, !quotation.inner.isEmpty,
        quotation.parent == nil, !document.tokens[token].flags.contains(.boilerplate)
      {
        return (next - 1, range)
      }
    }
    return nil
  }

  private var outer: Range<Int> { document.quotations[next].outer }
}
