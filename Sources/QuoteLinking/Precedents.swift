public import QuoteRecords

extension ClusterRecord {
  /// Of each member the first before it, in another article, that differs from the wording in the
  /// same words: whose version it repeats. `nil` where it differs in nothing, or in its own way.
  /// Linear in the members.
  public var precedents: [Int?] {
    var first: [[WordDifference]: Int] = [:]
    return members.indices.map { place in
      let diff = members[place].diff
      guard !diff.isEmpty, let known = first[diff] else {
        if !diff.isEmpty { first[diff] = place }
        return nil
      }
      return members[known].article == members[place].article ? nil : known
    }
  }
}
