import NewsText
import QuoteRecords

/// Writes a token a line with its tag, as DirectQuote has them, with `-DOCSTART-` before each
/// article and a blank line between paragraphs.
///
/// Only direct quotes have a tag. A quote whose source stands in another paragraph, or has another
/// speaker between, is `Unknown`: the tags cannot say whose it is.
public struct IOBWriter: LabelWriter {
  private let texts = TextReader(language: LanguageData())

  /// Makes a writer.
  public init() {}

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    var writing = LabelWriting(lost: ["the white space between tokens", "the articles' ids"])
    var lines = ""
    for article in articles {
      do throws(LabelFault) {
        let text = try article.requiredText()
        if article.labels.count > 1 { writing.lost.insert("annotators after the first") }
        guard let record = article.labels.first?.record else { continue }
        lines += self.lines(record, text, article.origin, &writing)
      } catch {
        writing.faults.append(error)
      }
    }
    writing.add("articles.iob", lines)
    return writing
  }

  private func lines(
    _ record: ArticleRecord, _ text: String, _ origin: LabelOrigin, _ writing: inout LabelWriting
  ) -> String {
    guard let document = try? texts.read(Array(text.utf8)) else { return "" }
    let finder = SpanFinder(offsets: TextOffsets(text), unit: record.offsetUnit)
    var tagger = IOBTagger(document: document, finder: finder, origin: origin)
    for quote in record.quotes { tagger.add(quote) }
    let tags = tagger.tags()
    writing.lost.formUnion(tagger.lost)
    writing.faults += tagger.faults
    var lines = "\(IOBToken.start)\t\(IOBTag.out)\n\n"
    for paragraph in document.paragraphs where !paragraph.isEmpty {
      for token in paragraph {
        lines += "\(document.text(of: token))\t\(tags[token])\n"
      }
      lines += "\n"
    }
    return lines
  }
}

/// Tags the tokens of one text.
private struct IOBTagger {
  let document: Document
  let finder: SpanFinder
  let origin: LabelOrigin
  private(set) var lost: Set<String> = [
    "cues", "addressees", "speakers", "everything of a quote but content and source",
  ]
  private(set) var faults: [LabelFault] = []
  private var quotes: [(content: Range<Int>, source: Range<Int>?)] = []
  private var taken: Set<Int> = []

  init(document: Document, finder: SpanFinder, origin: LabelOrigin) {
    self.document = document
    self.finder = finder
    self.origin = origin
  }

  /// Adds a quote, if tags can say it.
  mutating func add(_ quote: QuoteRecord) {
    guard quote.type == .direct else {
      lost.insert("quotes that are not direct")
      return
    }
    guard quote.nestedIn == nil else {
      lost.insert("quotes within quotes")
      return
    }
    if quote.content.count > 1 { lost.insert("which pieces are one quote") }
    if quote.source.count > 1 { lost.insert("sources after the first piece") }
    let source = quote.source.first.flatMap { tokens(of: $0) }
    for span in quote.content {
      guard let content = tokens(of: span) else { continue }
      guard taken.isDisjoint(with: content) else {
        faults.append(
          origin.fault(
            "overlapping_labels", "\(quote.id) overlaps another label, which tags cannot say"))
        continue
      }
      taken.formUnion(content)
      quotes.append((content, source))
    }
  }

  /// The tag of every token.
  mutating func tags() -> [String] {
    var tags = Array(repeating: IOBTag.out, count: document.tokens.count)
    func set(_ tag: IOBTag, _ range: Range<Int>) {
      for token in range {
        tags[token] = "\(token == range.lowerBound ? "B" : "I")-\(tag.rawValue)"
      }
    }
    var speakers: [Range<Int>] = []
    for source in quotes.compactMap(\.source) where !speakers.contains(source) {
      guard taken.isDisjoint(with: source) else { continue }
      taken.formUnion(source)
      speakers.append(source)
    }
    for quote in quotes {
      let side = side(of: quote, speakers)
      set(side, quote.content)
      if side == .unknown, quote.source != nil { lost.insert("sources that are not the nearest") }
    }
    for speaker in speakers { set(.speaker, speaker) }
    return tags
  }

  /// The side on which the source is the nearest speaker of the paragraph.
  private func side(
    of quote: (content: Range<Int>, source: Range<Int>?), _ speakers: [Range<Int>]
  ) -> IOBTag {
    let paragraph = document.paragraphs.first { $0.contains(quote.content.lowerBound) }
    let near = speakers.filter { paragraph?.contains($0.lowerBound) == true }
      .sorted { $0.lowerBound < $1.lowerBound }
    guard let source = quote.source else { return .unknown }
    if near.last(where: { $0.upperBound <= quote.content.lowerBound }) == source {
      return .leftSpeaker
    }
    let right = near.first { $0.lowerBound >= quote.content.upperBound }
    return right == source ? .rightSpeaker : .unknown
  }

  /// The tokens that a span touches, or `nil` where it stands in the title or nowhere.
  private mutating func tokens(of span: Span) -> Range<Int>? {
    guard span.field == nil else {
      lost.insert("what stands in the title")
      return nil
    }
    do throws(LabelFault) {
      let place = LabelPlace(origin: origin, path: "\(span.start)-\(span.end)")
      let bytes = try finder.range(span.start, span.end, words: span.text, at: place)
      let touched = document.tokens.indices.filter { index in
        document.tokens[index].bytes.overlaps(bytes)
      }
      guard let first = touched.first, let last = touched.last else { return nil }
      return first..<last + 1
    } catch {
      faults.append(error)
      return nil
    }
  }
}
