import NewsSyntax
import NewsText
import RuleEngine

/// A document to learn from: the tag that each token should get, `none` where nobody knows.
struct Lesson {
  var document: Document
  var lexemes: [LexemeID]
  var gold: [Tag]
}

/// Learns the weights of the tagger's features: an averaged perceptron in whole numbers, so that
/// the same lessons give the same weights on every machine.
struct Perceptron {
  private let tables: TaggerTables
  private let classNames: [String]
  private var items: [Item] = []
  private var chapters: [Range<Int>] = []
  private let width = Tag.allCases.count

  /// The rows of weights: feature and the numbers that it looks at.
  private var keys: [UInt64] = []
  private var rowOfKey: [UInt64: Int32] = [:]
  private var weights: [Int32] = []
  private var sums: [Int64] = []
  private var updated: [Int64] = []
  private var uses: [Int64] = []
  /// The rows that may learn; all where empty.
  private var allowed: Set<UInt64> = []
  private var step: Int64 = 0
  /// By how much the right tag must win.
  private static let margin: Int32 = 8

  /// One item of a sequence with the rows that do not depend on tags.
  private struct Item {
    var kind: Kind
    var gold: Tag
    var first: Int
    var count: Int
    var wordClass: Int
    var rows: (Int32, Int32, Int32, Int32)
    enum Kind { case scored, sure, quotation, gap, start }
  }

  /// Lays out the lessons; with `allowed`, only the features named there will be learned.
  init(_ lessons: [Lesson], tables: TaggerTables, allowed: Set<UInt64> = []) {
    self.tables = tables
    classNames = tables.classNames
    self.allowed = allowed
    for lesson in lessons { lay(lesson) }
  }

  static func key(_ feature: TaggerModel.Feature, _ a: Int, _ b: Int = 0) -> UInt64 {
    let number = TaggerModel.Feature.allCases.firstIndex(of: feature) ?? 0
    return UInt64(number) << 56 | UInt64(a) << 28 | UInt64(b)
  }

  private mutating func row(_ key: UInt64) -> Int32 {
    if let row = rowOfKey[key] { return row }
    if !allowed.isEmpty, !allowed.contains(key) { return -1 }
    let row = Int32(keys.count)
    keys.append(key)
    rowOfKey[key] = row
    updated.append(0)
    uses.append(0)
    weights += repeatElement(0, count: width)
    sums += repeatElement(0, count: width)
    return row
  }

  private mutating func lay(_ lesson: Lesson) {
    let begin = items.count
    let tokens = lesson.document.tokens
    let entries = lesson.document.bytes.withUnsafeBufferPointer { bytes in
      tokens.indices.map {
        Int(tables.entry(of: tokens[$0], bytes: bytes, lexeme: lesson.lexemes[$0]))
      }
    }
    let order = TaggerSequence(lesson.document).items
    for place in 1..<order.count - 1 {
      let token = Int(order[place])
      guard token >= 0 else {
        items.append(
          Item(
            kind: token == -1 ? .quotation : .gap, gold: .none, first: 0, count: 0, wordClass: 0,
            rows: (-1, -1, -1, -1)))
        continue
      }
      if tokens[token].flags.contains(.startsSentence), order[place - 1] != -1 {
        items.append(
          Item(
            kind: .start, gold: .none, first: 0, count: 0, wordClass: 0, rows: (-1, -1, -1, -1)))
      }
      let entry = tables.entries[entries[token]]
      var item = Item(
        kind: entry.count > 1 ? .scored : .sure, gold: lesson.gold[token], first: Int(entry.first),
        count: Int(entry.count), wordClass: Int(entry.wordClass), rows: (-1, -1, -1, -1))
      if entry.count > 1 {
        let next = Int(order[place + 1])
        let previous = Int(order[place - 1])
        let nextClass =
          next >= 0
          ? Int(tables.nextNumbers[Int(tables.entries[entries[next]].wordClass)])
          : Int((next == -1 ? Tag.quotation : .none).rawValue)
        let before = previous >= 0 ? Int(lesson.lexemes[previous]) : 0
        let after = next >= 0 ? Int(lesson.lexemes[next]) : 0
        let own = tables.ownValues[entries[token]]
        item.rows.0 = row(Self.key(own.feature, entries[token]))
        item.rows.1 = row(Self.key(.classNext, Int(entry.wordClass), nextClass))
        if before > 0 { item.rows.2 = row(Self.key(.before, before)) }
        if after > 0 { item.rows.3 = row(Self.key(.after, after)) }
      }
      items.append(item)
    }
    items.append(
      Item(kind: .gap, gold: .none, first: 0, count: 0, wordClass: 0, rows: (-1, -1, -1, -1)))
    chapters.append(begin..<items.count)
  }

  /// Goes over the lessons that often, each time in another order.
  mutating func learn(epochs: Int) {
    var random = SplitMix(state: 1)
    var order = Array(chapters.indices)
    for epoch in 1...epochs {
      for place in order.indices.reversed().dropLast() {
        order.swapAt(place, Int(random.next() % UInt64(place + 1)))
      }
      var wrong = 0
      var scored = 0
      for chapter in order {
        let result = learn(chapters[chapter])
        wrong += result.wrong
        scored += result.scored
      }
      print("epoch \(epoch): \(wrong) of \(scored) scored words wrong")
    }
    for row in keys.indices { settle(row) }
  }

  private mutating func learn(_ chapter: Range<Int>) -> (wrong: Int, scored: Int) {
    var further = 0
    var near = 0
    var wrong = 0
    var scored = 0
    for place in chapter {
      let item = items[place]
      var tag = 0
      switch item.kind {
      case .gap, .start:
        further = 0
        near = 0
        continue
      case .quotation: tag = Int(Tag.quotation.rawValue)
      case .sure: tag = Int(tables.candidates[item.first])
      case .scored:
        tag = learn(item, further, near)
        scored += 1
        if item.gold != .none, tag != Int(item.gold.rawValue) { wrong += 1 }
      }
      further = near
      near = tag
    }
    return (wrong, scored)
  }

  /// Tags an item, and learns from it unless its gold tag wins by more than the margin.
  private mutating func learn(_ item: Item, _ further: Int, _ near: Int) -> Int {
    let active = [
      item.rows.0, item.rows.1, item.rows.2, item.rows.3, row(Self.key(.tags, further, near)),
      row(Self.key(.classTag, item.wordClass, near)),
    ].filter { $0 >= 0 }
    step += 1
    for row in active { uses[Int(row)] += 1 }
    let gold = Int(item.gold.rawValue)
    var best = (tag: 0, score: Int32.min)
    var rival = (tag: 0, score: Int32.min)
    var goldScore: Int32?
    for place in item.first..<item.first + item.count {
      let tag = Int(tables.candidates[place])
      var score: Int32 = 0
      for row in active { score += weights[Int(row) * width + tag] }
      if score > best.score { best = (tag, score) }
      if tag == gold {
        goldScore = score
      } else if score > rival.score {
        rival = (tag, score)
      }
    }
    guard gold != 0, let goldScore, goldScore <= rival.score + Self.margin else { return best.tag }
    for row in active {
      settle(Int(row))
      weights[Int(row) * width + gold] += 1
      weights[Int(row) * width + rival.tag] -= 1
    }
    return best.tag
  }

  /// Adds a row's weights to its sums for the steps since it last changed.
  private mutating func settle(_ row: Int) {
    let steps = step - updated[row]
    guard steps > 0 else { return }
    for place in row * width..<(row + 1) * width { sums[place] += steps * Int64(weights[place]) }
    updated[row] = step
  }

  /// The keys of the features that matter most: by the size of their weights times the root of
  /// their uses.
  func strongest(_ count: Int) -> Set<UInt64> {
    var ranked: [(score: Double, key: UInt64)] = []
    for row in keys.indices {
      let size = sums[row * width..<(row + 1) * width].reduce(0) { $0 + abs($1) }
      if size > 0 { ranked.append((Double(size) * Double(uses[row]).squareRoot(), keys[row])) }
    }
    ranked.sort { $0.score == $1.score ? $0.key < $1.key : $0.score > $1.score }
    return Set(ranked.prefix(count).map(\.key))
  }

  /// The averaged weights as bytes; those smaller than `smallest` are dropped.
  func result(smallest: Int, nameOfLexeme: (Int) -> String) -> [TaggerModel.Weights] {
    let sizes = sums.filter { $0 != 0 }.map(abs).sorted()
    guard !sizes.isEmpty else { return [] }
    let scale = max(1, sizes[sizes.count * 9995 / 10_000])
    var result: [TaggerModel.Weights] = []
    for row in keys.indices {
      var kept: [(tag: Tag, weight: Int8)] = []
      for tag in Tag.allCases {
        let sum = sums[row * width + Int(tag.rawValue)]
        let rounded = min(127, (abs(sum) * 127 + scale / 2) / scale)
        guard rounded >= Int64(smallest) else { continue }
        kept.append((tag, Int8(sum < 0 ? -rounded : rounded)))
      }
      kept.sort {
        $0.weight == $1.weight ? $0.tag.rawValue < $1.tag.rawValue : $0.weight > $1.weight
      }
      if let (feature, value) = name(keys[row], nameOfLexeme), !kept.isEmpty {
        result.append(.init(feature: feature, value: value, weights: kept))
      }
    }
    let rank = Dictionary(
      TaggerModel.Feature.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    return result.sorted {
      $0.feature == $1.feature
        ? $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
        : rank[$0.feature, default: 0] < rank[$1.feature, default: 0]
    }
  }

  private func name(
    _ key: UInt64, _ nameOfLexeme: (Int) -> String
  ) -> (TaggerModel.Feature, String)? {
    let feature = TaggerModel.Feature.allCases[Int(key >> 56)]
    let (a, b) = (Int(key >> 28 & 0xfff_ffff), Int(key & 0xfff_ffff))
    let tags = Tag.allCases
    switch feature {
    case .word, .ending, .raised: return (feature, tables.ownValues[a].value)
    case .tags: return (feature, tags[a].name + " " + tags[b].name)
    case .classTag: return (feature, classNames[a] + " " + tags[b].name)
    case .classNext: return (feature, classNames[a] + " " + tables.nextNames[b])
    case .before, .after: return (feature, nameOfLexeme(a))
    }
  }
}

/// Steele, Lea and Flood's SplitMix64: small, and the same everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
