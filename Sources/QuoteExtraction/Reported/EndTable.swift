import FlatImage
import NewsSyntax

/// Features of an end that no word decides and that are asked for together: what they weigh is
/// added up for each name of a place when the model loads.
enum EndGroup {
  typealias Kind = ReportedFrame.ContentKind

  /// What all contents of a kind have in common at a place: how many items are left in the
  /// sentence, and whether one of them is a finite verb.
  case place(Kind, left: Int, isMore: Bool)
  /// What the content is that would end.
  case shape(Kind, isFinite: Bool, commas: Int, words: Int)
  /// What clause holds the cue.
  case clause(Kind, Clause, isFinite: Bool)

  /// What clause holds the cue, as far as its opener tells.
  enum Clause: Int, CaseIterable {
    case main, subordinate, relative

    var name: String {
      switch self {
      case .main: ""
      case .subordinate: "sub"
      case .relative: "rel"
      }
    }
  }

  /// Classes of numbers of commas, of words and of items left: 0 to 3, then 4-7, 8-15 and so on.
  fileprivate static var commas: Int { 3 }
  fileprivate static var words: Int { 8 }
  fileprivate static var left: Int { 6 }
  private static var firstShape: Int { 3 * left * 2 }
  private static var firstClause: Int { firstShape + 3 * 2 * commas * words }

  /// How many there are.
  fileprivate static var count: Int { firstClause + 3 * 3 * 2 }

  /// One of each, in the order of their numbers.
  fileprivate static var all: [EndGroup] {
    let least = [0, 1, 2, 3, 4, 8, 16, 32]
    let decisions = [false, true]
    let places = Kind.allCases.flatMap { kind in
      least.prefix(left).flatMap { left in
        decisions.map { EndGroup.place(kind, left: left, isMore: $0) }
      }
    }
    let shapes = Kind.allCases.flatMap { kind in
      decisions.flatMap { isFinite in
        (0..<commas).flatMap { commas in
          least.map { EndGroup.shape(kind, isFinite: isFinite, commas: commas, words: $0) }
        }
      }
    }
    let clauses = Kind.allCases.flatMap { kind in
      Clause.allCases.flatMap { clause in
        decisions.map { EndGroup.clause(kind, clause, isFinite: $0) }
      }
    }
    return places + shapes + clauses
  }

  /// Where its sum stands for the places of a column.
  @inline(__always)
  func place(_ column: Int) -> Int { column &* Self.count &+ number }

  @inline(__always)
  private var number: Int {
    switch self {
    case .place(let kind, let left, let isMore):
      ((Int(kind.rawValue) &- 1) &* Self.left &+ Self.order(left, Self.left)) &* 2
        &+ (isMore ? 1 : 0)
    case .shape(let kind, let isFinite, let commas, let words):
      Self.firstShape
        &+ (((Int(kind.rawValue) &- 1) &* 2 &+ (isFinite ? 1 : 0)) &* Self.commas
          &+ min(commas, Self.commas &- 1)) &* Self.words &+ Self.order(words, Self.words)
    case .clause(let kind, let clause, let isFinite):
      Self.firstClause
        &+ ((Int(kind.rawValue) &- 1) &* 3 &+ clause.rawValue) &* 2 &+ (isFinite ? 1 : 0)
    }
  }

  /// The class of a number, of so many.
  @inline(__always)
  fileprivate static func order(_ number: Int, _ count: Int) -> Int {
    number < 4 ? number : min(Int.bitWidth &- number.leadingZeroBitCount &+ 1, count &- 1)
  }
}

/// The features of ends that no word decides, found once when the model loads.
struct EndTable: Sendable {
  let weights: EndWeights
  /// The names of places.
  let names: [Symbol]
  private let bias: KnownFeature
  /// By kind of content.
  private let kindNext: [WeightRow]
  /// By kind of content, and whether a finite verb is in it, or behind it.
  private let finiteNext, moreNext: [[WeightRow]]
  /// By kind of content and commas, words, items left in the sentence.
  private let commasNext, lengthNext: [[WeightRow]]
  private let kindLength, kindRest: [[KnownFeature]]
  /// By items left in the sentence.
  private let restNext: [WeightRow]
  /// By kind of clause and whether a finite verb is in the content; with the kind of content.
  private let clauseNext: [[WeightRow]]
  private let clause: [[[KnownFeature]]]
  /// By class of the content's last word.
  private let lastNext: [WeightRow]
  /// By name of the place, with the class behind it as its column.
  private let nextTwo: [WeightRow]
  /// The sums of groups by column and by their numbers, for most places are of few columns.
  private var sums = FlatArray<Int16>()
  let stops = StopTable()

  init(
    _ weights: EndWeights, places: LookNames, _ symbols: FeatureSymbols,
    _ names: inout FeatureNames
  ) {
    self.weights = weights
    self.names = places.symbols
    bias = weights.others.known(.bias, symbols.one)
    // The first of each list by kind stands for none.
    let kinds = [""] + ReportedFrame.ContentKind.allCases.map(\.name)
    let verbs = ["bare", "finite"]
    let numbers = ["0", "1", "2", "3", "4-7", "8-15", "16-31", "32+"]
    let left = numbers[..<5] + ["8+"]
    let clauses = EndGroup.Clause.allCases.map(\.name)
    func symbol(_ name: String) -> Symbol { names.symbol(name) }
    func rows(_ template: FeatureTemplate, _ values: [String]) -> [WeightRow] {
      values.map { weights.rows.row(template, symbol($0)) }
    }
    func pairs(
      _ template: FeatureTemplate, _ first: [String], _ second: some Collection<String>
    ) -> [[WeightRow]] {
      first.map { one in rows(template, second.map { one + $0 }) }
    }
    func known(
      _ template: FeatureTemplate, _ first: [String], _ second: some Collection<String>
    ) -> [[KnownFeature]] {
      first.map { one in
        second.map { weights.others.known(template, symbol(one), symbol($0)) }
      }
    }
    kindNext = rows(.kindNext, kinds)
    finiteNext = pairs(.finiteNext, kinds, verbs)
    moreNext = pairs(.moreNext, kinds, ["none", "more"])
    commasNext = pairs(.commasNext, kinds, numbers[..<EndGroup.commas])
    lengthNext = pairs(.lengthNext, kinds, numbers)
    kindLength = known(.kindLength, kinds, numbers)
    kindRest = known(.kindRest, kinds, left)
    restNext = rows(.restNext, Array(left))
    clauseNext = pairs(.clauseNext, clauses, verbs)
    clause = clauses.map { clause in known(.clause, kinds.map { clause + $0 }, verbs) }
    lastNext = places.symbols.map { weights.rows.row(.lastNext, $0) }
    nextTwo = places.symbols.map { weights.rows.row(.nextTwo, $0) }
    sums = FlatArray(sumsOfGroups())
  }

  private func sumsOfGroups() -> [Int16] {
    var sum = RowSum(weights)
    let groups = EndGroup.all
    return (0..<weights.width).flatMap { column in
      groups.map { group in
        sum.sum = 0
        describe(group, LookAhead.Place(column: UInt16(column)), into: &sum)
        return Int16(clamping: sum.sum)
      }
    }
  }

  /// Writes the features of a group at a place.
  func describe(
    _ group: EndGroup, _ place: LookAhead.Place, into sink: inout some EndSink
  ) {
    switch group {
    case .place(let kind, let items, let isMore):
      let kind = Int(kind.rawValue)
      let left = EndGroup.order(items, EndGroup.left)
      sink.add(bias)
      sink.add(kindNext[kind], place)
      sink.add(restNext[left], place)
      sink.add(kindRest[kind][left])
      sink.add(moreNext[kind][isMore ? 1 : 0], place)
    case .shape(let kind, let isFinite, let commas, let words):
      let kind = Int(kind.rawValue)
      let length = EndGroup.order(words, EndGroup.words)
      sink.add(finiteNext[kind][isFinite ? 1 : 0], place)
      sink.add(lengthNext[kind][length], place)
      sink.add(kindLength[kind][length])
      sink.add(commasNext[kind][min(commas, EndGroup.commas - 1)], place)
    case .clause(let kind, let clause, let isFinite):
      let verb = isFinite ? 1 : 0
      sink.add(clauseNext[clause.rawValue][verb], place)
      sink.add(self.clause[clause.rawValue][Int(kind.rawValue)][verb])
    }
  }

  /// Lends what adds up weights.
  func withSum<Result>(_ body: (inout EndSum) -> Result) -> Result {
    sums.withUnsafeBufferPointer { groups in
      weights.rows.withWeights { rows in
        var sum = EndSum(weights.others, rows: rows, groups: groups)
        return body(&sum)
      }
    }
  }

  @inline(__always)
  func lastNext(_ last: LookCode) -> WeightRow { lastNext[Int(last)] }

  @inline(__always)
  func nextTwo(_ next: LookCode) -> WeightRow { nextTwo[Int(next)] }
}

extension EndTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    weights = try image.part()
    names = try image.array()
    bias = try image.value()
    kindNext = try image.array()
    finiteNext = try image.arrays()
    moreNext = try image.arrays()
    commasNext = try image.arrays()
    lengthNext = try image.arrays()
    kindLength = try image.arrays()
    kindRest = try image.arrays()
    restNext = try image.array()
    clauseNext = try image.arrays()
    var clause: [[[KnownFeature]]] = []
    for _ in EndGroup.Clause.allCases { clause.append(try image.arrays()) }
    self.clause = clause
    lastNext = try image.array()
    nextTwo = try image.array()
    sums = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(weights)
    image.lay(names)
    image.lay(bias)
    image.lay(kindNext)
    for pairs in [finiteNext, moreNext, commasNext, lengthNext] { image.lay(pairs) }
    for pairs in [kindLength, kindRest] { image.lay(pairs) }
    image.lay(restNext)
    image.lay(clauseNext)
    for known in clause { image.lay(known) }
    image.lay(lastNext)
    image.lay(nextTwo)
    image.lay(sums)
  }
}

/// Adds up the weights of a group's features before the sums of groups are known.
private struct RowSum: EndSink {
  private let weights: EndWeights
  var sum: Int32 = 0

  init(_ weights: EndWeights) { self.weights = weights }

  mutating func add(_ key: FeatureKey) { sum &+= weights.others.weight(key) }
  mutating func add(_ known: KnownFeature) { sum &+= known.weight }
  mutating func add(_ row: WeightRow, _ place: LookAhead.Place) {
    sum &+= weights.rows.weight(row, Int(place.column))
  }
  /// No group holds another.
  mutating func add(_ group: EndGroup, _ place: LookAhead.Place) {}
}
