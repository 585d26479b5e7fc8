/// When something was said, right before the name of who said it: two phrases, though no mark
/// stands between them.
extension Chunker {
  /// Where a noun phrase is to be parted: "On Monday | Reed said", "Last year | Cole said", "In May
  /// 2012 | Ana Cole said", "In 2012 | Cole said". Its end where it is one.
  func endOfDate(
    _ items: UnsafeBufferPointer<FoldedItem>, _ phrase: Range<Int>, in sentence: Range<Int>
  ) -> Int {
    let first = phrase.lowerBound
    guard phrase.count > 1 else { return phrase.upperBound }
    let item = items[first]
    let leads = first > sentence.lowerBound && items[first - 1].tag == .IN
    var end = first
    if item.words.contains(.day) {
      while end < phrase.upperBound, items[end].words.contains(.day) { end += 1 }
      let last = items[end - 1]
      // "The Sunday Times said": a day with a capital belongs to a name.
      guard last.tag.isNoun, leads || last.tag != .NNP else { return phrase.upperBound }
    } else if leads, items[first - 1].words.contains(.place), item.tag == .NNP,
      months.contains(item.lexeme)
    {
      end = first + 1
      if end < phrase.upperBound, items[end].tag == .CD { end += 1 }
    } else if leads, item.tag == .CD, items[first - 1].words.contains(.place),
      first == sentence.lowerBound + 1, precedesVerb(phrase.upperBound, items, sentence)
    {
      end = first + 1
    }
    guard end > first, end < phrase.upperBound, items[end].tag == .NNP,
      items[end].flags.contains(.capital)
    else { return phrase.upperBound }
    return end
  }

  private func precedesVerb(
    _ index: Int, _ items: UnsafeBufferPointer<FoldedItem>, _ sentence: Range<Int>
  ) -> Bool {
    var index = index
    while index < sentence.upperBound, items[index].tag == .RB { index += 1 }
    return index < sentence.upperBound && (items[index].tag.isFinite || items[index].tag == .MD)
  }
}
