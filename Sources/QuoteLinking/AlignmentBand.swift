/// The band of cells along a diagonal, a row for each word of the first side, of which the best
/// local alignment is read. In the row before, the same column is one word back on both sides, the
/// next column one word back on the first side alone.
struct AlignmentBand {
  /// The words of a side, and what tells of them which may be one with their neighbours.
  struct Words {
    var ids: UnsafeBufferPointer<WordTable.ID>
    var marks: UnsafeBufferPointer<WordMarks>
    var own: UnsafeBufferPointer<UInt32>
    var joined: UnsafeBufferPointer<UInt32>
    var isShortened: UnsafeBufferPointer<Bool>
    var hasShortened: Bool
    /// Whether any word is in brackets or behind an ellipsis.
    var hasMarks: Bool

    /// Whether an ellipsis stands after a word.
    @inline(__always)
    func isCut(after place: Int) -> Bool {
      place + 1 < marks.count && marks[place + 1].isCutBefore
    }
  }

  /// What bands need to work with, kept from one to the next.
  struct Memory {
    private var scores = [Int32](repeating: 0, count: 3 * AlignmentBand.width)
    private var steps: [Step] = []

    /// The best alignment of two sides near a diagonal.
    mutating func best(
      of first: Words, _ second: Words, diagonal: Int, table: WordTable
    ) -> Alignment {
      let start = max(0, diagonal - Aligner.band)
      let end = min(first.ids.count, second.ids.count + diagonal + Aligner.band + 1)
      guard start < end else { return Alignment() }
      let cells = (end - start) * AlignmentBand.columns
      if steps.count < cells { steps = Array(repeating: Step(), count: cells) }
      return scores.withUnsafeMutableBufferPointer { scores in
        steps.withUnsafeMutableBufferPointer { steps in
          scores.update(repeating: 0)
          var band = AlignmentBand(
            first: first, second: second, diagonal: diagonal, table: table, rows: start..<end,
            scores: scores, steps: steps)
          return band.best()
        }
      }
    }
  }

  /// How a cell was reached.
  struct Step {
    fileprivate enum Kind: UInt8 {
      /// By the same word, or by two words of a side that are one of the other.
      case same, joinedFirst, joinedSecond
      /// By a word for another, one of the first side alone, one of the second alone.
      case changed, leftOut, putIn
    }

    fileprivate var kind = Kind.same
    /// Whether nothing is aligned before it; of a change, whether it costs nothing.
    fileprivate var isFree = false
  }

  /// How many cells a row has.
  private static let columns = 2 * Aligner.band + 1
  /// The same with one on each side that stays empty.
  private static let width = columns + 2

  private let first: Words
  private let second: Words
  private let diagonal: Int
  private let table: WordTable
  private let rows: Range<Int>
  /// The scores of three rows.
  private let scores: UnsafeMutableBufferPointer<Int32>
  /// The steps of all rows; those of cells without a score are never read.
  private let steps: UnsafeMutableBufferPointer<Step>
  /// Where the row, the one before and the one before that begin among the scores.
  private var (now, back, twoBack) = (0, AlignmentBand.width, 2 * AlignmentBand.width)
  /// The cell of the best score.
  private var top: (score: Int32, row: Int, column: Int) = (0, 0, 0)

  private init(
    first: Words, second: Words, diagonal: Int, table: WordTable, rows: Range<Int>,
    scores: UnsafeMutableBufferPointer<Int32>, steps: UnsafeMutableBufferPointer<Step>
  ) {
    self.first = first
    self.second = second
    self.diagonal = diagonal
    self.table = table
    self.rows = rows
    self.scores = scores
    self.steps = steps
  }

  /// The place on the second side of the first column of a row.
  @inline(__always)
  private func offset(_ row: Int) -> Int { row - diagonal - Aligner.band }

  /// Fills the rows; the best alignment of all that end in a cell. Most rows of texts that share a
  /// phrase alone are passed over: nothing is scored in the two before, and no words are the same.
  private mutating func best() -> Alignment {
    // How many rows before this one have no score.
    var quiet = 3
    for row in rows {
      // The columns of the places that the other side has.
      let low = max(0, -offset(row))
      let high = max(low, min(Self.columns, second.ids.count - offset(row)))
      if quiet < 3 { for column in 0..<Self.width { scores[now + column] = 0 } }
      quiet += 1
      let places = offset(row) + low..<offset(row) + high
      if quiet < 3 || hasSame(row, places), fill(row, low..<high) { quiet = 0 }
      (now, back, twoBack) = (twoBack, now, back)
    }
    return top.score > 0 ? alignment() : Alignment()
  }

  /// Whether a word is among those of the other side, or may be one of two or two of one. Without
  /// a branch for each place, so that several are compared at once.
  @inline(__always)
  private func hasSame(_ row: Int, _ places: Range<Int>) -> Bool {
    if first.isShortened[row] || second.hasShortened { return true }
    let (word, own, joined) = (first.ids[row], first.own[row], first.joined[row])
    var found: UInt32 = 0
    for place in places {
      found |= word == second.ids[place] ? 1 : 0
      found |= joined == second.own[place] ? 1 : 0
      found |= own == second.joined[place] ? 1 : 0
    }
    return found != 0
  }

  /// Scores the cells of a row; whether any has a score.
  @inline(__always)
  private mutating func fill(_ row: Int, _ columns: Range<Int>) -> Bool {
    // Held in constants: what is written below could be any of it, for all that is known of where
    // the pointers point to.
    let (second, scores, steps) = (self.second, self.scores, self.steps)
    let (now, back, offset) = (self.now + 1, self.back + 1, offset(row))
    let line = (row - rows.lowerBound) * Self.columns
    let word = RowWord(first, row, tenths: table.tenths(first.ids[row]))
    let hasMarks = first.hasMarks || second.hasMarks
    // What the cheapest change costs.
    let least = hasMarks ? Aligner.free : Aligner.gap
    var best = top
    var isScored = false
    var left: Int32 = 0
    for column in columns {
      let place = offset + column
      let (score, step): (Int32, Step)
      if word.id == second.ids[place] {
        (score, step) = extended(scores[back + column], .same, by: word.tenths)
      } else if word.mayJoin(second, place), let found = joined(row, place, column) {
        (score, step) = found
      } else {
        let around = (scores[back + column], scores[back + column + 1], left)
        // Mostly none of the cells that a change could be reached from has a score to pay it with.
        let isOut = max(around.0, around.1, around.2) <= least
        if isOut {
          (score, step) = (0, Step())
        } else {
          (score, step) = hasMarks ? word.changed(around, second, place) : Self.changed(around)
        }
      }
      left = max(0, score)
      guard score > 0 else { continue }
      isScored = true
      scores[now + column] = score
      steps[line + column] = step
      if score > best.score { best = (score, row, column) }
    }
    self.top = best
    return isScored
  }

  /// A word changed, put in or left out where none is marked, from the cells before on both sides,
  /// on the first, and on the second.
  @inline(__always)
  private static func changed(
    _ cells: (both: Int32, first: Int32, second: Int32)
  ) -> (Int32, Step) {
    var best = cells.both - Aligner.substitution
    var kind = Step.Kind.changed
    let (leftOut, putIn) = (cells.first - Aligner.gap, cells.second - Aligner.gap)
    if leftOut > best { (best, kind) = (leftOut, .leftOut) }
    if putIn > best { (best, kind) = (putIn, .putIn) }
    return (best, Step(kind: kind, isFree: false))
  }

  /// What the cells of a row ask of its word.
  private struct RowWord {
    let id: WordTable.ID
    let tenths: Int32
    private let own: UInt32
    private let joined: UInt32
    private let isShortened: Bool
    private let isBracketed: Bool
    private let isCutAfter: Bool

    @inline(__always)
    init(_ words: Words, _ place: Int, tenths: Int) {
      id = words.ids[place]
      self.tenths = Int32(clamping: tenths)
      (own, joined) = (words.own[place], words.joined[place])
      isShortened = words.isShortened[place]
      isBracketed = words.marks[place].isBracketed
      isCutAfter = words.isCut(after: place)
    }

    /// Whether the word and the one before may be one of the other side, or the other way round.
    @inline(__always)
    func mayJoin(_ other: Words, _ place: Int) -> Bool {
      joined == other.own[place] || own == other.joined[place] || isShortened
        || other.hasShortened && other.isShortened[place]
    }

    /// A word changed, put in or left out, from the cells before on both sides, on the first, and
    /// on the second.
    @inline(__always)
    func changed(
      _ cells: (both: Int32, first: Int32, second: Int32), _ other: Words, _ place: Int
    ) -> (Int32, Step) {
      let isOtherBracketed = other.marks[place].isBracketed
      var isFree = isBracketed || isOtherBracketed
      var best = cells.both - (isFree ? Aligner.free : Aligner.substitution)
      var step = Step(kind: .changed, isFree: isFree)
      isFree = isBracketed || other.isCut(after: place)
      let leftOut = cells.first - (isFree ? Aligner.free : Aligner.gap)
      if leftOut > best { (best, step) = (leftOut, Step(kind: .leftOut, isFree: isFree)) }
      isFree = isOtherBracketed || isCutAfter
      let putIn = cells.second - (isFree ? Aligner.free : Aligner.gap)
      if putIn > best { (best, step) = (putIn, Step(kind: .putIn, isFree: isFree)) }
      return (best, step)
    }
  }

  /// Two words of one side that are one of the other.
  private func joined(_ row: Int, _ place: Int, _ column: Int) -> (Int32, Step)? {
    let (word, other) = (first.ids[row], second.ids[place])
    if row > 0, column < Self.columns - 1, table.isOne(first.ids[row - 1], word, other) {
      let tenths = Int32(clamping: table.tenths(other))
      return extended(scores[twoBack + column + 2], .joinedFirst, by: tenths)
    }
    if place > 0, column > 0, table.isOne(second.ids[place - 1], other, word) {
      let tenths = Int32(clamping: table.tenths(word))
      return extended(scores[back + column], .joinedSecond, by: tenths)
    }
    return nil
  }

  @inline(__always)
  private func extended(_ score: Int32, _ kind: Step.Kind, by tenths: Int32) -> (Int32, Step) {
    (score &+ tenths, Step(kind: kind, isFree: score == 0))
  }

  /// Walks back from the best cell.
  private func alignment() -> Alignment {
    var (row, column) = (top.row, top.column)
    var alignment = Alignment(score: Int(top.score))
    let end = (row + 1, offset(row) + column + 1)
    while true {
      let step = steps[(row - rows.lowerBound) * Self.columns + column]
      var start = (row, offset(row) + column)
      switch step.kind {
      case .same: row -= 1
      case .joinedFirst:
        start.0 -= 1
        (row, column) = (row - 2, column + 1)
      case .joinedSecond:
        start.1 -= 1
        (row, column) = (row - 1, column - 1)
      case .changed: row -= 1
      case .leftOut: (row, column) = (row - 1, column + 1)
      case .putIn: column -= 1
      }
      switch step.kind {
      case .same, .joinedFirst, .joinedSecond:
        alignment.matches += 1
        guard step.isFree else { continue }
        alignment.first = start.0..<end.0
        alignment.second = start.1..<end.1
        return alignment
      case .changed, .leftOut, .putIn: alignment.edits += step.isFree ? 0 : 1
      }
    }
  }
}
