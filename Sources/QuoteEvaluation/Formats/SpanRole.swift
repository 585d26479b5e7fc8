/// What a labeled span is in a quote, whatever a tool calls it.
enum SpanRole: String, Sendable, CaseIterable {
  /// What was said.
  case content
  /// What of a content stands between marks, where that is not to be seen from the marks.
  case quoted
  /// The words that attribute.
  case cue
  /// Whom the text names as the source.
  case source
  /// Whom it was said to.
  case addressee
  /// The first mention of a speaker, with what is known of them.
  case speaker
  /// Another mention of a speaker.
  case mention
  /// Money, percentages, points.
  case amount
  /// Words that rest on an unnamed source.
  case marker
  /// An assertion of fact.
  case claim
  /// Text between marks that nobody said.
  case unattributed
  /// What says something of an amount, a marker or a claim; the link's label says what.
  case detail
  /// What carries an attribution as an event, or was put aside by annotators: no span of its own.
  case aside

  /// The label that is written.
  var label: String {
    switch self {
    case .content: "Content"
    case .quoted: "Quoted"
    case .cue: "Cue"
    case .source: "Source"
    case .addressee: "Addressee"
    case .speaker: "Speaker"
    case .mention: "Mention"
    case .amount: "Amount"
    case .marker: "Anonymous"
    case .claim: "Claim"
    case .unattributed: "Unattributed"
    case .detail: "Detail"
    case .aside: "Attribution"
    }
  }
}

/// Which labels stand for which roles.
///
/// Built in are our own, those of PolNeAR, and common names; others are given by the user.
public struct LabelNames: Sendable, Hashable {
  private var roles: [String: SpanRole]

  /// The names that are built in.
  public init() {
    roles = [
      "quote": .content, "quotation": .content, "contents": .content, "cues": .cue,
      "sources": .source, "attribution-no-source": .aside, "discard": .aside, "discuss": .aside,
      "anonymousmarker": .marker,
    ]
    for role in SpanRole.allCases { roles[role.label.lowercased()] = role }
  }

  /// The names that a user may give roles to: `content`, `cue`, …
  public static var roleNames: [String] { SpanRole.allCases.map(\.rawValue) }

  /// Lets a label stand for a role.
  ///
  /// - Returns: Whether there is such a role.
  public mutating func map(_ label: String, to role: String) -> Bool {
    guard let role = SpanRole(rawValue: role.lowercased()) else { return false }
    roles[label.lowercased()] = role
    return true
  }

  /// The role of a label, whatever its case and the number behind it (`Content2`).
  func role(of label: String) -> SpanRole? {
    let name = label.lowercased()
    if let role = roles[name] { return role }
    var end = name[...]
    while end.last?.isASCII == true, end.last?.isNumber == true { end.removeLast() }
    return roles[String(end)]
  }

  /// What may stand where a label is not known.
  var known: String { Set(roles.keys).sorted().joined(separator: ", ") }
}
