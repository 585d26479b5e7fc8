/// Cuts the words of lexicons, patterns and lists the way texts are cut into tokens: at white
/// space, and before a clitic (`'s`, `n't`, `'ll`).
package enum WordSplitter {
  private static let clitics: [[UInt8]] = ["n't", "'ll", "'re", "'ve", "'s", "'d", "'m"]
    .map { Array($0.utf8) }

  /// The folded words of a phrase; a bare clitic is a word.
  package static func words(_ phrase: some Collection<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for piece in phrase.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }) {
      let word = Folding.fold(piece)
      guard word.contains(0x27), let clitic = clitics.first(where: { ends(word, with: $0) }) else {
        words.append(word)
        continue
      }
      words.append(Array(word.dropLast(clitic.count)))
      words.append(clitic)
    }
    return words
  }

  private static func ends(_ word: [UInt8], with clitic: [UInt8]) -> Bool {
    word.count > clitic.count && word.suffix(clitic.count).elementsEqual(clitic)
  }
}
