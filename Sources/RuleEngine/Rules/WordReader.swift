/// Reads the words of items, once for the rules of all kinds that are matched against them.
///
/// A class, though nothing in it changes: who holds one counts one user and not one of each table.
package final class WordReader: Sendable {
  let classes: LexemeClasses
  private let vocabulary: Vocabulary

  /// Makes the reader that rules of a kind share with those of the other kinds for their items.
  init(pack: RulePack, kind: String, classes: ItemClasses) {
    vocabulary = pack.vocabulary
    precondition(classes.kinds.isEmpty || classes.kinds.contains(kind), "a kind of other items")
    let kinds = classes.kinds.isEmpty ? [kind] : classes.kinds
    let name = kinds.reduce("words of") { $0 + " " + $1 }
    self.classes = pack.prepared(name) {
      var vision = RuleVision()
      for kind in kinds { vision.add(RulePrograms(pack: pack, kind: kind, classes: classes)) }
      return LexemeClasses(vision, pack.vocabulary)
    }
  }

  /// Reads the words of a table's items: to be called before a rule is matched in any of its
  /// sentences.
  ///
  /// - Parameter sentences: The items of each, in order; rules are matched in no others.
  /// - Complexity: Linear in the items.
  package func read(_ items: inout ItemTable, sentences: [Range<Int>]) {
    items.words.read(items.lexemes, sentences: sentences, classes, vocabulary)
  }
}
