/// What pairing found in a text.
struct Quotations: Sendable {
  /// The quotations, by the place where they open; nested ones after their parents.
  var quotations: [Quotation] = []
  /// What each mark is.
  var roles: [(token: Int, role: QuotePairing.Role)] = []
  /// What was wrong.
  var repairs: [Repair] = []

  /// Makes room for what so many marks are at most.
  mutating func reserve(_ marks: Int) {
    roles.reserveCapacity(marks)
    quotations.reserveCapacity(marks / 2 + 1)
  }

  /// Puts the quotations in the order of their places, parents before what they hold.
  mutating func order() {
    let order = quotations.indices.sorted {
      quotations[$0].outer.lowerBound < quotations[$1].outer.lowerBound
    }
    var places = Array(repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    quotations = order.map { index in
      var quotation = quotations[index]
      quotation.parent = quotation.parent.map { places[$0] }
      return quotation
    }
  }

  /// Writes what the marks are into the tokens.
  func apply(to tokens: inout [Token]) {
    for (token, role) in roles {
      switch role {
      case .opens: tokens[token].kind = .openQuote
      case .closes: tokens[token].kind = .closeQuote
      case .possessive:
        tokens[token].kind = .word
        tokens[token].flags.insert(.clitic)
      case .prime: tokens[token].kind = .symbol
      case .apostrophe, .stray: tokens[token].kind = .punctuation
      }
    }
  }
}
