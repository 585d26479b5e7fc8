/// Pairs the quotation marks of one paragraph; never gives up.
///
/// A stack machine over the marks. What a mark does follows from how it is drawn, from which side
/// it is glued (`MarkContext`), from what is open, and from the next mark of its kind. Apostrophes,
/// inches and feet are told from quotation marks on the way. Linear in the marks.
struct QuotePairing {
  /// A quotation found: marks are indices into the paragraph's marks, tokens are the document's.
  struct Pair {
    var open: Int
    var close: Int?
    /// Where an unclosed one ends at the latest.
    var cut: Int?
    var isMismatched = false
    var isDropped = false
    /// Whether it goes on from the pair before it, which is left open, behind a lost line end.
    var continues = false
  }

  /// A pair that is open.
  private struct Open {
    var pair: Int
    /// The place of the next one out of the same family, or -1.
    var outer: Int
  }

  /// Kinds of marks that can close each other.
  enum Family: UInt8 {
    case double
    case single
    case guillemet
    case corner
  }

  private let tokens: TextTokens
  private let text: MarkText
  private var marks = TextMarks(start: nil, count: 0)
  private var contexts: [MarkContext] = []
  private var ahead = MarksAhead()
  /// Whether a quotation opens the next paragraph, which makes an unclosed one legal.
  private(set) var isReopened = false

  private(set) var pairs: [Pair] = []
  /// The pairs that are open, outermost first.
  private var open: [Open] = []
  /// For each family the place in `open` of its innermost pair, or -1.
  private var places = SIMD4<Int>(repeating: -1)
  /// What each mark turned out to be.
  private(set) var roles: [Role] = []
  private(set) var repairs: [(kind: Repair.Kind, mark: Int)] = []

  /// What a mark is.
  enum Role: UInt8 {
    case opens
    case closes
    case apostrophe
    case possessive
    case prime
    case stray
  }

  init(bytes: TextBytes, tokens: TextTokens, endings: [[UInt8]]) {
    self.tokens = tokens
    text = MarkText(bytes: bytes, tokens: tokens, endings: endings)
  }

  /// Decides every mark of a paragraph. The memory of the one before is used again.
  ///
  /// The marks must stay where they are for as long as they are asked about.
  mutating func run(_ marks: TextMarks, isReopened: Bool) {
    self.marks = marks
    self.isReopened = isReopened
    MarkContext.read(marks, in: tokens, into: &contexts)
    ahead.read(marks, contexts, text)
    pairs.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    places = SIMD4(repeating: -1)
    roles.removeAll(keepingCapacity: true)
    roles.append(contentsOf: repeatElement(.stray, count: marks.count))
    repairs.removeAll(keepingCapacity: true)
    decide()
  }

  private mutating func decide() {
    for index in contexts.indices {
      let glyph = glyph(index)
      if glyph.isDouble {
        readDouble(index, glyph)
      } else if glyph.isSingle {
        readSingle(index, glyph)
      } else {
        readDirected(index, glyph)
      }
    }
    finish()
  }

  func glyph(_ index: Int) -> QuoteMark.Glyph { marks[index].glyph }
  func token(_ index: Int) -> Int { marks[index].token }

  // MARK: Double marks

  private mutating func readDouble(_ index: Int, _ glyph: QuoteMark.Glyph) {
    let lean = contexts[index].lean
    let isOpen = isOpen(.double)
    if text.isInch(before: token(index), glyph),
      !isOpen || (glyph != .curlyDoubleClose && ahead.nextDoubleCloses(index))
        || text.hasFeet(before: token(index))
    {
      roles[index] = .prime
      return
    }
    switch glyph {
    case .curlyDoubleOpen, .twoBackticks:
      if isOpen, lean == .closes || (lean != .opens && topGlyph(.double) == .lowDouble) {
        close(index, .double, turned: topGlyph(.double) != .lowDouble)
      } else if isOpen, topGlyph(.double) == .lowDouble, lean != .opens {
        close(index, .double)
      } else if isOpen, reopens(index) {
        return
      } else if isOpen, endsBadly(index), !ahead.nextDoubleCloses(index) {
        close(index, .double, turned: true)
      } else if lean == .closes, !ahead.nextDoubleCloses(index) {
        stray(index)
      } else {
        push(index, .double)
      }
    case .curlyDoubleClose:
      if isOpen {
        close(index, .double, turned: lean == .opens)
      } else {
        openTurned(index)
      }
    case .lowDouble: push(index, .double)
    default: readStraight(index, isOpen)
    }
  }

  /// A mark glued to the stop before it and to the word behind it, while a quotation is open and
  /// the next mark closes: the line end between two paragraphs of one quotation was lost.
  private mutating func reopens(_ index: Int) -> Bool {
    let context = contexts[index]
    guard context.lean == .glued, text.endsSentence(context.before), ahead.nextDoubleCloses(index),
      let top = open.last, family(top.pair) == .double
    else { return false }
    pairs[top.pair].cut = token(index)
    leaveTop()
    push(index, .double)
    pairs[pairs.count - 1].continues = true
    return true
  }

  /// Whether an opening mark stands free, or behind a stop that it touches.
  private func endsBadly(_ index: Int) -> Bool {
    let context = contexts[index]
    return context.lean == .free
      || (context.lean == .glued && text.endsSentence(context.before))
  }

  /// ” where nothing is open.
  private mutating func openTurned(_ index: Int) {
    let lean = contexts[index].lean
    if closeMismatched(index) { return }
    let isLoose = lean != .closes || text.introduces(contexts[index].before)
    if lean == .opens || (isLoose && ahead.nextDoubleCloses(index)) {
      push(index, .double)
      repairs.append((.turnedMark, index))
    } else {
      stray(index)
    }
  }

  private mutating func readStraight(_ index: Int, _ isOpen: Bool) {
    switch contexts[index].lean {
    case .opens where !isOpen: push(index, .double)
    case .opens: readSecondOpening(index)
    case .closes where isOpen: close(index, .double)
    case .closes: if !closeMismatched(index) { stray(index) }
    case .glued, .free:
      if isOpen {
        if !reopens(index) { close(index, .double) }
      } else if ahead.nextDouble(index) == nil, text.isSmall(contexts[index].after) {
        stray(index)
      } else {
        push(index, .double)
        if contexts[index].lean == .glued { repairs.append((.turnedMark, index)) }
      }
    }
  }

  /// A straight mark that looks as if it opened while one is open: either the one before was never
  /// closed, or this one closes it and stands on the wrong side of the space.
  private mutating func readSecondOpening(_ index: Int) {
    let closesHere: Bool
    if let next = ahead.nextDouble(index) {
      closesHere = contexts[next].lean == .opens
    } else {
      closesHere = !isReopened
    }
    if closesHere {
      close(index, .double, turned: true)
    } else {
      push(index, .double)
    }
  }

  /// A double mark closes a single one where no double is open.
  private mutating func closeMismatched(_ index: Int) -> Bool {
    guard contexts[index].lean == .closes, let top = open.last, family(top.pair) == .single,
      !ahead.hasSureSingleCloser(index)
    else { return false }
    close(index, .single, mismatched: true)
    return true
  }

  // MARK: Single marks

  private mutating func readSingle(_ index: Int, _ glyph: QuoteMark.Glyph) {
    let context = contexts[index]
    let isOnTop = open.last.map { family($0.pair) == .single } ?? false
    if text.isFoot(before: token(index)), !isOnTop {
      roles[index] = .prime
      return
    }
    switch context.lean {
    case .opens:
      if glyph == .curlySingleClose, !ahead.hasSureSingleCloser(index) {
        roles[index] = .apostrophe
      } else if glyph == .curlySingleOpen || glyph == .lowSingle
        || ahead.hasSingleCloser(index)
      {
        pushSingle(index, isOnTop)
      } else {
        roles[index] = .apostrophe
      }
    case .closes: closeSingle(index, isOnTop)
    case .glued, .free:
      if isOnTop {
        closeSingle(index, isOnTop)
      } else if glyph == .curlySingleOpen
        || (text.endsSentence(context.before) && ahead.hasSingleCloser(index))
      {
        pushSingle(index, isOnTop)
      } else {
        roles[index] = .apostrophe
      }
    }
  }

  private mutating func pushSingle(_ index: Int, _ isOnTop: Bool) {
    // Two openings in a row: the first was none, or was never closed.
    if isOnTop, let top = open.last, topGlyph(.single) == .straightSingle {
      drop(top.pair)
    }
    push(index, .single)
  }

  private mutating func closeSingle(_ index: Int, _ isOnTop: Bool) {
    let before = contexts[index].before
    let ending = text.takesApostrophe(before)
    if isOnTop {
      if ending != nil, ahead.hasSureSingleCloser(index) {
        roles[index] = ending == .possessive ? .possessive : .apostrophe
      } else {
        close(index, .single)
      }
    } else if isOpen(.double), ending == nil, text.isPunctuation(before),
      contexts[index].lean == .closes, !ahead.nextDoubleCloses(index), !ahead.isRun(index)
    {
      close(index, .double, mismatched: true)
    } else {
      roles[index] = ending == .possessive ? .possessive : .apostrophe
    }
  }

  // MARK: Guillemets and corner brackets

  private mutating func readDirected(_ index: Int, _ glyph: QuoteMark.Glyph) {
    let family = Self.family(of: glyph)
    let lean = contexts[index].lean
    let isOpen = isOpen(family)
    let looksLeft =
      glyph == .guillemetLeft || glyph == .singleGuillemetLeft || glyph == .cornerOpen
    let opens = isOpen ? lean == .opens : lean == .opens || (looksLeft && lean != .closes)
    if opens {
      push(index, family)
    } else if isOpen {
      close(index, family)
    } else if looksLeft {
      push(index, family)
    } else {
      stray(index)
    }
  }

  // MARK: The stack

  static func family(of glyph: QuoteMark.Glyph) -> Family {
    if glyph.isDouble { return .double }
    if glyph.isSingle { return .single }
    return glyph == .cornerOpen || glyph == .cornerClose ? .corner : .guillemet
  }

  private func family(_ pair: Int) -> Family { Self.family(of: glyph(pairs[pair].open)) }

  private func topGlyph(_ family: Family) -> QuoteMark.Glyph? {
    isOpen(family) ? glyph(pairs[open[places[Int(family.rawValue)]].pair].open) : nil
  }

  private func isOpen(_ family: Family) -> Bool { places[Int(family.rawValue)] >= 0 }

  private mutating func push(_ index: Int, _ family: Family) {
    if isOpen(family) { noteCut(index, family) }
    roles[index] = .opens
    open.append(Open(pair: pairs.count, outer: places[Int(family.rawValue)]))
    places[Int(family.rawValue)] = open.count - 1
    pairs.append(Pair(open: index))
  }

  /// Takes the innermost open pair off the stack.
  private mutating func leaveTop() {
    guard let top = open.popLast() else { return }
    places[Int(family(top.pair).rawValue)] = top.outer
  }

  /// Notes where the innermost open pair of the family ends if it is never closed: before the pair
  /// that holds this mark.
  private mutating func noteCut(_ index: Int, _ family: Family) {
    let place = places[Int(family.rawValue)]
    guard place >= 0, pairs[open[place].pair].cut == nil else { return }
    let first = place + 1 < open.count ? pairs[open[place + 1].pair].open : index
    pairs[open[place].pair].cut = token(first)
  }

  private mutating func close(
    _ index: Int, _ family: Family, turned: Bool = false, mismatched: Bool = false
  ) {
    while let top = open.last?.pair, self.family(top) != family {
      pairs[top].cut = min(pairs[top].cut ?? token(index), token(index))
      abandon(top)
    }
    guard let top = open.last?.pair else {
      stray(index)
      return
    }
    leaveTop()
    roles[index] = .closes
    pairs[top].close = index
    pairs[top].isMismatched = mismatched
    if turned { repairs.append((.turnedMark, index)) }
    if mismatched || !matches(glyph(pairs[top].open), glyph(index)) {
      repairs.append((.mismatchedMarks, index))
    }
  }

  /// Takes the innermost open pair off the stack, unclosed; a straight single mark was an
  /// apostrophe.
  private mutating func abandon(_ pair: Int) {
    if glyph(pairs[pair].open) == .straightSingle || glyph(pairs[pair].open) == .curlySingleClose {
      drop(pair)
      return
    }
    leaveTop()
    repairs.append((.unclosedQuote, pairs[pair].open))
  }

  private mutating func drop(_ pair: Int) {
    leaveTop()
    pairs[pair].isDropped = true
    roles[pairs[pair].open] = .apostrophe
  }

  private mutating func stray(_ index: Int) {
    roles[index] = .stray
    repairs.append((.unopenedQuote, index))
  }

  private func matches(_ opening: QuoteMark.Glyph, _ closing: QuoteMark.Glyph) -> Bool {
    switch (opening, closing) {
    case (.straightDouble, .straightDouble), (.twoSingles, .twoSingles): true
    case (.straightSingle, .straightSingle), (.twoBackticks, .twoSingles): true
    case (.curlyDoubleOpen, .curlyDoubleClose), (.curlySingleOpen, .curlySingleClose): true
    case (.lowDouble, .curlyDoubleOpen), (.lowDouble, .curlyDoubleClose): true
    case (.lowSingle, .curlySingleOpen), (.lowSingle, .curlySingleClose): true
    case (.curlySingleOpen, .straightSingle): true
    default: !opening.isDouble && !opening.isSingle
    }
  }

  /// What is still open at the end of the paragraph.
  private mutating func finish() {
    while let top = open.last?.pair {
      let isLegal = isReopened && family(top) == .double
      if isLegal {
        leaveTop()
        pairs[top].cut = nil
      } else {
        abandon(top)
      }
    }
    if repairs.count > 1 { repairs.sort { $0.mark < $1.mark } }
  }
}
