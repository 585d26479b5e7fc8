import GRDB
import QuoteLinking

/// Links the mentions that a batch touched: loads what their links hang on, and keeps what changed.
struct BatchLinking {
  var batch: Batch
  var table: MentionTable
  /// The mentions that were loaded.
  var rows: [Int64: MentionRow] = [:]
  /// The forms of which all mentions were.
  private var whole: Set<Int64> = []
  /// The place of each mention in the workbench's order, and the other way.
  private(set) var places: [Int64: Int] = [:]
  private(set) var numbers: [Int64] = []

  var db: Database { batch.db }

  init(_ batch: Batch) {
    self.batch = batch
    table = MentionTable(batch.db)
  }

  /// Links all that was touched.
  mutating func link() throws {
    let plan = try LinkPlan(&batch)
    let appended = try plan.longs.compactMap { form in try appendable(form).map { (form, $0) } }
    let whole = plan.longs.subtracting(appended.map(\.0))
    for form in whole.sorted() { try loadAll(of: form) }
    let fragments = try plan.fragments.sorted { $0.key < $1.key }
      .map { try loadFragment($0.key, $0.value) }
    let weak = try plan.weak.sorted { $0.key < $1.key }.map { try loadWeak($0.key, $0.value) }
    let contained = try plan.contained.sorted().map { try loadContained($0) }
    try place()
    for form in whole.sorted() { try keepSets(of: form) }
    for (form, leaders) in appended { try append(to: form, leaders) }
    for fragment in fragments { try keep(fragment) }
    for fragment in weak { try keep(fragment) }
    for form in contained { try keep(form) }
    try joinCores()
  }

  /// Loads the mentions that a condition names, unless they are there.
  @discardableResult
  mutating func load(
    where condition: String, _ arguments: StatementArguments
  ) throws -> [Int64] {
    let found = try table.rows(where: condition, arguments)
    for row in found where rows[row.number] == nil { rows[row.number] = row }
    return found.map(\.number)
  }

  /// Loads all mentions of a form.
  mutating func loadAll(of form: Int64) throws {
    guard whole.insert(form).inserted else { return }
    try load(where: "m.form = ?", [form])
  }

  /// Brings the mentions that were loaded into their order.
  mutating func place() throws {
    let loaded = rows.keys.sorted()
    var kept: [(KeptMention, Int)] = []
    for number in loaded {
      guard let row = rows[number] else { continue }
      kept.append((row.kept, try batch.local(row.form)))
    }
    numbers = loaded
    places = [:]
    for (place, number) in zip(batch.bench.setMentions(kept, articles: table.articles), loaded) {
      places[number] = place
      numbers[place] = number
    }
  }

  /// The mentions of a form that were loaded, in order, by their places.
  mutating func mentions(of form: Int64) throws -> MentionNumbers {
    let text = try batch.local(form)
    return batch.bench.mentions(of: text)
  }
}

/// What a batch must link anew.
struct LinkPlan {
  /// When a fragment is linked anew.
  struct Dates {
    /// The periods in which its own mentions changed.
    var own: Set<Period> = []
    /// The periods in which it is attached anew.
    var attach: Set<Period> = []
    /// Whether a longer form that held it is gone: it is attached anew at all dates.
    var areAll = false
  }

  /// The longer forms whose mentions changed.
  var longs: Set<Int64> = []
  /// The fragments with a key.
  var fragments: [Int64: Dates] = [:]
  /// The fragments without.
  var weak: [Int64: Dates] = [:]
  /// The longer forms that lie in others.
  var contained: Set<Int64> = []

  /// The fragments without a key of periods, by the hash of their words.
  private var known: [Period: [UInt64: [Int64]]] = [:]

  /// Finds what hangs on what a batch changed.
  init(_ batch: inout Batch) throws {
    let db = batch.db
    let holdings = try db.cachedStatement(sql: "SELECT fragment FROM holding WHERE container = ?")
    let inside = try db.cachedStatement(
      sql: """
        SELECT first FROM edge WHERE inside = 1 AND (first = ?1 OR second = ?1)
        UNION ALL SELECT second FROM edge WHERE inside = 2 AND (first = ?1 OR second = ?1)
        """)
    for form in batch.fragments.union(batch.contained).sorted() where try batch.isThere(form) {
      if try batch.facts(of: form).isFragment {
        fragments[form, default: Dates()].areAll = true
      } else {
        contained.insert(form)
      }
    }
    for (form, periods) in batch.touched.sorted(by: { $0.key < $1.key }) {
      let facts = try batch.facts(of: form)
      if facts.isWeak {
        weak[form, default: Dates()].own.formUnion(periods)
        weak[form, default: Dates()].attach.formUnion(periods)
      } else if facts.isFragment {
        fragments[form, default: Dates()].own.formUnion(periods)
        fragments[form, default: Dates()].attach.formUnion(periods)
      } else {
        longs.insert(form)
        contained.formUnion(try Int64.all(inside, [form]))
        if batch.thinned.contains(form) { contained.insert(form) }
      }
      let around = periods.flatMap(\.around)
      for fragment in try Int64.all(holdings, [form]) {
        fragments[fragment, default: Dates()].attach.formUnion(around)
      }
      let text = try batch.local(form)
      let runs = batch.bench.weakRuns(of: text)
      try addWeak(runs, periods, batch.inPeriods)
    }
    for (runs, periods) in batch.formerRuns { try addWeak(runs, periods, batch.inPeriods) }
    known = [:]
  }

  /// Plans the fragments without a key that some runs of a form are, in the periods around.
  private mutating func addWeak(
    _ runs: Set<UInt64>, _ periods: Set<Period>, _ table: PeriodTable
  ) throws {
    for period in Set(periods.flatMap(\.around)) {
      let fragments = try known[period] ?? table.fragments(in: period)
      known[period] = fragments
      guard !fragments.isEmpty else { continue }
      for run in runs {
        for form in fragments[run] ?? [] {
          weak[form, default: Dates()].attach.insert(period)
        }
      }
    }
  }
}
