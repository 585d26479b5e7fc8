extension RulePack {
  /// The ids of the rules, drafts too, that have an anchor among some word forms.
  ///
  /// Only words and lexicons are looked at: an anchor of classes alone counts as there, for which
  /// classes a word has is the client's to say. Linear in the word forms, for each rule.
  package func anchored(in lexemes: [LexemeID]) -> Set<String> {
    var starts: [LexemeID: [Int]] = [:]
    for (index, lexeme) in lexemes.enumerated() { starts[lexeme, default: []].append(index) }
    let text = AnchorText(lexemes: lexemes, starts: starts, vocabulary: vocabulary)
    return Set(
      rules.filter { rule in
        ((try? rule.anchors()) ?? []).contains { text.holds($0) }
      }.map(\.id))
  }
}

/// The word forms of a text, to look anchors up in.
private struct AnchorText {
  let lexemes: [LexemeID]
  let starts: [LexemeID: [Int]]
  let vocabulary: Vocabulary

  func holds(_ anchor: PatternElement) -> Bool {
    let tests = anchor.tests.filter { !$0.isNegated && isOfWords($0.kind) }
    guard let first = tests.first else { return true }
    if tests.count == 1 { return occurs(first.kind) }
    return starts.keys.contains { lexeme in tests.allSatisfy { fits(lexeme, $0.kind) } }
  }

  private func isOfWords(_ kind: PatternElement.Kind) -> Bool {
    if case .itemClass = kind { false } else { true }
  }

  private func occurs(_ kind: PatternElement.Kind) -> Bool {
    if starts.keys.contains(where: { fits($0, kind) }) { return true }
    guard case .lexicon(let name) = kind, let index = vocabulary.lexiconIndex(name),
      vocabulary.withPhrases.contains(index)
    else { return false }
    return lexemes.indices.contains {
      vocabulary.longestEntry(at: $0, of: lexemes, in: index) != nil
    }
  }

  private func fits(_ lexeme: LexemeID, _ kind: PatternElement.Kind) -> Bool {
    guard lexeme != 0 else { return false }
    switch kind {
    case .word(let word):
      return lexeme == vocabulary.lexeme(String(decoding: word, as: UTF8.self))
    case .literal(let text): return lexeme == vocabulary.lexeme(text)
    case .lexicon(let name):
      return vocabulary.lexiconIndex(name).map { vocabulary.contains(lexeme, lexicon: $0) } ?? false
    case .itemClass: return true
    }
  }
}
