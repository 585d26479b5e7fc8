import GRDB
import QuoteLinking

extension Posting {
  /// Whether the form is too short to be the core of an utterance.
  var isFragment: Bool { rank >= Self.firstFragment }

  /// The smallest rank of a fragment.
  static let firstFragment = Int64(0xFFFF - TextFacts.fragmentWords) << 32
}

/// A key of which forms came or went.
private struct ChangedKey {
  /// A key that has the kept bits.
  var key: UInt64
  /// Those that came.
  var fresh: [Posting]
  /// How many went.
  var gone: Int
}

/// The pairs of forms that the keys of a batch make.
private struct FoundPairs {
  /// Those that are compared.
  var compared: Set<FormPair> = []
  /// Those that were compared before, and still are.
  var standing: Set<FormPair> = []
  /// Those that may be compared no more.
  var doubtful: Set<FormPair> = []
  /// Fragments with longer forms that may hold them.
  var holdings: Set<Holding> = []
  /// The forms that an edge ties to others, as far as they were asked for: a stock phrase has
  /// several keys, and so the same forms.
  var partners: [Int64: [Int64]] = [:]
}

/// A fragment and a longer form.
private struct Holding: Hashable, Comparable {
  var fragment: Int64
  var container: Int64

  static func < (one: Holding, two: Holding) -> Bool {
    (one.fragment, one.container) < (two.fragment, two.container)
  }
}

extension Batch {
  /// Finds which forms share words with those that are new, and forgets edges between forms that
  /// are not compared any more.
  mutating func compareForms() throws {
    var found = FoundPairs()
    try forEachChangedKey { batch, change in try batch.gather(change, &found) }
    found.doubtful.subtract(found.compared)
    found.doubtful.subtract(found.standing)
    outcome.report.comparisons += found.compared.count
    try addEdges(found.compared)
    var lists: [UInt64: [Posting]] = [:]
    for pair in found.doubtful.sorted() { try check(pair, &lists) }
    for holding in found.holdings.sorted() { try addHolding(holding) }
  }

  /// Calls `body` with the keys of which forms came or went, ascending.
  private mutating func forEachChangedKey(
    _ body: (inout Batch, ChangedKey) throws -> Void
  ) throws {
    let (came, went) = (indexed, goneKeys.sorted())
    var (next, left) = (0, 0)
    while next < came.count || left < went.count {
      let coming = next < came.count ? came[next].key : UInt64.max
      let kept = left < went.count ? min(coming, went[left]) : coming
      var change = ChangedKey(key: PackedPosting.key(ofKept: kept), fresh: [], gone: 0)
      while next < came.count, came[next].key == kept {
        change.fresh.append(came[next].posting)
        next += 1
      }
      while left < went.count, went[left] == kept {
        change.gone += 1
        left += 1
      }
      try body(&self, change)
    }
  }

  /// The pairs that a key makes compared, and those that it may make compared no more.
  private mutating func gather(_ change: ChangedKey, _ found: inout FoundPairs) throws {
    let cap = options.postings
    let list = try postings.list(change.key, limit: cap + change.fresh.count + 1)
    if list.count < 2, change.gone == 0 { return }
    let isAll = list.count <= cap + change.fresh.count
    try gatherHoldings(change, isAll ? list : nil, &found)
    if list.count > cap { outcome.report.stockKeys.insert(change.key) }
    let before = list.count - change.fresh.count + change.gone
    let long = list.filter { !$0.isFragment }
    if list.count <= cap {
      let isDue = long.map { before > cap || fresh.contains($0.form) }
      for (place, one) in long.enumerated() {
        for other in place + 1..<long.count where isDue[place] || isDue[other] {
          found.compared.insert(FormPair(one.form, long[other].form))
        }
      }
    } else if isAll || change.gone > 0 {
      try gatherAll(change, &found)
    } else {
      try gatherAround(change, &found)
    }
  }

  /// The fragments with a key and the longer forms that have it, where either is new. `list` is all
  /// that have the key, where they are few.
  private mutating func gatherHoldings(
    _ change: ChangedKey, _ list: [Posting]?, _ found: inout FoundPairs
  ) throws {
    for own in change.fresh {
      let shorter = max(((own.rank >> 32) + 1) << 32, Posting.firstFragment)
      let fragments = try list ?? postings.list(change.key, from: shorter)
      for posting in fragments where posting.rank >= shorter {
        found.holdings.insert(Holding(fragment: posting.form, container: own.form))
      }
      guard own.isFragment, let first = try facts(of: own.form).firstKey,
        PackedPosting.kept(of: first) == PackedPosting.kept(of: change.key)
      else { continue }
      for posting in try list ?? postings.list(change.key)
      where posting.rank >> 32 < own.rank >> 32 {
        found.holdings.insert(Holding(fragment: own.form, container: posting.form))
      }
    }
  }

  /// Of a key that has just become, or may have ceased to be, a stock phrase.
  private mutating func gatherAll(_ change: ChangedKey, _ found: inout FoundPairs) throws {
    let long = try postings.list(change.key).filter { !$0.isFragment }
    // Where none went, those that were there were compared before: they were fewer, or in the same
    // order.
    func add(_ one: Posting, _ two: Posting, _ found: inout FoundPairs) {
      let pair = FormPair(one.form, two.form)
      if change.gone == 0, !fresh.contains(one.form), !fresh.contains(two.form) {
        found.standing.insert(pair)
      } else {
        found.compared.insert(pair)
      }
    }
    for (one, two) in zip(long, long.dropFirst()) { add(one, two, &found) }
    for (place, hub) in long.prefix(KeyPolicy.hubs).enumerated() {
      for other in long.dropFirst(place + 1) { add(hub, other, &found) }
    }
    let forms = Set(long.map(\.form))
    for one in long {
      let partners = try found.partners[one.form] ?? partners(of: one.form)
      found.partners[one.form] = partners
      for two in partners where forms.contains(two) {
        found.doubtful.insert(FormPair(one.form, two))
      }
    }
  }

  /// Of a stock phrase: what new forms are compared with, and what stands between them no more.
  private mutating func gatherAround(_ change: ChangedKey, _ found: inout FoundPairs) throws {
    let key = change.key
    let new = change.fresh.filter { !$0.isFragment }
    let hubs = try postings.list(key, limit: KeyPolicy.hubs).filter { !$0.isFragment }
    if new.contains(where: hubs.contains) { return try gatherAll(change, &found) }
    for posting in new {
      for hub in hubs where hub != posting {
        found.compared.insert(FormPair(hub.form, posting.form))
      }
      var ends: [Posting] = []
      for isAfter in [false, true] {
        var next = try postings.neighbour(key, of: posting, isAfter: isAfter)
        if let next, !next.isFragment { found.compared.insert(FormPair(posting.form, next.form)) }
        while let new = next, fresh.contains(new.form) {
          next = try postings.neighbour(key, of: new, isAfter: isAfter)
        }
        if let next, !next.isFragment { ends.append(next) }
      }
      if ends.count == 2 { found.doubtful.insert(FormPair(ends[0].form, ends[1].form)) }
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
    return try Int64.all(statement, [form])
  }

  /// Compares pairs and keeps what may link them. The second of a pair came later and is read once
  /// for all that it is compared with.
  private mutating func addEdges(_ pairs: Set<FormPair>) throws {
    let pairs = pairs.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
    var numbers: [(Int, Int)] = []
    for pair in pairs { numbers.append((try local(pair.second), try local(pair.first))) }
    for (pair, common) in zip(pairs, bench.common(numbers)) {
      guard let common else { continue }
      let inside = common.containment.map { $0.isFirst ? 2 : 1 } ?? 0
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

  /// Forgets the edge of a pair that no key makes compared. `lists` keeps what stock keys were
  /// found to have.
  private mutating func check(_ pair: FormPair, _ lists: inout [UInt64: [Posting]]) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT inside FROM edge WHERE first = ? AND second = ?")
    guard let inside = try Int.first(statement, [pair.first, pair.second]),
      try !isCompared(pair, &lists)
    else { return }
    try db.cachedStatement(sql: "DELETE FROM edge WHERE first = ? AND second = ?")
      .execute(arguments: [pair.first, pair.second])
    if inside > 0 { contained.insert(inside == 1 ? pair.first : pair.second) }
    let leaders = try db.cachedStatement(sql: "SELECT mention FROM leader WHERE form IN (?, ?)")
    region.mentions.formUnion(
      try Int64.all(leaders, [pair.first, pair.second]))
  }

  /// Whether a key that two forms share makes them compared.
  private mutating func isCompared(
    _ pair: FormPair, _ lists: inout [UInt64: [Posting]]
  ) throws -> Bool {
    let one = try facts(of: pair.first)
    let two = try facts(of: pair.second)
    let (first, second) = (one.posting(of: pair.first), two.posting(of: pair.second))
    for key in Set(one.keys).intersection(two.keys) {
      let list = try lists[key] ?? postings.list(key, limit: options.postings + 1)
      if list.count <= options.postings { return true }
      lists[key] = list
      if list.prefix(KeyPolicy.hubs).contains(where: { $0 == first || $0 == second }) {
        return true
      }
      if try postings.neighbour(key, of: first, isAfter: true) == second { return true }
      if try postings.neighbour(key, of: second, isAfter: true) == first { return true }
    }
    return false
  }

  /// Keeps where a fragment stands in a longer form, if it does. One of the two is new, so that
  /// what came of it is found among what was touched.
  private mutating func addHolding(_ holding: Holding) throws {
    let (part, whole) = (try local(holding.fragment), try local(holding.container))
    guard let word = bench.place(of: part, in: whole) else { return }
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO holding (fragment, container, word) VALUES (?, ?, ?)"
    ).execute(arguments: [holding.fragment, holding.container, word])
  }
}
