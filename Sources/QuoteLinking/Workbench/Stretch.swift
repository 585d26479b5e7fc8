/// The words of a text as linking compares them, to be kept.
package struct TextForm: Sendable, Hashable {
  /// The folded words, joined by spaces.
  package var words: String
  /// A digit for each word: 1 where it stands in brackets, 2 where an ellipsis stands before it, 3
  /// where both, else 0; `nil` where all are 0.
  package var marks: String?
  /// What tells the text from others.
  package var letters: Letters

  /// Takes a form that was made before.
  package init(words: String, marks: String?, letters: Letters) {
    self.words = words
    self.marks = marks
    self.letters = letters
  }

  init(_ read: Words, table: WordTable) {
    letters = Letters(read, table: table)
    words = read.ids.map { String(decoding: table.bytes($0), as: UTF8.self) }
      .joined(separator: " ")
    let digits = zip(read.bracketed, read.cutBefore).map { ($0 ? 1 : 0) + ($1 ? 2 : 0) }
    marks = digits.allSatisfy { $0 == 0 } ? nil : digits.map(String.init).joined()
  }

  /// The words, numbered by a table.
  func read(_ table: inout WordTable) -> Words {
    var result = Words()
    result.ids = table.ids(of: words)
    let digits = marks.map { Array($0.utf8) } ?? []
    for place in result.ids.indices {
      let mark = place < digits.count ? digits[place] &- 0x30 : 0
      result.bracketed.append(mark & 1 == 1)
      result.cutBefore.append(mark & 2 == 2)
    }
    return result
  }
}

/// One stretch of quoted words of an article, to be kept.
package struct Stretch: Sendable {
  /// Which of the article's quotes it is of.
  package var quote: Int
  /// The quote's id.
  package var item: String
  /// Which of the quote's stretches it is.
  package var part: Int
  /// Where it starts, in the article's offset unit.
  package var start: Int
  /// Where it ends.
  package var end: Int
  /// Whether it lies in the title.
  package var inTitle: Bool
  /// The words as they stand there.
  package var text: String
  /// The folded words before it, nearest first, joined by spaces.
  package var before: String
  /// Those after it.
  package var after: String
  /// The folded words; `nil` where there are none.
  package var form: TextForm?
  /// The hashes of the words' letters and of the runs that other texts may share, in no order.
  package var keys: [UInt64] = []
}

/// A mention as it was kept, to be linked.
package struct KeptMention: Sendable {
  /// The number of its article.
  package var article: Int64
  /// The place and words.
  package var stretch: Stretch
  /// Who is said to have said them.
  package var voice: Voice

  /// Makes one.
  package init(article: Int64, stretch: Stretch, voice: Voice) {
    self.article = article
    self.stretch = stretch
    self.voice = voice
  }
}

extension Stretch {
  /// Takes a stretch that was made before; its form is known elsewhere.
  package init(
    item: String, part: Int, start: Int, end: Int, inTitle: Bool, text: String, before: String,
    after: String
  ) {
    self.init(
      quote: 0, item: item, part: part, start: start, end: end, inTitle: inTitle, text: text,
      before: before, after: after, form: nil)
  }
}

/// An article as it was kept.
package struct KeptArticle: Sendable {
  /// Its id.
  package var id: String
  /// Its outlet.
  package var outlet: String?
  /// When it was published, as given.
  package var published: String?

  /// Makes one.
  package init(id: String, outlet: String?, published: String?) {
    self.id = id
    self.outlet = outlet
    self.published = published
  }

  /// The day on which it was published, since 1970-01-01 in UTC.
  package var day: Int? { published.flatMap(Moment.init)?.day }

  /// The second at which it was published, since 1970-01-01T00:00:00Z.
  package var seconds: Int? { published.flatMap(Moment.init)?.seconds }
}
