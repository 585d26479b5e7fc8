/// Finds those of a passage's voices that touch some bytes.
///
/// The voices lie in a balanced tree by where they begin; each node knows how far those below it
/// reach (an augmented interval tree, as in Cormen and others).
struct VoiceIndex {
  private var starts: [Int] = []
  private var ends: [Int] = []
  /// The voices' places in the order in which they were given.
  private var numbers: [Int] = []
  /// How far a node and those below it reach.
  private var reaches: [Int] = []

  /// No voices.
  init() {}

  /// Makes the index. Sorts the voices.
  init(_ voices: [PlacedVoice]) {
    numbers = voices.indices.sorted {
      (voices[$0].bytes.lowerBound, $0) < (voices[$1].bytes.lowerBound, $1)
    }
    starts = numbers.map { voices[$0].bytes.lowerBound }
    ends = numbers.map { voices[$0].bytes.upperBound }
    reaches = ends
    _ = reach(of: 0..<ends.count)
  }

  private mutating func reach(of nodes: Range<Int>) -> Int {
    guard !nodes.isEmpty else { return 0 }
    let middle = (nodes.lowerBound + nodes.upperBound) / 2
    let below = max(
      reach(of: nodes.lowerBound..<middle), reach(of: middle + 1..<nodes.upperBound))
    reaches[middle] = max(reaches[middle], below)
    return reaches[middle]
  }

  /// The places of the voices that begin before some bytes end and end after they begin, ascending.
  func places(touching bytes: Range<Int>) -> [Int] {
    var found: [Int] = []
    collect(bytes, in: 0..<ends.count, &found)
    return found.sorted()
  }

  private func collect(_ bytes: Range<Int>, in nodes: Range<Int>, _ found: inout [Int]) {
    guard !nodes.isEmpty else { return }
    let middle = (nodes.lowerBound + nodes.upperBound) / 2
    guard reaches[middle] > bytes.lowerBound else { return }
    collect(bytes, in: nodes.lowerBound..<middle, &found)
    guard starts[middle] < bytes.upperBound else { return }
    if ends[middle] > bytes.lowerBound { found.append(numbers[middle]) }
    collect(bytes, in: middle + 1..<nodes.upperBound, &found)
  }
}
