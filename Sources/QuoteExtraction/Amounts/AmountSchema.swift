package import RuleEngine

/// What rules for amounts may say.
package enum AmountSchema {
  /// Single amounts, with their unit.
  static let unitKind = "amount"
  /// Ranges, pairs and lists of amounts.
  static let rangeKind = "amount-range"
  /// Approximators and per-units around amounts.
  static let contextKind = "amount-context"

  /// How a find is to be read.
  enum Form: String, CaseIterable {
    /// One amount; the default of single amounts.
    case single
    /// Lower and upper end.
    case range
    /// A range if it rises; else two amounts as they are.
    case ascending
    /// A range if it rises and the two are no shares of one whole (together about a hundred).
    case noShares = "no-shares"
    /// One unit: a range if it rises, else a pair.
    case shared
    /// Values that share a unit.
    case pair
    /// Several values that share a unit.
    case list
    /// One amount in two units: "two dollars and fifty cents".
    case sum
    /// A change and the level that it led to, far above or below it: two amounts as they are.
    case moved
    /// Nothing: what looks like an amount and is none, or a change with two amounts.
    case none
  }

  /// The three kinds of rules, their attributes and their roles.
  package static var schema: RuleSchema {
    let forms = RuleSchema.Values.oneOf(Form.allCases.map(\.rawValue))
    let yes = RuleSchema.Values.oneOf(["yes"])
    let certainty = RuleSchema.Values.oneOf(["high", "medium", "low"])
    return RuleSchema(kinds: [
      unitKind: RuleSchema.Kind(
        attributes: [
          "kind": .oneOf(["money", "percent", "points"]), "form": forms,
          "unit": .oneOf(["percent", "percentage_point", "basis_point", "point"]),
          "currency": .free, "factor": .free, "needs": .free, "low": .free, "high": .free,
          "vague": yes, "implied": yes, "figurative": yes, "certainty": certainty,
        ],
        roles: ["amount", "sign", "currency", "country", "value", "unit", "figures", "digits"],
        requiredRoles: ["amount"]),
      rangeKind: RuleSchema.Kind(
        attributes: ["form": forms, "implied": yes, "certainty": certainty],
        requiredAttributes: ["form"], roles: ["amount", "low", "high", "value"],
        requiredRoles: ["amount"]),
      contextKind: RuleSchema.Kind(
        attributes: ["form": forms], roles: ["amount", "approximation", "per", "unit"],
        requiredRoles: ["amount"]),
    ])
  }

  /// The classes that patterns may name: those of pieces, numbers, and amounts found before.
  package static var classes: ItemClasses {
    var mentions: [String: Int] = [:]
    for mention in MentionClass.allCases { mentions[mention.name] = mention.rawValue }
    return ItemClasses(
      bits: AmountClasses.names, mentions: mentions, kinds: [unitKind, rangeKind, contextKind])
  }

  /// Stretches of pieces that a pattern takes in one step.
  enum MentionClass: Int, CaseIterable {
    /// An exact number.
    case numeral
    /// An exact number with a scale word, or of a thousand and more.
    case scaled
    /// An exact number below a thousand.
    case small
    /// Digits with a scale letter glued on: "50K".
    case lettered
    /// A number without a figure: "hundreds of thousands".
    case vague
    /// A number without a figure that names a scale: "millions", not "several".
    case vagueScale
    case money, percent, points
    /// Money with the sign before its number, and with its name after it.
    case moneySign, moneyWord
    /// Cents, pence and other parts of money.
    case moneyMinor
    /// Any of these amounts.
    case amount

    /// The name in patterns.
    var name: String {
      switch self {
      case .vagueScale: "vague-scale"
      case .moneySign: "money-sign"
      case .moneyWord: "money-word"
      case .moneyMinor: "money-minor"
      case .numeral: "numeral"
      case .scaled: "scaled"
      case .small: "small"
      case .lettered: "lettered"
      case .vague: "vague"
      case .money: "money"
      case .percent: "percent"
      case .points: "points"
      case .amount: "amount"
      }
    }
  }
}
