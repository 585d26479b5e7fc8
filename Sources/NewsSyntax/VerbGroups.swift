extension Chunker {
  /// Gathers each main verb of a sentence with the auxiliaries, adverbs and negation before it.
  func markGroups(
    _ items: UnsafeBufferPointer<FoldedItem>, _ range: Range<Int>,
    _ headed: UnsafeMutableBufferPointer<Int32>, _ groups: inout [VerbGroup]
  ) {
    for head in range where items[head].tag.isVerb && !isAuxiliary(items, head, range.upperBound) {
      headed[head] = Int32(groups.count)
      groups.append(group(items, head, range.lowerBound))
    }
  }

  /// Whether a form of be, have, do or get only helps the verb after it.
  private func isAuxiliary(
    _ items: UnsafeBufferPointer<FoldedItem>, _ index: Int, _ limit: Int
  ) -> Bool {
    let words = items[index].words
    guard !words.isDisjoint(with: .auxiliary) else { return false }
    var next = index + 1
    var steps = 0
    while next < limit, steps < 4, items[next].tag.isAdverb || items[next].words.contains(.negation)
    {
      next += 1
      steps += 1
    }
    guard next < limit else { return false }
    let tag = items[next].tag
    if words.contains(.be) { return tag == .VBN || tag == .VBG || tag == .VBD }
    if words.contains(.have) { return tag == .VBN || tag == .VBD }
    return tag == .VB || tag == .VBP
  }

  private func group(
    _ items: UnsafeBufferPointer<FoldedItem>, _ head: Int, _ lowest: Int
  ) -> VerbGroup {
    var flags: VerbGroup.Flags = items[head].tag.isFinite ? .finite : []
    if items[head].tag == .VBD { flags.insert(.past) }
    var start = head
    var index = head - 1
    var helped = false
    while index >= lowest {
      let item = items[index]
      if item.words.contains(.negation), item.tag != .DT {
        flags.insert(.negated)
      } else if item.tag.isAdverb {
        // An adverb belongs to the group whether or not an auxiliary stands before it.
      } else if item.tag == .MD {
        flags.formUnion([.modal, .finite])
        helped = true
      } else if !item.words.isDisjoint(with: .helping), item.tag.isVerb {
        flags.formUnion(help(items, item, head))
        helped = true
      } else if item.tag == .TO {
        flags.insert(.infinitive)
        flags.remove(.finite)
        start = index
        break
      } else {
        break
      }
      start = index
      index -= 1
    }
    if items[head].tag == .VBN, !helped { flags.insert(.reduced) }
    return VerbGroup(start: start, head: head, flags: flags)
  }

  /// What one auxiliary makes of its group.
  private func help(
    _ items: UnsafeBufferPointer<FoldedItem>, _ item: FoldedItem, _ head: Int
  ) -> VerbGroup.Flags {
    var flags: VerbGroup.Flags = item.tag.isFinite ? .finite : []
    if item.tag == .VBD { flags.insert(.past) }
    let tag = items[head].tag
    if item.words.contains(.have) {
      flags.insert(.perfect)
    } else if item.words.contains(.be) || item.words.contains(.get) {
      flags.insert(tag == .VBG ? .progressive : .passive)
    }
    return flags
  }
}
