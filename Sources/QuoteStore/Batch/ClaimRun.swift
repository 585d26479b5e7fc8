/// Pairs of claims that the changes of a batch touch.
struct ClaimPairs {
  /// Those that are near enough under a key to be compared, and were not before.
  var compared: Set<MentionPair> = []
  /// Those that are so no more.
  var doubtful: Set<MentionPair> = []
}

/// A stretch of the claims of one key, in their order: all whose neighbours changed.
///
/// Two claims are compared where one is among the nearest so many before the other. What comes
/// between two can part them, and what goes can bring them together.
struct ClaimRun {
  /// A claim of the run.
  private struct Place {
    var position: ClaimPosition
    /// Whether it is new.
    var isFresh: Bool
    /// How many of the old ones were before it.
    var formerly: Int
  }

  private var places: [Place] = []
  private var former = 0

  var count: Int { places.count }

  /// Adds the next claim.
  mutating func append(_ position: ClaimPosition, isFresh: Bool) {
    places.append(Place(position: position, isFresh: isFresh, formerly: former))
    if !isFresh { former += 1 }
  }

  /// Counts a claim that was here and is gone.
  mutating func skip() { former += 1 }

  /// Adds the pairs that are compared now and were not, and those that were and are not, where
  /// `limit` claims before each are compared with it. Linear in the claims and the limit.
  func add(to pairs: inout ClaimPairs, limit: Int, areNear: (Int?, Int?) -> Bool) {
    for (place, claim) in places.enumerated() {
      for other in places[max(0, place - limit)..<place] {
        let isNew = claim.isFresh || other.isFresh || claim.formerly - other.formerly > limit
        if isNew, areNear(claim.position.day, other.position.day) {
          pairs.compared.insert(MentionPair(claim.position.claim, other.position.claim))
        }
      }
    }
    let old = places.indices.filter { !places[$0].isFresh }
    for (number, place) in old.enumerated() {
      for other in old[..<number].reversed() {
        guard places[place].formerly - places[other].formerly <= limit else { break }
        if place - other > limit {
          pairs.doubtful.insert(
            MentionPair(places[place].position.claim, places[other].position.claim))
        }
      }
    }
  }
}
