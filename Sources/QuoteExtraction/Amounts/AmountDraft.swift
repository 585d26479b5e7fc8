import QuoteRecords
import RuleEngine

/// An amount being put together, by the pieces of its sentence.
struct AmountDraft: Sendable {
  /// Its pieces.
  var items: Range<Int>
  /// What is known of it so far; the bytes follow from the pieces.
  var amount: Amount
  /// The number before its scale word.
  var mantissa: ExactDecimal
  /// The power of ten of its scale word.
  var scale: Int
  /// What one of its unit is worth in the currency: a hundredth for cents.
  var factor = ExactDecimal.one
  /// Whether a point before three digits parts thousands, as where the currency is at home.
  var partsThousandsByPoint = false
  /// Whether a sign or code stands before its number.
  var isSignFirst = false
  /// Whether its dollars are marked as a country's ("A$") or bare ("$"); `nil` for all else.
  var dollar: DollarMark?
  /// The currencies that it may be in, of "c" for cents of any; `nil` where its unit tells.
  var choices: String?

  /// The value, or for a vague amount its scale.
  var level: ExactDecimal? { amount.value ?? amount.low }

  /// Whether another amount counts the same thing.
  func sharesUnit(with other: AmountDraft) -> Bool {
    amount.kind == other.amount.kind && amount.currency == other.amount.currency
      && amount.unit == other.amount.unit
  }

  /// Whether another amount is cents that no country is named with, which are a part of this one's
  /// unit: "20 euros and 50 cents".
  func isWhole(of cents: AmountDraft) -> Bool {
    amount.kind == .money && factor == .one && cents.dollar == .bare
      && cents.factor < ExactDecimal.one
  }

  /// Takes on the scale of the amount that ends a range: "$5 to $6 million".
  ///
  /// Only where it has none, and the number is smaller than the other's: not in "$500,000 to $1
  /// million".
  mutating func take(scale other: Int, below mantissa: ExactDecimal) {
    guard scale == 0, other > 0, self.mantissa < mantissa else { return }
    amount.value = amount.value.map { $0.timesTen(toThe: other) }
    scale = other
  }
}

/// A rule's find among the pieces of a sentence.
struct AmountFind: Sendable {
  /// The rule.
  var rule: AmountRule
  /// Where the pattern matched, in the list of the round.
  var match: MatchList.Found
  /// The pieces that the find takes up against others.
  var items: Range<Int>
  /// The amount; `nil` where the rule only says that there is none.
  var draft: AmountDraft?

  /// The finds that stand: those of higher preference before others, then the longer, then the
  /// earlier; none that overlaps one before it. In the order of the text.
  ///
  /// - Complexity: That of sorting the finds, and linear in the pieces that they take up.
  static func best(_ finds: [AmountFind]) -> [AmountFind] {
    guard finds.count > 1 else { return finds }
    let ranked = finds.indices.sorted { left, right in
      let (a, b) = (finds[left], finds[right])
      if a.rule.preference != b.rule.preference { return a.rule.preference > b.rule.preference }
      if a.items.count != b.items.count { return a.items.count > b.items.count }
      return (a.items.lowerBound, left) < (b.items.lowerBound, right)
    }
    var isTaken = [Bool](repeating: false, count: finds.reduce(0) { max($0, $1.items.upperBound) })
    var best: [Int] = []
    for place in ranked where !isTaken[finds[place].items].contains(true) {
      for item in finds[place].items { isTaken[item] = true }
      best.append(place)
    }
    best.sort { finds[$0].items.lowerBound < finds[$1].items.lowerBound }
    return best.map { finds[$0] }
  }
}

extension [AmountDraft] {
  /// The place of the draft that takes up some pieces, by bisection; drafts are in the order of the
  /// text and do not overlap.
  func place(of items: Range<Int>) -> Int? {
    let place = firstPlace { $0.items.lowerBound >= items.lowerBound }
    return place < count && self[place].items == items ? place : nil
  }

  /// Whether one of the drafts takes up any of some pieces; as above.
  func overlaps(_ items: Range<Int>) -> Bool {
    let place = firstPlace { $0.items.upperBound > items.lowerBound }
    return place < count && self[place].items.overlaps(items)
  }
}
