import RuleEngine

/// The integers that rank the candidates of pronouns and descriptions, from the table `speaker`.
struct SpeakerWeights: Sendable {
  /// A candidate named in the same sentence, before the pronoun.
  let sameSentence: Int
  /// One named in the sentence before, two before, three before.
  let before: [Int]
  /// The subject of its sentence.
  let subject: Int
  /// The first of its sentence.
  let first: Int
  /// The source of a quote.
  let source: Int
  /// The source of the last quote.
  let lastSource: Int
  /// The subject of a short sentence right before a quote: "Cole laughs."
  let leadIn: Int
  /// The named subject of the last sentence of a paragraph, right before a quote that opens the
  /// next one.
  let leadParagraph: Int
  /// For each earlier mention, up to `mentionLimit`.
  let mention: Int
  let mentionLimit: Int
  /// Known to be of the pronoun's gender.
  let gender: Int
  /// A possessor: "Reed's".
  let possessive: Int
  /// Named in a heading only.
  let heading: Int
  /// Named within a quotation only.
  let quoted: Int
  /// Not known to be a person.
  let unsure: Int
  /// An unnamed one that neither acts nor speaks: "a nominee".
  let indefinite: Int
  /// Another paragraph.
  let paragraph: Int
  /// Told of, and not as the one who acts, in the content that the pronoun is the source of.
  let content: Int
  /// Whom an obituary is of, wherever that was named last.
  let obituary: Int
  /// Who acts or speaks before, in the same paragraph.
  let ownParagraph: Int
  /// How far the best must be ahead of the second.
  let margin: Int
  /// What the best must have.
  let least: Int
  /// How many mentions are looked back at.
  let window: Int
  /// How many sentences are looked back at.
  let sentences: Int

  /// Reads the table; a weight that it lacks is an error.
  init(pack: RulePack) throws(PackError) {
    let values = WeightTable("speaker", of: pack)
    var missing: [String] = []
    func weight(_ name: String) -> Int {
      if values[name] == nil { missing.append(name) }
      return values[name] ?? 0
    }
    sameSentence = weight("same-sentence")
    before = [weight("one-before"), weight("two-before"), weight("three-before")]
    subject = weight("subject")
    first = weight("first")
    source = weight("source")
    lastSource = weight("last-source")
    leadIn = weight("lead-in")
    leadParagraph = weight("lead-paragraph")
    mention = weight("mention")
    mentionLimit = weight("mention-limit")
    gender = weight("gender")
    possessive = weight("possessive")
    heading = weight("heading")
    quoted = weight("quoted")
    unsure = weight("unsure")
    indefinite = weight("indefinite")
    paragraph = weight("paragraph")
    content = weight("content")
    obituary = weight("obituary")
    ownParagraph = weight("own-paragraph")
    margin = weight("margin")
    least = weight("least")
    window = weight("window")
    sentences = weight("sentences")
    if let name = missing.first {
      throw PackError(diagnostics: [
        Diagnostic(
          file: "weights/speaker.tsv", line: 1, column: 1, code: "speaker.weight.missing",
          message: "the weight '\(name)' is missing")
      ])
    }
  }
}
