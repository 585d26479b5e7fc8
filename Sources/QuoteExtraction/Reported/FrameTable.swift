import FlatImage
import RuleEngine

/// How often a word in a frame reports, learned from labeled news (`reported-frames.tsv`).
///
/// A row with `*` for the word counts the frame under any word. Rare words lean on their frame,
/// rare frames on their kind.
struct FrameTable: Sendable {
  /// A share of uses that report.
  struct Rate: Sendable {
    let share: Double
    /// The natural logarithm of its odds.
    let logOdds: Double

    init(_ share: Double) {
      self.share = share
      logOdds = Odds.logOdds(share)
    }
  }

  private struct Count {
    var seen = 0.0
    var right = 0.0
    /// The share of the uses that report, smoothed.
    var rate = Rate(0.1)
    /// How far a word's other links move its odds in a link of the same frame.
    var shift = 0.0

    func smoothed(_ prior: Double) -> Double { (right + 4 * prior) / (seen + 4) }
  }

  /// The places of counts; 0 where there is none.
  private var numbers: KeyTable
  private var counts = [Count()]
  /// The rate of each frame under any word and link.
  private var frameRates: [Rate]

  init(pack: RulePack) {
    self = pack.prepared("frames") { FrameTable(reading: pack) }
  }

  private init(reading pack: RulePack) {
    let rows = pack.rows("reported-frames")
    numbers = KeyTable(capacity: rows.count)
    frameRates = [Rate](repeating: Rate(0.1), count: ReportedFrame.allCases.count + 1)
    var frames: [String: FrameKey] = [:]
    var known: [(word: LexemeID, frame: FrameKey)] = []
    for row in rows where row.count >= 4 {
      guard let frame = frames[row[1]] ?? FrameKey(row[1], vocabulary: pack.vocabulary),
        let seen = Double(row[2]), let right = Double(row[3])
      else { continue }
      frames[row[1]] = frame
      let word = row[0] == "*" ? 0 : pack.vocabulary.lexeme(row[0])
      numbers.set(Self.key(word, frame), to: Int32(counts.count))
      counts.append(Count(seen: seen, right: right))
      known.append((word, frame))
    }
    for frame in ReportedFrame.allCases {
      let place = numbers.value(Self.key(0, FrameKey(frame)))
      guard place != 0 else { continue }
      frameRates[Int(frame.rawValue)] = Rate(counts[Int(place)].smoothed(0.1))
    }
    // Frames under any word first, then words without links, for the others lean on those.
    for (word, frame) in known where word == 0 { setRate(word, frame) }
    for (word, frame) in known where word != 0 && frame.isPlain { setRate(word, frame) }
    for (word, frame) in known where word != 0 && !frame.isPlain { setRate(word, frame) }
  }

  private mutating func setRate(_ word: LexemeID, _ frame: FrameKey) {
    let place = Int(numbers.value(Self.key(word, frame)))
    let prior = word == 0 ? frameRates[Int(frame.frame)] : expected(word, frame)
    counts[place].rate =
      word == 0 && frame.isPlain ? prior : Rate(counts[place].smoothed(prior.share))
    if word != 0, frame.isPlain {
      counts[place].shift = 0.8 * (counts[place].rate.logOdds - prior.logOdds)
    }
  }

  private static func key(_ word: LexemeID, _ frame: FrameKey) -> UInt64 {
    UInt64(word) << 40 | frame.value
  }

  /// The share of a word's uses in a frame that report, smoothed.
  func rate(_ lemma: LexemeID, _ frame: FrameKey) -> Rate {
    let place = numbers.value(Self.key(lemma, frame))
    return place == 0 ? expected(lemma, frame) : counts[Int(place)].rate
  }

  /// What is expected of a word in a frame before it is seen there.
  private func expected(_ lemma: LexemeID, _ frame: FrameKey) -> Rate {
    let anyLink = frameRates[Int(frame.frame)]
    guard !frame.isPlain else { return anyLink }
    let anyWord = numbers.value(Self.key(0, frame))
    let rate = anyWord == 0 ? anyLink : counts[Int(anyWord)].rate
    // What the word does in other links of this frame moves its odds here.
    let plain = lemma == 0 ? 0 : numbers.value(Self.key(lemma, frame.withoutLink))
    return plain == 0
      ? rate : Rate(Odds.probability(rate.logOdds + counts[Int(plain)].shift))
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
