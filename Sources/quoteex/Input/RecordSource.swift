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

  /// The records of some pieces of input, in their order.
  func records(of items: [InputItem]) -> [Sized] {
    let read = items.map(read)
    let articles = read.compactMap {
      if case .article(let article) = $0.content { article } else { nil }
    }
    var records = extractor.extract(articles).makeIterator()
    return read.map { piece in
      switch piece.content {
      case .record(let result): Sized(result: result, size: piece.size)
      case .article(let article):
        Sized(
          result: checked(records.next() ?? extractor.extract(article)), size: piece.size)
      }
    }
  }

  /// What a piece of input holds.
  private enum Content {
    case record(Result<ArticleRecord, Fault>)
    case article(Article)
  }

  private func read(_ item: InputItem) -> (content: Content, size: Int) {
    if case .problem(let message) = item {
      return (.record(.failure(Fault(message, .failed))), 0)
    }
    if case .line(let bytes, let origin) = item { return (read(bytes, origin), bytes.count) }
    guard let article = reader.article(of: item) else {
      return (.record(.failure(Fault("nothing to read", .failed))), 0)
    }
    return (.article(article), article.text.count)
  }

  private func read(_ line: [UInt8], _ origin: LineOrigin) -> Content {
    switch reader.value(of: line, origin) {
    case .failure(let fault): return .record(.failure(Fault(fault.message, .failed)))
    case .success(let read):
      guard read.value["quotes"] != nil else { return .article(reader.article(of: read, origin)) }
      do {
        return .record(checked(try ArticleRecord(read.value)))
      } catch {
        return .record(.failure(Fault("\(origin.id): \(error)", .failed)))
      }
    }
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
