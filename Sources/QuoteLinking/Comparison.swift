/// What two distinct texts have in common.
struct Comparison: Hashable {
  /// The earlier text.
  var first: TextIndex.ID
  /// The later text.
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
  private let texts: TextIndex
  private let table: WordTable
  private var aligner = Aligner()

  init(texts: TextIndex, table: WordTable) {
    self.texts = texts
    self.table = table
  }

  /// Compares each pair once, over all diagonals that it comes with. Linear in the words of the
  /// pairs.
  mutating func comparisons(of pairs: [CandidatePair]) -> [Comparison] {
    var result: [Comparison] = []
    var start = 0
    while start < pairs.count {
      var end = start + 1
      while end < pairs.count, pairs[end].first == pairs[start].first,
        pairs[end].second == pairs[start].second
      {
        end += 1
      }
      result.append(compare(pairs[start..<end]))
      start = end
    }
    return result
  }

  private mutating func compare(_ pairs: ArraySlice<CandidatePair>) -> Comparison {
    let (first, second) = (pairs[pairs.startIndex].first, pairs[pairs.startIndex].second)
    let (one, two) = (Aligner.Side(first, of: texts), Aligner.Side(second, of: texts))
    var parts: [Alignment] = []
    for pair in pairs {
      let isNear = parts.contains {
        abs($0.first.lowerBound - $0.second.lowerBound - pair.diagonal) < Aligner.band
      }
      if !isNear { parts.append(aligner.align(one, two, diagonal: pair.diagonal, table: table)) }
    }
    return summary(Self.chain(parts), first, second, one, two)
  }

  /// The best part, and of the others those that follow in the same order on both sides.
  private static func chain(_ parts: [Alignment]) -> [Alignment] {
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
      let cut = next.first.lowerBound + one.cutBefore.startIndex
      let other = next.second.lowerBound + two.cutBefore.startIndex
      if gaps.0 != gaps.1, !one.cutBefore[cut], !two.cutBefore[other] { between += 1 }
    }
    let matches = parts.reduce(0) { $0 + $1.matches }
    let shorter = one.words.count <= two.words.count ? one : two
    let plain = shorter.bracketed.reduce(0) { $0 + ($1 ? 0 : 1) }
    return Comparison(
      first: first, second: second, score: parts.reduce(0) { $0 + $1.score }, matches: matches,
      edits: parts.reduce(0) { $0 + $1.edits } + between, loose: head + tail,
      missing: max(0, plain - matches),
      offset: parts.first.map { $0.first.lowerBound - $0.second.lowerBound } ?? 0)
  }
}
