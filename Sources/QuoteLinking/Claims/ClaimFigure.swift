import QuoteRecords

/// A figure as claims give it: what must be equal for two to be the same.
package struct ClaimFigure: Sendable, Hashable {
  /// Money, percent or points.
  package var kind: String
  /// The currency, or the unit.
  package var unit: String
  /// The value, or the ends of a range, as decimal strings.
  package var values: [String]
  /// Whether no figure is given: "tens of billions".
  package var isVague: Bool

  /// Takes a figure that was made before.
  package init(kind: String, unit: String, values: [String], isVague: Bool) {
    self.kind = kind
    self.unit = unit
    self.values = values
    self.isVague = isVague
  }

  /// The figure of an amount; `nil` where it has no value at all.
  init?(_ amount: AmountRecord) {
    kind = amount.kind
    unit = amount.currency ?? amount.unit ?? ""
    isVague = amount.vague
    // A store keeps them with spaces between.
    values = (amount.pair ?? [amount.value, amount.low, amount.high].compactMap { $0 })
      .map { $0.filter { $0 != " " } }
    guard !values.isEmpty, !amount.figurative else { return nil }
  }

  /// A hash of it, the same on every machine and in every run.
  var fingerprint: UInt64 {
    let scale = Hash.combine(Hash.bytes(kind.utf8), Hash.bytes(unit.utf8))
    return values.reduce(Hash.combine(scale, isVague ? 1 : 0)) {
      Hash.combine($0, Hash.bytes($1.utf8))
    }
  }

  /// Whether two count the same in the same unit.
  func isComparable(with other: ClaimFigure) -> Bool {
    kind == other.kind && unit == other.unit && isVague == other.isVague
      && values.count == other.values.count
  }

  /// How many tenths of a bit two claims of one story must have in common, beside this figure, to
  /// be the same: none where money is counted to two digits and more, for two figures of a story
  /// are seldom the same by chance. `nil` where no likeness of stories is enough.
  var tenthsInStory: Int? {
    guard !isVague, let value = values.first else { return nil }
    guard kind == "money" else { return 300 }
    let digits = value.drop { !("1"..."9").contains($0) }.filter { $0 != "." }
    return digits.count - digits.reversed().prefix { $0 == "0" }.count >= 2 ? 0 : 120
  }

  /// Whether one is at most twice the other: two tellings of one figure, not two figures.
  func isNear(_ other: ClaimFigure) -> Bool {
    guard isComparable(with: other), !isVague, let mine = Double(values[0]),
      let theirs = Double(other.values[0]), mine > 0, theirs > 0
    else { return false }
    return max(mine, theirs) <= 2 * min(mine, theirs)
  }
}

extension [ClaimFigure] {
  /// The distinct figures and how many give each, the most frequent first, then by who comes first.
  var counted: [ClusterFigure] {
    var found: [ClusterFigure] = []
    for figure in self {
      let isMoney = figure.kind == "money"
      var one = ClusterFigure(value: figure.values.joined(separator: "-"), members: 1)
      if !figure.unit.isEmpty, isMoney { one.currency = figure.unit }
      if !figure.unit.isEmpty, !isMoney { one.unit = figure.unit }
      let same = found.firstIndex {
        $0.value == one.value && $0.currency == one.currency && $0.unit == one.unit
      }
      if let same { found[same].members += 1 } else { found.append(one) }
    }
    return found.enumerated().sorted {
      ($1.element.members, $0.offset) < ($0.element.members, $1.offset)
    }.map(\.element)
  }
}
