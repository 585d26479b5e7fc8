import QuoteExtraction

/// How often each word beside a quotation is its cue, and what follows rare verbs that are.
struct CueCounts {
  private struct Key: Hashable {
    var position: String
    var lemma: String
  }

  private struct Count {
    var seen = 0
    var right = 0

    mutating func add(_ isRight: Bool) {
      seen += 1
      if isRight { right += 1 }
    }
  }

  private var words: [Key: Count] = [:]
  private var rare: [String: [(lemma: String, isRight: Bool)]] = [:]

  /// A word that comes less often is left out; one that never is right, below the other.
  private static let leastSeen = 2
  private static let leastWrong = 6
  /// A verb that comes less often left of quotations is judged by what follows it too.
  private static let rareVerb = 10
  private static let leastFrame = 10

  mutating func add(_ cue: ExplainedCue, isRight: Bool) {
    words[Key(position: cue.position, lemma: cue.lemma), default: Count()].add(isRight)
    if let frame = cue.frame { rare[frame, default: []].append((cue.lemma, isRight)) }
  }

  func write(_ tables: inout Tables) {
    let kept = words.filter { key, count in
      key.lemma != "?" && count.seen >= Self.leastSeen
        && (count.right > 0 || count.seen >= Self.leastWrong)
    }
    let rows = kept.map { key, count in
      [key.position, key.lemma, "\(count.seen)", "\(count.right)"]
    }
    tables.set(
      "quote-cue-rates", summary: "how often a word left of, right of a quotation is its cue",
      words: "lemma", columns: ["position", "lemma", "seen", "right"], rows: rows)
    tables.set(
      "quote-frame-prior", summary: "how often a rare verb is the cue, by what follows it",
      columns: ["frame", "rate"], rows: frames)
  }

  private var frames: [[String]] {
    rare.compactMap { frame, verbs in
      var count = Count()
      for verb in verbs
      where words[Key(position: "pre", lemma: verb.lemma)]?.seen ?? 0 < Self.rareVerb {
        count.add(verb.isRight)
      }
      guard count.seen >= Self.leastFrame else { return nil }
      return [frame, thousandths(count.right, of: count.seen)]
    }
  }

  private func thousandths(_ part: Int, of whole: Int) -> String {
    let digits = String((part * 1000 + whole / 2) / whole + 1000).dropFirst()
    return part == whole ? "1.000" : "0." + digits
  }
}

extension [[String]] {
  /// Rows in byte order of their first two cells.
  func sortedByBytes() -> [[String]] {
    sorted { left, right in
      left[0] != right[0]
        ? left[0].utf8.lexicographicallyPrecedes(right[0].utf8)
        : left[1].utf8.lexicographicallyPrecedes(right[1].utf8)
    }
  }
}
