/// A figure of a claim, to be kept: where it stands and what the claim says with it. Words are
/// folded and joined by spaces.
package struct KeptClaim: Sendable {
  /// Which of the article's claims it is of.
  package var claim: Int
  /// The claim's id.
  package var item: String
  /// Which of the claim's amounts it is.
  package var part: Int
  /// Where it stands with what it measures, in the article's offset unit.
  package var start: Int
  /// Where that ends.
  package var end: Int
  /// Whether it lies in the title.
  package var inTitle: Bool
  /// The words as they stand there.
  package var text: String
  /// What the claim says.
  package var content: KeptContent
}

/// What a claim says with one of its figures, to be kept: what tells whether it is another's.
package struct KeptContent: Sendable, Hashable {
  /// The figure.
  package var figure: ClaimFigure
  /// The words of what it measures, and of what is acted on.
  package var thing: String
  /// Those of what is done.
  package var act: String
  /// Those of who or what does it.
  package var subject: String
  /// All words of the claim but those of its figures.
  package var words: String
  /// The fingerprints of all figures of the claim, decimal, joined by spaces.
  package var siblings: String

  /// Takes a content that was made before.
  package init(
    figure: ClaimFigure, thing: String, act: String, subject: String, words: String,
    siblings: String
  ) {
    self.figure = figure
    self.thing = thing
    self.act = act
    self.subject = subject
    self.words = words
    self.siblings = siblings
  }

  init(_ content: ClaimContent, table: WordTable) {
    func text(_ words: Set<WordTable.ID>) -> String { table.text(of: words) }
    self.init(
      figure: content.figure, thing: text(content.thing), act: text(content.act),
      subject: text(content.subject), words: text(content.words),
      siblings: content.siblings.sorted().map(String.init).joined(separator: " "))
  }

  /// The content, its words numbered by a table.
  func read(_ table: inout WordTable) -> ClaimContent {
    ClaimContent(
      figure: figure, thing: Set(table.ids(of: thing)), act: Set(table.ids(of: act)),
      subject: Set(table.ids(of: subject)), words: Set(table.ids(of: words)),
      siblings: Set(siblings.split(separator: " ").compactMap { UInt64($0) }))
  }
}
