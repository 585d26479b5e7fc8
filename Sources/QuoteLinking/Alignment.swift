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

  /// How many cells a row has: those of the band, and one on each side that stays empty.
  private static let width = 2 * band + 3

  private var cells = [Cell](repeating: Cell(), count: 3 * width)
  private var shapes = SideShapes()
  private var otherShapes = SideShapes()

  /// One side of an alignment.
  struct Side {
    var words: ArraySlice<WordTable.ID>
    var marks: ArraySlice<WordMarks>

    init(_ text: TextIndex.ID, of texts: TextIndex) {
      let range = texts.range(text)
      words = texts.words[range]
      marks = texts.marks[range]
    }
  }

  /// The best alignment near a diagonal: the place in the first less the place in the second.
  mutating func align(
    _ first: Side, _ second: Side, diagonal: Int, table: WordTable
  ) -> Alignment {
    if let whole = Self.containment(first, second, diagonal, table) { return whole }
    shapes.read(first.words, table)
    otherShapes.read(second.words, table)
    // The pointers live no longer than the arrays that they are of, and every place is checked
    // against the band or the sides' lengths before it is read.
    return cells.withUnsafeMutableBufferPointer { cells in
      Self.withPointers(first, shapes) { one in
        Self.withPointers(second, otherShapes) { two in
          var band = AlignmentBand(
            first: one, second: two, diagonal: diagonal, table: table, cells: cells)
          return band.best()
        }
      }
    }
  }

  private static func withPointers<Result>(
    _ side: Side, _ shapes: SideShapes, _ body: (AlignmentBand.SideWords) -> Result
  ) -> Result {
    side.words.withUnsafeBufferPointer { words in
      side.marks.withUnsafeBufferPointer { marks in
        shapes.own.withUnsafeBufferPointer { own in
          shapes.joined.withUnsafeBufferPointer { joined in
            body(.init(ids: words, marks: marks, shapes: own, joined: joined))
          }
        }
      }
    }
  }

  /// What tells of the words of a side which two may be written as one: their shapes, and the shape
  /// that each has with the one before it.
  private struct SideShapes {
    private(set) var own: [WordShape] = []
    private(set) var joined: [WordShape] = []

    mutating func read(_ words: ArraySlice<WordTable.ID>, _ table: WordTable) {
      own.removeAll(keepingCapacity: true)
      joined.removeAll(keepingCapacity: true)
      var last: WordShape?
      for word in words {
        let shape = table.shape(word)
        own.append(shape)
        joined.append(last?.joined(with: shape, isClitic: table.isClitic(word)) ?? .nothing)
        last = shape
      }
    }
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

  /// The band of cells along a diagonal, a row for each word of the first side. In the row before,
  /// the same column is one word back on both sides, the next column one word back on the first
  /// side alone.
  private struct AlignmentBand {
    struct SideWords {
      var ids: UnsafeBufferPointer<WordTable.ID>
      var marks: UnsafeBufferPointer<WordMarks>
      var shapes: UnsafeBufferPointer<WordShape>
      var joined: UnsafeBufferPointer<WordShape>
    }

    let first: SideWords
    let second: SideWords
    let diagonal: Int
    let table: WordTable
    let cells: UnsafeMutableBufferPointer<Cell>
    /// Where the row, the one before and the one before that begin in the cells.
    private var (now, back, twoBack) = (0, Aligner.width, 2 * Aligner.width)

    init(
      first: SideWords, second: SideWords, diagonal: Int, table: WordTable,
      cells: UnsafeMutableBufferPointer<Cell>
    ) {
      self.first = first
      self.second = second
      self.diagonal = diagonal
      self.table = table
      self.cells = cells
    }

    /// Fills the rows; the best alignment of all that end in a cell. Most rows of texts that share
    /// a phrase alone are passed over: nothing is scored in the two before, and no words are the
    /// same.
    mutating func best() -> Alignment {
      cells.update(repeating: Cell())
      var best = Alignment()
      let start = max(0, diagonal - Aligner.band)
      let end = min(first.ids.count, second.ids.count + diagonal + Aligner.band + 1)
      guard start < end else { return best }
      // How many rows before this one have no score.
      var quiet = 3
      for row in start..<end {
        // The places of the other side that the band has in this row, and the columns of them.
        let offset = row - diagonal - Aligner.band
        let low = max(0, -offset)
        let high = min(2 * Aligner.band + 1, second.ids.count - offset)
        if quiet < 3 { for column in 0..<Aligner.width { cells[now + column] = Cell() } }
        quiet += 1
        let places = offset + low..<offset + max(low, high)
        if quiet > 2, !hasSame(row, places) {
          (now, back, twoBack) = (twoBack, now, back)
          continue
        }
        for column in low..<max(low, high) {
          let cell = cell(row, offset + column, column + 1)
          guard cell.score > 0 else { continue }
          quiet = 0
          cells[now + column + 1] = cell
          guard cell.score > best.score else { continue }
          best = Alignment(
            score: Int(cell.score), matches: Int(cell.matches), edits: Int(cell.edits),
            first: Int(cell.startFirst)..<row + 1,
            second: Int(cell.startSecond)..<offset + column + 1)
        }
        (now, back, twoBack) = (twoBack, now, back)
      }
      return best
    }

    /// Whether a word is among those of the other side, or may be one of two or two of one.
    private func hasSame(_ row: Int, _ places: Range<Int>) -> Bool {
      let word = first.ids[row]
      for place in places where word == second.ids[place] || mayJoin(row, place) { return true }
      return false
    }

    /// Whether two words of one side may be one of the other.
    @inline(__always)
    private func mayJoin(_ row: Int, _ place: Int) -> Bool {
      first.joined[row].mayBe(second.shapes[place])
        || second.joined[place].mayBe(first.shapes[row])
    }

    /// The best way to end at a word of each side.
    @inline(__always)
    private func cell(_ row: Int, _ place: Int, _ column: Int) -> Cell {
      let (word, other) = (first.ids[row], second.ids[place])
      if word == other {
        return extended(cells[back + column], row, place, by: table.tenths(word))
      }
      if mayJoin(row, place), let joined = joined(row, place, column) { return joined }
      // Mostly none of the cells that a change could be reached from has a score to pay it with.
      guard
        cells[back + column].score > Int32(Aligner.free)
          || cells[back + column + 1].score > Int32(Aligner.free)
          || cells[now + column - 1].score > Int32(Aligner.free)
      else { return Cell() }
      return changed(row, place, column)
    }

    /// A word changed, put in or left out.
    private func changed(_ row: Int, _ place: Int, _ column: Int) -> Cell {
      let (isFirst, isSecond) = (first.marks[row].isBracketed, second.marks[place].isBracketed)
      var best = Cell()
      func consider(_ cell: Cell, isFree: Bool, price: Int) {
        let score = Int(cell.score) - (isFree ? Aligner.free : price)
        guard cell.score > 0, score > Int(best.score) else { return }
        best = cell
        best.score = Int32(score)
        best.edits += isFree ? 0 : 1
      }
      consider(cells[back + column], isFree: isFirst || isSecond, price: Aligner.substitution)
      consider(
        cells[back + column + 1], isFree: isFirst || isCut(second, after: place), price: Aligner.gap
      )
      consider(
        cells[now + column - 1], isFree: isSecond || isCut(first, after: row), price: Aligner.gap)
      return best
    }

    /// Whether an ellipsis stands after a word.
    @inline(__always)
    private func isCut(_ side: SideWords, after place: Int) -> Bool {
      place + 1 < side.marks.count && side.marks[place + 1].isCutBefore
    }

    /// Two words of one side that are one of the other.
    @inline(__always)
    private func joined(_ row: Int, _ place: Int, _ column: Int) -> Cell? {
      let (word, other) = (first.ids[row], second.ids[place])
      if row > 0, column < Aligner.width - 2, table.isOne(first.ids[row - 1], word, other) {
        return extended(
          cells[twoBack + column + 1], row - 1, place, by: table.tenths(other))
      }
      if place > 0, column > 1, table.isOne(second.ids[place - 1], other, word) {
        return extended(cells[back + column - 1], row, place - 1, by: table.tenths(word))
      }
      return nil
    }

    @inline(__always)
    private func extended(_ cell: Cell, _ row: Int, _ place: Int, by tenths: Int) -> Cell {
      var cell = cell
      if cell.score <= 0 {
        cell = Cell()
        cell.startFirst = Int32(truncatingIfNeeded: row)
        cell.startSecond = Int32(truncatingIfNeeded: place)
      }
      cell.score += Int32(clamping: tenths)
      cell.matches += 1
      return cell
    }
  }
}
