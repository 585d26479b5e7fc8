/// The number of a word form that some rule or lexicon knows; 0 is a word that none knows.
public typealias LexemeID = UInt32

/// What a pattern is matched against: a token, or a whole quotation folded into one.
package struct Item: Sendable, Hashable {
  /// The document's tokens that it stands for.
  package var tokens: Range<Int>
  /// Its word form; 0 where no rule or lexicon knows it, and for a folded quotation.
  package var lexeme: LexemeID
  /// Its classes, which patterns name in square brackets; the client gives the bits their names.
  package var classes: UInt64

  package init(tokens: Range<Int>, lexeme: LexemeID, classes: UInt64) {
    self.tokens = tokens
    self.lexeme = lexeme
    self.classes = classes
  }
}

/// A stretch of items that a pattern takes in one step: `[np]`, `[person]`, an entry of several
/// words.
package struct Mention: Sendable, Hashable {
  /// The number of its class, as the client's `ItemClasses` gives it.
  package var mentionClass: Int
  /// Its items.
  package var items: Range<Int>

  package init(mentionClass: Int, items: Range<Int>) {
    self.mentionClass = mentionClass
    self.items = items
  }
}

/// A place where a rule's pattern was found.
package struct Match: Sendable, Hashable {
  /// The rule, as an index into the rule set.
  package var rule: Int
  /// The items that the whole pattern covers.
  package var items: Range<Int>
  /// The captured roles, in the order of the pattern.
  package var captures: [Capture]

  package struct Capture: Sendable, Hashable {
    package var role: String
    package var items: Range<Int>

    package init(role: String, items: Range<Int>) {
      self.role = role
      self.items = items
    }
  }

  package init(rule: Int, items: Range<Int>, captures: [Capture]) {
    self.rule = rule
    self.items = items
    self.captures = captures
  }

  /// The items that a role captured first.
  package subscript(role: String) -> Range<Int>? {
    captures.first { $0.role == role }?.items
  }
}
