import NewsSyntax
import NewsText
import RuleEngine

/// Counts how often each word bore each tag, and makes of it the words and the classes of unknown
/// words that the tagger starts from.
struct WordCounts {
  /// How often a form bore each tag.
  private var forms: [String: [Int]] = [:]
  private var limits: Limits

  /// The tags that a word never seen may bear: the words of the others can all be listed.
  private static let open: Set<Tag> = [
    .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .RB, .VB, .VBD, .VBG, .VBN, .VBP, .VBZ, .CD, .UH, .FW,
  ]

  /// How often is often enough.
  struct Limits {
    /// A word seen less is treated as unknown.
    var word = 3
    /// An ending needs this many different words.
    var ending = 8
    /// Words of an ending may bear the tags of this share, in thousandths.
    var least = 4
    /// A word's class is named by the tags of this share, in thousandths.
    var common = 20
    /// and of so many tags at most.
    var classTags = 4
    /// A word is sure where its commonest tag has this share, in thousandths, of
    var sure = 997
    /// at least this many.
    var sureCount = 4
    /// A word seen less may also bear the tags of its ending.
    var rare = 20
    /// A word seen this often loses the tags of less than this share, in ten-thousandths.
    var noise = 20
  }

  init(limits: Limits = Limits()) { self.limits = limits }

  mutating func add(_ form: String, _ tag: Tag) {
    forms[form, default: [Int](repeating: 0, count: Tag.allCases.count)][Int(tag.rawValue)] += 1
  }

  /// Adds a past form that spelling does not give away, unless the word has been seen enough.
  mutating func addPast(_ form: String) {
    guard forms[form, default: []].reduce(0, +) < limits.word else { return }
    for _ in 0..<limits.rare { add(form, .VBD) }
    for _ in 0..<limits.rare { add(form, .VBN) }
  }

  /// The words and endings, without weights; sorted, so that the order of adding does not matter.
  func model() -> TaggerModel {
    var model = TaggerModel()
    model.endings = endings()
    for (form, counts) in forms.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let total = counts.reduce(0, +)
      guard total >= limits.word else { continue }
      let ranked = Self.ranked(counts)
      if counts[Int(ranked[0].rawValue)] * 1000 >= limits.sure * total, total >= limits.sureCount {
        model.words.append(.init(form: form, tags: [ranked[0]], common: 1))
        continue
      }
      let tags = ranked.filter { counts[Int($0.rawValue)] * 10_000 >= limits.noise * total }
      model.words.append(
        .init(
          form: form, tags: tags, common: common(ranked, counts, total),
          isRare: total < limits.rare))
    }
    return model
  }

  private func endings() -> [TaggerModel.Ending] {
    var counts: [WordEnding: (words: Int, tags: [Int])] = [:]
    for (form, tags) in forms {
      let longest = WordEnding(of: Array(form.utf8), length: 3)
      let total = Self.open.reduce(0) { $0 + tags[Int($1.rawValue)] }
      guard total > 0 else { continue }
      for length in 0...3 {
        let ending = longest.shortened(to: length)
        if length > 0, ending == longest.shortened(to: length - 1) { continue }
        var known = counts[ending] ?? (0, [Int](repeating: 0, count: tags.count))
        known.words += 1
        // Rare words tell what unknown ones are like; common ones count little.
        for tag in Self.open.map({ Int($0.rawValue) }) {
          known.tags[tag] += min(tags[tag] * 8 / total, tags[tag])
        }
        counts[ending] = known
      }
    }
    var result: [TaggerModel.Ending] = []
    for (ending, known) in counts.sorted(by: { $0.key < $1.key }) where ending.isASCII {
      let isShape = ending == ending.shortened(to: 0)
      let total = known.tags.reduce(0, +)
      guard known.words >= limits.ending || isShape, total > 0 else { continue }
      let ranked = Self.ranked(known.tags)
      let tags = ranked.filter { known.tags[Int($0.rawValue)] * 1000 >= limits.least * total }
      result.append(
        .init(ending: ending, tags: tags, common: common(ranked, known.tags, total)))
    }
    return result
  }

  private func common(_ ranked: [Tag], _ counts: [Int], _ total: Int) -> Int {
    let share = ranked.prefix { counts[Int($0.rawValue)] * 1000 >= limits.common * total }
    return max(1, min(limits.classTags, share.count))
  }

  private static func ranked(_ counts: [Int]) -> [Tag] {
    Tag.allCases.filter { counts[Int($0.rawValue)] > 0 }.sorted {
      let (a, b) = (counts[Int($0.rawValue)], counts[Int($1.rawValue)])
      return a == b ? $0.rawValue < $1.rawValue : a > b
    }
  }
}
