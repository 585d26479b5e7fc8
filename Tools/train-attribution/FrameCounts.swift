/// How many candidates each word has in a frame, and how many of them are right.
struct FrameCounts {
  private struct Key: Hashable {
    var lemma: String
    var frame: String
  }

  private var seen: [Key: Int] = [:]
  private var right: [Key: Int] = [:]

  /// A word that comes less often in a frame is left out; one that never is right, below the other.
  private static let leastSeen = 3
  private static let leastWrong = 8

  init(_ candidates: [Learner.Candidate]) {
    for candidate in candidates {
      let keys: Set<Key> = [
        Key(lemma: "*", frame: candidate.kind), Key(lemma: "*", frame: candidate.frame),
        Key(lemma: candidate.lemma, frame: candidate.kind),
        Key(lemma: candidate.lemma, frame: candidate.frame),
      ]
      for key in keys {
        seen[key, default: 0] += 1
        if candidate.isRight { right[key, default: 0] += 1 }
      }
    }
  }

  func write(_ tables: inout Tables) {
    let kept = seen.filter { key, count in
      let isWord = key.lemma != "*"
      return key.lemma != "?" && count >= Self.leastSeen
        && (!isWord || right[key] != nil || count >= Self.leastWrong)
    }
    let rows = kept.map { key, count in
      [key.lemma, key.frame, "\(count)", "\(right[key] ?? 0)"]
    }
    tables.set(
      "reported-frames", summary: "how often a word in a frame reports; * is any word",
      words: "lemma", columns: ["lemma", "frame", "seen", "right"], rows: rows)
  }
}
