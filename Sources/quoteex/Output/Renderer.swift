import NewsQuotes

/// Turns records into what is written.
struct Renderer: Sendable {
  /// What is written.
  enum Form: Sendable {
    case json(JSONStyle)
    case table(FlatTable, TableFormat)
    case listing(Listing)
  }

  /// What is written.
  var form: Form

  /// What comes before all records.
  var header: [UInt8] {
    guard case .table(let table, let format) = form else { return [] }
    return Array(format.header(of: table).utf8)
  }

  /// What is written of an article. Where the form has no room for an error, a message says it.
  func piece(of record: ArticleRecord, size: Int) -> Piece {
    var piece = Piece(size: size)
    piece.isFailed = record.error != nil
    switch form {
    case .json(let style):
      piece.bytes = record.json(style)
      piece.bytes.append(0x0A)
    case .listing(let listing):
      piece.bytes = Array(listing.article(record).utf8)
    case .table(let table, let format):
      if let error = record.error {
        piece.messages = ["\(record.id): \(error.code): \(error.message)"]
      }
      for row in table.rows(of: record) {
        piece.bytes.append(contentsOf: format.line(row, of: table).utf8)
      }
    }
    return piece
  }

  /// What is written of a cluster.
  func bytes(of cluster: ClusterRecord) -> [UInt8] {
    switch form {
    case .json(let style): cluster.json(style) + [0x0A]
    case .listing(let listing): Array(listing.cluster(cluster).utf8)
    case .table: []
    }
  }
}
