import GRDB
import QuoteLinking

/// A mention that stands for a set of a form's mentions.
struct Leader: Hashable {
  /// The set's first mention.
  var first: Int64
  /// Its first that names its speaker, else the first.
  var mention: Int64
}

extension BatchLinking {
  /// From how many mentions on new ones are added to a form's sets without loading all.
  private static let many = 32

  /// The leaders of a form to whose sets new mentions can be added: it lost none, and the new ones
  /// come after its leaders. Loads what that takes.
  mutating func appendable(_ form: Int64) throws -> [Leader]? {
    guard !batch.thinned.contains(form), !batch.fresh.contains(form),
      let row = try batch.forms.form(form), row.mentions >= Self.many
    else { return nil }
    let leaders = try leaders(of: form)
    let last = Set(leaders.flatMap { [$0.first, $0.mention] })
    let old = try last.sorted().flatMap { try table.rows(where: "m.number = ?", [$0]) }
    let new = try table.rows(
      where: "m.form = ? AND m.number >= ?", [form, batch.added.min() ?? Int64.max])
    let order = Workbench.order(of: (old + new).map(\.kept), articles: table.articles)
    guard let lastOld = order.prefix(old.count).max(),
      let firstNew = order.dropFirst(old.count).min(),
      lastOld < firstNew
    else { return nil }
    for row in old + new { rows[row.number] = row }
    return leaders
  }

  /// Adds new mentions to the sets of a form.
  mutating func append(to form: Int64, _ old: [Leader]) throws {
    let text = try batch.local(form)
    var leaders = old
    for place in try mentions(of: form) where batch.added.contains(numbers[place]) {
      let number = numbers[place]
      let set = leaders.firstIndex { leader in
        guard let first = places[leader.first] else { return false }
        return !batch.bench.areApart(first, place, of: text)
      }
      var peer = number
      if let set {
        peer = try self.peer(of: leaders[set].first) ?? leaders[set].first
        if let leader = places[leaders[set].mention], !batch.bench.isNamed(leader),
          batch.bench.isNamed(place)
        {
          leaders[set].mention = number
        }
      } else if leaders.count < Workbench.setLimit {
        leaders.append(Leader(first: number, mention: number))
      }
      try setPeer(peer, of: number)
    }
    if leaders != old { try keep(leaders, of: form) }
  }

  /// Makes the sets of a form anew, all of whose mentions were loaded.
  mutating func keepSets(of form: Int64) throws {
    if batch.thinned.contains(form) { try dropTies(of: form) }
    var leaders: [Leader] = []
    let text = try batch.local(form)
    for set in batch.bench.sets(of: text) {
      let members = set.map { numbers[$0] }
      guard let peer = members.min(), let first = members.first else { continue }
      for member in members { try setPeer(peer, of: member) }
      if leaders.count < Workbench.setLimit, let leader = batch.bench.leader(of: set) {
        leaders.append(Leader(first: first, mention: numbers[leader]))
      }
    }
    if try leaders != self.leaders(of: form) || batch.fresh.contains(form) {
      try keep(leaders, of: form)
    }
  }

  /// A variant of fewer words, which had ties, may have stood for the letters of a longer form.
  private mutating func dropTies(of form: Int64) throws {
    let statement = try db.cachedStatement(
      sql: """
        DELETE FROM tie WHERE first IN (SELECT number FROM mention WHERE form = ?)
        RETURNING first, second
        """)
    for row in try StoredRow.all(statement, [form]) {
      batch.region.mentions.formUnion(try [row[0], row[1]])
    }
  }

  /// Finds which mentions each core joins, where its leaders or itself are new.
  mutating func joinCores() throws {
    guard !batch.cores.isEmpty else { return }
    let pairs = batch.cores.sorted()
    var leaders: [Int64: [Leader]] = [:]
    rows = [:]
    for form in Set(pairs.flatMap { [$0.first, $0.second] }).sorted() {
      leaders[form] = try self.leaders(of: form)
      for leader in leaders[form] ?? [] { try load(where: "m.number = ?", [leader.mention]) }
    }
    try place()
    for pair in pairs {
      let statement = try db.cachedStatement(
        sql: "SELECT score FROM edge WHERE first = ? AND second = ? AND core = 1")
      guard let score = try Int.first(statement, [pair.first, pair.second]) else {
        continue
      }
      let (one, two) = (leaders[pair.first] ?? [], leaders[pair.second] ?? [])
      var joins: Int64 = 0
      for (i, first) in one.enumerated() {
        for (j, second) in two.enumerated() {
          guard let a = places[first.mention], let b = places[second.mention],
            batch.bench.joins(a, b, core: score)
          else { continue }
          joins |= 1 << Int64(Workbench.setLimit * i + j)
        }
      }
      try db.cachedStatement(sql: "UPDATE edge SET joins = ? WHERE first = ? AND second = ?")
        .execute(arguments: [joins, pair.first, pair.second])
      batch.region.mentions.formUnion((one + two).map(\.mention))
    }
  }

  private func leaders(of form: Int64) throws -> [Leader] {
    let statement = try db.cachedStatement(
      sql: "SELECT first, mention FROM leader WHERE form = ? ORDER BY place")
    return try StoredRow.all(statement, [form]).map {
      try Leader(first: $0[0], mention: $0[1])
    }
  }

  /// Keeps the leaders of a form; what its cores join is to be found anew.
  private mutating func keep(_ leaders: [Leader], of form: Int64) throws {
    try db.cachedStatement(sql: "DELETE FROM leader WHERE form = ?").execute(arguments: [form])
    for (place, leader) in leaders.enumerated() {
      try db.cachedStatement(
        sql: "INSERT INTO leader (form, place, first, mention) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [form, place, leader.first, leader.mention])
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT first, second FROM edge WHERE first = ?1 AND core = 1
        UNION ALL SELECT first, second FROM edge WHERE second = ?1 AND core = 1
        """)
    for row in try StoredRow.all(statement, [form]) {
      batch.cores.insert(try FormPair(row[0], row[1]))
    }
  }

  private func peer(of mention: Int64) throws -> Int64? {
    let statement = try db.cachedStatement(sql: "SELECT peer FROM mention WHERE number = ?")
    return try Int64?.first(statement, [mention]) ?? nil
  }

  private mutating func setPeer(_ peer: Int64, of mention: Int64) throws {
    try db.cachedStatement(
      sql: "UPDATE mention SET peer = ?1 WHERE number = ?2 AND peer IS NOT ?1"
    ).execute(arguments: [peer, mention])
    if db.changesCount > 0 { batch.region.mentions.insert(mention) }
  }
}
