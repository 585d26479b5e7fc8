import RuleEngine

/// The integers that weigh whether what somebody says is a fact that could be checked, from the
/// table `statement`. A weight that a pack lacks weighs nothing.
struct StatementWeights: Sendable {
  /// What the sum must be.
  let least: Int
  /// The tense of the first verb, with its auxiliary.
  let perfect, past, passive, progressive, present: Int
  /// A modal or other word that tells what is to be; no verb at all.
  let prediction, verbless: Int
  /// The present of "be" with a noun or an adjective.
  let noun, adjective: Int
  /// A name or a number.
  let concrete: Int
  /// A word of opinion, wish or order near the verb; a cue of opinion.
  let opinion, wish, order, opinionCue: Int
  /// Partly in quotation marks; without any.
  let mixed, indirect: Int
  /// "like", "as"; few words; "you"; "there".
  let simile, short, secondPerson, there: Int

  init(pack: RulePack) {
    let values = WeightTable("statement", of: pack)
    func weight(_ name: String) -> Int { values[name] ?? 0 }
    least = weight("least")
    perfect = weight("perfect")
    past = weight("past")
    passive = weight("passive")
    progressive = weight("progressive")
    present = weight("present")
    prediction = weight("prediction")
    verbless = weight("verbless")
    noun = weight("noun")
    adjective = weight("adjective")
    concrete = weight("concrete")
    opinion = weight("opinion")
    wish = weight("wish")
    order = weight("order")
    opinionCue = weight("opinion-cue")
    mixed = weight("mixed")
    indirect = weight("indirect")
    simile = weight("simile")
    short = weight("short")
    secondPerson = weight("second-person")
    there = weight("there")
  }
}
