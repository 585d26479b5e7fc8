/// What stands around a stretch of words, inside the quote and outside it.
struct Surroundings {
  /// The words before, nearest first.
  var before: [WordTable.ID]
  /// The words after, nearest first.
  var after: [WordTable.ID]

  /// How many words on each side are looked at.
  private static let reach = 12

  /// The surroundings of some words of a mention's text.
  init(of words: Range<Int>, in text: TextIndex.ID, mention: Mention, texts: TextIndex) {
    let range = texts.range(text)
    let start = range.lowerBound + words.lowerBound
    let end = range.lowerBound + words.upperBound
    before = texts.words[max(range.lowerBound, start - Self.reach)..<start].reversed()
    after = Array(texts.words[end..<min(range.upperBound, end + Self.reach)])
    if words.lowerBound < Self.reach { before += mention.before }
    if range.upperBound - end < Self.reach { after += mention.after }
  }

  /// How many words are the same right before and right after.
  func context(with other: Surroundings) -> Int {
    Self.common(before, other.before) + Self.common(after, other.after)
  }

  /// What the content words tell that are around both, those of the stretch itself aside.
  func shared(
    with other: Surroundings, beside stretch: ArraySlice<WordTable.ID>, table: WordTable
  ) -> Int {
    let mine = Set(before + after).subtracting(stretch)
    let both = mine.intersection(other.before + other.after)
    return both.reduce(0) { $0 + (table.isFunctionWord($1) ? 0 : table.tenths($1)) }
  }

  private static func common(_ first: [WordTable.ID], _ second: [WordTable.ID]) -> Int {
    zip(first, second).prefix { $0 == $1 }.count
  }
}
