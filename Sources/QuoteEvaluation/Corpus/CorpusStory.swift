import QuoteRecords

/// The clusters of one story: which quotes and claims of its articles are the same.
struct CorpusStory {
  static let head = ["kind", "cluster", "article", "number", "relation", "note"]

  private struct Member {
    var line: Int
    var relation: String
    var item: CorpusItem
    var article: CorpusArticle
    /// The words between marks, by stretch, or all of the content where there are none.
    var pieces: [[String]]
    /// All of the content.
    var allWords: [String]

    var words: [String] { Array(pieces.joined()) }
  }

  /// The clusters, in the order of the table.
  private(set) var clusters: [LabeledClusters.Cluster] = []
  /// What is wrong with the table.
  private(set) var faults: [LabelFault]

  private let table: CorpusTable

  /// Reads a story's table and derives every relation again.
  init(_ table: CorpusTable, name: String, articles: [String: CorpusArticle]) {
    self.table = table
    faults = table.faults
    var order: [String] = []
    var members: [String: [Member]] = [:]
    for row in table.rows {
      guard let member = member(row, articles) else { continue }
      let id = "\(name).\(row.cells[0]).\(row.cells[1])"
      if members[id] == nil { order.append(id) }
      members[id, default: []].append(member)
    }
    for id in order { add(id, members[id] ?? []) }
  }

  private mutating func member(
    _ row: CorpusTable.Row, _ articles: [String: CorpusArticle]
  ) -> Member? {
    let cells = row.cells
    if !CorpusCodes.relations.contains(cells[4]) {
      faults.append(table.fault(row.line, "'\(cells[4])' is no relation"))
    }
    guard let kind = CorpusItem.Kind(rawValue: cells[0]), kind == .quote || kind == .claim else {
      faults.append(table.fault(row.line, "'\(cells[0])' is neither quote nor claim"))
      return nil
    }
    guard let article = articles[cells[2]] else {
      faults.append(table.fault(row.line, "there is no article '\(cells[2])'"))
      return nil
    }
    guard let item = article.items(kind).first(where: { String($0.number) == cells[3] }),
      item.head != nil
    else {
      faults.append(table.fault(row.line, "\(cells[2]) has no \(cells[0]) \(cells[3])"))
      return nil
    }
    let all = (kind == .quote ? item["content"] : item["claim"]).map(\.text)
    let quoted = kind == .quote ? article.quoted(in: item).map { article.text.span($0).text } : []
    return Member(
      line: row.line, relation: cells[4], item: item, article: article,
      pieces: (quoted.isEmpty ? all : quoted).map(WordComparison.words),
      allWords: WordComparison.words(all.joined(separator: " ")))
  }

  private mutating func add(_ id: String, _ members: [Member]) {
    guard let first = members.first else { return }
    if members.count < 2 {
      faults.append(table.fault(first.line, "the cluster has one member only"))
    }
    let exact = members.filter { $0.relation == "exact" }
    guard let wording = exact.max(by: { $0.words.count < $1.words.count }) else {
      faults.append(table.fault(first.line, "no member of the cluster is exact"))
      return
    }
    for member in members {
      let fault = first.item.kind == .quote ? fault(member, wording) : figureFault(member, wording)
      if let fault { faults.append(table.fault(member.line, fault)) }
    }
    clusters.append(
      .init(id: id, kind: first.item.kind.rawValue, members: members.map(Self.mention)))
  }

  /// Whether the words allow the relation that a quote is said to have.
  private func fault(_ member: Member, _ wording: Member) -> String? {
    let compared = [member.words, member.allWords].map { WordComparison(wording.words, $0) }
    if compared.contains(where: { $0.allows(member.relation) }) { return nil }
    let isInOrder = WordComparison.isInOrder(member.pieces, in: wording.words)
    if member.relation == "partial", isInOrder { return nil }
    return "\(member.article.listing.id) \(member.item.number) is not \(member.relation): "
      + compared[0].difference
  }

  /// Whether the figures allow the relation that a claim is said to have.
  private func figureFault(_ member: Member, _ wording: Member) -> String? {
    let own = figures(member)
    let other = figures(wording)
    let agrees = own.isEmpty && other.isEmpty || !own.isDisjoint(with: other)
    switch member.relation {
    case "exact" where !agrees, "partial" where !agrees:
      return "the claim is said to be \(member.relation), but no figure is the same"
    case "altered" where own == other: return "the claim is said to differ, but its figures agree"
    default: return nil
    }
  }

  /// The numbers of a claim; currencies are left out, since a bare $ is told by each text alone.
  private func figures(_ member: Member) -> Set<[String]> {
    guard let claim = member.item.head else { return [] }
    let amounts = member.article.items(.amount).compactMap(\.head)
    return Set(amounts.filter { claim.holds($0.range) }.map { LabeledValue($0).numbers })
  }

  private static func mention(_ member: Member) -> LabeledClusters.Mention {
    let marks = member.item[member.item.kind == .quote ? "content" : "claim"]
    let range = (marks.first?.range.lowerBound ?? 0)..<(marks.last?.range.upperBound ?? 0)
    let span = member.article.text.span(range)
    let listing = member.article.listing
    return .init(
      article: listing.id, range: span.start..<span.end, publisher: listing.outlet,
      relation: member.relation, published: listing.published, split: listing.split)
  }
}
