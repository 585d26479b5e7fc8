/// Where the keys of a text first stand in it: pairs come ordered by their first text, so that it
/// is read once for all that are compared with it.
struct KeyPlaces {
  private struct Slot {
    var key: UInt64 = 0
    /// The place of its first word and one more; 0 where the slot is free.
    var place: UInt32 = 0
    /// The number of the last other text that was found to have it.
    var round: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 64)
  private var text: TextIndex.ID?
  private var round: UInt32 = 0

  /// Takes the keys of a text, unless they are there. Linear in its words.
  mutating func set(_ text: TextIndex.ID, _ texts: TextIndex, _ table: WordTable) {
    guard text != self.text else { return }
    self.text = text
    round = 0
    let words = texts.words[texts.range(text)]
    var size = 64
    while size < words.count * 2 { size *= 2 }
    if slots.count != size {
      slots = Array(repeating: Slot(), count: size)
    } else {
      for slot in slots.indices { slots[slot] = Slot() }
    }
    RunKeys.forEach(of: words, table: table) { key, place in
      let slot = slot(of: key)
      guard slots[slot].place == 0 else { return }
      slots[slot] = Slot(key: key, place: UInt32(truncatingIfNeeded: place + 1))
    }
  }

  /// How far before it stands in another text each key does that both have, where it first stands
  /// in either. Linear in the words of the other.
  mutating func shifts(
    against other: TextIndex.ID, _ texts: TextIndex, _ table: WordTable
  ) -> [Int] {
    round += 1
    var found: [Int] = []
    RunKeys.forEach(of: texts.words[texts.range(other)], table: table) { key, place in
      let slot = slot(of: key)
      guard slots[slot].place != 0, slots[slot].round != round else { return }
      slots[slot].round = round
      found.append(Int(slots[slot].place) - 1 - place)
    }
    return found
  }

  /// The slot of a key, or the one that is free for it.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot].place != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
