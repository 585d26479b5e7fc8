package import RuleEngine

/// The rules of kind `marker`, by the part that each plays.
struct MarkerRules: Sendable {
  /// What a rule finds.
  enum Part: String, CaseIterable, Sendable {
    /// A noun phrase that is a marker if it is a source.
    case phrase
    /// What a source is said to know.
    case access
    /// The terms on which a source spoke.
    case terms
    /// Why a source is not named.
    case grounds
    /// What stands right before a phrase and makes it a source.
    case lead
    /// What stands right after a phrase and makes it a source.
    case after
    /// A marker by itself.
    case statement
  }

  let matcher: RuleMatcher
  let roles: Roles
  private let parts: [Part]

  /// The roles that the parts capture.
  struct Roles: Sendable {
    let phrase, head, basis, terms, grounds, lead, after, outlet, marker: RoleID?

    init(_ matcher: RuleMatcher) {
      phrase = matcher.role("phrase")
      head = matcher.role("head")
      basis = matcher.role("basis")
      terms = matcher.role("terms")
      grounds = matcher.role("grounds")
      lead = matcher.role("lead")
      after = matcher.role("after")
      outlet = matcher.role("outlet")
      marker = matcher.role("marker")
    }
  }

  init(pack: RulePack) throws(PackError) {
    matcher = try RuleMatcher(pack: pack, kind: "marker", classes: .news)
    roles = Roles(matcher)
    parts = matcher.rules.map { $0.attributes["part"].flatMap(Part.init) ?? .statement }
  }

  func part(_ rule: Int) -> Part { parts[rule] }

  func attribute(_ name: String, of rule: Int) -> String? { matcher.rules[rule].attributes[name] }

  func id(_ rule: Int) -> String { matcher.rules[rule].id }

  func preference(_ rule: Int) -> Int { matcher.rules[rule].preference }
}

extension RuleSchema {
  /// What the rules of unnamed sources may say.
  package static let markers = RuleSchema(kinds: [
    "marker": Kind(
      attributes: [
        "part": .oneOf(MarkerRules.Part.allCases.map(\.rawValue)),
        "form": .oneOf(MarkerCodes.forms),
        "intent": .oneOf(MarkerCodes.intents),
        "access": .oneOf(MarkerCodes.accesses),
        "grounds": .oneOf(MarkerCodes.grounds),
        "boilerplate": .oneOf(["yes", "no"]),
        "sourcing": .oneOf(["no"]),
      ],
      requiredAttributes: ["part"],
      roles: ["phrase", "head", "basis", "terms", "grounds", "lead", "after", "outlet", "marker"])
  ])
}

/// The codes of the contract that rules may set.
enum MarkerCodes {
  static let forms = [
    "unnamed_individual", "unnamed_group", "access_described", "bare_source", "anaphoric",
    "partial_identity", "vague_crowd", "agentless", "hearsay_adverb", "outlet_has_learned",
    "relayed", "document",
  ]
  static let intents = ["withheld", "omitted", "unknown"]
  static let accesses = [
    "direct_knowledge", "present", "participated", "briefed", "familiar", "close",
    "reviewed_document",
  ]
  static let grounds = [
    "not_authorized", "sensitivity", "ongoing_process", "private_meeting_or_deliberation",
    "ahead_of_announcement", "retaliation_job", "safety", "legal_exposure",
    "privacy_victim_minor_medical", "candor", "policy_or_ground_rules", "contract_nda",
    "business_relationship", "security_classified", "diplomatic", "other",
  ]
}
