/// The roles of marks and the codes of their values, as `LABELS.md` lists them.
enum CorpusCodes {
  /// The marks of each numbered kind of item.
  static let roles: [CorpusItem.Kind: Set<String>] = [
    .quote: ["content", "cue", "source", "addressee"],
    .marker: ["marker", "grounds", "affiliation", "count"],
    .amount: ["money", "percent", "points", "approx", "per", "of"],
    .claim: ["claim", "subject", "predicate", "object", "time"],
  ]
  /// The marks that have no number, with the values that they may have; empty for any.
  static let loose: [String: Set<String>] = [
    "mention": [], "unattributed": unattributed, "junk": junk, "sentence": [""],
  ]
  /// The facts that an article's table may give of each kind of item.
  static let facts: [CorpusItem.Kind: Set<String>] = [
    .quote: ["negated", "hedged", "alt_speaker", "unresolved", "optional"],
    .marker: ["optional", "boilerplate"], .amount: ["optional"], .claim: ["optional"],
  ]

  static let acts: Set<String> = ["speech", "writing", "thought", "attitude", "evidence"]
  static let forms: Set<String> = [
    "unnamed_individual", "unnamed_group", "access_described", "bare_source", "anaphoric",
    "partial_identity", "vague_crowd", "agentless", "hearsay_adverb", "outlet_has_learned",
    "relayed", "document",
  ]
  static let axes: [String: Set<String>] = [
    "intent": ["withheld", "omitted", "unknown"],
    "rank": [
      "senior", "top", "high_ranking", "high_level", "mid_level", "low_level", "junior", "leading",
    ],
    "status": [
      "current", "former", "retired", "current_and_former", "outgoing", "incoming", "acting",
    ],
    "access": [
      "direct_knowledge", "present", "participated", "briefed", "familiar", "close",
      "reviewed_document",
    ],
  ]
  static let grounds: Set<String> = [
    "not_authorized", "sensitivity", "ongoing_process", "private_meeting_or_deliberation",
    "ahead_of_announcement", "retaliation_job", "safety", "legal_exposure",
    "privacy_victim_minor_medical", "candor", "policy_or_ground_rules", "contract_nda",
    "business_relationship", "security_classified", "diplomatic", "other",
  ]
  static let affiliations: Set<String> = [
    "government", "legislature", "campaign_party", "diplomatic", "military", "intelligence",
    "law_enforcement", "judicial", "central_bank", "corporate", "market", "academic", "medical",
    "media", "sport", "private_person", "other",
  ]
  static let approximators: Set<String> = [
    "about", "over", "under", "at_least", "at_most", "nearly", "plus_minus",
  ]
  static let amountFacts: Set<String> = [
    "figurative", "implied", "unit=percent", "unit=percentage_point", "unit=basis_point",
  ]
  static let unattributed: Set<String> = [
    "scare", "title", "slogan", "term", "nickname", "heading",
  ]
  static let junk: Set<String> = [
    "byline", "dateline", "ad", "links", "credit", "caption", "heading",
  ]
  static let relations: Set<String> = ["exact", "near", "partial", "altered", "paraphrase"]
  static let speakerKinds: Set<String> = ["person", "group", "organisation", "document"]
  static let genders: Set<String> = ["female", "male", "other", "unknown"]
}
