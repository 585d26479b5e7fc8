/// How much a word tells, in bits: minus the logarithm of how often it comes in running text.
///
/// A linker's results hang on this table, so it is frozen: data that is handed in, never counted on
/// the quotes at hand. Without a table words are weighed by their length, which serves any language
/// with letters, less well.
public struct WordBits: Sendable {
  /// A word of the table.
  public struct Entry: Sendable, Hashable {
    /// The word as linking folds it: lower case, without marks and apostrophes.
    public var word: String
    /// What it tells, in tenths of a bit.
    public var tenths: Int
    /// Whether it carries grammar rather than content: "the", "of", "would".
    public var isFunctionWord: Bool
    /// Whether it is written together with the word before, shortened: "have" in "we've".
    public var isClitic: Bool

    /// Makes an entry.
    public init(
      word: String, tenths: Int, isFunctionWord: Bool = false, isClitic: Bool = false
    ) {
      self.word = word
      self.tenths = tenths
      self.isFunctionWord = isFunctionWord
      self.isClitic = isClitic
    }
  }

  /// The weight of a word: its tenths of a bit and its kind.
  struct Weight: Sendable, Hashable {
    var tenths: Int32
    var isFunctionWord: Bool
    var isClitic = false
  }

  private let weights: [String: Weight]
  private let unseen: Int?
  /// A hash of the table: what two linkers must share for their results to fit together.
  package let fingerprint: UInt64

  /// Weighs words by their length.
  public static let byLength = WordBits(weights: [:], unseen: nil)

  /// Makes a table; words that are not in it weigh `unseen` tenths of a bit.
  public init(entries: [Entry], unseen: Int) {
    var weights: [String: Weight] = [:]
    for entry in entries {
      weights[entry.word] = Weight(
        tenths: Self.bounded(entry.tenths), isFunctionWord: entry.isFunctionWord,
        isClitic: entry.isClitic)
    }
    self.init(weights: weights, unseen: unseen)
  }

  /// Makes a table of rows `word, tenths, kind`; a row is passed over unless its second column is a
  /// whole number. `kind` is `function`, `clitic`, both or anything else, parted by spaces. The
  /// word `*` stands for all that are not there.
  public init(rows: [[String]]) {
    var entries: [Entry] = []
    var unseen = 180
    for row in rows {
      guard row.count >= 2, let tenths = Int(row[1]) else { continue }
      if row[0] == "*" {
        unseen = tenths
      } else {
        let kinds = row.count > 2 ? row[2].split(separator: " ") : []
        entries.append(
          Entry(
            word: row[0], tenths: tenths, isFunctionWord: kinds.contains("function"),
            isClitic: kinds.contains("clitic")))
      }
    }
    self.init(entries: entries, unseen: unseen)
  }

  private init(weights: [String: Weight], unseen: Int?) {
    self.weights = weights
    self.unseen = unseen
    fingerprint = weights.reduce(Hash.mix(UInt64(bitPattern: Int64(unseen ?? -1)))) { hash, entry in
      let weight = entry.value
      let kind = (weight.isFunctionWord ? 1 : 0) + (weight.isClitic ? 2 : 0)
      let value = UInt64(truncatingIfNeeded: Int(weight.tenths) * 4 + kind)
      // Exclusive or, because the order of a dictionary is not fixed.
      return hash ^ Hash.combine(Hash.bytes(entry.key.utf8), value)
    }
  }

  /// Tenths of bits as words weigh them: at most a thousand bits, so that no sum of them overflows.
  private static func bounded(_ tenths: Int) -> Int32 { Int32(min(max(tenths, 0), 10_000)) }

  /// The weight of a folded word of so many letters.
  func weight(of word: String, letters: Int) -> Weight {
    if let weight = weights[word] { return weight }
    if let unseen { return Weight(tenths: Self.bounded(unseen), isFunctionWord: false) }
    return Weight(tenths: Int32(min(160, 25 + 15 * letters)), isFunctionWord: letters < 4)
  }
}
