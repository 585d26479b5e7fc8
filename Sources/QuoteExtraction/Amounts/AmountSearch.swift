import NewsText
import QuoteRecords
import RuleEngine

/// One walk over a document: its working memory and what it has found.
struct AmountSearch {
  private let finder: AmountFinder
  private let document: Document
  private let lexemes: [LexemeID]
  private let only: Set<String>?
  private let notes: Bool
  private var pieces: AmountPieces
  private var context: CurrencyContext
  private var dollars = LocalDollar()
  var scratch = RuleMatcher.Scratch()
  private var readings: [NumberReading] = []
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
    pieces = AmountPieces(document: document, lexemes: lexemes, words: finder.words)
    context = CurrencyContext(document: document, lexemes: lexemes, words: finder.words)
  }

  /// Walks the sentences.
  mutating func run() -> [Amount] {
    var amounts: [Amount] = []
    for sentence in document.sentences where isRead(sentence) {
      amounts += find(in: sentence.tokens, from: amounts.count)
    }
    dollars.settle(&amounts)
    return amounts
  }

  /// Whether a sentence is the article's own text and may hold an amount.
  private func isRead(_ sentence: Sentence) -> Bool {
    switch sentence.kind {
    case .relatedLinks, .advertisement, .credit: return false
    default: break
    }
    for token in sentence.tokens {
      if finder.words.isTrigger(lexemes[token]) { return true }
      let one = document.tokens[token]
      if one.kind == .word, !one.flags.isDisjoint(with: [.digit, .hyphen]) { return true }
    }
    return false
  }

  private mutating func find(in tokens: Range<Int>, from place: Int) -> [Amount] {
    pieces.read(tokens)
    let all = pieces.pieces
    readings = NumberReader(pieces: all, bytes: document.bytes, words: finder.words).readings()
    // Many sentences are read for a hyphened word only: without a number there must be a unit.
    guard !readings.isEmpty || pieces.hasTrigger else { return [] }
    let items = all.map {
      Item(tokens: $0.token..<$0.token + 1, lexeme: $0.lexeme, classes: $0.classes.rawValue)
    }
    let numbers = readings.flatMap { mentions(of: $0) }
    var drafts = units(items, numbers)
    guard !drafts.isEmpty else { return [] }
    drafts = ranges(items, numbers, drafts)
    surround(items, numbers, &drafts)
    for (offset, draft) in drafts.enumerated() { dollars.note(draft, at: place + offset) }
    return drafts.map { draft in
      var amount = draft.amount
      amount.bytes = bytes(of: draft.items)
      return amount
    }
  }

  private func mentions(of reading: NumberReading) -> [Mention] {
    func mention(_ kind: AmountSchema.MentionClass) -> Mention {
      Mention(mentionClass: kind.rawValue, items: reading.items)
    }
    if reading.isVague {
      return reading.scale > 0 ? [mention(.vague), mention(.vagueScale)] : [mention(.vague)]
    }
    var result = [mention(.numeral)]
    result.append(mention(reading.value < ExactDecimal(1000) ? .small : .scaled))
    if reading.items.count == 2, reading.scale == 3, let last = reading.items.last,
      case .letter? = finder.words.numbers[pieces.pieces[last].lexeme]
    {
      result.append(mention(.lettered))
    }
    return result
  }

  private func mentions(of draft: AmountDraft) -> [Mention] {
    var kinds: [AmountSchema.MentionClass] = [.amount]
    switch draft.amount.kind {
    case .money:
      kinds += [.money, draft.isSignFirst ? .moneySign : .moneyWord]
      if draft.factor < ExactDecimal.one { kinds.append(.moneyMinor) }
    case .percent: kinds.append(.percent)
    case .points: kinds.append(.points)
    }
    return kinds.map { Mention(mentionClass: $0.rawValue, items: draft.items) }
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

  private mutating func matches(
    _ round: AmountRound, _ items: [Item], _ mentions: [Mention]
  ) -> [(rule: AmountRule, match: Match)] {
    var found: [(rule: AmountRule, match: Match)] = []
    for match in round.matcher.matches(in: items, mentions: mentions, scratch: &scratch) {
      let rule = round.rules[match.rule]
      if admits(rule, of: round) { found.append((rule, match)) }
    }
    return found
  }

  private mutating func note(_ rule: AmountRule, _ match: Match) {
    guard notes else { return }
    let captures = match.captures.map { (role: $0.role, bytes: bytes(of: $0.items)) }
    findings.append(
      AmountFinding(rule: rule.id, bytes: bytes(of: match.items), captures: captures))
  }

  // MARK: The three rounds

  private mutating func units(_ items: [Item], _ numbers: [Mention]) -> [AmountDraft] {
    var finds: [AmountFind] = []
    for (rule, match) in matches(finder.units, items, numbers) {
      let span = match["amount"] ?? match.items
      guard rule.form != AmountSchema.Form.none else {
        finds.append(AmountFind(rule: rule, match: match, items: span))
        continue
      }
      var reader = UnitReader(
        words: finder.words, pieces: pieces.pieces, bytes: document.bytes, readings: readings)
      guard let draft = reader.read(rule, match, &context) else { continue }
      finds.append(AmountFind(rule: rule, match: match, items: draft.items, draft: draft))
    }
    let best = AmountFind.best(finds)
    for find in best { note(find.rule, find.match) }
    return best.compactMap(\.draft)
  }

  private mutating func ranges(
    _ items: [Item], _ numbers: [Mention], _ drafts: [AmountDraft]
  ) -> [AmountDraft] {
    guard readings.count > 1 else { return drafts }
    let reader = RangeReader(drafts: drafts, readings: readings)
    var finds: [AmountFind] = []
    for (rule, match) in matches(finder.ranges, items, numbers + drafts.flatMap(mentions)) {
      let span = match["amount"] ?? match.items
      if rule.form == AmountSchema.Form.none {
        finds.append(AmountFind(rule: rule, match: match, items: span))
      } else if let draft = reader.read(rule, match) {
        finds.append(AmountFind(rule: rule, match: match, items: span, draft: draft))
      }
    }
    let best = AmountFind.best(finds)
    for find in best { note(find.rule, find.match) }
    let joined = best.compactMap(\.draft)
    var rest = drafts.filter { draft in !joined.contains { $0.items.overlaps(draft.items) } }
    for find in best where find.draft == nil { reader.shareScale(find.match, &rest) }
    return (joined + rest).sorted { $0.items.lowerBound < $1.items.lowerBound }
  }

  private mutating func surround(
    _ items: [Item], _ numbers: [Mention], _ drafts: inout [AmountDraft]
  ) {
    let found = matches(finder.contexts, items, numbers + drafts.flatMap(mentions))
    for role in ["approximation", "per"] {
      var finds: [AmountFind] = []
      for (rule, match) in found {
        guard let items = match[role] else { continue }
        finds.append(AmountFind(rule: rule, match: match, items: items))
      }
      for find in AmountFind.best(finds) {
        note(find.rule, find.match)
        attach(find, role, &drafts)
      }
    }
  }

  /// Puts an approximator or a per-unit on its amount, the first of each that stands.
  private func attach(_ find: AmountFind, _ role: String, _ drafts: inout [AmountDraft]) {
    guard find.rule.form != AmountSchema.Form.none,
      let items = find.match["amount"],
      let place = drafts.firstIndex(where: { $0.items == items })
    else { return }
    let forms = find.items.map { pieces.pieces[$0].lexeme }
    if role == "approximation" {
      let entry =
        finder.words.entry(forms, in: .approximator)
        ?? finder.words.entry(forms, in: .approximatorAfter)
      guard drafts[place].amount.approximation == nil, let code = entry?["code"] else { return }
      // Lexicons read underscores as spaces; codes have none.
      drafts[place].amount.approximation = Amount.Coded(
        code: String(code.map { $0 == " " ? "_" : $0 }), bytes: bytes(of: find.items))
    } else if drafts[place].amount.per == nil {
      let unit =
        find.match["unit"].map { self.unit($0) }
        ?? finder.words.entry(forms, in: .perAdverb)?["unit"]
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
