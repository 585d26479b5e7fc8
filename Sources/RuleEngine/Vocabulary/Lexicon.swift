/// A list of words and phrases with what is known of each: reporting verbs, titles, months.
package struct Lexicon: Sendable {
  /// Its name: the file's, without `.txt`.
  package let name: String
  /// What the words are.
  package let summary: String
  /// Where the words come from.
  package let origin: String
  /// The licence they are under, as an SPDX expression.
  package let licence: String
  /// Its entries: of each pack in turn, in the order of the file.
  package internal(set) var entries: [Entry]

  /// A word or phrase with its forms and attributes.
  package struct Entry: Sendable, Hashable {
    /// The word or phrase, as it is written.
    package let lemma: String
    /// What the line says of it; underscores are read as spaces.
    package let attributes: [String: String]
    /// The line in its file.
    package let line: Int
    /// The other forms that match.
    package let forms: [String]

    /// An attribute.
    package subscript(attribute: String) -> String? { attributes[attribute] }
  }
}
