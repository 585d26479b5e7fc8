import GRDB
import QuoteLinking
import QuoteRecords

/// One batch of changes: takes them into the tables and links what they touch, so that the store
/// is as if all its articles had been linked at once.
///
/// What is linked is kept in layers, each of which hangs on those before alone: which forms share
/// words (`edge`, `holding`), which mentions equal words join (`peer`, `leader`, `tie`), which lie
/// in others (`attachment`), which claims are linked (`tie`), and the clusters. Each layer is made
/// anew where one before it changed.
struct Batch {
  /// What came of a batch.
  struct Outcome {
    var report = StoreReport()
    var change = Region.Change()
  }

  let db: Database
  let options: LinkOptions
  let bits: WordBits
  let forms: FormTable
  var postings: PostingTable
  let inPeriods: PeriodTable
  var bench: Workbench
  var claims: BatchClaims
  var outcome = Outcome()

  /// In which periods mentions of a form came or went.
  var touched: [Int64: Set<Period>] = [:]
  /// The forms that lost mentions or took over others', whose sets are made anew.
  var thinned: Set<Int64> = []
  /// The forms that lost mentions, whose plainest variant may be gone.
  var lost: Set<Int64> = []
  /// The forms that are new.
  var fresh: Set<Int64> = []
  /// The forms that are gone, and where they were.
  var gone: [Int64: (form: TextForm, periods: Set<Period>)] = [:]
  /// By how much the mentions of forms grew.
  var counts: [Int64: Int] = [:]
  /// What the letters of this batch's texts were found to be.
  var resolved: [Letters: FormTable.Row] = [:]
  /// The mentions that came.
  var added: Set<Int64> = []
  /// The number of each form in the workbench, and what finds it.
  var locals: [Int64: Int] = [:]
  var known: [Int64: TextFacts] = [:]
  /// The postings of new forms, ascending.
  var indexed: [PackedPosting] = []
  /// The kept bits of the keys of forms that are gone, once for each.
  var goneKeys: [UInt64] = []
  /// The fragments with a key of which longer forms that held them are gone.
  var fragments: Set<Int64> = []
  /// The longer forms that must be attached anew.
  var contained: Set<Int64> = []
  /// Which short runs forms had that are gone, and when.
  var formerRuns: [(runs: Set<UInt64>, periods: Set<Period>)] = []
  /// The core edges whose joins must be found anew.
  var cores: Set<FormPair> = []
  /// What of the mentions' graph changed.
  var region = Region()

  init(_ db: Database, options: LinkOptions, bits: WordBits, slice: Int) throws {
    self.db = db
    self.options = options
    self.bits = bits
    forms = try FormTable(db)
    postings = try PostingTable(db, slice: slice)
    inPeriods = try PeriodTable(db)
    bench = Workbench(options: options, bits: bits)
    claims = BatchClaims(db, options: options, bits: bits)
  }

  /// Takes all changes and links; what came of it.
  mutating func apply(_ changes: [StoreChange]) throws -> Outcome {
    try take(changes)
    guard !touched.isEmpty || !claims.isEmpty else { return outcome }
    try settleForms()
    try indexForms()
    try compareForms()
    region.mentions.formUnion(try claims.link())
    var linking = BatchLinking(self)
    try linking.link()
    var region = linking.batch.region
    region.added = added
    outcome.change = try region.settle(db)
    try postings.settle()
    return outcome
  }

  /// The number of a form in the workbench.
  mutating func local(_ number: Int64) throws -> Int {
    if let local = locals[number] { return local }
    guard let row = try forms.form(number) else { throw StoreFault.inconsistent("form \(number)") }
    let local = bench.add(row.form)
    locals[number] = local
    return local
  }
}

extension Batch {
  /// What finds a form among others.
  mutating func facts(of number: Int64) throws -> TextFacts {
    if let facts = known[number] { return facts }
    let text = try local(number)
    let facts = bench.facts(of: text)
    known[number] = facts
    return facts
  }

  /// Whether a form is there and not gone.
  func isThere(_ number: Int64) throws -> Bool {
    try locals[number] != nil || forms.form(number) != nil
  }
}

/// Two forms, the one with the smaller number first.
struct FormPair: Hashable, Comparable {
  var first: Int64
  var second: Int64

  init(_ one: Int64, _ two: Int64) { (first, second) = (min(one, two), max(one, two)) }

  static func < (one: FormPair, two: FormPair) -> Bool {
    (one.first, one.second) < (two.first, two.second)
  }
}
