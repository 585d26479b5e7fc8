import ArgumentParser
import NewsQuotes
import NewsText
import QuoteExtraction

/// `quoteex explain`
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why something was found in a text, or was not.",
    discussion: """
      For each sentence, or only for the place that --at or --quote names: the rules that were \
      tried, what they matched, which match won and which lost, the results with their speakers, \
      and who else a speaker may be.
      """)

  @Argument(
    help: ArgumentHelp("A text file, or - for standard input.", valueName: "input"),
    completion: .file())
  var input: String = "-"

  @Option(help: "Only the sentence at this offset, in code points.")
  var at: Int?

  @Option(help: "Only the sentences that hold these words, as they stand in the text.")
  var quote: String?

  @Option(help: "The language of the text.")
  var language: String = "en"

  @OptionGroup(title: "Rules") var models: ModelOptions

  func validate() throws {
    if at != nil && quote != nil { throw ValidationError("--at and --quote exclude each other") }
    if let at, at < 0 { throw ValidationError("--at \(at): offsets begin at 0") }
  }

  func run() async throws {
    let loaded = try models.loaded(language: language)
    let extractor = try loaded.extractor(ExtractionOptions())
    let explainer = try Explainer(pack: loaded.pack, analyzer: extractor.analysis)
    let bytes = try read()
    do {
      let (analysis, findings) = try extractor.analysis.explained(bytes)
      let place = try place(in: bytes)
      let record = extractor.extract(Article(id: input, text: bytes))
      let printer = ExplanationPrinter(
        document: analysis.document, record: record,
        painter: Painter(isColoured: Terminal.isOutput && Terminal.hasColour))
      let explanations = explainer.explain(analysis, findings, in: place)
      _ = try Output().write(printer.text(of: explanations))
    } catch let error as TextError {
      throw Fault("\(input): \(error)", .failed)
    }
  }

  private func read() throws -> [UInt8] {
    do {
      return try input == "-" ? FileReader().rest() : FileReader.contents(of: input)
    } catch {
      throw Fault("\(error)", .usage)
    }
  }

  /// The bytes that are asked about; everything where nothing is named.
  private func place(in bytes: [UInt8]) throws -> Range<Int> {
    if let at {
      let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
      guard let index = text.index(text.startIndex, offsetBy: at, limitedBy: text.endIndex) else {
        throw Fault("--at \(at): the text has \(text.count) code points", .usage)
      }
      let byte = text.utf8Offset(of: index)
      return byte..<byte
    }
    guard let quote else { return 0..<bytes.count }
    let wanted = Array(quote.utf8)
    guard !wanted.isEmpty, let first = firstIndex(of: wanted, in: bytes) else {
      throw Fault("--quote: the text does not hold “\(quote)”", .usage)
    }
    return first..<first + wanted.count
  }

  private func firstIndex(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    return (0...bytes.count - wanted.count).first { bytes[$0...].starts(with: wanted) }
  }
}

extension String.UnicodeScalarView {
  /// The UTF-8 bytes before an index.
  fileprivate func utf8Offset(of index: Index) -> Int {
    String(self[..<index]).utf8.count
  }
}
