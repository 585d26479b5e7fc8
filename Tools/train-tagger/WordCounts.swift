import NewsSyntax
import NewsText
import RuleEngine

/// Counts how often each word bore each tag, and makes of it the words and the classes of unknown
/// words that the tagger starts from.
struct WordCounts {
  /// How often a form bore each tag.
  private var forms: [String: [Int]] = [:]
  private var limits: Limits

  /// How often is often enough.
  struct Limits {
    /// A word seen less is treated as unknown.
    var word = 3
    /// An ending needs this many different words.
    var ending = 8
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

  /// The words and endings, without weights; sorted, so that the order of adding does not matter.
  func model() -> TaggerModel {
    var model = TaggerModel()
    model.endings = endings()
    let byEnding = Dictionary(
      model.endings.map { ($0.ending, $0) }, uniquingKeysWith: { first, _ in first })
    for (form, counts) in forms.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let total = counts.reduce(0, +)
      guard total >= limits.word else { continue }
      let ranked = Self.ranked(counts)
      if counts[Int(ranked[0].rawValue)] * 1000 >= limits.sure * total, total >= limits.sureCount {
        model.words.append(.init(form: form, tags: [ranked[0]], common: 1))
        continue
      }
      var tags = ranked.filter { counts[Int($0.rawValue)] * 10_000 >= limits.noise * total }
      let common = common(ranked, counts, total)
      if total < limits.rare, let like = Self.lookUp(form, byEnding) {
        tags += like.tags.filter { !tags.contains($0) }
      }
      model.words.append(.init(form: form, tags: tags, common: common))
    }
    return model
  }

  private func endings() -> [TaggerModel.Ending] {
    var counts: [WordEnding: (words: Int, tags: [Int])] = [:]
    for (form, tags) in forms {
      let longest = WordEnding(of: Array(form.utf8), length: 3)
      let total = tags.reduce(0, +)
      for length in 0...3 {
        let ending = longest.shortened(to: length)
        if length > 0, ending == longest.shortened(to: length - 1) { continue }
        var known = counts[ending] ?? (0, [Int](repeating: 0, count: tags.count))
        known.words += 1
        // Rare words tell what unknown ones are like; common ones count little.
        for tag in tags.indices { known.tags[tag] += min(tags[tag] * 8 / total, tags[tag]) }
        counts[ending] = known
      }
    }
    var result: [TaggerModel.Ending] = []
    for (ending, known) in counts.sorted(by: { $0.key < $1.key }) where ending.isASCII {
      let isShape = ending == ending.shortened(to: 0)
      let total = known.tags.reduce(0, +)
      guard known.words >= limits.ending || isShape, total > 0 else { continue }
      let ranked = Self.ranked(known.tags)
      let tags = ranked.filter { known.tags[Int($0.rawValue)] * 1000 >= 4 * total }
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

  private static func lookUp(
    _ form: String, _ endings: [WordEnding: TaggerModel.Ending]
  ) -> TaggerModel.Ending? {
    let longest = WordEnding(of: Array(form.utf8), length: 3)
    return [3, 2, 1, 0].lazy.compactMap { endings[longest.shortened(to: $0)] }.first
  }
}
