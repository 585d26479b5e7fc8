package import QuoteRecords

/// A place where an article rests on a source that it does not name, as found in a text; every
/// range is in its UTF-8 bytes.
package struct Marker: Sendable, Hashable {
  /// The whole phrase.
  package var bytes: Range<Int>
  /// `unnamed_individual`, `unnamed_group`, `access_described`, `bare_source`, …
  package var form: String
  /// `withheld`, `omitted` or `unknown`.
  package var intent: String
  /// The stated reason.
  package var grounds: Grounds?
  /// `senior`, `top`, …
  package var rank: String?
  /// `former`, `current`, …
  package var status: String?
  /// `government`, `campaign_party`, … and where the text says so.
  package var affiliation: Coded?
  /// How many they are.
  package var count: Count?
  /// `briefed`, `familiar`, …
  package var access: String?
  /// The speaker that it mentions, as an index into the resolution's.
  package var speaker: Int?
  /// How sure this is.
  package var certainty: Certainty
  /// The id of the rule that found it.
  package var rule: String

  /// Why a source is not named.
  package struct Grounds: Sendable, Hashable {
    /// The code of the grounds.
    package var code: String
    /// Whether it is stock wording.
    package var boilerplate: Bool
    /// Where the text says so.
    package var bytes: Range<Int>

    package init(code: String, boilerplate: Bool, bytes: Range<Int>) {
      self.code = code
      self.boilerplate = boilerplate
      self.bytes = bytes
    }
  }

  /// A code with the place that says so.
  package struct Coded: Sendable, Hashable {
    /// The code.
    package var code: String
    /// Where the text says so.
    package var bytes: Range<Int>

    package init(code: String, bytes: Range<Int>) {
      self.code = code
      self.bytes = bytes
    }
  }

  /// A number of people.
  package struct Count: Sendable, Hashable {
    /// The number; `nil` for "several".
    package var number: Int?
    /// Where the text says so.
    package var bytes: Range<Int>

    package init(number: Int?, bytes: Range<Int>) {
      self.number = number
      self.bytes = bytes
    }
  }

  package init(
    bytes: Range<Int>, form: String, intent: String, certainty: Certainty, rule: String
  ) {
    self.bytes = bytes
    self.form = form
    self.intent = intent
    self.certainty = certainty
    self.rule = rule
  }
}
