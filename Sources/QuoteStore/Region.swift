import GRDB
import QuoteLinking

/// The part of the mentions' graph in which clusters may have changed.
///
/// Mentions that equal words join are one node. Only the clusters of what changed are loaded, and
/// those that new links lead to.
struct Region {
  /// Mentions of which a link came or went.
  var mentions: Set<Int64> = []
  /// Clusters that lost mentions.
  var clusters: Set<Int64> = []
  /// Mentions that came.
  var added: Set<Int64> = []

  /// What changed of the clusters.
  struct Change {
    /// The clusters whose members changed.
    var clusters: Set<Int64> = []
    /// The mentions that are clusters of one, and were not before.
    var singles: Set<Int64> = []
  }

  /// Finds the clusters of the region and keeps them.
  func settle(_ db: Database) throws -> Change {
    var graph = RegionGraph(db)
    for cluster in clusters.sorted() { try graph.add(cluster: cluster) }
    for mention in mentions.union(added).sorted() { try graph.add(mention: mention) }
    let components = try graph.components()
    var keeper = ClusterKeeper(db, added: added)
    var change = try keeper.keep(components, of: graph)
    change.clusters.formUnion(clusters)
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM cluster WHERE number = ?")
    change.clusters = try change.clusters.filter {
      try Int.fetchOne(statement, arguments: [$0]) != nil
    }
    return change
  }
}

/// Nodes and links of a region.
struct RegionGraph {
  /// One mention, or those that equal words join, by the first taken of them.
  struct Node {
    var number: Int64
    /// Its text; a claim has none.
    var form: Int64?
    /// Whether it stands for all mentions with it as their peer.
    var isSet: Bool
    /// The cluster it was in.
    var cluster: Int64?
  }

  private(set) var nodes: [Node] = []
  /// The clusters whose nodes are all there.
  private(set) var clusters: Set<Int64> = []
  private let db: Database
  private var places: [Int64: Int] = [:]
  private var joined = NumberSets(count: 0)
  private var links: [(Int, Int)] = []
  private var attachments: [KeptAttachment] = []
  private var linked = 0
  private var nodeOfMention: [Int64: Int64] = [:]
  private var orders: [Int64: MentionOrder] = [:]

  init(_ db: Database) { self.db = db }

  /// The place of a node; `nil` where it is not in the region.
  func place(of node: Int64) -> Int? { places[node] }

  /// Adds the node of a mention, and all of its cluster.
  mutating func add(mention: Int64) throws {
    guard let node = try node(of: mention), places[node] == nil else { return }
    let statement = try db.cachedStatement(
      sql: "SELECT form, peer, cluster, quote IS NULL FROM mention WHERE number = ?")
    guard let row = try StoredRow.first(statement, [node]) else { return }
    let (form, peer, cluster): (Int64?, Int64?, Int64?) = try (row[0], row[1], row[2])
    guard try form != nil || row[3] else { return }
    places[node] = nodes.count
    nodes.append(Node(number: node, form: form, isSet: peer != nil, cluster: cluster))
    if let cluster { try add(cluster: cluster) }
    if mention != node, let cluster = try self.cluster(of: mention) { try add(cluster: cluster) }
  }

  /// Adds all nodes of a cluster.
  mutating func add(cluster: Int64) throws {
    guard clusters.insert(cluster).inserted else { return }
    let statement = try db.cachedStatement(
      sql: "SELECT DISTINCT coalesce(peer, number) FROM mention WHERE cluster = ?")
    for node in try Int64.all(statement, [cluster]) { try add(mention: node) }
  }

  /// The sets of nodes that are of one utterance each, by their places.
  mutating func components() throws -> [[Int]] {
    var chosen: [(Int, Int)] = []
    repeat {
      while linked < nodes.count {
        try link(nodes[linked], at: linked)
        linked += 1
      }
      joined = NumberSets(count: nodes.count)
      for (one, two) in links { joined.join(one, two) }
    } while try !choose(&chosen)
    for (one, two) in chosen { joined.join(one, two) }
    var groups: [Int: [Int]] = [:]
    for place in nodes.indices { groups[joined.root(place), default: []].append(place) }
    return groups.keys.sorted().compactMap { groups[$0] }
  }

  /// The node of a mention; `nil` where there is no such mention.
  mutating func node(of mention: Int64) throws -> Int64? {
    if let node = nodeOfMention[mention] { return node }
    let statement = try db.cachedStatement(
      sql: "SELECT coalesce(peer, number) FROM mention WHERE number = ?")
    let node = try Int64.first(statement, [mention])
    nodeOfMention[mention] = node
    return node
  }

  private func cluster(of mention: Int64) throws -> Int64? {
    let statement = try db.cachedStatement(sql: "SELECT cluster FROM mention WHERE number = ?")
    return try Int64?.first(statement, [mention]) ?? nil
  }

  /// Finds what a node is linked with, and adds it.
  private mutating func link(_ node: Node, at place: Int) throws {
    let next =
      node.isSet ? try cores(of: node) : try ties(of: node)
    for mention in next {
      try add(mention: mention)
      if let other = try self.node(of: mention).flatMap({ places[$0] }) {
        links.append((place, other))
      }
    }
    let sql =
      node.isSet
      ? """
      SELECT a.fragment, a.container, a.context, a.gap, a.length
      FROM mention JOIN attachment a ON a.fragment = number WHERE peer = ?
      """
      : """
      SELECT fragment, container, context, gap, length FROM attachment WHERE fragment = ?
      """
    let rows = try StoredRow.all(try db.cachedStatement(sql: sql), [node.number])
    attachments += try rows.map(KeptAttachment.init)
  }

  private func ties(of node: Node) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql:
        "SELECT second FROM tie WHERE first = ?1 UNION ALL SELECT first FROM tie WHERE second = ?1")
    return try Int64.all(statement, [node.number])
  }

  /// The leaders that the leader of a node is joined with.
  private mutating func cores(of node: Node) throws -> [Int64] {
    guard let form = node.form,
      let own = try leaders(of: form).firstIndex(where: {
        try self.node(of: $0) == node.number
      })
    else { return [] }
    let statement = try db.cachedStatement(
      sql: """
        SELECT second, joins, 1 FROM edge WHERE first = ?1 AND core = 1
        UNION ALL SELECT first, joins, 0 FROM edge WHERE second = ?1 AND core = 1
        """)
    var result: [Int64] = []
    for row in try StoredRow.all(statement, [form]) {
      let (joins, isFirst): (Int64, Bool) = try (row[1], row[2])
      guard joins != 0 else { continue }
      for (other, leader) in try leaders(of: row[0]).enumerated() {
        let bit =
          isFirst ? Workbench.setLimit * own + other : Workbench.setLimit * other + own
        if joins >> Int64(bit) & 1 == 1 { result.append(leader) }
      }
    }
    return result
  }

  private func leaders(of form: Int64) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: "SELECT mention FROM leader WHERE form = ? ORDER BY place")
    return try Int64.all(statement, [form])
  }

  /// Chooses the best container of each set of fragments; false where that added nodes.
  private mutating func choose(_ chosen: inout [(Int, Int)]) throws -> Bool {
    var order: [Int64: MentionOrder] = [:]
    for mention in attachments.flatMap({ [$0.fragment, $0.container] }) where order[mention] == nil
    {
      order[mention] = try self.order(of: mention)
    }
    let sorted = order.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    let ranks = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    var roots: [Int] = []
    for (rank, mention) in sorted.enumerated() {
      let place = try node(of: mention).flatMap { places[$0] }
      roots.append(place.map { joined.root($0) } ?? -1 - rank)
    }
    let numbered = attachments.compactMap { kept -> Attachment? in
      guard let fragment = ranks[kept.fragment], let container = ranks[kept.container] else {
        return nil
      }
      return Attachment(
        fragment: fragment, container: container, context: kept.context, gap: kept.gap,
        length: kept.length)
    }
    let count = nodes.count
    chosen = []
    for attachment in Workbench.chosen(of: numbered, root: { roots[$0] }) {
      let (fragment, container) = (sorted[attachment.fragment], sorted[attachment.container])
      try add(mention: container)
      guard let one = try node(of: fragment).flatMap({ places[$0] }),
        let two = try node(of: container).flatMap({ places[$0] })
      else { continue }
      chosen.append((one, two))
    }
    return nodes.count == count
  }

  /// Where a mention stands in the order of all.
  mutating func order(of mention: Int64) throws -> MentionOrder? {
    if let order = orders[mention] { return order }
    let order = try MentionOrder(of: mention, db)
    orders[mention] = order
    return order
  }
}

/// Where a mention stands in the order of all: by date, article, and place.
struct MentionOrder: Comparable {
  var seconds: Int
  var article: String
  var place: [Int]

  init?(of mention: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.id, a.published, in_title, start, "end" FROM mention m
        JOIN article a ON a.number = m.article WHERE m.number = ?
        """)
    guard let row = try StoredRow.first(statement, [mention]) else { return nil }
    let kept = try KeptArticle(id: row[0], outlet: nil, published: row[1])
    (seconds, article) = (kept.seconds ?? Int.max, kept.id)
    place = try [row[2] ? 0 : 1, row[3], row[4]]
  }

  static func < (one: MentionOrder, two: MentionOrder) -> Bool {
    if one.seconds != two.seconds { return one.seconds < two.seconds }
    if one.article != two.article {
      return one.article.utf8.lexicographicallyPrecedes(two.article.utf8)
    }
    return one.place.lexicographicallyPrecedes(two.place)
  }
}
