public import QuoteRecords

/// How labels are read.
public struct LabelOptions: Sendable, Hashable {
  /// The unit in which a tool counted offsets, where it is not the one that its format asks for.
  public var offsets: OffsetUnit?
  /// Which labels stand for which roles.
  public var names: LabelNames

  /// Makes options.
  public init(offsets: OffsetUnit? = nil, names: LabelNames = .init()) {
    self.offsets = offsets
    self.names = names
  }
}

extension LabelFiles {
  /// Whether there is a file of this name.
  func has(_ name: String) -> Bool { names.contains(name) }

  /// The beginning of a file as text, however it goes on.
  func head(of name: String, _ count: Int = 4096) -> String {
    guard let bytes = try? bytes(of: name) else { return "" }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

extension LabelReading {
  /// Lets all articles cover what any of them has labels of: a tool writes nothing where an article
  /// has no amounts, and that says that there are none.
  mutating func coverAlike() {
    let all = articles.flatMap(\.labels).reduce(into: Set<LabelKind>()) { $0.formUnion($1.covers) }
    for article in articles.indices {
      for index in articles[article].labels.indices { articles[article].labels[index].covers = all }
    }
  }
}

extension Array where Element == LabelFault {
  /// The faults by line and column.
  func sortedByPlace() -> [LabelFault] {
    sorted { ($0.line, $0.column, $0.code, $0.message) < ($1.line, $1.column, $1.code, $1.message) }
  }
}
