/// What reading a text must know of its language, as plain values.
///
/// Nothing in this module knows a word of English; the caller fills this from the lexicons of a
/// language pack, one lexicon named `text.…` for each property.
public struct LanguageData: Sendable {
  /// One entry of a lexicon: its text, and its attributes.
  public typealias Entry = (entry: String, attributes: [String: String])

  /// Abbreviations that end in a full stop. `text.abbreviation`
  public var abbreviations: [Abbreviation] = []
  /// Clitics with their apostrophe, such as "'s" and "n't"; and, with the apostrophe last, endings
  /// of words that may take one, such as "s'" and "in'". `text.clitic`
  public var clitics: [String] = []
  /// Words that begin with an apostrophe, such as "'em" and "'til". `text.elision`
  public var elisions: [String] = []
  /// Words that stand glued behind a number, such as "million". `text.glued`
  public var gluedUnits: [String] = []
  /// Last labels of host names, such as "com". `text.domain`
  public var domains: [String] = []
  /// Words that begin a sentence far more often than they follow an abbreviation. `text.starter`
  public var starters: [String] = []
  /// Verbs that may follow a quotation which ends in "?" or "!". `text.reporting`
  public var reportingVerbs: [String] = []
  /// Labels of the page around the article. `text.boilerplate`
  public var boilerplate: [Boilerplate] = []
  /// News agencies. `text.agency`
  public var agencies: [String] = []
  /// Months and weekdays, as a dateline may name them. `text.calendar`
  public var calendar: [String] = []

  /// An abbreviation.
  public struct Abbreviation: Sendable, Hashable {
    /// With its full stops, in its usual case. A capital at the start is required in the text too.
    public var text: String
    /// Whether a sentence may end with it, as with "Inc." but never with "Dr.".
    public var mayEndSentence: Bool
    /// What must stand next to it, where it would else be a common word.
    public var needs: Need?

    /// What must stand next to an abbreviation.
    public enum Need: String, Sendable {
      /// A number after it, as in "No. 10".
      case number
      /// A capital after it.
      case capital
      /// A comma, a bracket or a hyphen before it, as in "Salem, Mass."
      case comma
    }

    /// Makes one.
    public init(text: String, mayEndSentence: Bool = true, needs: Need? = nil) {
      self.text = text
      self.mayEndSentence = mayEndSentence
      self.needs = needs
    }
  }

  /// A label of the page around the article.
  public struct Boilerplate: Sendable, Hashable {
    /// Its words as they stand, case included.
    public var text: String
    /// What the piece is that it begins or makes up.
    public var kind: Sentence.Kind
    /// How far the piece goes, and where it may stand.
    public var shape: Shape

    /// How far a piece goes from its label on, and where the label may stand.
    public enum Shape: String, Sendable {
      /// The label alone, at the start or the end of a paragraph, glued or not.
      case label
      /// The label and the names after it, at the start of a paragraph ("By").
      case names
      /// The label to the end of its bracket or paragraph ("Reporting by").
      case line
      /// The label ends a run of links that began with a name glued to the text ("MORE").
      case end
    }

    /// Makes one.
    public init(text: String, kind: Sentence.Kind, shape: Shape = .label) {
      self.text = text
      self.kind = kind
      self.shape = shape
    }
  }

  /// Knows nothing.
  public init() {}

  /// Takes the lexicons named `text.…` of a language pack; others are left alone.
  ///
  /// Attributes: of an abbreviation `ends=no` and `needs=number|capital|comma`; of boilerplate
  /// `kind=` (a `Sentence.Kind`) and `shape=label|names|line|end`. Unknown values count as absent.
  public init(lexicons: [String: [Entry]]) {
    func words(_ name: String) -> [String] { (lexicons[name] ?? []).map(\.entry) }
    abbreviations = (lexicons["text.abbreviation"] ?? []).map { entry, attributes in
      Abbreviation(
        text: entry, mayEndSentence: attributes["ends"] != "no",
        needs: attributes["needs"].flatMap(Abbreviation.Need.init))
    }
    boilerplate = (lexicons["text.boilerplate"] ?? []).map { entry, attributes in
      Boilerplate(
        text: entry, kind: attributes["kind"].flatMap(Sentence.Kind.init) ?? .advertisement,
        shape: attributes["shape"].flatMap(Boilerplate.Shape.init) ?? .label)
    }
    clitics = words("text.clitic")
    elisions = words("text.elision")
    gluedUnits = words("text.glued")
    domains = words("text.domain")
    starters = words("text.starter")
    reportingVerbs = words("text.reporting")
    agencies = words("text.agency")
    calendar = words("text.calendar")
  }
}
