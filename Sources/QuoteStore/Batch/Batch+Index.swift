import GRDB
import QuoteLinking

/// The keys under which forms are found.
enum PostingKey {
  /// A telling word in a period.
  static func anchor(_ word: UInt64, in period: Period) -> UInt64 {
    mix(word, UInt64(bitPattern: period.stored), 0x616e_6368)
  }

  /// All words of a fragment without a run that others may share.
  static func fragment(_ run: UInt64) -> UInt64 { mix(run, 0, 0x7765_616b) }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood) over three numbers.
  private static func mix(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
    var word = (one ^ three) &* 0x9e37_79b9_7f4a_7c15 &+ two &* 0xc2b2_ae3d_27d4_eb4f
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}

extension TextFacts {
  /// The posting of a form with these facts.
  func posting(of form: Int64) -> Posting {
    Posting(rank: Int64(bitPattern: rank), form: form)
  }

  /// The keys that hang on its words alone.
  var fixedKeys: [UInt64] { isWeak ? [PostingKey.fragment(run)] : keys }
}

extension Batch {
  /// Puts new forms into the index and takes those out that are gone; then those words by which
  /// forms are found in a period.
  mutating func indexForms() throws {
    for (number, (form, periods)) in gone.sorted(by: { $0.key < $1.key }) {
      try unindex(number, form, periods)
    }
    for number in fresh.sorted() {
      let facts = try facts(of: number)
      for key in facts.fixedKeys.sorted() { try index(key, facts.posting(of: number)) }
    }
    for (number, periods) in touched.sorted(by: { $0.key < $1.key }) {
      for period in periods.sorted() { try indexAnchors(of: number, in: period) }
    }
  }

  private mutating func index(_ key: UInt64, _ posting: Posting) throws {
    try postings.add(key, posting)
    postingsAdded += 1
  }

  private mutating func unindex(
    _ number: Int64, _ form: TextForm, _ periods: Set<Period>
  ) throws {
    // Another form may stand for the same letters now.
    var old = Workbench(options: options, bits: bits)
    let text = old.add(form)
    let facts = old.facts(of: text)
    for key in facts.fixedKeys { try postings.remove(key, facts.posting(of: number)) }
    for word in old.anchors(of: text) {
      for period in periods {
        try postings.remove(PostingKey.anchor(word, in: period), facts.posting(of: number))
      }
    }
    let containers = try db.cachedStatement(
      sql: "SELECT fragment FROM holding WHERE container = ?")
    fragments.formUnion(try Int64.fetchAll(containers, arguments: [number]))
    let inside = try db.cachedStatement(
      sql: """
        SELECT first FROM edge WHERE second = ?1 AND inside = 1
        UNION ALL SELECT second FROM edge WHERE first = ?1 AND inside = 2
        """)
    contained.formUnion(try Int64.fetchAll(inside, arguments: [number]))
    formerRuns.append((old.weakRuns(of: text), periods))
    try forms.remove(number)
  }

  /// Puts the telling words of a form into the index of a period in which it is new, or takes them
  /// out where it is no more.
  private mutating func indexAnchors(of number: Int64, in period: Period) throws {
    let facts = try facts(of: number)
    guard facts.words > 1 else { return }
    let isThere = try has(number, in: period)
    if isThere, !fresh.contains(number), !thinned.contains(number),
      try wasThere(number, in: period)
    {
      return
    }
    let posting = facts.posting(of: number)
    let text = try local(number)
    for word in bench.anchors(of: text).sorted() {
      let key = PostingKey.anchor(word, in: period)
      if isThere { try index(key, posting) } else { try postings.remove(key, posting) }
    }
  }

  /// Whether a form has a mention in a period.
  func has(_ form: Int64, in period: Period) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM mention WHERE form = ? AND period = ? LIMIT 1")
    return try Int.fetchOne(statement, arguments: [form, period.stored]) != nil
  }

  /// Whether a form had one before this batch.
  private func wasThere(_ form: Int64, in period: Period) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM mention WHERE form = ? AND period = ? AND number < ? LIMIT 1")
    let first = added.min() ?? Int64.max
    return try Int.fetchOne(statement, arguments: [form, period.stored, first]) != nil
  }
}
