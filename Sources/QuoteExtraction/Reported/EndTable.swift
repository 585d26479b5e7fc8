import NewsSyntax

/// The features of ends that no word decides, found once when the model loads.
struct EndTable: Sendable {
  let weights: EndWeights
  let bias: EndFeature
  /// By kind of content.
  private let kindNext: [EndRow]
  /// By kind of content, and whether a finite verb is in it, or behind it.
  private let finiteNext, moreNext: [EndRow]
  /// By kind of content and commas, words, items left in the sentence.
  private let commasNext, lengthNext: [EndRow]
  private let kindLength, kindRest: [EndFeature]
  /// By items left in the sentence.
  private let restNext: [EndRow]
  /// By kind of clause and whether a finite verb is in the content; with the kind of content.
  private let clauseNext: [EndRow]
  private let clause: [EndFeature]
  /// By class of the content's last word.
  private let lastNext: [EndRow]
  /// By name of the place, with the class behind it as its column.
  private let nextTwo: [EndRow]

  static let mostCommas = 2
  static let mostWords = 32
  static let mostLeft = 8

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

  init(
    _ weights: EndWeights, places: LookNames, _ symbols: FeatureSymbols,
    _ names: inout FeatureNames
  ) {
    self.weights = weights
    bias = weights.weighed(.bias, symbols.one)
    // The first of each list by kind stands for none.
    let kinds = [""] + ReportedFrame.ContentKind.allCases.map(\.name)
    let verbs = ["bare", "finite"]
    let left = (0...Self.mostLeft).map { names.symbol($0 < 4 ? "\($0)" : $0 < 8 ? "4-7" : "8+") }
    let words = (0...Self.mostWords).map { symbols.longBucket($0) }
    func symbolsOf(_ first: [String], _ second: [String]) -> [Symbol] {
      first.flatMap { one in second.map { names.symbol(one + $0) } }
    }
    func rows(_ template: FeatureTemplate, _ values: [Symbol]) -> [EndRow] {
      values.map { weights.row(template, $0) }
    }
    kindNext = rows(.kindNext, kinds.map { names.symbol($0) })
    finiteNext = rows(.finiteNext, symbolsOf(kinds, verbs))
    moreNext = rows(.moreNext, symbolsOf(kinds, ["none", "more"]))
    commasNext = rows(.commasNext, symbolsOf(kinds, (0...Self.mostCommas).map { "\($0)" }))
    lengthNext = rows(.lengthNext, symbolsOf(kinds, words.map { names.text($0) }))
    kindLength = kinds.flatMap { kind in
      words.map { weights.weighed(.kindLength, names.symbol(kind), $0) }
    }
    kindRest = kinds.flatMap { kind in
      left.map { weights.weighed(.kindRest, names.symbol(kind), $0) }
    }
    restNext = rows(.restNext, left)
    let clauses = Clause.allCases.map(\.name)
    clauseNext = rows(.clauseNext, symbolsOf(clauses, verbs))
    clause = clauses.flatMap { clause in
      kinds.flatMap { kind in
        verbs.map { weights.weighed(.clause, names.symbol(clause + kind), names.symbol($0)) }
      }
    }
    lastNext = rows(.lastNext, places.symbols)
    nextTwo = rows(.nextTwo, places.symbols)
  }

  typealias Kind = ReportedFrame.ContentKind

  func kindNext(_ kind: Kind) -> EndRow { kindNext[Int(kind.rawValue)] }

  func moreNext(_ kind: Kind, _ isMore: Bool) -> EndRow {
    moreNext[Int(kind.rawValue) * 2 + (isMore ? 1 : 0)]
  }

  func finiteNext(_ kind: Kind, _ isFinite: Bool) -> EndRow {
    finiteNext[Int(kind.rawValue) * 2 + (isFinite ? 1 : 0)]
  }

  func commasNext(_ kind: Kind, _ commas: Int) -> EndRow {
    commasNext[Int(kind.rawValue) * (Self.mostCommas + 1) + min(commas, Self.mostCommas)]
  }

  func lengthNext(_ kind: Kind, _ words: Int) -> EndRow {
    lengthNext[Int(kind.rawValue) * (Self.mostWords + 1) + min(words, Self.mostWords)]
  }

  func kindLength(_ kind: Kind, _ words: Int) -> EndFeature {
    kindLength[Int(kind.rawValue) * (Self.mostWords + 1) + min(words, Self.mostWords)]
  }

  func kindRest(_ kind: Kind, _ left: Int) -> EndFeature {
    kindRest[Int(kind.rawValue) * (Self.mostLeft + 1) + min(left, Self.mostLeft)]
  }

  func restNext(_ left: Int) -> EndRow { restNext[min(left, Self.mostLeft)] }

  func clauseNext(_ clause: Clause, _ isFinite: Bool) -> EndRow {
    clauseNext[clause.rawValue * 2 + (isFinite ? 1 : 0)]
  }

  func clause(_ clause: Clause, _ kind: Kind, _ isFinite: Bool) -> EndFeature {
    let kinds = Kind.allCases.count + 1
    return self.clause[(clause.rawValue * kinds + Int(kind.rawValue)) * 2 + (isFinite ? 1 : 0)]
  }

  func lastNext(_ last: LookCode) -> EndRow { lastNext[Int(last)] }

  func nextTwo(_ next: LookCode) -> EndRow { nextTwo[Int(next)] }
}
