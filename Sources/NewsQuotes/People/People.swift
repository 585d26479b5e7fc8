public import QuoteRecords

/// A list of people that the user knows: what settles who a speaker is.
///
/// A speaker is settled only where the name points to one person of the list, or, where it points
/// to several, the role or the outlet does. A last name alone needs the role besides.
public struct People: Sendable, Hashable {
  /// Somebody of the list.
  public struct Person: Sendable, Hashable {
    /// The id that the user gave.
    public var key: String
    /// The names that articles may give.
    public var names: [String]
    /// `female`, `male`, `other` or `unknown`.
    public var gender: String
    /// Roles, parted by `|`; `nil`: any.
    public var role: String?
    /// The outlets that may mean them; none: all.
    public var outlets: [String]
  }

  /// The people, in the order of the list.
  public let people: [Person]

  private let byName: [[String]: [Int]]
  private let byLastName: [String: [Int]]

  /// Makes a list.
  public init(_ people: [Person]) {
    self.people = people
    var byName: [[String]: [Int]] = [:]
    var byLastName: [String: [Int]] = [:]
    for (index, person) in people.enumerated() {
      for words in Set(person.names.map(Self.words)) {
        byName[words, default: []].append(index)
        if let last = words.last, byLastName[last]?.last != index {
          byLastName[last, default: []].append(index)
        }
      }
    }
    self.byName = byName
    self.byLastName = byLastName
  }

  /// Sets the key and the gender of each speaker of an article that is settled.
  public func settle(_ article: inout ArticleRecord) {
    for index in article.speakers.indices {
      guard let person = person(article.speakers[index], outlet: article.outlet) else { continue }
      article.speakers[index].key = person.key
      if person.gender != "unknown" {
        article.speakers[index].gender = Gender(value: person.gender, by: "listed")
      }
    }
  }

  /// Who of the list a speaker is; `nil` where it is not settled.
  public func person(_ speaker: SpeakerRecord, outlet: String?) -> Person? {
    guard speaker.named, speaker.number != "several",
      speaker.kind == .person || speaker.kind == .unknown
    else { return nil }
    let name = Self.words(speaker.name)
    guard let last = name.last else { return nil }
    let exact = byName[name] ?? []
    var found = exact
    if found.isEmpty {
      found = (byLastName[last] ?? []).filter { index in
        people[index].names.contains { Self.isVariant(name, of: Self.words($0)) }
      }
    }
    if let outlet {
      found = found.filter {
        people[$0].outlets.isEmpty || people[$0].outlets.contains(outlet)
      }
    }
    let byRole = found.filter { sharesRole(speaker.role, people[$0].role) }
    if found.count == 1, let only = found.first, !exact.isEmpty || name.count > 1 {
      return people[only]
    }
    return byRole.count == 1 ? byRole.first.map { people[$0] } : nil
  }

  private func sharesRole(_ role: String?, _ listed: String?) -> Bool {
    guard let role, let listed else { return false }
    let words = Set(Self.words(role)).subtracting(Self.small)
    return !words.isDisjoint(with: Self.words(listed))
  }

  /// Whether a name is a shorter or longer form of a listed one: the same last name, given names
  /// that do not differ, initials counted.
  private static func isVariant(_ name: [String], of listed: [String]) -> Bool {
    guard name.last == listed.last else { return false }
    let (given, other) = (name.dropLast(), listed.dropLast())
    guard let first = given.first, let second = other.first else { return given.isEmpty }
    guard first.hasPrefix(second) || second.hasPrefix(first),
      first == second || first.count == 1 || second.count == 1
    else { return false }
    return zip(given.dropFirst(), other.dropFirst()).allSatisfy {
      $0.hasPrefix($1) || $1.hasPrefix($0)
    }
  }

  private static let small: Set<String> = ["of", "the", "for", "and", "a", "an", "in", "at", "to"]

  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
