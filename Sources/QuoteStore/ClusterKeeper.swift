import GRDB
import QuoteLinking

/// Gives clusters their ids, which stay, and keeps who is in which.
struct ClusterKeeper {
  private let db: Database
  private let added: Set<Int64>
  private var change = Region.Change()

  init(_ db: Database, added: Set<Int64>) {
    self.db = db
    self.added = added
  }

  /// Keeps the clusters that some sets of nodes are.
  mutating func keep(_ components: [[Int]], of graph: RegionGraph) throws -> Region.Change {
    var graph = graph
    var component: [Int: Int] = [:]
    for (number, places) in components.enumerated() {
      for place in places { component[place] = number }
    }
    var owned: [Int: [Int64]] = [:]
    for cluster in graph.clusters.sorted() {
      guard let place = try seed(of: cluster, &graph), let owner = component[place] else {
        try remove(cluster)
        continue
      }
      owned[owner, default: []].append(cluster)
    }
    for (number, places) in components.enumerated() {
      try keep(places.map { graph.nodes[$0] }, owned[number] ?? [], &graph)
    }
    return change
  }

  /// The place of the node that holds a cluster's seed, or what is left of its members; `nil` where
  /// none is.
  private func seed(of cluster: Int64, _ graph: inout RegionGraph) throws -> Int? {
    let seeds = try db.cachedStatement(sql: "SELECT seed FROM cluster WHERE number = ?")
    if let seed = try Int64.first(seeds, [cluster]),
      let place = try graph.node(of: seed).flatMap({ graph.place(of: $0) })
    {
      return place
    }
    let left = try db.cachedStatement(sql: "SELECT min(number) FROM mention WHERE cluster = ?")
    guard let seed = try Int64?.first(left, [cluster]) ?? nil else { return nil }
    try db.cachedStatement(sql: "UPDATE cluster SET seed = ? WHERE number = ?")
      .execute(arguments: [seed, cluster])
    return try graph.node(of: seed).flatMap { graph.place(of: $0) }
  }

  private func remove(_ cluster: Int64) throws {
    for sql in ["DELETE FROM cluster WHERE number = ?", "DELETE FROM alias WHERE cluster = ?"] {
      try db.cachedStatement(sql: sql).execute(arguments: [cluster])
    }
  }

  private mutating func keep(
    _ nodes: [RegionGraph.Node], _ owned: [Int64], _ graph: inout RegionGraph
  ) throws {
    let isSingle = try owned.isEmpty && nodes.count == 1 && nodes.allSatisfy(isSingle)
    var cluster: Int64?
    if !isSingle {
      cluster = try owned.min() ?? create(nodes, &graph)
      for other in owned where other != cluster { try merge(other, into: cluster) }
      try keepAliases(of: nodes, in: cluster)
    }
    for node in nodes {
      let sql =
        node.isSet
        ? "UPDATE mention SET cluster = ?1 WHERE peer = ?2 AND cluster IS NOT ?1"
        : "UPDATE mention SET cluster = ?1 WHERE number = ?2 AND cluster IS NOT ?1"
      try db.cachedStatement(sql: sql).execute(arguments: [cluster, node.number])
      let isChanged = db.changesCount > 0
      if isChanged || cluster == nil && added.contains(node.number) {
        if let cluster {
          change.clusters.insert(cluster)
        } else {
          change.singles.insert(node.number)
        }
        if let old = node.cluster, old != cluster { change.clusters.insert(old) }
      }
    }
  }

  private func isSingle(_ node: RegionGraph.Node) throws -> Bool {
    guard node.isSet else { return true }
    let statement = try db.cachedStatement(
      sql: "SELECT count(*) FROM (SELECT 1 FROM mention WHERE peer = ? LIMIT 2)")
    return try Int.fetchOne(statement, arguments: [node.number]) == 1
  }

  /// Makes a cluster. Its id is that of the mention that was there first, else of the
  /// first in order.
  private func create(_ nodes: [RegionGraph.Node], _ graph: inout RegionGraph) throws -> Int64 {
    var mentions: [Int64] = []
    for node in nodes {
      let peers = try db.cachedStatement(sql: "SELECT number FROM mention WHERE peer = ?")
      mentions += node.isSet ? try Int64.all(peers, [node.number]) : [node.number]
    }
    let old = mentions.filter { !added.contains($0) }
    var seed = old.min()
    if seed == nil {
      var first: MentionOrder?
      for mention in mentions.sorted() {
        guard let order = try graph.order(of: mention) else { continue }
        if let known = first, !(order < known) { continue }
        (first, seed) = (order, mention)
      }
    }
    guard let seed else { throw StoreFault.inconsistent("a cluster without mentions") }
    let id = try unused(Self.id(of: seed, db))
    try db.cachedStatement(
      sql: """
        INSERT INTO cluster (id, seed, kind)
        SELECT ?, number, iif(quote IS NULL, 'claim', 'quote') FROM mention WHERE number = ?
        """
    ).execute(arguments: [id, seed])
    return db.lastInsertedRowID
  }

  /// The id of a cluster of which a mention is the seed.
  static func id(of mention: Int64, _ db: Database) throws -> String {
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.id, coalesce(q.id, c.id), m.part FROM mention m
        JOIN article a ON a.number = m.article LEFT JOIN quote q ON q.number = m.quote
        LEFT JOIN claim c ON c.number = m.number WHERE m.number = ?
        """)
    guard let row = try StoredRow.first(statement, [mention]) else {
      throw StoreFault.inconsistent("mention \(mention)")
    }
    return try ClusterWriter.id(article: row[0], item: row[1], part: row[2])
  }

  /// An id that no other cluster has or had: a seed may have given its own away.
  private func unused(_ id: String) throws -> String {
    var (result, round) = (id, 1)
    while try isUsed(result) {
      round += 1
      result = ClusterWriter.id(article: id, item: "", part: round)
    }
    return result
  }

  private func isUsed(_ id: String) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM cluster WHERE id = ?1 UNION ALL SELECT 1 FROM alias WHERE id = ?1 LIMIT 1"
    )
    return try Int.fetchOne(statement, arguments: [id]) != nil
  }

  private func merge(_ other: Int64, into cluster: Int64?) throws {
    for sql in [
      "UPDATE alias SET cluster = ? WHERE cluster = ?",
      "INSERT OR REPLACE INTO alias (cluster, id) SELECT ?, id FROM cluster WHERE number = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [cluster, other])
    }
    try db.cachedStatement(sql: "DELETE FROM cluster WHERE number = ?").execute(arguments: [other])
  }

  /// Keeps the ids of those that were clusters of one before.
  private func keepAliases(of nodes: [RegionGraph.Node], in cluster: Int64?) throws {
    for node in nodes where node.cluster == nil && !added.contains(node.number) {
      let id = try Self.id(of: node.number, db)
      if try isUsed(id) { continue }
      try db.cachedStatement(sql: "INSERT INTO alias (id, cluster) VALUES (?, ?)")
        .execute(arguments: [id, cluster])
    }
  }
}
