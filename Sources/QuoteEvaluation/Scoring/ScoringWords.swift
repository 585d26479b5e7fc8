/// The function words that the scores of attribution know.
///
/// They are part of what a score means: they do not come from a rule pack, so that figures of
/// different packs, and of other systems, can be compared.
public struct ScoringWords: Sendable {
  /// Words that tell nothing about who a source is.
  public var function: Set<String>
  /// Pronouns and other words that stand for a name.
  public var pronouns: Set<String>
  /// Titles before names.
  public var titles: Set<String>
  /// Determiners that may begin a source.
  public var determiners: Set<String>
  /// Words that tell nothing about what an amount measures, or who asserts it.
  public var binding: Set<String>
  /// First words of cues such as "according to".
  public var attributing: Set<String>
  /// Cues that are nouns wherever they stand.
  public var nouns: Set<String>

  /// Makes lists; all words in lower case.
  public init(
    function: Set<String>, pronouns: Set<String>, titles: Set<String>, determiners: Set<String>,
    binding: Set<String>, attributing: Set<String>, nouns: Set<String>
  ) {
    self.function = function
    self.pronouns = pronouns
    self.titles = titles
    self.determiners = determiners
    self.binding = binding
    self.attributing = attributing
    self.nouns = nouns
  }

  /// The lists for English.
  public static let english = ScoringWords(
    function: words(
      """
      the a an of in on at to for from by with and or but as that than 's s which this these those
      such very also not no is are was were be been has have had
      """),
    pronouns: words(
      """
      i me my mine we us our ours you your yours he him his she her hers it its they them their
      theirs who whom whose which that this these those one some many few several others other
      another both all none someone anyone everyone nobody there himself herself themselves
      """),
    titles: words(
      """
      mr mrs ms miss mx dr sen senator sens rep representative reps gov governor govs pres president
      sir dame lord lady prof professor rev reverend judge justice gen general col colonel capt
      captain lt lieutenant sgt sergeant maj major congressman congresswoman secretary mayor
      attorney ambassador chairman chairwoman former then ex vice
      """),
    determiners: words("the a an this that these those his her its their our my your some"),
    binding: words(
      """
      the a an of in on at to for from by with and or who which that this these those said says mr
      mrs ms dr sir his her their its our my your some
      """),
    attributing: words("according per"),
    nouns: words(
      """
      accusation accusations admission allegation allegations announcement argument assertion
      assertions assessment assurance belief complaint complaints conclusion conviction criticism
      declaration denial description evidence expectation explanation finding findings idea
      insistence message opinion prediction proposal remark remarks revelation statement statements
      suggestion testimony theory view views warning warnings
      """))

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
