/// A sentence, or a piece of the page that is none.
@frozen
public struct Sentence: Sendable, Hashable {
  /// Its tokens.
  public var tokens: Range<Int>
  /// What it is.
  public var kind: Kind

  /// What a segment of the text is.
  public enum Kind: String, Sendable {
    /// A sentence of the article.
    case text
    /// A headline or a subhead.
    case heading
    /// Who wrote it.
    case byline
    /// Where and by which agency, with its dash.
    case dateline
    /// An advertisement's label.
    case advertisement
    /// Who took the picture, who else reported.
    case credit
    /// Links to other articles.
    case relatedLinks
  }

  /// Makes a sentence.
  @inlinable
  public init(tokens: Range<Int>, kind: Kind = .text) {
    self.tokens = tokens
    self.kind = kind
  }
}

/// What stands between two quotation marks, whether or not anybody said it.
@frozen
public struct Quotation: Sendable, Hashable {
  /// The token of the opening mark; `nil` where it is missing.
  public var open: Int?
  /// The token of the closing mark; `nil` where it is missing.
  public var close: Int?
  /// The tokens between the marks.
  public var inner: Range<Int>
  /// The quotation that this one lies in, as an index into the document's quotations.
  public var parent: Int?
  /// The kind of marks.
  public var style: Style
  /// Whether it re-opens, in a new paragraph, the quotation before it, which was left open.
  public var continues: Bool

  /// The kind of marks around a quotation.
  public enum Style: String, Sendable {
    /// “…”, "…", ''…'', ``…''
    case double
    /// ‘…’, '…'
    case single
    /// «…», »…«, ‹…›
    case guillemet
    /// „…“, ‚…‘
    case low
    /// 「…」, 『…』
    case corner
  }

  /// Makes a quotation.
  public init(
    open: Int?, close: Int?, inner: Range<Int>, parent: Int? = nil, style: Style = .double,
    continues: Bool = false
  ) {
    self.open = open
    self.close = close
    self.inner = inner
    self.parent = parent
    self.style = style
    self.continues = continues
  }

  /// All its tokens, marks included.
  @inlinable
  public var outer: Range<Int> {
    (open ?? inner.lowerBound)..<(close.map { $0 + 1 } ?? inner.upperBound)
  }
}

/// Something wrong with the text that was read around.
public struct Repair: Sendable, Hashable {
  /// What was wrong.
  public var kind: Kind
  /// Where, in UTF-8 bytes.
  public var bytes: Range<Int>

  /// What can be wrong with a text.
  public enum Kind: String, Sendable, CaseIterable {
    /// Two sentences without a space between.
    case gluedSentence = "glued_sentence"
    /// A number with its scale or unit glued on.
    case gluedNumber = "glued_number"
    /// A subhead glued to the text before or after it.
    case gluedHeading = "glued_heading"
    /// An opening mark without a closing one.
    case unclosedQuote = "unclosed_quote"
    /// A closing mark without an opening one.
    case unopenedQuote = "unopened_quote"
    /// Marks of two kinds around one quotation.
    case mismatchedMarks = "mismatched_marks"
    /// A mark that looks as if it closed but opens, or the other way round.
    case turnedMark = "turned_mark"
    /// A piece of the page that is not the article.
    case boilerplate
    /// Bytes that are not UTF-8, read as U+FFFD.
    case invalidUTF8 = "invalid_utf8"
    /// A NUL or another control character.
    case controlCharacter = "control_character"
    /// A mark as a page writes it, read as the mark: "&ldquo;".
    case htmlEntity = "html_entity"
    /// A mark whose bytes were read in another encoding, read as the mark: "â€œ".
    case mojibake
    /// A bracket without its partner.
    case unpairedBracket = "unpaired_bracket"
  }

  /// Makes one.
  public init(kind: Kind, bytes: Range<Int>) {
    self.kind = kind
    self.bytes = bytes
  }
}
