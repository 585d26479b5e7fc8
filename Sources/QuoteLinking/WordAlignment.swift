/// The local alignment of two word sequences with affine gaps (Smith and Waterman; Gotoh), and what lies
/// between and around the words that are the same.
struct WordAlignment {
  private static let substitution: Int32 = 100
  private static let open: Int32 = 90
  private static let extend: Int32 = 6

  /// What a cell was reached by.
  private enum Step: UInt8 {
    case start, same, changed, joinedFirst, joinedSecond, deleted, inserted
  }

  /// The stretches between the words that are the same, those at both ends included.
  private(set) var changes: [WordDiff.Change] = []

  private let columns: Int
  private var steps: [UInt8]

  /// Aligns two sequences that are not empty. Time and bytes are the product of their lengths.
  init(_ a: Words, _ b: Words, table: WordTable) {
    columns = b.count + 1
    steps = [UInt8](repeating: 0, count: (a.count + 1) * columns)
    let end = fill(a, b, table)
    changes = trace(from: end, a.count, b.count)
  }

  private mutating func fill(_ a: Words, _ b: Words, _ table: WordTable) -> (Int, Int) {
    let none = Int32.min / 2
    var rows = [[Int32]](repeating: [Int32](repeating: 0, count: columns), count: 3)
    var deleted = [Int32](repeating: none, count: columns)
    var best: (score: Int32, row: Int, column: Int) = (0, 0, 0)
    for row in 1...a.count {
      let (now, back, twoBack) = (row % 3, (row + 2) % 3, (row + 1) % 3)
      var inserted = none
      rows[now][0] = 0
      for column in 1..<columns {
        let (word, other) = (a.ids[row - 1], b.ids[column - 1])
        deleted[column] = max(deleted[column] - Self.extend, rows[back][column] - Self.open)
        inserted = max(inserted - Self.extend, rows[now][column - 1] - Self.open)
        var (score, step): (Int32, Step) = (0, .start)
        if word == other {
          (score, step) = (rows[back][column - 1] + Int32(table.tenths(word)), .same)
        } else {
          let changed = rows[back][column - 1] - Self.substitution
          if changed > score { (score, step) = (changed, .changed) }
          if row > 1, table.joins(a.ids[row - 2], word, into: other) {
            (score, step) = (
              rows[twoBack][column - 1] + Int32(table.tenths(other)), .joinedFirst
            )
          } else if column > 1, table.joins(b.ids[column - 2], other, into: word) {
            (score, step) = (
              rows[back][column - 2] + Int32(table.tenths(word)), .joinedSecond
            )
          }
        }
        if deleted[column] > score { (score, step) = (deleted[column], .deleted) }
        if inserted > score { (score, step) = (inserted, .inserted) }
        rows[now][column] = score
        steps[row * columns + column] = step.rawValue
        if score > best.score { best = (score, row, column) }
      }
    }
    return (best.row, best.column)
  }

  /// Walks back and gathers what is not the same.
  private func trace(from end: (Int, Int), _ rows: Int, _ width: Int) -> [WordDiff.Change] {
    var (row, column) = end
    var upper = (rows, width)
    var changes: [WordDiff.Change] = []
    func close(_ row: Int, _ column: Int) {
      if row < upper.0 || column < upper.1 {
        changes.append(WordDiff.Change(wording: row..<upper.0, member: column..<upper.1))
      }
    }
    while row > 0, column > 0, let step = Step(rawValue: steps[row * columns + column]) {
      switch step {
      case .start:
        close(0, 0)
        return changes.reversed()
      case .same, .joinedFirst, .joinedSecond:
        close(row, column)
        row -= step == .joinedFirst ? 2 : 1
        column -= step == .joinedSecond ? 2 : 1
        upper = (row, column)
      case .changed: (row, column) = (row - 1, column - 1)
      case .deleted: row -= 1
      case .inserted: column -= 1
      }
    }
    close(0, 0)
    return changes.reversed()
  }
}
