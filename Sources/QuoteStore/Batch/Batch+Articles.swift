import GRDB
import QuoteLinking
import QuoteRecords

/// An article that is to be put, with its stretches.
struct ReadArticle {
  var article: ArticleRecord
  var stretches: [Stretch]
  /// A hash of all that is kept of it.
  var digest: [UInt8]
}

extension Batch {
  /// Takes changes into the tables, in their order.
  mutating func take(_ changes: [StoreChange]) throws {
    var articles = try read(changes).makeIterator()
    for change in changes {
      switch change {
      case .put: if let article = articles.next() { try put(article) }
      case .remove(let id): try remove(id)
      }
    }
  }

  /// Reads what is to be put, in the order of the changes, and looks up at once what will be asked
  /// for of the index.
  private mutating func read(_ changes: [StoreChange]) throws -> [ReadArticle] {
    let table = ArticleTable(db)
    var articles: [ReadArticle] = []
    var keys: [UInt64] = []
    for case .put(let article) in changes {
      var stretches = bench.stretches(of: article)
      let digest = Self.digest(of: article, stretches)
      let isThere = try table.find(article.id)?.digest == digest
      for place in stretches.indices {
        if !isThere { keys += stretches[place].keys }
        stretches[place].keys = []
      }
      articles.append(ReadArticle(article: article, stretches: stretches, digest: digest))
    }
    try postings.lookUp(keys, limit: 4 * options.postings)
    return articles
  }

  /// Takes an article, in place of one with its id that says something else.
  private mutating func put(_ read: ReadArticle) throws {
    let (article, stretches, digest) = (read.article, read.stretches, read.digest)
    let table = ArticleTable(db)
    let old = try table.find(article.id)
    if let old, old.digest == digest {
      outcome.report.unchanged += 1
      return
    }
    if let old {
      try forget(old.number)
      outcome.report.replaced += 1
    } else {
      outcome.report.added += 1
    }
    let kept = KeptArticle(id: article.id, outlet: article.outlet, published: article.published)
    let numbers = try table.add(article, digest: digest, day: kept.day)
    let period = Period(day: kept.day, window: options.window)
    for stretch in stretches {
      try add(stretch, article: numbers.article, quote: numbers.quotes[stretch.quote], period)
    }
    try addClaims(of: article, kept, numbers, period)
  }

  /// Forgets an article by its id.
  private mutating func remove(_ id: String) throws {
    guard let old = try ArticleTable(db).find(id) else {
      outcome.report.unknown.append(id)
      return
    }
    try forget(old.number)
    outcome.report.removed += 1
  }

  /// A hash of all that is kept of an article.
  private static func digest(of article: ArticleRecord, _ stretches: [Stretch]) -> [UInt8] {
    var record = article
    (record.text, record.sentences, record.run) = (nil, nil, nil)
    var hash = SHA256()
    hash.update(record.json())
    for stretch in stretches { hash.update(Array("\n\(stretch.before)\n\(stretch.after)".utf8)) }
    return hash.digest()
  }

  private mutating func add(
    _ stretch: Stretch, article: Int64, quote: Int64, _ period: Period
  ) throws {
    let form = try stretch.form.map { try number(of: $0) }
    try db.cachedStatement(sql: Self.insertMention).execute(arguments: [
      article, quote, stretch.part, stretch.start, stretch.end, stretch.inTitle, stretch.text,
      stretch.before, stretch.after, form, period.stored,
    ])
    guard let form else { return }
    added.insert(db.lastInsertedRowID)
    touched[form, default: []].insert(period)
    counts[form, default: 0] += 1
  }

  private static let insertMention = """
    INSERT INTO mention (article, quote, part, start, "end", in_title, words, before, after,
      form, period) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private mutating func addClaims(
    of record: ArticleRecord, _ article: KeptArticle, _ numbers: ArticleTable.Numbers,
    _ period: Period
  ) throws {
    let (found, story) = claims.claims(of: record)
    guard !found.isEmpty else { return }
    try claims.keepStory(story, of: numbers.article)
    for claim in found {
      try db.cachedStatement(sql: Self.insertMention).execute(arguments: [
        numbers.article, nil, claim.part, claim.start, claim.end, claim.inTitle, claim.text, "",
        "", nil, period.stored,
      ])
      let number = db.lastInsertedRowID
      added.insert(number)
      let source = record.claims[claim.claim]
      try claims.add(
        claim, number: number, of: article, words: source.span.text,
        speaker: numbers.speakers[source.asserter])
    }
  }

  /// Forgets an article and its mentions, and marks what they touched.
  private mutating func forget(_ article: Int64) throws {
    try claims.forget(article: article)
    let rows = try StoredRow.all(
      db.cachedStatement(
        sql: "SELECT number, form, period, cluster FROM mention WHERE article = ?"),
      [article])
    for row in rows {
      let number: Int64 = try row[0]
      if let cluster = try row[3] as Int64? { region.clusters.insert(cluster) }
      added.remove(number)
      guard let form = try row[1] as Int64? else { continue }
      touched[form, default: []].insert(try row[2])
      thinned.insert(form)
      lost.insert(form)
      counts[form, default: 0] -= 1
      for sql in [
        "DELETE FROM tie WHERE first = ?", "DELETE FROM tie WHERE second = ?",
        "DELETE FROM attachment WHERE fragment = ?", "DELETE FROM attachment WHERE container = ?",
      ] {
        try db.cachedStatement(sql: sql).execute(arguments: [number])
      }
    }
    try db.cachedStatement(sql: "DELETE FROM mention WHERE article = ?")
      .execute(arguments: [article])
    try ArticleTable(db).remove(article)
  }
}
