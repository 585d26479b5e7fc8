/// A newsroom whose published rules on unnamed sources an audit can check.
public enum HouseStyle: String, Sendable, Hashable, CaseIterable {
  /// The Associated Press: tell why and how a source knows; no bare "a source", no opinion.
  case ap
  /// Reuters: no opinion or attack, as a rule more than one source, numbers that stay the same.
  case reuters
  /// The New York Times: grounds that tell a reader something, no opinion.
  case nyt
  /// National Public Radio: grounds, and no "has learned" or "reportedly" instead of a source.
  case npr

  /// The rules that the newsroom has.
  public var rules: [AuditRule] { AuditRule.allCases.filter { $0.styles.contains(self) } }
}

/// A check of how an article uses unnamed sources.
public enum AuditRule: String, Sendable, Hashable, CaseIterable {
  /// "A source" of whom nothing is told.
  case bareSource = "audit.bare-source"
  /// An unnamed source without a stated reason.
  case noGrounds = "audit.no-grounds"
  /// A reason that is stock wording and tells a reader nothing.
  case boilerplateGrounds = "audit.boilerplate-grounds"
  /// An opinion, a wish or an attack that nobody puts a name to.
  case opinion = "audit.unnamed-opinion"
  /// One unnamed person is all that an article rests on.
  case singleSource = "audit.single-source"
  /// Several people who are one person later.
  case shiftingNumber = "audit.shifting-number"
  /// "Has learned": the outlet as its own source.
  case hasLearned = "audit.has-learned"
  /// "Reportedly", "it is said": no source at all.
  case hearsay = "audit.hearsay"
  /// Everything that is quoted is of unnamed people.
  case onlyUnnamed = "audit.only-unnamed"
  /// A source who ranks higher here than in another article with the same words.
  case inflatedRank = "audit.inflated-rank"
  /// Somebody who declines to comment, and whose people are quoted without a name.
  case declinedAndQuoted = "audit.declined-and-quoted"

  /// The newsrooms whose rules it checks.
  public var styles: [HouseStyle] {
    switch self {
    case .bareSource, .inflatedRank, .declinedAndQuoted: [.ap]
    case .noGrounds: [.ap, .nyt, .npr]
    case .boilerplateGrounds: [.nyt]
    case .opinion: [.ap, .reuters, .nyt, .npr]
    case .singleSource: [.ap, .reuters]
    case .shiftingNumber: [.reuters]
    case .hasLearned, .hearsay, .onlyUnnamed: [.npr]
    }
  }

  /// What is wrong, in words.
  public var message: String {
    switch self {
    case .bareSource: "nothing is told of this source"
    case .noGrounds: "no reason is given why this source is not named"
    case .boilerplateGrounds: "the reason given tells a reader nothing"
    case .opinion: "an opinion or attack of somebody who is not named"
    case .singleSource: "the article rests on one unnamed source"
    case .shiftingNumber: "several people here are one person elsewhere"
    case .hasLearned: "the outlet is its own source"
    case .hearsay: "nobody is given as the source"
    case .inflatedRank: "elsewhere the same words are of a source of lower rank"
    case .declinedAndQuoted: "those whom this source belongs to declined to comment by name"
    case .onlyUnnamed: "all that is quoted is of unnamed people"
    }
  }
}
