import NewsSyntax

/// Counts the lemmas of verbs, and of nouns in the plural, that the parses give.
struct LemmaCounts {
  private var verbs: [String: Int] = [:]
  private var nouns: [String: Int] = [:]

  struct Lemma {
    var lemma: String
    var isVerb: Bool
    var count: Int
  }

  mutating func add(_ word: Parse.Token) {
    let lemma = word.lemma
    guard lemma.utf8.count > 1, lemma.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7a || $0 == 0x2d })
    else { return }
    if word.tag.isVerb { verbs[lemma, default: 0] += 1 }
    if word.tag == .NNS, word.form.lowercased() != lemma { nouns[lemma, default: 0] += 1 }
  }

  /// Those seen at least that often, verbs first, the commonest first.
  func lemmas(atLeast least: Int) -> [Lemma] {
    var result = verbs.map { Lemma(lemma: $0.key, isVerb: true, count: $0.value) }
    result += nouns.map { Lemma(lemma: $0.key, isVerb: false, count: $0.value) }
    return result.filter { $0.count >= least }.sorted {
      if $0.isVerb != $1.isVerb { return $0.isVerb }
      return $0.count == $1.count ? $0.lemma < $1.lemma : $0.count > $1.count
    }
  }
}
