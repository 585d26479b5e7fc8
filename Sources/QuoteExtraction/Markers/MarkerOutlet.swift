import NewsSyntax
import RuleEngine

/// The outlet that published an article, as the article's own text may name it, told from others.
struct MarkerOutlet {
  private let name: String
  private let initials: String

  /// - Parameter name: Who published the article; `nil` where nobody says.
  init(_ name: String?) {
    let words = (name ?? "").lowercased().split(separator: " ").map(String.init)
    let own = words.first == "the" ? Array(words.dropFirst()) : words
    self.name = own.reduce("") { $0.isEmpty ? $1 : $0 + " " + $1 }
    initials = own.count > 1 ? String(own.compactMap(\.first)) : ""
  }

  /// Whether some words name an outlet: this one, one of the lexicons', one that is called like
  /// one, or its people.
  func isOutlet(_ items: Range<Int>, _ analysis: Analysis, _ words: MarkerWords) -> Bool {
    for index in items {
      if words.has(analysis.items[index].lexeme, .outlet) { return true }
      let rest = items[index...].map { analysis.items[$0].lexeme }
      let found = words.organisationName.longest(from: rest[...], words.vocabulary)
      if found?.fact.code == "media" { return true }
    }
    return isOwn(items, analysis)
  }

  /// Whether some words name another outlet than this one; `false` where this one is not known.
  func isOther(_ items: Range<Int>, _ analysis: Analysis) -> Bool {
    !name.isEmpty && items.contains { analysis.items[$0].tag.isName } && !isOwn(items, analysis)
  }

  private func isOwn(_ items: Range<Int>, _ analysis: Analysis) -> Bool {
    guard !name.isEmpty, let first = items.first, let last = items.last else { return false }
    let start = analysis.items[first].tag == .DT && first < last ? first + 1 : first
    let tokens =
      analysis.items[start].tokens.lowerBound..<analysis.items[last].tokens.upperBound
    let told = analysis.document.text(of: tokens).lowercased()
    return name.contains(told) || told.contains(name) || told == initials
  }
}
