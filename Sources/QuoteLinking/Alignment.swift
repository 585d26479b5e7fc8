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
  static let substitution: Int32 = 120
  /// What a word put in or left out costs.
  static let gap: Int32 = 80
  /// What leaving words out at an ellipsis, or at a bracket, costs.
  static let free: Int32 = 5

  private var band = AlignmentBand.Memory()
  private var joins = JoinedWords()
  private var otherJoins = JoinedWords()

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
    joins.read(first.words, table)
    otherJoins.read(second.words, table)
    // The pointers live no longer than the arrays that they are of, and every place is checked
    // against the band or the sides' lengths before it is read.
    return Self.withPointers(first, joins) { one in
      Self.withPointers(second, otherJoins) { two in
        band.best(of: one, two, diagonal: diagonal, table: table)
      }
    }
  }

  private static func withPointers<Result>(
    _ side: Side, _ joins: JoinedWords, _ body: (AlignmentBand.Words) -> Result
  ) -> Result {
    side.words.withUnsafeBufferPointer { words in
      side.marks.withUnsafeBufferPointer { marks in
        joins.own.withUnsafeBufferPointer { own in
          joins.joined.withUnsafeBufferPointer { joined in
            joins.isShortened.withUnsafeBufferPointer { isShortened in
              body(
                .init(
                  ids: words, marks: marks, own: own, joined: joined, isShortened: isShortened,
                  hasShortened: joins.hasShortened, hasMarks: marks.contains { $0.isAny }))
            }
          }
        }
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
}
