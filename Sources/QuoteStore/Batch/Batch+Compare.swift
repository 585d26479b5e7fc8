import GRDB
import QuoteLinking

extension Posting {
  /// Whether the form is too short to be the core of an utterance.
  var isFragment: Bool { rank >= Self.firstFragment }

  /// The smallest rank of a fragment.
  static let firstFragment = Int64(0xFFFF - TextFacts.fragmentWords) << 32
}

/// How the forms of a key changed.
private struct KeyChange {
  var fresh: [Posting] = []
  var gone = 0
}

extension Batch {
  /// Finds which forms share words with those that are new, and forgets edges between forms that
  /// are not compared any more.
  mutating func compareForms() throws {
    var pairs: Set<FormPair> = []
    var doubtful: Set<FormPair> = []
    for (key, change) in try keyChanges().sorted(by: { $0.key < $1.key }) {
      try gather(key, change, &pairs, &doubtful)
    }
    doubtful.subtract(pairs)
    try addEdges(pairs.sorted())
    for pair in doubtful.sorted() { try check(pair) }
    try addHoldings()
  }

  private mutating func keyChanges() throws -> [UInt64: KeyChange] {
    var changes: [UInt64: KeyChange] = [:]
    for number in fresh.sorted() {
      let facts = try facts(of: number)
      for key in facts.keys {
        changes[key, default: KeyChange()].fresh.append(facts.posting(of: number))
      }
    }
    for (_, (form, _)) in gone {
      var old = Workbench(options: options, bits: bits)
      let text = old.add(form)
      for key in old.facts(of: text).keys {
        changes[key, default: KeyChange()].gone += 1
      }
    }
    return changes
  }

  /// The pairs that a key makes compared, and those that it may make compared no more.
  private mutating func gather(
    _ key: UInt64, _ change: KeyChange, _ pairs: inout Set<FormPair>,
    _ doubtful: inout Set<FormPair>
  ) throws {
    let cap = options.postings
    let list = try postings.list(key, limit: cap + change.fresh.count + 1)
    let isAll = list.count <= cap + change.fresh.count
    if isAll { lists[key] = list }
    let before = list.count - change.fresh.count + change.gone
    let long = list.filter { !$0.isFragment }
    if list.count <= cap {
      let isReleased = before > cap
      for (place, one) in long.enumerated() {
        for two in long.dropFirst(place + 1)
        where isReleased || fresh.contains(one.form) || fresh.contains(two.form) {
          pairs.insert(FormPair(one.form, two.form))
        }
      }
    } else if isAll || change.gone > 0 {
      try gatherAll(key, pairs: &pairs, &doubtful)
    } else {
      try gatherAround(key, change.fresh, &pairs, &doubtful)
    }
  }

  /// Of a key that has just become, or may have ceased to be, a stock phrase.
  private func gatherAll(
    _ key: UInt64, pairs: inout Set<FormPair>, _ doubtful: inout Set<FormPair>
  ) throws {
    let long = try postings.list(key).filter { !$0.isFragment }
    for (one, two) in zip(long, long.dropFirst()) { pairs.insert(FormPair(one.form, two.form)) }
    for (place, hub) in long.prefix(KeyPolicy.hubs).enumerated() {
      for other in long.dropFirst(place + 1) { pairs.insert(FormPair(hub.form, other.form)) }
    }
    let forms = Set(long.map(\.form))
    for one in long {
      for two in try partners(of: one.form) where forms.contains(two) {
        doubtful.insert(FormPair(one.form, two))
      }
    }
  }

  /// Of a stock phrase: what new forms are compared with, and what stands between them no more.
  private func gatherAround(
    _ key: UInt64, _ fresh: [Posting], _ pairs: inout Set<FormPair>,
    _ doubtful: inout Set<FormPair>
  ) throws {
    let new = fresh.filter { !$0.isFragment }
    let hubs = try postings.list(key, limit: KeyPolicy.hubs).filter { !$0.isFragment }
    if new.contains(where: hubs.contains) { return try gatherAll(key, pairs: &pairs, &doubtful) }
    for posting in new {
      for hub in hubs where hub != posting { pairs.insert(FormPair(hub.form, posting.form)) }
      var ends: [Posting] = []
      for isAfter in [false, true] {
        var next = try postings.neighbour(key, of: posting, isAfter: isAfter)
        if let next, !next.isFragment { pairs.insert(FormPair(posting.form, next.form)) }
        while let found = next, self.fresh.contains(found.form) {
          next = try postings.neighbour(key, of: found, isAfter: isAfter)
        }
        if let next, !next.isFragment { ends.append(next) }
      }
      if ends.count == 2 { doubtful.insert(FormPair(ends[0].form, ends[1].form)) }
    }
  }

  /// The forms that an edge ties to a form.
  func partners(of form: Int64) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql:
        """
        SELECT second FROM edge WHERE first = ?1
        UNION ALL SELECT first FROM edge WHERE second = ?1
        """
    )
    return try Int64.fetchAll(statement, arguments: [form])
  }

  /// Compares pairs and keeps what may link them.
  private mutating func addEdges(_ pairs: [FormPair]) throws {
    var numbers: [(Int, Int)] = []
    for pair in pairs { numbers.append((try local(pair.first), try local(pair.second))) }
    for (pair, common) in zip(pairs, bench.common(numbers)) {
      guard let common else { continue }
      let inside = common.containment.map { $0.isFirst ? 1 : 2 } ?? 0
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO edge (first, second, score, core, inside, word, joins)
          VALUES (?, ?, ?, ?, ?, ?, 0)
          """
      ).execute(arguments: [
        pair.first, pair.second, common.score, common.isCore, inside, common.containment?.word ?? 0,
      ])
      guard db.changesCount > 0 else { continue }
      if common.isCore { cores.insert(pair) }
      if inside > 0 { contained.insert(inside == 1 ? pair.first : pair.second) }
    }
  }

  /// Forgets the edge of a pair that no key makes compared.
  private mutating func check(_ pair: FormPair) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT inside FROM edge WHERE first = ? AND second = ?")
    guard let inside = try Int.fetchOne(statement, arguments: [pair.first, pair.second]),
      try !isCompared(pair)
    else { return }
    try db.cachedStatement(sql: "DELETE FROM edge WHERE first = ? AND second = ?")
      .execute(arguments: [pair.first, pair.second])
    if inside > 0 { contained.insert(inside == 1 ? pair.first : pair.second) }
    let leaders = try db.cachedStatement(sql: "SELECT mention FROM leader WHERE form IN (?, ?)")
    region.mentions.formUnion(
      try Int64.fetchAll(leaders, arguments: [pair.first, pair.second]))
  }

  /// Whether a key that two forms share makes them compared.
  private mutating func isCompared(_ pair: FormPair) throws -> Bool {
    let one = try facts(of: pair.first)
    let two = try facts(of: pair.second)
    let (first, second) = (one.posting(of: pair.first), two.posting(of: pair.second))
    for key in Set(one.keys).intersection(two.keys) {
      let list = try postings.list(key, limit: options.postings + 1)
      if list.count <= options.postings { return true }
      if list.prefix(KeyPolicy.hubs).contains(where: { $0 == first || $0 == second }) {
        return true
      }
      if try postings.neighbour(key, of: first, isAfter: true) == second { return true }
      if try postings.neighbour(key, of: second, isAfter: true) == first { return true }
    }
    return false
  }

  /// Finds where fragments with a key stand in longer forms, where either is new.
  private mutating func addHoldings() throws {
    for number in fresh.sorted() {
      let facts = try facts(of: number)
      let own = facts.posting(of: number)
      for key in facts.keys {
        let shorter = ((own.rank >> 32) + 1) << 32
        let least = max(shorter, Posting.firstFragment)
        let list = try lists[key] ?? postings.list(key, from: least)
        for posting in list where posting.rank >= least {
          try addHolding(of: posting.form, in: number)
        }
      }
      guard facts.isFragment, let key = facts.firstKey else { continue }
      for posting in try postings.list(key) where posting.rank >> 32 < own.rank >> 32 {
        try addHolding(of: number, in: posting.form)
      }
    }
  }

  private mutating func addHolding(of fragment: Int64, in container: Int64) throws {
    let (part, whole) = (try local(fragment), try local(container))
    guard let word = bench.place(of: part, in: whole) else { return }
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO holding (fragment, container, word) VALUES (?, ?, ?)"
    ).execute(arguments: [fragment, container, word])
    fragments.insert(fragment)
  }
}
