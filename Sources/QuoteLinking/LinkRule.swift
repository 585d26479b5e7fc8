/// When two stretches of quoted words count as one utterance. The numbers were chosen on labeled
/// clusters of real news; `docs/linking.md` says what they are worth.
struct LinkRule {
  /// Up to how many words a text needs more than its words to be linked.
  static let shortWords = 4
  /// Up to how many words a text may be a slogan, and is looked for word by word in others.
  static let fragmentWords = 7
  /// On how many other occasions a fragment may occur before it is a slogan.
  static let otherOccasions = 3
  /// How many days a fragment of five words and more may be older or younger than its container.
  static let widerWindow = 30
  /// How many days a fragment of three words and less may.
  static let narrowWindow = 3

  /// What content words around both must tell to count as the same surroundings, in tenths of a
  /// bit.
  static let sharedTenths = 150

  /// What four words must tell to be linked without a date.
  static let undatedTenths = 400
  /// In how many articles without a date words may occur before they are a slogan.
  static let undatedArticles = 6

  var options: LinkOptions

  /// Whether the common words of two texts, in any two articles, make them one utterance: they are
  /// worth 75 bits after 8 bits for each word that both have beyond them, and there are at least 8,
  /// changed in no more than two of five. A text that lies whole in the other needs 60 bits.
  func isCore(_ comparison: Comparison) -> Bool {
    guard comparison.matches >= 8, comparison.edits * 5 <= comparison.matches * 2,
      comparison.loose * 2 <= comparison.matches
    else { return false }
    let rest = comparison.score - 80 * min(comparison.loose, 8)
    if comparison.missing == 0, comparison.loose == 0, comparison.edits > 0 { return rest >= 600 }
    return rest >= 750
  }

  /// Whether a text of these words is vetoed where two speakers are named who are not the same.
  func isVetoed(tenths: Int) -> Bool { tenths < 1000 }

  /// What speaks for a fragment and another stretch being of one utterance.
  struct Evidence {
    /// How many words the fragment has, and what they tell.
    var words: Int
    var tenths: Int
    /// How many days lie between; `nil` where one has no date.
    var gap: Int?
    /// How many words before and after, without a break, are the same.
    var context = 0
    /// What the content words around both tell that are the same, in tenths of a bit.
    var shared = 0
    /// Whether both name the same speaker.
    var agrees = false
    /// Whether the fragment is said on many other occasions.
    var isSlogan = false
  }

  /// Whether two mentions of the same short words are of one utterance.
  func joins(_ evidence: Evidence) -> Bool {
    guard let gap = evidence.gap else { return isEnoughWithoutDate(evidence) }
    return gap <= options.window && isEnough(evidence, gap: gap)
  }

  /// Whether a fragment is of the utterance that holds its words.
  func attaches(_ evidence: Evidence) -> Bool {
    let isLong =
      evidence.words > Self.shortWords && evidence.tenths >= 500 && !evidence.isSlogan
    guard let gap = evidence.gap else { return isLong || isEnoughWithoutDate(evidence) }
    if gap <= options.window { return isEnough(evidence, gap: gap) }
    return isLong && (gap <= Self.widerWindow || evidence.words > Self.shortWords + 1)
  }

  private func isEnough(_ evidence: Evidence, gap: Int) -> Bool {
    if evidence.words < Self.shortWords {
      return gap <= Self.narrowWindow && hasContext(evidence)
    }
    return !evidence.isSlogan || evidence.context >= 2
  }

  /// Where a date is missing, rarer words are needed, or what stands around them, or the speaker.
  private func isEnoughWithoutDate(_ evidence: Evidence) -> Bool {
    if evidence.words < Self.shortWords || evidence.isSlogan { return hasContext(evidence) }
    return evidence.tenths >= Self.undatedTenths || evidence.agrees || evidence.context >= 2
  }

  private func hasContext(_ evidence: Evidence) -> Bool {
    if evidence.context >= 2 { return true }
    return evidence.agrees && !evidence.isSlogan
      && (evidence.context > 0 || evidence.shared >= Self.sharedTenths)
  }
}
