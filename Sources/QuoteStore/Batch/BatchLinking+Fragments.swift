import GRDB
import QuoteLinking

/// A text of which mentions are linked by more than their words, with the mentions that hold it.
struct LoadedFragment {
  /// Where its words stand in another form.
  struct Holder {
    var form: Int64
    var word: Int
    /// The period of the mentions that count; `nil`: all do.
    var period: Period?
  }

  var form: Int64
  var holders: [Holder] = []
  /// Whether it has a key and is a slogan at every date, before the batch and after it; also where
  /// too many mentions hold it.
  var isSlogan = false
  /// When it is linked anew; `nil`: at all dates.
  var dates: LinkPlan.Dates?
  /// The mentions that hold it in a period.
  var around: [Period: [Holder]] = [:]
}

/// Two mentions, the one with the smaller number first.
struct MentionPair: Hashable, Comparable {
  var first: Int64
  var second: Int64

  init(_ one: Int64, _ two: Int64) { (first, second) = (min(one, two), max(one, two)) }

  static func < (one: MentionPair, two: MentionPair) -> Bool {
    (one.first, one.second) < (two.first, two.second)
  }
}

extension BatchLinking {
  /// Loads a fragment with a key and all that hold it; of a slogan what is near in time alone.
  mutating func loadFragment(
    _ form: Int64, _ dates: LinkPlan.Dates
  ) throws -> LoadedFragment {
    var fragment = LoadedFragment(form: form)
    let statement = try db.cachedStatement(
      sql: """
        SELECT container, word, mentions FROM holding JOIN form ON number = container
        WHERE fragment = ?
        """)
    var (count, before) = (0, 0)
    try StoredRow.each(statement, [form]) { row in
      let (holder, mentions): (Int64, Int) = try (row[0], row[2])
      fragment.holders.append(.init(form: holder, word: try row[1], period: nil))
      count += mentions
      before += mentions - (batch.counts[holder] ?? 0)
      return max(count, before) <= Workbench.stockLimit
    }
    if max(count, before) <= Workbench.stockLimit, try isSlogan(fragment, dates) {
      try loadNear(&fragment, dates)
      return fragment
    }
    fragment.isSlogan = count > Workbench.stockLimit
    if fragment.isSlogan { fragment.holders = [] }
    try loadAll(of: form)
    for holder in fragment.holders { try loadAll(of: holder.form) }
    return fragment
  }

  /// Whether a fragment is a slogan at every date, and was before the batch, so that what links its
  /// mentions hangs on those near in time alone: it stood in so many periods already, and neither
  /// it nor what holds it has mentions without a date.
  private func isSlogan(_ fragment: LoadedFragment, _ dates: LinkPlan.Dates) throws -> Bool {
    let (form, undated) = (fragment.form, Period(number: nil))
    guard !dates.areAll, !dates.own.contains(undated), !dates.attach.contains(undated),
      !batch.fresh.contains(form), !batch.thinned.contains(form)
    else { return false }
    let statement = try db.cachedStatement(
      sql: """
        SELECT period FROM mention WHERE form = ? AND period > ? AND number < ?
        ORDER BY period LIMIT 1
        """)
    let first = batch.added.min() ?? Int64.max
    var last = Int64.min
    for _ in 0..<Workbench.sloganPeriods {
      guard let period = try Int64.first(statement, [form, last, first]),
        period != undated.stored
      else { return false }
      last = period
    }
    return try !([form] + fragment.holders.map(\.form)).contains {
      try batch.has($0, in: undated)
    }
  }

  /// Loads the mentions of a slogan that are linked anew, and those near them that hold it.
  private mutating func loadNear(
    _ fragment: inout LoadedFragment, _ dates: LinkPlan.Dates
  ) throws {
    fragment.isSlogan = true
    fragment.dates = dates
    var attached: Set<Period> = []
    for period in Set(dates.own.flatMap(\.around)).union(dates.attach).sorted() {
      let own = try load(where: "m.form = ? AND m.period = ?", [fragment.form, period.stored])
      if !own.isEmpty, dates.attach.contains(period) { attached.insert(period) }
    }
    for period in Set(attached.flatMap(\.around)).sorted() {
      for holder in fragment.holders {
        try load(where: "m.form = ? AND m.period = ?", [holder.form, period.stored])
        fragment.around[period, default: []].append(
          .init(form: holder.form, word: holder.word, period: period))
      }
    }
  }

  /// Loads a fragment without a key and those that hold it around the periods in question.
  mutating func loadWeak(_ form: Int64, _ dates: LinkPlan.Dates) throws -> LoadedFragment {
    var fragment = LoadedFragment(form: form, dates: dates)
    let near = Set(dates.own.flatMap(\.around)).union(dates.attach)
    for period in near.sorted() {
      try load(where: "m.form = ? AND m.period = ?", [form, period.stored])
    }
    let facts = try batch.facts(of: form)
    guard let anchor = facts.anchor else { return fragment }
    for period in Set(dates.attach.flatMap(\.around)).sorted() {
      let own = facts.posting(of: form)
      var holders: [LoadedFragment.Holder] = []
      var count = 0
      for posting in try batch.inPeriods.forms(with: anchor, in: period, longerThan: own.rank) {
        let (part, whole) = (try batch.local(form), try batch.local(posting.form))
        guard let word = batch.bench.place(of: part, in: whole) else { continue }
        holders.append(.init(form: posting.form, word: word, period: period))
        count += try load(
          where: "m.form = ? AND m.period = ?", [posting.form, period.stored]
        ).count
        if count > Workbench.stockLimit { break }
      }
      if count <= Workbench.stockLimit { fragment.around[period] = holders }
    }
    return fragment
  }

  /// Loads a longer form and those in which it lies whole.
  mutating func loadContained(_ form: Int64) throws -> LoadedFragment {
    var fragment = LoadedFragment(form: form)
    try loadAll(of: form)
    let statement = try db.cachedStatement(
      sql: """
        SELECT second, word FROM edge WHERE first = ?1 AND inside = 1
        UNION ALL SELECT first, word FROM edge WHERE second = ?1 AND inside = 2
        """)
    for row in try StoredRow.all(statement, [form]) {
      let holder: Int64 = try row[0]
      fragment.holders.append(.init(form: holder, word: try row[1], period: nil))
      try loadAll(of: holder)
    }
    return fragment
  }

  /// Keeps what links a fragment.
  mutating func keep(_ fragment: LoadedFragment) throws {
    let text = try batch.local(fragment.form)
    let facts = try batch.facts(of: fragment.form)
    if facts.isFragment, batch.thinned.contains(fragment.form) { try dropPeers(of: fragment.form) }
    if let dates = fragment.dates { return try keep(fragment, dates, text) }
    guard facts.isFragment else { return try keepContained(fragment, text) }
    let containers = try containers(fragment.holders)
    let pairs = batch.bench.pairs(
      of: text, containers: containers, isSlogan: fragment.isSlogan, isWeak: false)
    try keep(pairs, of: fragment.form, firstIn: nil)
    let found = batch.bench.attachments(
      of: text, batch.bench.mentions(of: text), to: containers, isSlogan: fragment.isSlogan,
      isWeighed: true)
    try keep(found, of: fragment.form, in: nil)
  }

  /// A variant of more words, which had sets, may have stood for the letters of a fragment.
  private mutating func dropPeers(of form: Int64) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE mention SET peer = NULL WHERE form = ? AND peer IS NOT NULL RETURNING number")
    batch.region.mentions.formUnion(try Int64.all(statement, [form]))
  }

  /// Keeps what links a fragment at some dates: one without a key, or a slogan.
  private mutating func keep(
    _ fragment: LoadedFragment, _ dates: LinkPlan.Dates, _ text: Int
  ) throws {
    let bench = batch.bench
    let isSlogan = fragment.isSlogan
    let firsts = Set(dates.own.flatMap { period in period.around.filter { $0 <= period } })
    let pairs = bench.pairs(of: text, containers: [], isSlogan: isSlogan, isWeak: !isSlogan)
    try keep(
      pairs.filter { firsts.contains(bench.period(of: $0.0)) }, of: fragment.form, firstIn: firsts)
    let groups = Dictionary(grouping: bench.mentions(of: text)) { bench.period(of: $0) }
    var found: [Attachment] = []
    for period in dates.attach.sorted() {
      let containers = try containers(period.around.flatMap { fragment.around[$0] ?? [] })
      found += bench.attachments(
        of: text, groups[period] ?? [], to: containers, isSlogan: isSlogan, isWeighed: isSlogan)
    }
    try keep(found, of: fragment.form, in: dates.attach)
  }

  private mutating func keepContained(_ fragment: LoadedFragment, _ text: Int) throws {
    var found: [Attachment] = []
    for holder in fragment.holders {
      found += batch.bench.attachments(
        of: text, batch.bench.mentions(of: text), to: try containers([holder]), isSlogan: false,
        isWeighed: false)
    }
    try keep(found, of: fragment.form, in: nil)
  }

  private mutating func containers(_ holders: [LoadedFragment.Holder]) throws -> [Container] {
    var result: [Container] = []
    for holder in holders {
      let text = try batch.local(holder.form)
      for mention in batch.bench.mentions(of: text)
      where holder.period == nil || batch.bench.period(of: mention) == holder.period {
        result.append(Container(mention: mention, text: text, word: holder.word))
      }
    }
    return result
  }

  /// Keeps the ties of a fragment's mentions, the first of which is in some periods.
  private mutating func keep(
    _ pairs: [(Int, Int)], of form: Int64, firstIn periods: Set<Period>?
  ) throws {
    let new = Set(pairs.map { MentionPair(numbers[$0.0], numbers[$0.1]) })
    var old: Set<MentionPair> = []
    let near = periods.map { Set($0.flatMap(\.around)) }
    try forEach(
      "SELECT t.first, t.second FROM mention JOIN tie t ON t.first = number", of: form, in: near
    ) { row in
      let pair = try MentionPair(row[0], row[1])
      guard let one = places[pair.first], let two = places[pair.second],
        periods?.contains(batch.bench.period(of: min(one, two))) ?? true
      else { return }
      old.insert(pair)
    }
    for pair in old.subtracting(new).sorted() {
      try db.cachedStatement(sql: "DELETE FROM tie WHERE first = ? AND second = ?")
        .execute(arguments: [pair.first, pair.second])
      batch.region.mentions.formUnion([pair.first, pair.second])
    }
    for pair in new.subtracting(old).sorted() {
      try db.cachedStatement(sql: "INSERT INTO tie (first, second) VALUES (?, ?)")
        .execute(arguments: [pair.first, pair.second])
      batch.region.mentions.formUnion([pair.first, pair.second])
    }
  }

  /// Keeps the attachments of a form's mentions in some periods.
  private mutating func keep(
    _ found: [Attachment], of form: Int64, in periods: Set<Period>?
  ) throws {
    var new: [KeptAttachment.Pair: KeptAttachment] = [:]
    for attachment in found {
      let kept = KeptAttachment(
        fragment: numbers[attachment.fragment], container: numbers[attachment.container],
        context: attachment.context, gap: attachment.gap, length: attachment.length)
      new[kept.pair] = kept
    }
    var stale: [KeptAttachment.Pair] = []
    try forEach(
      """
      SELECT a.fragment, a.container, a.context, a.gap, a.length
      FROM mention JOIN attachment a ON a.fragment = number
      """, of: form, in: periods
    ) { row in
      let old = try KeptAttachment(row)
      if new[old.pair] == old { new[old.pair] = nil } else { stale.append(old.pair) }
    }
    for pair in stale {
      try db.cachedStatement(sql: "DELETE FROM attachment WHERE fragment = ? AND container = ?")
        .execute(arguments: [pair.fragment, pair.container])
      batch.region.mentions.insert(pair.fragment)
    }
    for (_, kept) in new.sorted(by: { $0.key < $1.key }) {
      try db.cachedStatement(
        sql: """
          INSERT INTO attachment (fragment, container, context, gap, length)
          VALUES (?, ?, ?, ?, ?)
          """
      ).execute(arguments: [kept.fragment, kept.container, kept.context, kept.gap, kept.length])
      batch.region.mentions.insert(kept.fragment)
    }
  }

  /// Reads what is kept of a form's mentions, in some periods or all.
  private func forEach(
    _ query: String, of form: Int64, in periods: Set<Period>?, _ body: (StoredRow) throws -> Void
  ) throws {
    guard let periods else {
      let statement = try db.cachedStatement(sql: "\(query) WHERE form = ?")
      for row in try StoredRow.all(statement, [form]) { try body(row) }
      return
    }
    let statement = try db.cachedStatement(sql: "\(query) WHERE form = ? AND period = ?")
    for period in periods.sorted() {
      for row in try StoredRow.all(statement, [form, period.stored]) { try body(row) }
    }
  }
}

/// What speaks for a mention lying in another, as it is kept.
struct KeptAttachment: Hashable {
  /// The two mentions.
  struct Pair: Hashable, Comparable {
    var fragment: Int64
    var container: Int64

    static func < (one: Pair, two: Pair) -> Bool {
      (one.fragment, one.container) < (two.fragment, two.container)
    }
  }

  var fragment: Int64
  var container: Int64
  var context: Int
  var gap: Int
  var length: Int

  var pair: Pair { Pair(fragment: fragment, container: container) }
}

extension KeptAttachment {
  /// Reads a row of all its columns.
  init(_ row: StoredRow) throws(StoreFault) {
    // Without a date the gap is the largest number: it is no quantity.
    let gap: Int64 = try row[3]
    try self.init(
      fragment: row[0], container: row[1], context: row[2], gap: Int(gap), length: row[4])
  }
}
