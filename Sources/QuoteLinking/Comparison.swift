/// What two distinct texts have in common.
struct Comparison: Hashable {
  /// The text of the two whose letters come first.
  var first: TextIndex.ID
  /// The other.
  var second: TextIndex.ID
  /// What the common words tell, less the price of changes, over all aligned parts, in tenths of a
  /// bit.
  var score: Int
  /// How many words are the same.
  var matches: Int
  /// How many words are changed between them.
  var edits: Int
  /// How many words both have beyond the aligned parts on the same side: two stretches of one
  /// utterance run on alike until one of them ends.
  var loose: Int
  /// How many words of the shorter text are not among the same.
  var missing: Int
  /// Where the second text starts in the first, in words; negative where it starts before.
  var offset: Int

  /// Whether all of the shorter text lies in the longer, unchanged.
  var isContained: Bool { missing == 0 && edits == 0 }
}

/// Compares the texts of candidate pairs.
struct Comparer {
  /// Along how many shared runs two texts are compared.
  private static let parts = 4

  private let texts: TextIndex
  private let table: WordTable
  private var aligner = Aligner()
  private var keys = KeyPlaces()

  init(texts: TextIndex, table: WordTable) {
    self.texts = texts
    self.table = table
  }

  /// What two texts have in common, around the runs that they share. Hangs on the two alone,
  /// whichever is named first. Linear in their words.
  mutating func comparison(_ one: TextIndex.ID, _ two: TextIndex.ID) -> Comparison {
    let isInOrder = texts.letters(one) < texts.letters(two)
    let (first, second) = isInOrder ? (one, two) : (two, one)
    keys.set(one, texts, table)
    let shifts = keys.shifts(against: two, texts, table)
    let diagonals = ranked(isInOrder ? shifts : shifts.map { -$0 })
    let sides = (Aligner.Side(first, of: texts), Aligner.Side(second, of: texts))
    var parts: [Alignment] = []
    for diagonal in diagonals {
      let isNear = parts.contains {
        abs($0.first.lowerBound - $0.second.lowerBound - diagonal) < Aligner.band
      }
      if isNear { continue }
      parts.append(aligner.align(sides.0, sides.1, diagonal: diagonal, table: table))
      if parts.count == Self.parts { break }
    }
    return summary(Self.chain(parts), first, second, sides.0, sides.1)
  }

  /// How far apart the shared runs stand in two texts, those of most runs first, then the nearest.
  private func ranked(_ found: [Int]) -> [Int] {
    if let first = found.first, found.allSatisfy({ $0 == first }) { return [first] }
    let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.sorted { (-$0.value, abs($0.key), $0.key) < (-$1.value, abs($1.key), $1.key) }
      .map(\.key)
  }

  /// The best part, and of the others those that follow in the same order on both sides.
  private static func chain(_ parts: [Alignment]) -> [Alignment] {
    guard parts.count > 1 else { return parts }
    var chain: [Alignment] = []
    for part in parts.sorted(by: { $0.score > $1.score }) {
      let fits = chain.allSatisfy {
        part.first.upperBound <= $0.first.lowerBound
          && part.second.upperBound <= $0.second.lowerBound
          || $0.first.upperBound <= part.first.lowerBound
            && $0.second.upperBound <= part.second.lowerBound
      }
      if fits { chain.append(part) }
    }
    return chain.sorted { $0.first.lowerBound < $1.first.lowerBound }
  }

  private func summary(
    _ parts: [Alignment], _ first: TextIndex.ID, _ second: TextIndex.ID, _ one: Aligner.Side,
    _ two: Aligner.Side
  ) -> Comparison {
    let head = parts.first.map { min($0.first.lowerBound, $0.second.lowerBound) } ?? 0
    let tail =
      parts.last.map {
        min(one.words.count - $0.first.upperBound, two.words.count - $0.second.upperBound)
      } ?? 0
    var between = 0
    for (part, next) in zip(parts, parts.dropFirst()) {
      let gaps = (
        next.first.lowerBound - part.first.upperBound,
        next.second.lowerBound - part.second.upperBound
      )
      between += min(gaps.0, gaps.1)
      let cut = next.first.lowerBound + one.marks.startIndex
      let other = next.second.lowerBound + two.marks.startIndex
      if gaps.0 != gaps.1, !one.marks[cut].isCutBefore, !two.marks[other].isCutBefore {
        between += 1
      }
    }
    let matches = parts.reduce(0) { $0 + $1.matches }
    let shorter = one.words.count <= two.words.count ? one : two
    let plain = shorter.marks.count { !$0.isBracketed }
    return Comparison(
      first: first, second: second, score: parts.reduce(0) { $0 + $1.score }, matches: matches,
      edits: parts.reduce(0) { $0 + $1.edits } + between, loose: head + tail,
      missing: max(0, plain - matches),
      offset: parts.first.map { $0.first.lowerBound - $0.second.lowerBound } ?? 0)
  }
}
