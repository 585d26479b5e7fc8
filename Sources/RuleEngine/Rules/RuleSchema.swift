/// What the rules of each kind may say: the finders that use the rules give it.
package struct RuleSchema: Sendable {
  /// The kinds by name.
  package var kinds: [String: Kind]
  /// Whether kinds that are not named are taken as they come.
  package var isOpen: Bool

  /// What the rules of one kind may say.
  package struct Kind: Sendable {
    /// The attributes that may be set.
    package var attributes: [String: Values]
    /// The attributes that must be set.
    package var requiredAttributes: [String]
    /// The roles that patterns may capture; `nil` for any.
    package var roles: [String]?
    /// The roles that every pattern must capture.
    package var requiredRoles: [String]

    /// Describes a kind.
    package init(
      attributes: [String: Values] = [:], requiredAttributes: [String] = [],
      roles: [String]? = nil, requiredRoles: [String] = []
    ) {
      self.attributes = attributes
      self.requiredAttributes = requiredAttributes
      self.roles = roles
      self.requiredRoles = requiredRoles
    }
  }

  /// The values that an attribute may have.
  package enum Values: Sendable {
    /// Any text.
    case free
    /// One of these.
    case oneOf([String])
    /// A whole number.
    case integer
  }

  /// Describes kinds.
  package init(kinds: [String: Kind], isOpen: Bool = false) {
    self.kinds = kinds
    self.isOpen = isOpen
  }

  /// A schema that takes any rule: for what reads lexicons and tables only.
  package static let open = RuleSchema(kinds: [:], isOpen: true)

  /// The kinds of this schema and of another; the other's win.
  package func merging(_ other: RuleSchema) -> RuleSchema {
    RuleSchema(
      kinds: kinds.merging(other.kinds) { $1 }, isOpen: isOpen || other.isOpen)
  }
}
