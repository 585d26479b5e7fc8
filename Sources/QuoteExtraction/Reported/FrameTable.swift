import FlatImage
import RuleEngine

/// How often a word in a frame reports, learned from labeled news (`reported-frames.tsv`).
///
/// A row with `*` for the word counts the frame under any word. Rare words lean on their frame,
/// rare frames on their kind.
struct FrameTable: Sendable {
  /// A share of uses that report.
  struct Rate: Sendable, BitwiseCopyable {
    let share: Double
    /// The natural logarithm of its odds.
    let logOdds: Double

    init(_ share: Double) {
      self.share = share
      logOdds = Odds.logOdds(share)
    }

    init(logOdds: Double) {
      share = Odds.probability(logOdds)
      self.logOdds = logOdds
    }
  }

  /// A row of the table.
  private struct Count {
    let word: LexemeID
    let frame: FrameKey
    let seen, right: Double

    func smoothed(_ prior: Double) -> Double { (right + 4 * prior) / (seen + 4) }
  }

  /// The places of rates; 0 where there is none.
  private var numbers: KeyTable
  /// The shares of the uses that report, smoothed; the first stands for none.
  private var rates: FlatArray<Rate>
  /// How far a word's uses without a link move its odds in a link of the same frame, by place.
  private var shifts: FlatArray<Double>
  /// The rate of each frame under any word and link.
  private var frameRates: [Rate]
  /// The frames in which a word may report often enough to be looked at, whatever the link, a bit
  /// each, by the place of the word; the first stands for words that have no place.
  private var frames: FlatArray<UInt32>
  private var words: KeyTable

  init(pack: RulePack) {
    let rows = pack.rows("reported-frames")
    numbers = KeyTable(capacity: rows.count)
    self.frames = FlatArray()
    words = KeyTable(capacity: 0)
    frameRates = [Rate](repeating: Rate(0.1), count: ReportedFrame.allCases.count + 1)
    var frames: [String: FrameKey] = [:]
    var counts: [Count] = []
    for row in rows where row.count >= 4 {
      guard let frame = frames[row[1]] ?? FrameKey(row[1], vocabulary: pack.vocabulary),
        let seen = Double(row[2]), let right = Double(row[3])
      else { continue }
      frames[row[1]] = frame
      let word = row[0] == "*" ? 0 : pack.vocabulary.lexeme(row[0])
      counts.append(Count(word: word, frame: frame, seen: seen, right: right))
      numbers.set(Self.key(word, frame), to: Int32(counts.count))
    }
    rates = FlatArray([Rate](repeating: Rate(0.1), count: counts.count + 1))
    shifts = FlatArray([Double](repeating: 0, count: counts.count + 1))
    for count in counts where count.word == 0 && count.frame.isPlain {
      frameRates[Int(count.frame.frame)] = Rate(count.smoothed(0.1))
    }
    // Frames under any word first, then words without links, for the others lean on those.
    for count in counts where count.word == 0 { setRate(count) }
    for count in counts where count.word != 0 && count.frame.isPlain { setRate(count) }
    for count in counts where count.word != 0 && !count.frame.isPlain { setRate(count) }
    setFrames(counts)
  }

  /// A word with rows of its own reports in a frame at most as often as it does in any of them, or
  /// as is expected of it behind a link that only other words have been seen with, or none.
  private mutating func setFrames(_ counts: [Count]) {
    let any = counts.filter { $0.word == 0 }
    func bits(_ word: LexemeID, _ own: [Count]) -> UInt32 {
      let unseen = ReportedFrame.allCases.flatMap {
        [FrameKey($0), FrameKey($0, link: FrameKey.unseenLink)]
      }
      return (any.map(\.frame) + own.map(\.frame) + unseen).reduce(0) { bits, frame in
        rate(word, frame).share < ReportedModel.leastRate ? bits : bits | 1 << UInt32(frame.frame)
      }
    }
    self.frames.array.append(bits(FrameKey.unseenLink, []))
    let byWord = Dictionary(grouping: counts, by: \.word)
    words = KeyTable(capacity: byWord.count)
    for (word, own) in byWord.sorted(by: { $0.key < $1.key }) where word != 0 {
      words.set(UInt64(word), to: Int32(self.frames.count))
      self.frames.array.append(bits(word, own))
    }
  }

  /// The frames in which a word may report often enough to be looked at, a bit each, by their
  /// numbers.
  @inline(__always)
  func frames(of lemma: LexemeID) -> UInt32 {
    frames[lemma == 0 ? 0 : Int(words.value(UInt64(lemma)))]
  }

  private mutating func setRate(_ count: Count) {
    let (word, frame) = (count.word, count.frame)
    let place = Int(numbers.value(Self.key(word, frame)))
    let prior = word == 0 ? frameRates[Int(frame.frame)] : expected(word, frame)
    rates.array[place] = word == 0 && frame.isPlain ? prior : Rate(count.smoothed(prior.share))
    if word != 0, frame.isPlain {
      shifts.array[place] = 0.8 * (rates[place].logOdds - prior.logOdds)
    }
  }

  private static func key(_ word: LexemeID, _ frame: FrameKey) -> UInt64 {
    UInt64(word) << 40 | frame.value
  }

  /// The share of a word's uses in a frame that report, smoothed.
  func rate(_ lemma: LexemeID, _ frame: FrameKey) -> Rate {
    let place = numbers.value(Self.key(lemma, frame))
    return place == 0 ? expected(lemma, frame) : rates[Int(place)]
  }

  /// What is expected of a word in a frame before it is seen there.
  private func expected(_ lemma: LexemeID, _ frame: FrameKey) -> Rate {
    let anyLink = frameRates[Int(frame.frame)]
    guard !frame.isPlain else { return anyLink }
    let anyWord = numbers.value(Self.key(0, frame))
    let rate = anyWord == 0 ? anyLink : rates[Int(anyWord)]
    // What the word does in other links of this frame moves its odds here.
    let plain = lemma == 0 ? 0 : numbers.value(Self.key(lemma, frame.withoutLink))
    return plain == 0
      ? rate : Rate(logOdds: rate.logOdds + shifts[Int(plain)])
  }
}

extension FrameTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    numbers = try image.part()
    rates = try image.part()
    shifts = try image.part()
    frameRates = try image.array()
    frames = try image.part()
    words = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(numbers)
    image.lay(rates)
    image.lay(shifts)
    image.lay(frameRates)
    image.lay(frames)
    image.lay(words)
  }
}
