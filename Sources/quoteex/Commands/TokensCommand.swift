import ArgumentParser
import NewsQuotes
import NewsSyntax
import NewsText

/// `quoteex tokens`
struct TokensCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Show the tokens of texts with their tags, sentences and quotations.",
    discussion: """
      Writes tab-separated values: the article's id, the token's number, its first code point and \
      the one after its last, its kind, its part of speech, its paragraph, its sentence, the \
      innermost quotation that it lies in, and its text.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var models: ModelOptions

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD.")
  var lossy = false

  @OptionGroup var words: WordOptions

  private static let columns = [
    "article", "token", "start", "end", "kind", "tag", "paragraph", "sentence", "quotation", "text",
  ]

  func run() async throws {
    let pipeline = try Pipeline(input)
    let reader = try input.reader(isLossy: lossy)
    let extractor = try models.extractor(
      language: input.language, ExtractionOptions(lossy: lossy, words: words.tokenizer))
    let header = Array((Self.columns.joined(separator: "\t") + "\n").utf8)
    let isLossy = lossy
    let status = try await pipeline.write(
      header: header,
      each: { item in
        guard let article = reader.article(of: item) else { return Piece(problem: item) }
        var piece = Piece(size: article.text.count)
        if let failure = article.failure {
          piece.messages = ["\(article.id): \(failure.code): \(failure.message)"]
          piece.isFailed = true
          return piece
        }
        do {
          let analysis = try extractor.analysis.analyze(article.text, lossy: isLossy)
          piece.bytes = TokenTable(analysis, article: article.id).bytes
        } catch {
          piece.messages = ["\(article.id): \(error)"]
          piece.isFailed = true
        }
        return piece
      })
    if status != .done { throw ExitCode(status.rawValue) }
  }
}

/// The tokens of a text as tab-separated values.
private struct TokenTable {
  private let analysis: Analysis
  private let article: String
  private let offsets: OffsetMap

  init(_ analysis: Analysis, article: String) {
    self.analysis = analysis
    self.article = Painter.safe(article)
    offsets = OffsetMap(analysis.document.bytes)
  }

  /// The rows.
  var bytes: [UInt8] {
    let document = analysis.document
    let sentences = numbers(document.sentences.map(\.tokens))
    let paragraphs = numbers(document.paragraphs)
    // Nested quotations come after their parents, so the innermost is written last.
    let quotations = numbers(document.quotations.map(\.outer))
    var bytes: [UInt8] = []
    for (index, token) in document.tokens.enumerated() {
      let cells: [String] = [
        article, String(index), String(offsets.codepoint(Int(token.start))),
        String(offsets.codepoint(Int(token.end))), "\(token.kind)", "\(analysis.tags[index])",
        String(paragraphs[index]), String(sentences[index]),
        quotations[index] < 0 ? "" : String(quotations[index]),
        Painter.safe(document.text(of: index)),
      ]
      bytes.append(contentsOf: cells.joined(separator: "\t").utf8)
      bytes.append(0x0A)
    }
    return bytes
  }

  /// For each token the number of the last of some ranges that holds it, or -1.
  private func numbers(_ ranges: [Range<Int>]) -> [Int] {
    var numbers = [Int](repeating: -1, count: analysis.document.tokens.count)
    for (number, range) in ranges.enumerated() {
      for index in range.clamped(to: numbers.indices) { numbers[index] = number }
    }
    return numbers
  }
}
