/// What two texts have in common along one diagonal.
struct Alignment: Hashable {
  /// What the common words tell, less the price of the changes between them, in tenths of a bit.
  var score = 0
  /// How many words are the same.
  var matches = 0
  /// How many words are changed, left out or put in between them, those in brackets aside.
  var edits = 0
  /// The part of the first text that is aligned.
  var first: Range<Int> = 0..<0
  /// The part of the second.
  var second: Range<Int> = 0..<0
}

/// Aligns word sequences around a diagonal: the best local alignment (Smith and Waterman) within a
/// band, its words weighed by what they tell. Words in brackets cost nothing to put in or leave
/// out.
///
/// Time is linear in the shorter text times the band.
struct Aligner {
  /// How far from the diagonal words may shift.
  static let band = 12
  /// What a word changed for another costs, in tenths of a bit.
  static let substitution = 120
  /// What a word put in or left out costs.
  static let gap = 80
  /// What leaving words out at an ellipsis, or at a bracket, costs.
  static let free = 5

  private struct Cell {
    var score: Int32 = 0
    var matches: Int32 = 0
    var edits: Int32 = 0
    var startFirst: Int32 = 0
    var startSecond: Int32 = 0
  }

  private var previous = [Cell](repeating: Cell(), count: 2 * band + 1)
  private var beforePrevious = [Cell](repeating: Cell(), count: 2 * band + 1)
  private var current = [Cell](repeating: Cell(), count: 2 * band + 1)

  /// One side of an alignment.
  struct Side {
    var words: ArraySlice<WordTable.ID>
    var bracketed: ArraySlice<Bool>
    var cutBefore: ArraySlice<Bool>

    init(_ text: TextIndex.ID, of texts: TextIndex) {
      let range = texts.range(text)
      words = texts.words[range]
      bracketed = texts.bracketed[range]
      cutBefore = texts.cutBefore[range]
    }
  }

  /// The best alignment near a diagonal: the place in the first less the place in the second.
  mutating func align(
    _ first: Side, _ second: Side, diagonal: Int, table: WordTable
  ) -> Alignment {
    if let whole = Self.containment(first, second, diagonal, table) { return whole }
    let width = 2 * Self.band + 1
    for column in 0..<width {
      previous[column] = Cell()
      beforePrevious[column] = Cell()
    }
    var best = Alignment()
    let rows =
      max(
        0, diagonal - Self.band)..<min(
        first.words.count, second.words.count + diagonal + Self.band + 1)
    guard !rows.isEmpty else { return best }
    for row in rows {
      for column in 0..<width {
        let place = row - diagonal + column - Self.band
        guard 0..<second.words.count ~= place else {
          current[column] = Cell()
          continue
        }
        let cell = cell(first, second, row, place, column, table)
        current[column] = cell
        if cell.score > best.score {
          best = Alignment(
            score: Int(cell.score), matches: Int(cell.matches), edits: Int(cell.edits),
            first: Int(cell.startFirst)..<row + 1, second: Int(cell.startSecond)..<place + 1)
        }
      }
      swap(&beforePrevious, &previous)
      swap(&previous, &current)
    }
    return best
  }

  /// The alignment of a side that lies whole in the other on the diagonal, word by word: nothing
  /// can be better.
  private static func containment(
    _ first: Side, _ second: Side, _ diagonal: Int, _ table: WordTable
  ) -> Alignment? {
    let count = min(first.words.count, second.words.count)
    let (start, otherStart) = (max(0, diagonal), max(0, -diagonal))
    guard start + count <= first.words.count, otherStart + count <= second.words.count else {
      return nil
    }
    let one = first.words.dropFirst(start).prefix(count)
    guard one.elementsEqual(second.words.dropFirst(otherStart).prefix(count)) else { return nil }
    return Alignment(
      score: one.reduce(0) { $0 + table.tenths($1) }, matches: count,
      first: start..<start + count, second: otherStart..<otherStart + count)
  }

  /// The best way to end at a word of each side. In `previous` the same column is one word back on
  /// both sides, the next column one word back on the first side alone.
  private func cell(
    _ first: Side, _ second: Side, _ row: Int, _ place: Int, _ column: Int, _ table: WordTable
  ) -> Cell {
    let a = first.words.startIndex + row
    let b = second.words.startIndex + place
    let (word, other) = (first.words[a], second.words[b])
    if word == other {
      return extend(previous[column], row, place, by: table.tenths(word), words: 1, edits: 0)
    }
    guard hasScore(near: column) else {
      return joined(first, second, row, place, column, table) ?? Cell()
    }
    var best = Cell()
    func consider(_ cell: Cell, price: Int, edits: Int) {
      guard cell.score > 0, Int(cell.score) - price > Int(best.score) else { return }
      best = cell
      best.score -= Int32(price)
      best.edits += Int32(edits)
    }
    let isFree = first.bracketed[a] || second.bracketed[b]
    let freeFirst = first.bracketed[a] || Self.isCut(second, after: b)
    let freeSecond = second.bracketed[b] || Self.isCut(first, after: a)
    consider(
      previous[column], price: isFree ? Self.free : Self.substitution, edits: isFree ? 0 : 1)
    if column + 1 < previous.count {
      consider(
        previous[column + 1], price: freeFirst ? Self.free : Self.gap, edits: freeFirst ? 0 : 1)
    }
    if column > 0 {
      consider(
        current[column - 1], price: freeSecond ? Self.free : Self.gap, edits: freeSecond ? 0 : 1)
    }
    return joined(first, second, row, place, column, table) ?? best
  }

  /// Whether any of the cells that a change could be reached from has a score to pay it with:
  /// mostly none has.
  @inline(__always)
  private func hasScore(near column: Int) -> Bool {
    previous[column].score > Self.free
      || column + 1 < previous.count && previous[column + 1].score > Self.free
      || column > 0 && current[column - 1].score > Self.free
  }

  /// Whether an ellipsis stands after a word.
  @inline(__always)
  private static func isCut(_ side: Side, after place: Int) -> Bool {
    place + 1 < side.cutBefore.endIndex && side.cutBefore[place + 1]
  }

  /// Two words of one side that are one of the other.
  private func joined(
    _ first: Side, _ second: Side, _ row: Int, _ place: Int, _ column: Int, _ table: WordTable
  ) -> Cell? {
    let a = first.words.startIndex + row
    let b = second.words.startIndex + place
    if row > 0, column + 1 < beforePrevious.count,
      table.isOne(first.words[a - 1], first.words[a], second.words[b])
    {
      let back = beforePrevious[column + 1]
      return extend(
        back, row - 1, place, by: table.tenths(second.words[b]), words: 1, edits: 0)
    }
    if place > 0, column > 0,
      table.isOne(second.words[b - 1], second.words[b], first.words[a])
    {
      return extend(
        previous[column - 1], row, place - 1, by: table.tenths(first.words[a]), words: 1, edits: 0)
    }
    return nil
  }

  private func extend(
    _ cell: Cell, _ row: Int, _ place: Int, by tenths: Int, words: Int, edits: Int
  ) -> Cell {
    var cell = cell
    if cell.score <= 0 {
      cell = Cell()
      cell.startFirst = Int32(truncatingIfNeeded: row)
      cell.startSecond = Int32(truncatingIfNeeded: place)
    }
    cell.score += Int32(clamping: tenths)
    cell.matches += Int32(words)
    return cell
  }
}
