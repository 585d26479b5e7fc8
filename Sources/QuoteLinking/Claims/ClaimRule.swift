/// When two claims are one, or tell of one thing with different figures.
struct ClaimRule {
  let options: LinkOptions

  /// How many words two claims of one figure must share, figures aside.
  private static let sharedWords = 3
  /// The share of the fewer words that two claims of different figures must have in common.
  private static let sharedPart = 0.6
  /// The share of what the shorter tells that two articles of one story have in common.
  private static let storyShare = 0.18
  /// The same where a day is not known.
  private static let undatedShare = 0.3
  /// The tenths of a bit of the rare words that two articles of one story have in common.
  private static let storyTenths = 1300
  /// The tenths of a bit of what is measured that two claims of different figures share, and of
  /// that with all their words.
  private static let thingTenths = 120
  private static let disagreeingTenths = 400
  /// How many windows of days apart the same figure is still the same claim.
  private static let windows = 4

  /// Whether two claims are linked.
  func links(_ one: Int, _ other: Int, in corpus: ClaimCorpus) -> Bool {
    guard areNear(corpus.day(one), corpus.day(other)) else { return false }
    return corpus.contents[one].figure == corpus.contents[other].figure
      ? isSame(one, other, corpus) : disagree(one, other, corpus)
  }

  /// Whether claims of two days may be linked: they are not too far apart, as far as is known.
  func areNear(_ day: Int?, _ other: Int?) -> Bool {
    isWithin(options.window * Self.windows, day, other)
  }

  private func isWithin(_ days: Int, _ day: Int?, _ other: Int?) -> Bool {
    guard let day, let other else { return true }
    return abs(day - other) <= days
  }

  /// Whether two claims of one figure are the same: of one thing and act, or of one story.
  private func isSame(_ one: Int, _ other: Int, _ corpus: ClaimCorpus) -> Bool {
    let (mine, theirs) = (corpus.contents[one], corpus.contents[other])
    return haveOneAct(mine, theirs) || standInOneStory(one, other, corpus)
  }

  /// Whether two claims of one figure tell of the same thing and the same act.
  private func haveOneAct(_ mine: ClaimContent, _ theirs: ClaimContent) -> Bool {
    guard !mine.thing.isDisjoint(with: theirs.thing), !mine.act.isDisjoint(with: theirs.act)
    else { return false }
    if mine.figure.isVague, mine.subject.isDisjoint(with: theirs.subject) { return false }
    return mine.words.intersection(theirs.words).count >= Self.sharedWords
  }

  /// Whether two claims of one figure stand in articles of one story, and have what the figure
  /// needs beside that.
  private func standInOneStory(_ one: Int, _ other: Int, _ corpus: ClaimCorpus) -> Bool {
    let (mine, theirs) = (corpus.contents[one], corpus.contents[other])
    guard let needed = mine.figure.tenthsInStory, corpus.articles[one] != corpus.articles[other],
      corpus.tenths(mine.words, theirs.words) >= needed
    else { return false }
    return isOneStory(one, other, corpus)
  }

  /// Whether two claims of different articles tell the same with different figures: in nearly the
  /// same words, or, of money, of the same thing in one story.
  private func disagree(_ one: Int, _ other: Int, _ corpus: ClaimCorpus) -> Bool {
    let (mine, theirs) = (corpus.contents[one], corpus.contents[other])
    // A claim that gives both figures gives them for two things.
    guard corpus.articles[one] != corpus.articles[other], mine.figure.isNear(theirs.figure),
      !mine.siblings.contains(theirs.figure.fingerprint),
      !theirs.siblings.contains(mine.figure.fingerprint)
    else { return false }
    if !mine.act.isDisjoint(with: theirs.act) {
      let shared = mine.words.intersection(theirs.words).count
      let fewer = min(mine.words.count, theirs.words.count)
      if shared > Self.sharedWords, Double(shared) >= Self.sharedPart * Double(fewer) {
        return true
      }
    }
    return mine.figure.kind == "money"
      && isWithin(options.window, corpus.day(one), corpus.day(other))
      && tellOneThing(mine, theirs, corpus) && isOneStory(one, other, corpus)
  }

  /// Whether two claims have so much of the thing, and of their words, in common that different
  /// figures are two of one thing.
  private func tellOneThing(
    _ mine: ClaimContent, _ theirs: ClaimContent, _ corpus: ClaimCorpus
  ) -> Bool {
    let thing = corpus.tenths(mine.thing, theirs.thing)
    return thing >= Self.thingTenths
      && thing + corpus.tenths(mine.words, theirs.words) >= Self.disagreeingTenths
  }

  /// Whether the articles of two claims tell one story.
  private func isOneStory(_ one: Int, _ other: Int, _ corpus: ClaimCorpus) -> Bool {
    let found = corpus.stories.likeness(
      corpus.articles[one], corpus.articles[other], table: corpus.table)
    let areDated = corpus.day(one) != nil && corpus.day(other) != nil
    return found.share >= (areDated ? Self.storyShare : Self.undatedShare)
      && found.rareTenths >= Self.storyTenths
  }
}
