/// All that is known of the mentions that are clustered.
package struct Corpus {
  /// The mentions, in their order: by date, article, and place.
  var mentions: OrderedMentions
  var sources: [Source]
  var voices: [Voice]
  package internal(set) var texts: TextIndex
  package internal(set) var table: WordTable
  var options: LinkOptions

  /// Who is said to have said a mention's words.
  func voice(_ mention: Int) -> Voice { voices[mentions[mention].voice] }

  /// The day on which a mention was published.
  func day(_ mention: Int) -> Int? { sources[mentions[mention].article].moment?.day }

  /// The period in which a mention was published.
  func period(_ mention: Int) -> Period { Period(day: day(mention), window: options.window) }

  /// How many days lie between two mentions; 0 within an article, `nil` where a date is missing.
  func gap(_ first: Int, _ second: Int) -> Int? {
    if mentions[first].article == mentions[second].article { return 0 }
    guard let day = self.day(first), let other = self.day(second) else { return nil }
    return abs(day - other)
  }
}

/// Mentions in an order, which is kept beside them so that they are not moved.
struct OrderedMentions: RandomAccessCollection {
  private let all: [Mention]
  private let order: [UInt32]

  /// Brings mentions, by their numbers, into an order.
  init(_ all: [Mention], order: [UInt32]) {
    self.all = all
    self.order = order
  }

  var startIndex: Int { 0 }
  var endIndex: Int { order.count }

  @inline(__always)
  subscript(place: Int) -> Mention { all[Int(order[place])] }

  /// The text of a mention, without taking up the rest of it.
  @inline(__always)
  func text(_ place: Int) -> String { all[Int(order[place])].text }
}
