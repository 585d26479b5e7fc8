package import RuleEngine

/// The noun phrases and verb groups of the text outside quotations.
///
/// A noun phrase is a base phrase, without what follows its head; `Phrases` extends it over
/// prepositions and coordination where a caller needs more. Built once per article in one pass
/// over the items; everything is an index into `Analysis.items`.
@usableFromInline package struct Chunks: Sendable {
  /// For each item the first item of its noun phrase, or -1.
  @usableFromInline package let phraseStart: [Int32]
  /// For each item the item after its noun phrase, or -1.
  @usableFromInline package let phraseEnd: [Int32]
  /// For each item the verb group whose head it is, as an index into `verbGroups`, or -1.
  @usableFromInline package let verbGroup: [Int32]
  /// The verb groups, by their heads.
  @usableFromInline package let verbGroups: [VerbGroup]

  /// Those of a text of which no chunk is asked.
  static let none = Chunks(phraseStart: [], phraseEnd: [], verbGroup: [], verbGroups: [])

  /// Whether an item lies in a noun phrase.
  @inlinable package func isInPhrase(_ item: Int) -> Bool { phraseStart[item] >= 0 }

  /// The noun phrase that an item lies in.
  @inlinable package func phrase(at item: Int) -> Range<Int>? {
    phraseStart[item] < 0 ? nil : Int(phraseStart[item])..<Int(phraseEnd[item])
  }

  /// The verb group whose head is an item.
  @inlinable package func group(headedBy item: Int) -> VerbGroup? {
    verbGroup[item] < 0 ? nil : verbGroups[Int(verbGroup[item])]
  }
}

/// A main verb with its auxiliaries, adverbs and negation: "has not publicly said".
@usableFromInline package struct VerbGroup: Sendable, Hashable {
  /// The first item.
  package var start: Int
  /// The main verb.
  package var head: Int
  /// What the group is.
  package var flags: Flags

  @usableFromInline package struct Flags: OptionSet, Sendable, Hashable {
    @usableFromInline package let rawValue: UInt16
    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// It has a tense of its own.
    @inlinable package static var finite: Self { Self(rawValue: 1) }
    @inlinable package static var passive: Self { Self(rawValue: 2) }
    @inlinable package static var negated: Self { Self(rawValue: 4) }
    /// An infinitive with "to".
    @inlinable package static var infinitive: Self { Self(rawValue: 8) }
    @inlinable package static var modal: Self { Self(rawValue: 16) }
    @inlinable package static var perfect: Self { Self(rawValue: 32) }
    @inlinable package static var progressive: Self { Self(rawValue: 64) }
    /// A participle without an auxiliary.
    @inlinable package static var reduced: Self { Self(rawValue: 128) }
    @inlinable package static var past: Self { Self(rawValue: 256) }
  }
}

/// Finds the chunks of a sequence of items.
package struct Chunker: Sendable {
  /// The names of months.
  let months: [LexemeID]

  /// - Parameter months: What months are called.
  package init(months: [LexemeID] = []) { self.months = months }

  /// The chunks of items.
  ///
  /// - Complexity: Linear in the number of items.
  package func chunks(of items: [FoldedItem], sentences: [FoldedSentence]) -> Chunks {
    var start = [Int32](repeating: -1, count: items.count)
    var end = [Int32](repeating: -1, count: items.count)
    var group = [Int32](repeating: -1, count: items.count)
    var groups: [VerbGroup] = []
    groups.reserveCapacity(items.count / 6)
    items.withUnsafeBufferPointer { items in
      start.withUnsafeMutableBufferPointer { start in
        end.withUnsafeMutableBufferPointer { end in
          for sentence in sentences { markPhrases(items, sentence.items, start, end) }
        }
      }
      group.withUnsafeMutableBufferPointer { group in
        for sentence in sentences { markGroups(items, sentence.items, group, &groups) }
      }
    }
    return Chunks(phraseStart: start, phraseEnd: end, verbGroup: group, verbGroups: groups)
  }

  private func markPhrases(
    _ items: UnsafeBufferPointer<FoldedItem>, _ range: Range<Int>,
    _ start: UnsafeMutableBufferPointer<Int32>, _ end: UnsafeMutableBufferPointer<Int32>
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let tag = items[index].tag
      guard
        tag.beginsPhrase || (tag == .VBN || tag == .VBG) && opensName(items, index, range)
      else {
        index += 1
        continue
      }
      var stop = phraseEnd(items, index, range.upperBound)
      guard stop > index else {
        index += 1
        continue
      }
      stop = endOfDate(items, index..<stop, in: range)
      for inside in index..<stop {
        start[inside] = Int32(truncatingIfNeeded: index)
        end[inside] = Int32(truncatingIfNeeded: stop)
      }
      index = stop
    }
  }

  /// The item after the base noun phrase that begins at `first`; `first` where none does.
  private func phraseEnd(
    _ items: UnsafeBufferPointer<FoldedItem>, _ first: Int, _ limit: Int
  ) -> Int {
    switch items[first].tag {
    case .PRP, .EX, .WP, .WDT: return first + 1
    default: break
    }
    var end = first
    var index = first
    var hasHead = false
    var determined = false
    scan: while index < limit {
      let item = items[index]
      let next = index + 1 < limit ? items[index + 1].tag : Tag.none
      switch item.tag {
      case .NN, .NNS, .NNP, .NNPS, .FW:
        if item.words.contains(.day), !next.isNoun, next != .POS {
          if index == first { end = index + 1 }
          break scan
        }
        hasHead = true
        end = index + 1
      case .CD, .currency:
        end = index + 1
      case .DT, .PRPS, .WPS, .PDT:
        if index > first, items[index - 1].tag != .PDT { break scan }
        // "told her the bridge": a pronoun of its own.
        if item.tag == .PRPS, next.isAny(of: [.DT, .PRP, .PRPS, .EX]) { return index + 1 }
        determined = true
        if item.tag == .DT { end = index + 1 }
      case .JJ, .JJR, .JJS:
        if hasHead, !(next.isNoun && item.flags.contains(.capital)),
          !holdsOffice(items, index, first, limit)
        {
          break scan
        }
        if item.words.contains(.day), index > first { break scan }
        if determined { end = index + 1 }
      case .POS:
        guard hasHead, next.continuesPhrase else { break scan }
        hasHead = false
      case .VBN, .VBG:
        guard next.continuesPhrase, !hasHead || holdsOffice(items, index, first, limit) else {
          break scan
        }
      case .RB, .RBR, .RBS:
        guard !hasHead, next.isAdjective || next == .CD else { break scan }
      default: break scan
      }
      index += 1
    }
    return end
  }

  /// "Lakeview chief executive Omar Reed", "Lakeview managing director Omar Reed": whether an
  /// adjective or participle behind a name belongs to the office of whoever is named behind it.
  private func holdsOffice(
    _ items: UnsafeBufferPointer<FoldedItem>, _ index: Int, _ first: Int, _ limit: Int
  ) -> Bool {
    guard index > first, case var before = items[index - 1], before.tag.isNoun else {
      return false
    }
    if before.tag == .NN, !before.flags.contains(.capital), index - 1 > first {
      // "Lakeview chief operating officer Omar Reed"
      before = items[index - 2]
    }
    guard before.flags.contains(.capital), before.tag.isNoun, !before.words.contains(.day) else {
      return false
    }
    return namesHolder(items, index + 1, limit)
  }

  /// "Visiting coach Omar Reed said", "said retired clerk Ana Cole": whether no verb can govern a
  /// participle, and it opens the phrase.
  private func opensName(
    _ items: UnsafeBufferPointer<FoldedItem>, _ index: Int, _ range: Range<Int>
  ) -> Bool {
    if index > range.lowerBound {
      let before = items[index - 1]
      guard
        before.isQuotation || before.tag == .comma || before.tag == .CC
          || before.tag.isFinite && before.words.contains(.saying)
      else { return false }
    }
    return namesHolder(items, index + 1, range.upperBound)
  }

  /// Whether a noun and then a name stand at a place, few adjectives or nouns before.
  private func namesHolder(
    _ items: UnsafeBufferPointer<FoldedItem>, _ first: Int, _ limit: Int
  ) -> Bool {
    var index = first
    while index + 1 < limit, index - first < 3 {
      let item = items[index]
      guard !item.flags.contains(.capital), item.tag == .NN || item.tag == .JJ || item.tag == .VBG
      else { return false }
      let next = items[index + 1]
      if item.tag == .NN, next.tag == .NNP, !next.words.contains(.day) { return true }
      index += 1
    }
    return false
  }
}

extension Tag {
  /// Whether it may follow within a noun phrase.
  fileprivate var continuesPhrase: Bool {
    isAny(of: [.NN, .NNS, .NNP, .NNPS, .POS, .JJ, .JJR, .JJS, .CD, .VBN, .VBG, .FW])
  }

  /// Whether a noun phrase may begin with it.
  fileprivate var beginsPhrase: Bool {
    isAny(of: [
      .NN, .NNS, .NNP, .NNPS, .FW, .CD, .currency, .DT, .PRPS, .WPS, .PDT, .JJ, .JJR, .JJS, .RB,
      .RBR, .RBS, .PRP, .EX, .WP, .WDT,
    ])
  }
}
