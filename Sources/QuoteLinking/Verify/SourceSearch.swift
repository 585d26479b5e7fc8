import QuoteRecords

/// A place in the sources that has a quotation's words, or most of them.
struct SourceMatch {
  /// The words of the sources.
  var range: Range<Int>
  /// How they differ.
  var diff: [CheckedDifference] = []
  /// How many words differ of which neither brackets nor an ellipsis say so.
  var unexplained = 0
}

/// Finds places that have most of the words of a quotation.
///
/// Each word votes, with what it tells, for where the quotation would begin; rare words first,
/// until enough votes are in. Where most votes lie the words are aligned with those of the source.
/// Of a quotation with ellipses each part is looked for.
extension SourceIndex {
  /// How many votes are counted for a part.
  private static let votes = 1 << 18
  /// How many places are aligned for a part.
  private static let candidates = 6
  /// Beginnings that are so near count as one, in words, as a power of two.
  private static let shift = 3
  /// How many words an ellipsis may leave out.
  private static let reach = 3000
  /// From how many words on only the ends of a quotation are looked for, and how long they are.
  private static let long = 1000
  private static let end = 64

  /// The places that are like a quotation, in their order.
  func similar(to quote: ReadText, table: WordTable) -> [SourceMatch] {
    var known: Set<Range<Int>> = []
    return windows(for: quote.words, table: table)
      .compactMap { match(quote, in: $0, table: table) }
      .filter { known.insert($0.range).inserted }
  }

  /// The stretches of sources to align with a quotation.
  private func windows(for words: Words, table: WordTable) -> [Range<Int>] {
    let isLong = words.count > Self.long
    let parts = isLong ? [0..<Self.end, words.count - Self.end..<words.count] : words.parts
    let found = parts.map { beginnings(of: words, $0, table: table) }
    let lead = parts.indices.max { one, two in
      (parts[one].count, two) < (parts[two].count, one)
    }
    guard let lead else { return [] }
    let slack = isLong ? 0 : 24 + parts[lead].count
    var windows: [Range<Int>] = []
    for beginning in found[lead] {
      guard let passage = passage(at: beginning.anchor) else { continue }
      let start = beginning.start + parts[lead].lowerBound
      var window = start..<start + parts[lead].count
      for (number, part) in parts.enumerated() where number != lead {
        let other = found[number].first { other in
          let place = other.start + part.lowerBound
          let gap = number < lead ? start - place : place - start
          return passage.words.contains(other.anchor) && 0...Self.reach ~= gap
        }
        guard let other else { continue }
        let place = other.start + part.lowerBound
        window = min(window.lowerBound, place)..<max(window.upperBound, place + part.count)
      }
      window = window.lowerBound - slack..<window.upperBound + slack
      windows.append(window.clamped(to: passage.words))
    }
    return windows
  }

  /// Where a quotation would begin by the votes of some of its words.
  private struct Beginning {
    var start: Int
    /// A word that votes for it.
    var anchor: Int
    var tenths: Int
  }

  private func beginnings(
    of words: Words, _ part: Range<Int>, table: WordTable
  ) -> [Beginning] {
    var votes: [Int: Beginning] = [:]
    var spent = 0
    let order = part.sorted {
      (places(of: words.ids[$0]).count, $0) < (places(of: words.ids[$1]).count, $1)
    }
    for offset in order {
      let places = places(of: words.ids[offset])
      if spent > 0, spent + places.count > Self.votes { break }
      spent += places.count
      for place in places {
        let start = Int(place) - offset
        votes[start >> Self.shift, default: Beginning(start: start, anchor: Int(place), tenths: 0)]
          .tenths += table.tenths(words.ids[offset])
      }
    }
    let sums = votes.keys.map { key -> Beginning in
      var sum = votes[key] ?? Beginning(start: 0, anchor: 0, tenths: 0)
      sum.tenths += votes[key + 1]?.tenths ?? 0
      return sum
    }
    return Array(
      sums.sorted { ($1.tenths, $0.start) < ($0.tenths, $1.start) }.prefix(Self.candidates))
  }

  /// How a quotation differs from the words of a window; `nil` where they have too little in
  /// common: less than three words in five, or less than half of what they tell. Words in brackets
  /// may stand for others or be put in: both are tried.
  private func match(
    _ quote: ReadText, in window: Range<Int>, table: WordTable
  ) -> SourceMatch? {
    guard !window.isEmpty else { return nil }
    let source = read(window)
    let whole = match(quote, source, at: window.lowerBound, table: table)
    let inserts = quote.words.bracketedRuns
    guard !inserts.isEmpty, whole?.unexplained != 0 else { return whole }
    let plain = ReadText(text: quote.text, words: quote.words.withoutBrackets)
    guard plain.words.count > 0,
      var without = match(plain, source, at: window.lowerBound, table: table),
      without.unexplained < whole?.unexplained ?? Int.max
    else { return whole }
    without.diff += inserts.map {
      CheckedDifference(
        difference: WordDifference(op: "insert", wording: "", member: quote.slice($0)),
        explainedBy: "brackets", touchesContent: true)
    }
    return without
  }

  private func match(
    _ quote: ReadText, _ source: ReadText, at start: Int, table: WordTable
  ) -> SourceMatch? {
    let diff = WordDiff(wording: source, member: quote, table: table)
    guard !diff.extent.isEmpty else { return nil }
    var match = SourceMatch(range: start + diff.extent.lowerBound..<start + diff.extent.upperBound)
    let plain = quote.words.ids.indices.filter { !quote.words.bracketed[$0] }
    var tenths = plain.reduce(0) { $0 + table.tenths(quote.words.ids[$1]) }
    let half = tenths / 2
    var common = plain.count
    for change in diff.changes {
      let explanation = explanation(of: change, source.words, quote.words, at: start)
      match.diff.append(
        CheckedDifference(
          difference: WordDifference(change, source, quote), explainedBy: explanation,
          touchesContent: WordDiff.touchesContent(
            change, source.words, quote.words, table: table)))
      for place in change.member where !quote.words.bracketed[place] {
        common -= 1
        tenths -= table.tenths(quote.words.ids[place])
      }
      if explanation == nil {
        match.unexplained += max(change.wording.count, change.member.count)
      }
    }
    return common * 5 >= plain.count * 3 && tenths >= half ? match : nil
  }

  /// What says that words differ: the draft's brackets or ellipsis; or that the source has what the
  /// draft leaves out in brackets, or between the pieces of a split quote.
  private func explanation(
    of change: WordDiff.Change, _ source: Words, _ draft: Words, at start: Int
  ) -> String? {
    if !change.member.isEmpty, change.member.allSatisfy({ draft.bracketed[$0] }) {
      return "brackets"
    }
    guard change.member.isEmpty else { return nil }
    let next = change.member.upperBound
    if next < draft.count, draft.cutBefore[next] { return "ellipsis" }
    if change.wording.allSatisfy({ source.bracketed[$0] }) { return "aside" }
    let words = start + change.wording.lowerBound..<start + change.wording.upperBound
    return isAttribution(words) ? "attribution" : nil
  }
}

extension Words {
  /// The stretches between ellipses.
  fileprivate var parts: [Range<Int>] {
    let starts = [0] + ids.indices.dropFirst().filter { cutBefore[$0] }
    return zip(starts, starts.dropFirst() + [count]).map { $0..<$1 }
  }

  /// The stretches in brackets.
  fileprivate var bracketedRuns: [Range<Int>] {
    ids.indices.filter { bracketed[$0] && ($0 == 0 || !bracketed[$0 - 1]) }.map { start in
      start..<(ids.indices.first { $0 > start && !bracketed[$0] } ?? count)
    }
  }

  fileprivate var withoutBrackets: Words {
    let kept = ids.indices.filter { !bracketed[$0] }
    return Words(
      ids: kept.map { ids[$0] }, ranges: kept.map { ranges[$0] },
      bracketed: kept.map { _ in false }, cutBefore: kept.map { cutBefore[$0] })
  }
}
