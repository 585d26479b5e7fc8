import NewsQuotes

/// Makes records of input that holds records or articles.
struct RecordSource: Sendable {
  /// Reads articles.
  var reader: ArticleReader
  /// Extracts them.
  var extractor: Extractor

  /// A record, or why there is none.
  struct Sized: Sendable {
    var result: Result<ArticleRecord, Fault>
    var size: Int
  }

  /// The record of a piece of input.
  func record(of item: InputItem) -> Sized {
    if case .problem(let message) = item {
      return Sized(result: .failure(Fault(message, .failed)), size: 0)
    }
    if case .line(let bytes, let origin) = item {
      return Sized(result: record(of: bytes, origin), size: bytes.count)
    }
    guard let article = reader.article(of: item) else {
      return Sized(result: .failure(Fault("nothing to read", .failed)), size: 0)
    }
    return Sized(result: extracted(article), size: article.text.count)
  }

  private func record(of line: [UInt8], _ origin: LineOrigin) -> Result<ArticleRecord, Fault> {
    switch reader.value(of: line, origin) {
    case .failure(let fault): return .failure(Fault(fault.message, .failed))
    case .success(let read):
      guard read.value["quotes"] != nil else {
        return extracted(reader.article(of: read, origin))
      }
      do {
        return checked(try ArticleRecord(read.value))
      } catch {
        return .failure(Fault("\(origin.id): \(error)", .failed))
      }
    }
  }

  private func extracted(_ article: Article) -> Result<ArticleRecord, Fault> {
    checked(extractor.extract(article))
  }

  private func checked(_ record: ArticleRecord) -> Result<ArticleRecord, Fault> {
    guard let error = record.error else { return .success(record) }
    return .failure(Fault("\(record.id): \(error.code): \(error.message)", .failed))
  }
}

extension RecordSource {
  /// Reads some input by the rules that are asked for. Records hold their text, which tells what
  /// stands around a quote.
  init(input: InputOptions, models: ModelOptions, isLossy: Bool) throws {
    let extractor = try models.extractor(
      language: input.language, ExtractionOptions(withText: true, lossy: isLossy))
    self.init(reader: try input.reader(isLossy: isLossy), extractor: extractor)
  }
}
