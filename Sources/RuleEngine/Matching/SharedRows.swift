extension Collection where Element: Hashable {
  /// Those of the elements that are told apart, and where each element stands among them: a table
  /// with few different rows, of which one is kept of those that are alike, stays near.
  func toldApart() -> (places: [UInt32], kept: [Element]) {
    var known: [Element: UInt32] = [:]
    var kept: [Element] = []
    let places = map { element in
      if let place = known[element] { return place }
      let place = UInt32(kept.count)
      known[element] = place
      kept.append(element)
      return place
    }
    return (places, kept)
  }
}
