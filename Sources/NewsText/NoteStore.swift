import CWideText

/// What is noted of plain words and marks while they are cut: a stretch of memory with one owner.
struct NoteStore: ~Copyable {
  /// What a note tells of its token.
  enum Kind {
    /// A piece of the page may begin with it.
    case opener
    /// It may end a sentence, or is a bracket.
    case ender
    /// It may be a quotation mark.
    case mark(QuoteMark.Glyph)
  }

  private let memory: UnsafeMutableBufferPointer<UInt64>

  init() { memory = .allocate(capacity: 4 * Int(cwide_step_room)) }

  // Notes are plain numbers: there is nothing to deinitialise.
  deinit { memory.deallocate() }

  /// Lends the memory to what cuts words.
  func lend(to cut: inout cwide_cut) {
    cut.notes = memory.baseAddress
    cut.note_room = memory.count
    cut.note_count = 0
  }

  /// How many notes were written to the memory lent.
  func count(in cut: cwide_cut) -> Int { min(cut.note_count, memory.count) }

  /// Whether there was room for another step.
  func hasRoom(in cut: cwide_cut) -> Bool {
    memory.count - cut.note_count >= Int(cwide_step_room)
  }

  /// The token that a note is of.
  @inline(__always)
  func token(at index: Int) -> Int { Int(memory[index] & 0xFFFF_FFFF) }

  /// What a note tells.
  @inline(__always)
  func kind(at index: Int) -> Kind {
    let kind = Int(truncatingIfNeeded: memory[index] &>> 32)
    if kind == cwide_note_opener { return .opener }
    guard kind >= cwide_note_mark,
      let glyph = QuoteMark.Glyph(rawValue: UInt8(truncatingIfNeeded: kind - cwide_note_mark))
    else { return .ender }
    return .mark(glyph)
  }
}
