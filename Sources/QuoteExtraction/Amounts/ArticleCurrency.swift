/// Which currency an article means where an amount leaves it open, told by its other amounts.
///
/// A bare "$": where an article marks the American dollar ("US$") and just one other ("A$"), it has
/// no need to mark its own, and that is the other. "c" for a hundredth: of the one currency among
/// those that it may be in, else of the amount nearest to it; where there is none, it is no amount.
struct ArticleCurrency {
  private var marked: Set<String> = []
  private var bare: [Int] = []
  private var open: [(place: Int, choices: String)] = []

  /// Notes an amount of an article.
  ///
  /// - Parameter place: Its place among all.
  mutating func note(_ draft: AmountDraft, at place: Int) {
    guard let currency = draft.amount.currency else { return }
    if let choices = draft.choices { open.append((place, choices)) }
    switch draft.dollar {
    case .marked: marked.insert(currency)
    case .bare where currency == Self.american: bare.append(place)
    case .bare, nil: break
    }
  }

  /// Gives the amounts that leave it open their currency, and takes those away that stay without.
  ///
  /// - Complexity: Linear in the amounts for each that is in hundredths of something.
  func settle(_ amounts: inout [Amount]) {
    if marked.count == 2, marked.contains(Self.american),
      let own = marked.first(where: { $0 != Self.american })
    {
      for place in bare {
        amounts[place].currency = own
        amounts[place].certainty = "medium"
      }
    }
    guard !open.isEmpty else { return }
    let found = open.map { currency(at: $0.place, among: $0.choices, in: amounts) }
    for (place, currency) in zip(open.map(\.place), found).reversed() {
      if let currency { amounts[place].currency = currency } else { amounts.remove(at: place) }
    }
  }

  /// The currency of the amount nearest to one in hundredths, of those that it may be in.
  private func currency(at place: Int, among choices: String, in amounts: [Amount]) -> String? {
    let start = amounts[place].bytes.lowerBound
    let known = amounts.indices.filter { other in
      guard let currency = amounts[other].currency, !open.contains(where: { $0.place == other })
      else { return false }
      return choices.split(separator: ",").contains { $0 == currency }
    }
    let nearest = known.min {
      abs(amounts[$0].bytes.lowerBound - start) < abs(amounts[$1].bytes.lowerBound - start)
    }
    return nearest.flatMap { amounts[$0].currency }
  }

  private static let american = "USD"
}
