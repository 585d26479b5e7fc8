public import RuleEngine

/// Some word forms, a bit each.
@usableFromInline package struct LexemeSet: Sendable {
  @usableFromInline private(set) var bits: [UInt64] = []

  /// Gathers the word forms of a lexicon; none where the pack has none of that name.
  package init(lexicon name: String, of vocabulary: Vocabulary) {
    guard let lexicon = vocabulary.lexiconIndex(name) else { return }
    bits = [UInt64](repeating: 0, count: vocabulary.count / 64 + 1)
    for lexeme in 0..<vocabulary.count where vocabulary.contains(LexemeID(lexeme), lexicon: lexicon)
    {
      bits[lexeme >> 6] |= 1 << UInt64(lexeme & 63)
    }
  }

  /// Whether a word form is one of them.
  @inlinable
  @inline(__always)
  package func contains(_ lexeme: LexemeID) -> Bool {
    let word = Int(lexeme >> 6)
    return word < bits.count && bits[word] &>> UInt64(lexeme & 63) & 1 == 1
  }
}
