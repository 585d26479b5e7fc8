package import NewsSyntax
package import NewsText
package import RuleEngine

/// Finds money, percentages and points with their values, exact to the last digit.
///
/// Three rounds of rules over each sentence that holds a sign, a unit or a scale, and a number or
/// an article before it: single amounts (kind `amount`), those that belong together
/// (`amount-range`), and what stands around them (`amount-context`); each round sees what the one
/// before found as mentions. Quotations are read like the rest. No tags are needed. Immutable: load
/// once and share; a class, so that a search counts one user and not one of each table.
package final class AmountFinder: Sendable {
  let words: AmountWords
  let units: AmountRound
  let ranges: AmountRound
  let contexts: AmountRound
  private let binder: AmountBinder

  /// Compiles the pack's rules for amounts.
  ///
  /// - Throws: What is wrong with the rules' patterns.
  package init(pack: RulePack) throws(PackError) {
    let units = try AmountRound(pack: pack, kind: AmountSchema.unitKind)
    words = AmountWords(pack: pack, units: units.matcher)
    self.units = units
    binder = AmountBinder(pack: pack)
    ranges = try AmountRound(pack: pack, kind: AmountSchema.rangeKind)
    contexts = try AmountRound(pack: pack, kind: AmountSchema.contextKind)
  }

  /// The amounts of an article with what they measure, in the order of the text.
  ///
  /// - Complexity: Linear in the tokens, for given rules.
  package func find(
    _ analysis: Analysis, scratch: inout ExtractionScratch
  ) -> [Amount] {
    var amounts = find(
      document: analysis.document, lexemes: analysis.lexemes, scratch: &scratch)
    bind(&amounts, in: analysis)
    return amounts
  }

  /// Tells what each amount of an article measures.
  func bind(_ amounts: inout [Amount], in analysis: Analysis) {
    binder.bind(&amounts, in: analysis)
  }

  /// The amounts of a document by its word forms alone, in the order of the text.
  package func find(
    document: Document, lexemes: [LexemeID], scratch: inout ExtractionScratch
  ) -> [Amount] {
    var search = AmountSearch(self, document, lexemes)
    search.take(&scratch)
    defer { search.giveBack(to: &scratch) }
    return search.run()
  }

  /// What rules find in an example, with what they capture.
  ///
  /// - Parameter rules: The rules whose finds are asked for, alone in their round; `nil` for all.
  package func findings(
    document: Document, lexemes: [LexemeID], rules: Set<String>?
  ) -> [AmountFinding] {
    var search = AmountSearch(self, document, lexemes, only: rules, notes: true)
    _ = search.run()
    return search.findings
  }
}

/// A find of one rule, for examples and explanations.
package struct AmountFinding: Sendable {
  /// The rule's id.
  package var rule: String
  /// What it took, in UTF-8 bytes.
  package var bytes: Range<Int>
  /// What it captured, in UTF-8 bytes.
  package var captures: [(role: String, bytes: Range<Int>)]
}
