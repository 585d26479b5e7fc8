import GRDB
import QuoteLinking

extension TextFacts {
  /// The posting of a form with these facts.
  func posting(of form: Int64) -> Posting {
    Posting(rank: Int64(bitPattern: rank), form: form)
  }
}

extension Batch {
  /// Puts new forms into the index and takes those out that are gone; then those words by which
  /// forms are found in a period.
  mutating func indexForms() throws {
    var left: [PackedPosting] = []
    for (number, (form, periods)) in gone.sorted(by: { $0.key < $1.key }) {
      try unindex(number, form, periods, &left)
    }
    try postings.remove(left)
    var lettered: [PackedPosting] = []
    for number in fresh.sorted() {
      let facts = try facts(of: number)
      let posting = facts.posting(of: number)
      for key in facts.keys { indexed.append(try PackedPosting(key: key, posting)) }
      lettered.append(try PackedPosting(key: facts.letters, posting))
    }
    indexed.sort()
    // Keys of a text that are the same in the bits that are kept are one.
    var last: PackedPosting?
    indexed.removeAll { posting in
      defer { last = posting }
      return posting == last
    }
    postings.add(indexed + lettered)
    for (number, periods) in touched.sorted(by: { $0.key < $1.key }) {
      for period in periods.sorted() { try index(number, in: period) }
    }
  }

  /// Takes a form that is gone out of the periods, and adds its postings to `left`.
  private mutating func unindex(
    _ number: Int64, _ form: TextForm, _ periods: Set<Period>, _ left: inout [PackedPosting]
  ) throws {
    // Another form may stand for the same letters now.
    var old = Workbench(options: options, bits: bits)
    let text = old.add(form)
    let facts = old.facts(of: text)
    let posting = facts.posting(of: number)
    for key in facts.keys {
      left.append(try PackedPosting(key: key, posting))
      goneKeys.append(PackedPosting.kept(of: key))
    }
    left.append(try PackedPosting(key: facts.letters, posting))
    let words = old.anchors(of: text)
    for period in periods {
      for word in words {
        try inPeriods.set(false, word: word, in: period, posting)
      }
      if facts.isWeak { try inPeriods.set(false, fragment: facts.run, in: period, number) }
    }
    let containers = try db.cachedStatement(
      sql: "SELECT fragment FROM holding WHERE container = ?")
    fragments.formUnion(try Int64.all(containers, [number]))
    let inside = try db.cachedStatement(
      sql: """
        SELECT first FROM edge WHERE second = ?1 AND inside = 1
        UNION ALL SELECT second FROM edge WHERE first = ?1 AND inside = 2
        """)
    contained.formUnion(try Int64.all(inside, [number]))
    formerRuns.append((old.weakRuns(of: text), periods))
    try forms.remove(number)
  }

  /// Puts a form into the index of a period in which it is new, or takes it out where it is no
  /// more.
  private mutating func index(_ number: Int64, in period: Period) throws {
    let facts = try facts(of: number)
    guard facts.words > 1 || facts.isWeak else { return }
    let isThere = try has(number, in: period)
    if isThere, !fresh.contains(number), !thinned.contains(number),
      try wasThere(number, in: period)
    {
      return
    }
    if facts.isWeak { try inPeriods.set(isThere, fragment: facts.run, in: period, number) }
    guard facts.words > 1 else { return }
    let text = try local(number)
    for word in bench.anchors(of: text).sorted() {
      try inPeriods.set(isThere, word: word, in: period, facts.posting(of: number))
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
