import Testing

@testable import QuoteLinking

/// The alignment by a table of all cells of a band, filled and read as the definition says.
private struct PlainAlignment {
  enum Step {
    case same, joinedFirst, joinedSecond, changed, leftOut, putIn
  }

  struct Cell {
    var score = 0
    var step = Step.same
    var isFree = false
  }

  let first: Aligner.Side
  let second: Aligner.Side
  let diagonal: Int
  let table: WordTable
  /// By the places behind the last words.
  private var cells: [[Cell]]

  init(_ first: Aligner.Side, _ second: Aligner.Side, diagonal: Int, table: WordTable) {
    (self.first, self.second, self.diagonal, self.table) = (first, second, diagonal, table)
    cells = Array(
      repeating: Array(repeating: Cell(), count: second.words.count + 1),
      count: first.words.count + 1)
    for row in 0..<first.words.count {
      for place in 0..<second.words.count where abs(row - place - diagonal) <= Aligner.band {
        cells[row + 1][place + 1] = cell(row, place)
      }
    }
  }

  private func word(_ side: Aligner.Side, _ place: Int) -> WordTable.ID {
    side.words[side.words.startIndex + place]
  }

  private func isBracketed(_ side: Aligner.Side, _ place: Int) -> Bool {
    side.marks[side.marks.startIndex + place].isBracketed
  }

  private func isCut(_ side: Aligner.Side, after place: Int) -> Bool {
    place + 1 < side.marks.count && side.marks[side.marks.startIndex + place + 1].isCutBefore
  }

  private func cell(_ row: Int, _ place: Int) -> Cell {
    let (word, other) = (word(first, row), word(second, place))
    func extended(_ from: Cell, _ step: Step, by id: WordTable.ID) -> Cell {
      Cell(score: from.score + table.tenths(id), step: step, isFree: from.score == 0)
    }
    if word == other { return extended(cells[row][place], .same, by: word) }
    if row > 0, abs(row - 2 - (place - 1) - diagonal) <= Aligner.band,
      table.isOne(self.word(first, row - 1), word, other)
    {
      return extended(cells[row - 1][place], .joinedFirst, by: other)
    }
    if place > 0, abs(row - 1 - (place - 2) - diagonal) <= Aligner.band,
      table.isOne(self.word(second, place - 1), other, word)
    {
      return extended(cells[row][place - 1], .joinedSecond, by: word)
    }
    let isFirst = isBracketed(first, row)
    let isSecond = isBracketed(second, place)
    let ways: [(Step, Cell, Bool, Int32)] = [
      (.changed, cells[row][place], isFirst || isSecond, Aligner.substitution),
      (.leftOut, cells[row][place + 1], isFirst || isCut(second, after: place), Aligner.gap),
      (.putIn, cells[row + 1][place], isSecond || isCut(first, after: row), Aligner.gap),
    ]
    var best = Cell()
    for (step, from, isFree, price) in ways {
      let score = from.score - Int(isFree ? Aligner.free : price)
      if score > best.score { best = Cell(score: score, step: step, isFree: isFree) }
    }
    return best
  }

  /// The best alignment, of equal ones that which ends first.
  var best: Alignment {
    var (row, place) = (0, 0)
    for (number, line) in cells.enumerated() {
      for (column, cell) in line.enumerated() where cell.score > cells[row][place].score {
        (row, place) = (number, column)
      }
    }
    var alignment = Alignment(score: cells[row][place].score)
    guard alignment.score > 0 else { return alignment }
    let end = (row, place)
    while true {
      let cell = cells[row][place]
      switch cell.step {
      case .same, .changed: (row, place) = (row - 1, place - 1)
      case .joinedFirst: (row, place) = (row - 2, place - 1)
      case .joinedSecond: (row, place) = (row - 1, place - 2)
      case .leftOut: row -= 1
      case .putIn: place -= 1
      }
      switch cell.step {
      case .same, .joinedFirst, .joinedSecond:
        alignment.matches += 1
        guard cell.isFree else { continue }
        alignment.first = row..<end.0
        alignment.second = place..<end.1
        return alignment
      case .changed, .leftOut, .putIn: alignment.edits += cell.isFree ? 0 : 1
      }
    }
  }
}

@Suite("Alignments")
struct AlignmentTests {
  private static let words = [
    "harbour", "budget", "the", "of", "back", "end", "backend", "do", "not", "dont", "it", "is",
    "its", "ferry", "[the", "mayor]", "…", "council", "vote", "late", "we", "have", "weve",
  ]

  /// Words at random, and the same with some changed, left out and put in.
  private static func pair(_ random: inout SplitMix) -> (String, String) {
    let count = Int.random(in: 1...60, using: &random)
    let first = (0..<count).map { _ in word(&random) }
    var second: [String] = []
    for word in first {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: continue
      case 1: second.append(Self.word(&random))
      case 2: second += [word, Self.word(&random)]
      default: second.append(word)
      }
    }
    let cut = Int.random(in: 0...second.count / 2, using: &random)
    return (first.joined(separator: " "), second.dropFirst(cut).joined(separator: " "))
  }

  private static func word(_ random: inout SplitMix) -> String {
    words[Int.random(in: 0..<words.count, using: &random)]
  }

  @Test("the band gives what a plain table gives, at every diagonal")
  func plain() throws {
    var random = SplitMix(state: 11)
    var aligner = Aligner()
    var bench = Workbench(options: LinkOptions(), bits: try Files.bits())
    for _ in 0..<150 {
      let texts = Self.pair(&random)
      guard let one = bench.form(of: texts.0), let two = bench.form(of: texts.1) else { continue }
      let (first, second) = (bench.add(one), bench.add(two))
      let sides = (
        Aligner.Side(first, of: bench.corpus.texts), Aligner.Side(second, of: bench.corpus.texts)
      )
      for diagonal in stride(from: -30, through: 30, by: 3) {
        let table = bench.corpus.table
        let found = aligner.align(sides.0, sides.1, diagonal: diagonal, table: table)
        let plain = PlainAlignment(sides.0, sides.1, diagonal: diagonal, table: table).best
        // Of a text that lies whole in the other the alignment is known without a table.
        let shorter = min(sides.0.words.count, sides.1.words.count)
        let isWhole = found.edits == 0 && found.matches == shorter
        if isWhole {
          #expect(found.score == plain.score)
        } else {
          #expect(found == plain, "\(texts) at \(diagonal)")
        }
      }
    }
  }
}
