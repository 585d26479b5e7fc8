/// What the tagger has learned, as its tables write it; the trainer makes it, the tagger reads it.
package struct TaggerModel: Sendable {
  /// The words seen often enough, in the order of the table.
  package var words: [Word] = []
  /// The classes of words never seen.
  package var endings: [Ending] = []
  /// The weights of each feature.
  package var weights: [Weights] = []

  package init() {}

  /// A word as it is written ("Post" and "post" are two) with the tags that it can bear.
  package struct Word: Sendable, Hashable {
    package var form: String
    /// The commonest first; one alone is taken without looking at the context, unless the word
    /// is rare.
    package var tags: [Tag]
    /// How many of the tags, from the first, are common enough to name the word's class.
    package var common: Int
    /// Whether it was seen too seldom to have shown all its tags, so that it may also bear those
    /// of its ending.
    package var isRare: Bool

    package init(form: String, tags: [Tag], common: Int, isRare: Bool = false) {
      self.form = form
      self.tags = tags
      self.common = common
      self.isRare = isRare
    }
  }

  /// A shape and ending with the tags that words like it can bear, the commonest first.
  package struct Ending: Sendable, Hashable {
    package var ending: WordEnding
    package var tags: [Tag]
    /// How many of the tags, from the first, are common enough to name the class.
    package var common: Int

    package init(ending: WordEnding, tags: [Tag], common: Int) {
      self.ending = ending
      self.tags = tags
      self.common = common
    }
  }

  /// What a feature looks at.
  package enum Feature: String, Sendable, CaseIterable {
    /// The word as it is written.
    case word
    /// The shape and ending of a word that is not in the list.
    case ending
    /// The class of the lower-case word, where only that is in the list.
    case raised
    /// The two tags before, the further one first.
    case tags
    /// The word's class and the tag before.
    case classTag = "class-tag"
    /// The word's class and the next word's.
    case classNext = "class-next"
    /// The word before, case-folded.
    case before
    /// The word after, case-folded.
    case after
  }

  /// One feature's weights, tag by tag.
  package struct Weights: Sendable {
    package var feature: Feature
    /// What it looks at has this value; two are parted by a space.
    package var value: String
    package var weights: [(tag: Tag, weight: Int8)]

    package init(feature: Feature, value: String, weights: [(tag: Tag, weight: Int8)]) {
      self.feature = feature
      self.value = value
      self.weights = weights
    }
  }
}
