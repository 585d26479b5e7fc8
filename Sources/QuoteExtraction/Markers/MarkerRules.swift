package import RuleEngine

/// The rules of kind `marker`, with what code asks of each.
///
/// A class, though nothing in it changes: who reads markers holds it, and counts one user of it and
/// not one of each table.
final class MarkerRules: Sendable {
  let matcher: RuleMatcher
  /// By the numbers of the matcher's rules.
  let rules: [MarkerRule]
  /// What each rule finds, and its preference: what is asked of every match.
  let parts: [(part: MarkerRule.Part, preference: Int)]
  /// The rules that find something where no phrase is a source, or that make one a source.
  let tellers: RuleSelection
  /// The rules of phrases, of what sources know, and of why they are not named.
  let phrases, accesses, grounds: RuleSelection
  /// The rules of who does not comment.
  let silences: RuleSelection
  /// The head nouns of phrases.
  let heads: RoleGate
  let roles: Roles

  /// The roles that the parts capture.
  struct Roles: Sendable {
    let phrase, head, basis, terms, grounds, lead, after, outlet, marker, who: RoleID?

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
      who = matcher.role("who")
    }
  }

  init(pack: RulePack) throws(PackError) {
    let matcher = try RuleMatcher(pack: pack, kind: "marker", classes: .news)
    self.matcher = matcher
    rules = matcher.rules.map(MarkerRule.init)
    let parts = rules.map { ($0.part, $0.preference) }
    tellers = matcher.selection { parts[$0].0 == .statement || parts[$0].0.makesSource }
    let phrases = matcher.selection { parts[$0].0 == .phrase }
    self.phrases = phrases
    accesses = matcher.selection { parts[$0].0 == .access }
    grounds = matcher.selection { parts[$0].0 == .grounds }
    silences = matcher.selection { parts[$0].0 == .silence }
    self.parts = parts
    let roles = Roles(matcher)
    self.roles = roles
    heads = pack.prepared("marker heads") { matcher.gate(roles.head, of: phrases) }
  }
}

/// What a rule of kind `marker` says of its finds.
struct MarkerRule: Sendable {
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
    /// Who does not comment: no part of a marker, but what audits compare them with.
    case silence

    /// Whether it makes a phrase in its sentence a source.
    var makesSource: Bool {
      switch self {
      case .lead, .after, .terms: true
      case .phrase, .access, .grounds, .statement, .silence: false
      }
    }

    /// Whether a marker can come from it, not only from what stands beside it.
    var isSource: Bool {
      switch self {
      case .phrase, .terms, .statement: true
      case .access, .grounds, .lead, .after, .silence: false
      }
    }
  }

  let id: String
  let part: Part
  let preference: Int
  let form: String?
  let intent: String?
  let access: String?
  let grounds: String?
  /// Whether grounds are stock wording.
  let isBoilerplate: Bool
  /// Whether terms say that somebody spoke, not only that a name is held back.
  let isSourcing: Bool

  init(_ rule: Rule) {
    id = rule.id
    part = rule.attributes["part"].flatMap(Part.init) ?? .statement
    preference = rule.preference
    form = rule.attributes["form"]
    intent = rule.attributes["intent"]
    access = rule.attributes["access"]
    grounds = rule.attributes["grounds"]
    isBoilerplate = rule.attributes["boilerplate"] == "yes"
    isSourcing = rule.attributes["sourcing"] != "no"
  }
}

extension RuleSchema {
  /// What the rules of unnamed sources may say.
  package static let markers = RuleSchema(kinds: [
    "marker": Kind(
      attributes: [
        "part": .oneOf(MarkerRule.Part.allCases.map(\.rawValue)),
        "form": .oneOf(MarkerCodes.forms),
        "intent": .oneOf(MarkerCodes.intents),
        "access": .oneOf(MarkerCodes.accesses),
        "grounds": .oneOf(MarkerCodes.grounds),
        "boilerplate": .oneOf(["yes", "no"]),
        "sourcing": .oneOf(["no"]),
      ],
      requiredAttributes: ["part"],
      roles: [
        "phrase", "head", "basis", "terms", "grounds", "lead", "after", "outlet", "marker", "who",
      ])
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
