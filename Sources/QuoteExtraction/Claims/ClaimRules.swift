package import RuleEngine

/// The rules of kind `claim`: who stands behind the figures of a sentence that no quote attributes.
///
/// A class, though nothing in it changes: what reads the matches of a sentence holds it.
final class ClaimRules: Sendable {
  /// How far a source holds.
  enum Scope: String, CaseIterable, Sendable {
    /// For the whole sentence.
    case sentence
    /// For what follows the cue, up to a clause that a comma and "but" begin.
    case after
    /// For all that follows the cue.
    case clause
  }

  let matcher: RuleMatcher
  /// The roles that the rules capture.
  let source, cue: RoleID?
  private let scopes: [Scope]

  init(pack: RulePack) throws(PackError) {
    matcher = try RuleMatcher(pack: pack, kind: "claim", classes: .news)
    source = matcher.role("source")
    cue = matcher.role("cue")
    scopes = matcher.rules.map { $0.attributes["scope"].flatMap(Scope.init) ?? .sentence }
  }

  func scope(_ rule: Int) -> Scope { scopes[rule] }

  func id(_ rule: Int) -> String { matcher.rules[rule].id }
}

extension RuleSchema {
  /// What the rules of claims may say.
  package static let claims = RuleSchema(kinds: [
    "claim": Kind(
      attributes: ["scope": .oneOf(ClaimRules.Scope.allCases.map(\.rawValue))],
      requiredAttributes: ["scope"], roles: ["source", "cue"])
  ])
}
