/// An article as the page shows it: its text cut where marks begin and end, and its marks.
struct PageArticle: Sendable {
  /// The id, escaped.
  let id: String
  /// The text in pieces.
  let pieces: [PagePiece]
  /// The marks.
  let items: [PageItem]
  /// How many marks are not right.
  let errors: Int

  /// Cuts a text. Sorts the places, and is linear in the text and in how many marks lie over each
  /// other.
  init(_ id: String, _ text: String, _ outcomes: [Outcome]) {
    let scalars = Array(text.unicodeScalars)
    self.id = HTMLText.escaped(id)
    items = outcomes.enumerated().map { PageItem($1, number: $0, scalars) }
    errors = items.count { $0.verdict != PageVerdict.right.rawValue }
    pieces = PageCutter(scalars, outcomes, items).pieces
  }
}

/// A piece of the text under the same marks.
struct PagePiece: Sendable {
  /// The text, escaped.
  let text: String
  /// The numbers of the labels over it, with spaces between.
  let labeled: String
  /// The numbers of the findings over it.
  let found: String
  /// The classes of a page without filters.
  let classes: String
  /// Whether there is any mark over it.
  let isMarked: Bool
}

/// A mark's entry beside the text.
struct PageItem: Sendable {
  /// Its number in the article.
  let number: Int
  /// What became of it.
  let verdict: String
  /// The same in words.
  let words: String
  /// What it is.
  let kind: String
  /// Its text, escaped.
  let text: String
  /// How it is built, the rule that found it, what was wanted and given; escaped.
  let detail: String

  init(_ outcome: Outcome, number: Int, _ scalars: [Unicode.Scalar]) {
    func text(_ ranges: [Range<Int>]) -> String {
      ranges.map { range in
        let range = range.clamped(to: 0..<scalars.count)
        return String(String.UnicodeScalarView(scalars[range]))
      }.joined(separator: " … ")
    }
    let isSame = Self.words(outcome.labeled, scalars) == Self.words(outcome.found, scalars)
    let verdict = PageVerdict(outcome, isSamePlace: isSame || outcome.found.isEmpty)
    self.number = number
    self.verdict = verdict.rawValue
    words = verdict.words
    kind = outcome.kind.rawValue
    self.text = HTMLText.escaped(text(outcome.labeled.isEmpty ? outcome.found : outcome.labeled))
    var details = [outcome.construction, outcome.rule].filter { !$0.isEmpty }
    if !outcome.wanted.isEmpty || !outcome.given.isEmpty {
      details.append("labeled “\(outcome.wanted)”, found “\(outcome.given)”")
    }
    if verdict == .bounds { details.append("found “\(text(outcome.found))”") }
    detail = HTMLText.escaped(details.joined(separator: " · "))
  }

  /// Where the letters and digits of some ranges are: marks around them do not count.
  private static func words(_ ranges: [Range<Int>], _ scalars: [Unicode.Scalar]) -> [Int] {
    ranges.flatMap { $0.clamped(to: 0..<scalars.count) }.filter {
      scalars[$0].properties.isAlphabetic || scalars[$0].properties.numericType != nil
    }
  }
}

/// Cuts a text into pieces in one pass over the places where marks begin and end.
private struct PageCutter {
  private(set) var pieces: [PagePiece] = []
  private let scalars: [Unicode.Scalar]
  private let items: [PageItem]

  private struct Edge {
    var place: Int
    var item: Int
    var isLabel: Bool
    var isStart: Bool
  }

  init(_ scalars: [Unicode.Scalar], _ outcomes: [Outcome], _ items: [PageItem]) {
    self.scalars = scalars
    self.items = items
    var edges: [Edge] = []
    for (item, outcome) in outcomes.enumerated() {
      for (ranges, isLabel) in [(outcome.labeled, true), (outcome.found, false)] {
        for range in ranges.map({ $0.clamped(to: 0..<scalars.count) }) where !range.isEmpty {
          edges.append(.init(place: range.lowerBound, item: item, isLabel: isLabel, isStart: true))
          edges.append(.init(place: range.upperBound, item: item, isLabel: isLabel, isStart: false))
        }
      }
    }
    cut(edges.sorted { ($0.place, $0.item) < ($1.place, $1.item) })
  }

  private mutating func cut(_ edges: [Edge]) {
    var labeled: [Int: Int] = [:]
    var found: [Int: Int] = [:]
    var start = 0
    for edge in edges {
      if edge.place > start {
        add(start..<edge.place, labeled, found)
        start = edge.place
      }
      let change = edge.isStart ? 1 : -1
      if edge.isLabel { labeled[edge.item, default: 0] += change }
      if !edge.isLabel { found[edge.item, default: 0] += change }
      if labeled[edge.item] == 0 { labeled[edge.item] = nil }
      if found[edge.item] == 0 { found[edge.item] = nil }
    }
    if start < scalars.count { add(start..<scalars.count, [:], [:]) }
  }

  private mutating func add(_ range: Range<Int>, _ labeled: [Int: Int], _ found: [Int: Int]) {
    let (labels, findings) = (labeled.keys.sorted(), found.keys.sorted())
    let verdicts = Set((labels + findings).map { "v-\(items[$0].verdict)" }).sorted()
    let classes =
      (labels.isEmpty ? [] : ["labeled"]) + (findings.isEmpty ? [] : ["found"]) + verdicts
    pieces.append(
      PagePiece(
        text: HTMLText.escaped(String(String.UnicodeScalarView(scalars[range]))),
        labeled: labels.map(String.init).joined(separator: " "),
        found: findings.map(String.init).joined(separator: " "),
        classes: classes.joined(separator: " "), isMarked: !classes.isEmpty))
  }
}
