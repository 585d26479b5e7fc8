import FlatImage
import RuleEngine

/// How often a word in a frame reports, learned from labeled news (`reported-frames.tsv`).
///
/// A row with `*` for the word counts the frame under any word. Rare words lean on their frame,
/// rare frames on their kind.
struct FrameTable: Sendable {
  private struct Count {
    var seen = 0.0
    var right = 0.0
    /// How far a word's other links move its odds in a link of the same frame.
    var shift = 0.0

    func smoothed(_ prior: Double) -> Double { (right + 4 * prior) / (seen + 4) }
  }

  /// The places of counts; 0 where there is none.
  private var numbers: KeyTable
  private var counts = [Count()]
  /// The rate of each frame under any word and link.
  private var frameRates: [Double]

  init(pack: RulePack) {
    self = pack.prepared("frames") { FrameTable(reading: pack) }
  }

  private init(reading pack: RulePack) {
    let rows = pack.rows("reported-frames")
    numbers = KeyTable(capacity: rows.count)
    frameRates = [0.1] + ReportedFrame.allCases.map { _ in 0.1 }
    var frames: [String: FrameKey] = [:]
    var plainOfWords: [(word: LexemeID, frame: FrameKey)] = []
    for row in rows where row.count >= 4 {
      guard let frame = frames[row[1]] ?? FrameKey(row[1], vocabulary: pack.vocabulary),
        let seen = Double(row[2]), let right = Double(row[3])
      else { continue }
      frames[row[1]] = frame
      let word = row[0] == "*" ? 0 : pack.vocabulary.lexeme(row[0])
      numbers.set(Self.key(word, frame), to: Int32(counts.count))
      counts.append(Count(seen: seen, right: right))
      if word != 0, frame.isPlain { plainOfWords.append((word, frame)) }
    }
    for frame in ReportedFrame.allCases {
      frameRates[Int(frame.rawValue)] = smoothed(0, FrameKey(frame), 0.1)
    }
    for (word, frame) in plainOfWords { setShift(word, frame) }
  }

  private mutating func setShift(_ word: LexemeID, _ plain: FrameKey) {
    let place = Int(numbers.value(Self.key(word, plain)))
    let expected = frameRates[Int(plain.frame)]
    let observed = counts[place].smoothed(expected)
    counts[place].shift = 0.8 * (Odds.logOdds(observed) - Odds.logOdds(expected))
  }

  private static func key(_ word: LexemeID, _ frame: FrameKey) -> UInt64 {
    UInt64(word) << 40 | frame.value
  }

  /// The share of a word's uses in a frame that report, smoothed.
  func rate(_ lemma: LexemeID, _ frame: ReportedFrame, _ full: FrameKey) -> Double {
    var rate = frameRates[Int(frame.rawValue)]
    if !full.isPlain { rate = smoothed(0, full, rate) }
    guard lemma != 0 else { return rate }
    // What the word does in other links of this frame moves its odds here.
    if !full.isPlain {
      let place = numbers.value(Self.key(lemma, FrameKey(frame)))
      if place != 0 {
        rate = Odds.probability(Odds.logOdds(rate) + counts[Int(place)].shift)
      }
    }
    return smoothed(lemma, full, rate)
  }

  private func smoothed(_ word: LexemeID, _ frame: FrameKey, _ prior: Double) -> Double {
    let place = numbers.value(Self.key(word, frame))
    return place == 0 ? prior : counts[Int(place)].smoothed(prior)
  }
}

extension FrameTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    numbers = try image.part()
    counts = try image.array()
    frameRates = try image.array()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(numbers)
    image.lay(counts)
    image.lay(frameRates)
  }
}
