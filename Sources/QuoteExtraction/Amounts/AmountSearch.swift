import NewsText
import QuoteRecords
import RuleEngine

/// One walk over a document: its working memory and what it has found.
struct AmountSearch {
  /// What is used again from document to document.
  struct Memory: Sendable {
    fileprivate var pieces: [AmountPiece] = []
    /// The pieces of the sentence with what has been found among them so far, and the matches of
    /// the round.
    fileprivate var items = ItemTable()
    fileprivate var matches = MatchList()
    fileprivate var readings: [NumberReading] = []
  }

  private let finder: AmountFinder
  private let document: Document
  private let lexemes: [LexemeID]
  private let only: Set<String>?
  private let notes: Bool
  private let triggers: AmountTriggers
  private var pieces: AmountPieces
  private var context: CurrencyContext
  private var currencies = ArticleCurrency()
  private var scratch = RuleMatcher.Scratch()
  private var memory = Memory()
  private(set) var findings: [AmountFinding] = []

  init(
    _ finder: AmountFinder, _ document: Document, _ lexemes: [LexemeID], only: Set<String>? = nil,
    notes: Bool = false
  ) {
    self.finder = finder
    self.document = document
    self.lexemes = lexemes
    self.only = only
    self.notes = notes
    let cutter = PieceCutter(document, lexemes, finder.words)
    triggers = AmountTriggers(cutter, finder.words)
    pieces = AmountPieces(cutter, finder.words)
    context = CurrencyContext(document: document, lexemes: lexemes, words: finder.words)
  }

  /// Takes the working memory of an extraction.
  mutating func take(_ scratch: inout ExtractionScratch) {
    swap(&self.scratch, &scratch.matching)
    swap(&memory, &scratch.amounts)
    swap(&pieces.pieces, &memory.pieces)
  }

  /// Gives the working memory back.
  mutating func giveBack(to scratch: inout ExtractionScratch) {
    swap(&pieces.pieces, &memory.pieces)
    swap(&memory, &scratch.amounts)
    swap(&self.scratch, &scratch.matching)
  }

  /// Walks the sentences.
  mutating func run() -> [Amount] {
    var amounts: [Amount] = []
    // First all that are worth it: what reads them is a large program, which most never need.
    var worth: [Range<Int>] = []
    for sentence in document.sentences where isRead(sentence) { worth.append(sentence.tokens) }
    guard !worth.isEmpty else { return [] }
    for tokens in worth { find(in: tokens, to: &amounts) }
    currencies.settle(&amounts)
    return amounts
  }

  /// Whether a sentence is the article's own text and may hold an amount.
  private func isRead(_ sentence: Sentence) -> Bool {
    switch sentence.kind {
    case .relatedLinks, .advertisement, .credit: return false
    default: return triggers.areIn(sentence.tokens)
    }
  }

  private mutating func find(in tokens: Range<Int>, to amounts: inout [Amount]) {
    pieces.read(tokens)
    loadItems()
    let matcher = finder.units.matcher
    matcher.open(0..<memory.items.count, of: memory.items, scratch: &scratch)
    guard matcher.canMatch(scratch: &scratch) else { return }
    NumberReader(pieces: pieces.pieces, bytes: document.bytes, words: finder.words)
      .read(into: &memory.readings)
    if !memory.readings.isEmpty { setSpans([]) }
    var drafts = units()
    guard !drafts.isEmpty else { return }
    setSpans(drafts)
    if memory.readings.count > 1, let joined = ranges(drafts) {
      drafts = joined
      setSpans(drafts)
    }
    surround(&drafts)
    for var draft in drafts {
      currencies.note(draft, at: amounts.count)
      draft.amount.bytes = bytes(of: draft.items)
      amounts.append(draft.amount)
    }
  }

  /// Makes the pieces items.
  private mutating func loadItems() {
    let all = pieces.pieces
    memory.items.load(all.count) { (all[$0].lexeme, all[$0].classes.rawValue) }
    finder.units.matcher.words.read(&memory.items, sentences: [0..<memory.items.count])
  }

  /// Gives the items the numbers that begin at each, and the amounts.
  private mutating func setSpans(_ drafts: [AmountDraft]) {
    memory.items.removeSpans()
    var (reading, draft) = (0, 0)
    for place in pieces.pieces.indices {
      memory.items.turnToNextItem()
      while reading < memory.readings.count, memory.readings[reading].items.lowerBound <= place {
        addSpans(ofReading: reading)
        reading += 1
      }
      while draft < drafts.count, drafts[draft].items.lowerBound <= place {
        addSpans(of: drafts[draft])
        draft += 1
      }
    }
  }

  private mutating func addSpan(_ kind: AmountSchema.MentionClass, _ range: Range<Int>) {
    if !range.isEmpty { memory.items.addSpan(kind.rawValue, end: range.upperBound) }
  }

  /// By its number: a copy of a reading would count the users of its digits.
  private mutating func addSpans(ofReading number: Int) {
    let (items, scale) = (memory.readings[number].items, memory.readings[number].scale)
    if memory.readings[number].isVague {
      addSpan(.vague, items)
      if scale > 0 { addSpan(.vagueScale, items) }
      return
    }
    let isSmall = memory.readings[number].value.isBelowThousand
    addSpan(.numeral, items)
    addSpan(isSmall ? .small : .scaled, items)
    if items.count == 2, scale == 3, let last = items.last,
      case .letter? = finder.words.numbers[pieces.pieces[last].lexeme]
    {
      addSpan(.lettered, items)
    }
  }

  private mutating func addSpans(of draft: AmountDraft) {
    addSpan(.amount, draft.items)
    switch draft.amount.kind {
    case .money:
      addSpan(.money, draft.items)
      addSpan(draft.isSignFirst ? .moneySign : .moneyWord, draft.items)
      if draft.factor < ExactDecimal.one { addSpan(.moneyMinor, draft.items) }
    case .percent: addSpan(.percent, draft.items)
    case .points: addSpan(.points, draft.items)
    }
  }

  private func bytes(of items: Range<Int>) -> Range<Int> {
    let all = pieces.pieces
    guard let first = items.first, let last = items.last else { return 0..<0 }
    return all[first].bytes.lowerBound..<all[last].bytes.upperBound
  }

  /// The rules of a round that may be used: all, or those asked for when any of them is of it.
  private func admits(_ rule: AmountRule, of round: AmountRound) -> Bool {
    guard let only, round.rules.contains(where: { only.contains($0.id) }) else { return true }
    return only.contains(rule.id)
  }

  /// Matches the rules of a round in the sentence that is open.
  private mutating func match(_ round: AmountRound) {
    memory.matches.removeAll()
    _ = round.matcher.find(
      only: nil, of: memory.items, into: &memory.matches, scratch: &scratch)
  }

  /// Opens the sentence for a round, and matches its rules.
  private mutating func open(_ round: AmountRound) {
    round.matcher.open(0..<memory.items.count, of: memory.items, scratch: &scratch)
    match(round)
  }

  private mutating func note(_ find: AmountFind, of round: AmountRound) {
    guard notes else { return }
    let captures = memory.matches.captures(of: find.match).map {
      (role: round.matcher.name(of: $0.role), bytes: bytes(of: $0.items))
    }
    findings.append(
      AmountFinding(
        rule: find.rule.id, bytes: bytes(of: memory.matches.items(of: find.match)),
        captures: captures))
  }

  // MARK: The three rounds

  private mutating func units() -> [AmountDraft] {
    let round = finder.units
    match(round)
    guard !memory.matches.found.isEmpty else { return [] }
    let reader = UnitReader(
      words: finder.words, pieces: pieces.pieces, bytes: document.bytes, readings: memory.readings,
      matches: memory.matches, roles: round.roles)
    var finds: [AmountFind] = []
    for match in memory.matches.found {
      let rule = round.rules[Int(match.rule)]
      guard admits(rule, of: round) else { continue }
      if rule.form == AmountSchema.Form.none {
        let span =
          memory.matches.items(round.roles.amount, of: match) ?? memory.matches.items(of: match)
        finds.append(AmountFind(rule: rule, match: match, items: span))
      } else if let draft = reader.read(rule, match, &context) {
        finds.append(AmountFind(rule: rule, match: match, items: draft.items, draft: draft))
      }
    }
    let best = AmountFind.best(finds)
    for find in best { note(find, of: round) }
    return best.compactMap(\.draft)
  }

  /// The amounts with those that belong together joined; `nil` where there are no such.
  private mutating func ranges(_ drafts: [AmountDraft]) -> [AmountDraft]? {
    let round = finder.ranges
    open(round)
    guard !memory.matches.found.isEmpty else { return nil }
    let reader = RangeReader(
      drafts: drafts, readings: memory.readings, matches: memory.matches, roles: round.roles)
    var finds: [AmountFind] = []
    for match in memory.matches.found {
      let rule = round.rules[Int(match.rule)]
      guard admits(rule, of: round) else { continue }
      let span =
        memory.matches.items(round.roles.amount, of: match) ?? memory.matches.items(of: match)
      let isApart =
        rule.form == AmountSchema.Form.none || rule.form == .moved && reader.isMove(match)
      if isApart {
        finds.append(AmountFind(rule: rule, match: match, items: span))
      } else if let draft = reader.read(rule, match) {
        finds.append(AmountFind(rule: rule, match: match, items: span, draft: draft))
      }
    }
    let best = AmountFind.best(finds)
    for find in best { note(find, of: round) }
    let joined = best.compactMap(\.draft)
    var rest = drafts.filter { !joined.overlaps($0.items) }
    for find in best where find.draft == nil { reader.shareScale(find.match, &rest) }
    return (joined + rest).sorted { $0.items.lowerBound < $1.items.lowerBound }
  }

  private mutating func surround(_ drafts: inout [AmountDraft]) {
    let round = finder.contexts
    open(round)
    guard !memory.matches.found.isEmpty else { return }
    for role in [round.roles.approximation, round.roles.per] {
      var finds: [AmountFind] = []
      for match in memory.matches.found {
        let rule = round.rules[Int(match.rule)]
        guard admits(rule, of: round), let span = memory.matches.items(role, of: match) else {
          continue
        }
        finds.append(AmountFind(rule: rule, match: match, items: span))
      }
      for find in AmountFind.best(finds) {
        note(find, of: round)
        attach(find, isPer: role == round.roles.per, round.roles, &drafts)
      }
    }
  }

  /// Puts an approximator or a per-unit on its amount, the first of each that stands.
  private func attach(
    _ find: AmountFind, isPer: Bool, _ roles: AmountRound.Roles, _ drafts: inout [AmountDraft]
  ) {
    guard find.rule.form != AmountSchema.Form.none,
      let items = memory.matches.items(roles.amount, of: find.match),
      let place = drafts.place(of: items)
    else { return }
    let forms = find.items.map { pieces.pieces[$0].lexeme }
    if !isPer {
      let told =
        finder.words.attributes(forms, in: .approximator)
        ?? finder.words.attributes(forms, in: .approximatorAfter)
      guard drafts[place].amount.approximation == nil, let code = told?["code"] else { return }
      // Lexicons read underscores as spaces; codes have none.
      drafts[place].amount.approximation = Amount.Coded(
        code: code.utf8.contains(UInt8(ascii: " "))
          ? String(code.map { $0 == " " ? "_" : $0 }) : code,
        bytes: bytes(of: find.items))
    } else if drafts[place].amount.per == nil {
      let unit =
        memory.matches.items(roles.unit, of: find.match).map { self.unit($0) }
        ?? finder.words.attributes(forms, in: .perAdverb)?["unit"]
      guard let unit else { return }
      drafts[place].amount.per = Amount.Coded(code: unit, bytes: bytes(of: find.items))
    }
  }

  /// The name of a per-unit in the singular.
  private func unit(_ items: Range<Int>) -> String {
    let entry = finder.words.entry(items.map { pieces.pieces[$0].lexeme }, in: .per)
    return entry?["unit"] ?? entry?.lemma
      ?? String(decoding: document.bytes[bytes(of: items)], as: UTF8.self).lowercased()
  }
}
