import GRDB
import QuoteLinking
import QuoteRecords

/// The claims of a batch: which came and went, and what links them with those that are there.
///
/// A claim is looked for by its figure, and by the unit with each word of what it measures; under
/// each of these keys it is compared with so many claims before it as `LinkOptions.postings` says.
struct BatchClaims {
  private let db: Database
  private let limit: Int
  private let table: ClaimTable
  private var bench: ClaimBench
  /// The claims that came, and that went, by their keys.
  private var came: [Int64: Set<ClaimPosition>] = [:]
  private var went: [Int64: Set<ClaimPosition>] = [:]
  /// The number in the bench of each article and claim that was loaded.
  private var articles: [Int64: Int] = [:]
  private var claims: [Int64: (local: Int, position: ClaimPosition)] = [:]

  init(_ db: Database, options: LinkOptions, bits: WordBits) {
    self.db = db
    limit = options.postings
    table = ClaimTable(db)
    bench = ClaimBench(options: options, bits: bits)
  }

  /// Whether no claim came or went.
  var isEmpty: Bool { came.isEmpty && went.isEmpty }

  /// The figures of an article's claims, and the words by which its story is known.
  mutating func claims(of record: ArticleRecord) -> (claims: [KeptClaim], story: String) {
    bench.claims(of: record)
  }

  /// Keeps a figure of a claim, of which the mention is there.
  mutating func add(
    _ claim: KeptClaim, number: Int64, of article: KeptArticle, words: String, speaker: Int64?
  ) throws {
    let keys = bench.keys(of: claim.content).map { Int64(bitPattern: $0) }
    let position = ClaimPosition(
      article, inTitle: claim.inTitle, start: claim.start, end: claim.end, claim: number)
    try table.add(
      claim, number: number, words: words, speaker: speaker, keys: keys, at: position)
    for key in keys { came[key, default: []].insert(position) }
  }

  /// Keeps the words by which an article's story is known.
  func keepStory(_ words: String, of article: Int64) throws {
    try table.setStory(words, of: article)
  }

  /// Forgets the claims of an article whose mentions are still there.
  mutating func forget(article: Int64) throws {
    for number in try table.numbers(in: article) {
      guard let row = try table.row(number) else {
        throw StoreFault.inconsistent("claim \(number)")
      }
      let keys = bench.keys(of: row.content).map { Int64(bitPattern: $0) }
      for key in keys where came[key]?.remove(row.position) == nil {
        went[key, default: []].insert(row.position)
      }
      try table.remove(row.position, keys: keys)
    }
    try table.setStory(nil, of: article)
  }

  /// Finds which claims are linked; those of which a link came or went.
  mutating func link() throws -> Set<Int64> {
    var pairs = ClaimPairs()
    for key in Set(came.keys).union(went.keys).sorted() {
      for run in try runs(of: key) { run.add(to: &pairs, limit: limit, areNear: bench.areNear) }
    }
    var changed: Set<Int64> = []
    for pair in pairs.compared.sorted() where try links(pair) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO tie (first, second) VALUES (?, ?)")
        .execute(arguments: [pair.first, pair.second])
      if db.changesCount > 0 { changed.formUnion([pair.first, pair.second]) }
    }
    for pair in pairs.doubtful.subtracting(pairs.compared).sorted() where try isParted(pair) {
      try db.cachedStatement(sql: "DELETE FROM tie WHERE first = ? AND second = ?")
        .execute(arguments: [pair.first, pair.second])
      changed.formUnion([pair.first, pair.second])
    }
    return changed
  }

  /// The claims of a key around those that came or went.
  private func runs(of key: Int64) throws -> [ClaimRun] {
    let fresh = came[key] ?? []
    let changes = fresh.union(went[key] ?? []).sorted()
    var runs: [ClaimRun] = []
    var next = 0
    while next < changes.count {
      var run = ClaimRun()
      for position in try table.before(changes[next], key: key, limit: limit).reversed() {
        run.append(position, isFresh: false)
      }
      var last = run.count
      var isWhole = true
      try table.from(changes[next], key: key) { position in
        while next < changes.count, changes[next] <= position {
          if !fresh.contains(changes[next]) { run.skip() }
          next += 1
          last = run.count
        }
        isWhole = run.count - last <= limit
        if isWhole { run.append(position, isFresh: fresh.contains(position)) }
        return isWhole
      }
      // Behind what went last there is nothing.
      if isWhole { next = changes.count }
      runs.append(run)
    }
    return runs
  }

  private mutating func links(_ pair: MentionPair) throws -> Bool {
    let (one, two) = (try loaded(pair.first).local, try loaded(pair.second).local)
    return bench.links(one, two)
  }

  /// Whether two claims that are linked are compared under no key any more.
  private mutating func isParted(_ pair: MentionPair) throws -> Bool {
    let ties = try db.cachedStatement(sql: "SELECT 1 FROM tie WHERE first = ? AND second = ?")
    guard try Int.fetchOne(ties, arguments: [pair.first, pair.second]) != nil else { return false }
    let (one, two) = (try loaded(pair.first), try loaded(pair.second))
    let (first, second) = (min(one.position, two.position), max(one.position, two.position))
    for key in Set(bench.keys(of: one.local)).intersection(bench.keys(of: two.local)) {
      var distance = -1
      try table.from(first, key: Int64(bitPattern: key)) { position in
        distance += 1
        return position < second && distance <= limit
      }
      if distance <= limit { return false }
    }
    return true
  }

  private mutating func loaded(_ number: Int64) throws -> (local: Int, position: ClaimPosition) {
    if let claim = claims[number] { return claim }
    guard let row = try table.row(number) else { throw StoreFault.inconsistent("claim \(number)") }
    if articles[row.article] == nil {
      articles[row.article] = bench.addArticle(
        day: row.position.day, story: try table.story(of: row.article))
    }
    let local = bench.add(row.content, article: articles[row.article] ?? 0)
    claims[number] = (local, row.position)
    return (local, row.position)
  }
}
