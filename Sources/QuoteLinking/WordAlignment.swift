/// The local alignment of two word sequences with affine gaps (Smith and Waterman; Gotoh): the
/// words that are the same, and what lies between them.
struct WordAlignment {
  private static let substitution: Int32 = 100
  private static let open: Int32 = 90
  private static let extend: Int32 = 6
  /// What leaving words out costs where an ellipsis says so.
  private static let cut: Int32 = 10

  /// What a cell was reached by.
  private enum Step: UInt8 {
    case start, same, changed, joinedFirst, joinedSecond, shortenedFirst, shortenedSecond
    case deleted, inserted
  }

  /// The part of the first that is aligned; empty where nothing is.
  private(set) var first = 0..<0
  /// The part of the second.
  private(set) var second = 0..<0
  /// The stretches between the words that are the same, within the aligned parts.
  private(set) var changes: [WordDiff.Change] = []
  /// How many words of the second are in the first.
  private(set) var matches = 0

  private let columns: Int
  private var steps: [UInt8]

  /// Aligns two sequences that are not empty. Time and bytes are the product of their lengths.
  init(_ a: Words, _ b: Words, table: WordTable) {
    columns = b.count + 1
    steps = [UInt8](repeating: 0, count: (a.count + 1) * columns)
    trace(from: fill(a, b, table))
  }

  /// Scores all cells; the best one. Three rows are kept, because two words may be one.
  private mutating func fill(_ a: Words, _ b: Words, _ table: WordTable) -> (Int, Int) {
    var (joins, otherJoins) = (JoinedWords(), JoinedWords())
    joins.read(a.ids, table)
    otherJoins.read(b.ids, table)
    let columns = self.columns
    var best: (score: Int32, row: Int, column: Int) = (0, 0, 0)
    // The memory lives within the closures, and no row or column is beyond the texts' lengths.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4 * columns) { memory in
      memory.initialize(repeating: 0)
      let deleted = UnsafeMutableBufferPointer(rebasing: memory[(3 * columns)...])
      deleted.update(repeating: Self.none)
      steps.withUnsafeMutableBufferPointer { steps in
        for row in 1...a.count {
          let scores = Rows(
            now: UnsafeMutableBufferPointer(rebasing: memory[(row % 3 * columns)...]),
            back: UnsafeMutableBufferPointer(rebasing: memory[((row + 2) % 3 * columns)...]),
            twoBack: UnsafeMutableBufferPointer(rebasing: memory[((row + 1) % 3 * columns)...]),
            deleted: deleted,
            steps: UnsafeMutableBufferPointer(rebasing: steps[(row * columns)...]))
          let found = Self.fill(row, (a, joins), (b, otherJoins), scores, table)
          if found.score > best.score { best = (found.score, row, found.column) }
        }
      }
    }
    return (best.row, best.column)
  }

  private static let none = Int32.min / 2

  /// The scores of a row and of the two before, and of words left out; how the row's were reached.
  private struct Rows {
    let now: UnsafeMutableBufferPointer<Int32>
    let back: UnsafeMutableBufferPointer<Int32>
    let twoBack: UnsafeMutableBufferPointer<Int32>
    let deleted: UnsafeMutableBufferPointer<Int32>
    let steps: UnsafeMutableBufferPointer<UInt8>
  }

  /// Scores the cells of a row; the best of them.
  private static func fill(
    _ row: Int, _ first: (words: Words, joins: JoinedWords),
    _ second: (words: Words, joins: JoinedWords), _ rows: Rows, _ table: WordTable
  ) -> (score: Int32, column: Int) {
    let (a, b) = (first.words, second.words)
    let isCut = row < a.count && a.cutBefore[row]
    let word = a.ids[row - 1]
    let tenths = Int32(clamping: table.tenths(word))
    var inserted = none
    var best: (score: Int32, column: Int) = (0, 0)
    rows.now[0] = 0
    for column in 1...b.count {
      let isOtherCut = column < b.count && b.cutBefore[column]
      let deleted = max(
        rows.deleted[column] - (isOtherCut ? 0 : extend),
        rows.back[column] - (isOtherCut ? cut : open))
      rows.deleted[column] = deleted
      inserted = max(
        inserted - (isCut ? 0 : extend), rows.now[column - 1] - (isCut ? cut : open))
      let diagonal = rows.back[column - 1]
      var (score, step) = changed(diagonal)
      if word == b.ids[column - 1] {
        (score, step) = (diagonal + tenths, .same)
      } else if first.joins.mayJoin(row - 1, second.joins, column - 1),
        let found = joined(
          (a, row), (b, column), (rows.twoBack[column - 1], rows.back[max(0, column - 2)]), table)
      {
        (score, step) = found
      }
      if deleted > score { (score, step) = (deleted, .deleted) }
      if inserted > score { (score, step) = (inserted, .inserted) }
      rows.now[column] = score
      rows.steps[column] = step.rawValue
      if score > best.score { best = (score, column) }
    }
    return best
  }

  /// One word for another.
  @inline(__always)
  private static func changed(_ diagonal: Int32) -> (Int32, Step) {
    diagonal > substitution ? (diagonal - substitution, .changed) : (0, .start)
  }

  /// Two words of one side for one of the other; `scores` are those of the cells before the two,
  /// of the first side and of the second.
  @inline(__always)
  private static func joined(
    _ first: (words: Words, row: Int), _ second: (words: Words, column: Int),
    _ scores: (Int32, Int32), _ table: WordTable
  ) -> (Int32, Step)? {
    let (word, other) = (first.words.ids[first.row - 1], second.words.ids[second.column - 1])
    if first.row > 1, table.isOne(first.words.ids[first.row - 2], word, other) {
      let isWhole = table.joins(first.words.ids[first.row - 2], word, into: other)
      return (
        scores.0 + Int32(table.tenths(other)), isWhole ? .joinedFirst : .shortenedFirst
      )
    }
    if second.column > 1, table.isOne(second.words.ids[second.column - 2], other, word) {
      let isWhole = table.joins(second.words.ids[second.column - 2], other, into: word)
      return (
        scores.1 + Int32(table.tenths(word)), isWhole ? .joinedSecond : .shortenedSecond
      )
    }
    return nil
  }

  /// Walks back and gathers what is not the same.
  private mutating func trace(from end: (Int, Int)) {
    var (row, column) = end
    var (upperRow, upperColumn) = end
    var found: [WordDiff.Change] = []
    while row > 0, column > 0, let step = Step(rawValue: steps[row * columns + column]),
      step != .start
    {
      let isSame = step == .same || step == .joinedFirst || step == .joinedSecond
      if isSame, row < upperRow || column < upperColumn {
        found.append(.init(wording: row..<upperRow, member: column..<upperColumn))
      }
      switch step {
      case .start: break
      case .same, .changed: (row, column) = (row - 1, column - 1)
      case .joinedFirst, .shortenedFirst: (row, column) = (row - 2, column - 1)
      case .joinedSecond, .shortenedSecond: (row, column) = (row - 1, column - 2)
      case .deleted: row -= 1
      case .inserted: column -= 1
      }
      switch step {
      case .same, .joinedFirst, .shortenedFirst: matches += 1
      case .joinedSecond, .shortenedSecond: matches += 2
      case .start, .changed, .deleted, .inserted: break
      }
      if isSame { (upperRow, upperColumn) = (row, column) }
    }
    if row < upperRow || column < upperColumn {
      found.append(.init(wording: row..<upperRow, member: column..<upperColumn))
    }
    (first, second) = (row..<end.0, column..<end.1)
    changes = found.reversed()
  }
}
