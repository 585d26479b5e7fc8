package import FlatImage

/// Finds the rules of one kind in sentences.
///
/// Immutable and shareable. One pass over the items gathers the words, lexicons and classes that
/// occur: a rule costs nothing in a sentence without its anchor, or without words that every match
/// of it needs. Of the others tables tell, for many rules at once, at which items a match can
/// begin; only there is a pattern run.
///
/// A class, though nothing in it changes: who holds one counts one user and not one of each table.
package final class RuleMatcher: Sendable {
  /// The rules, which matches refer to by index.
  package let rules: [Rule]
  private let sections: [RuleSection]
  private let asked: AskedClasses
  /// What reads the words of the items that rules are matched against.
  package let words: WordReader
  private let vocabulary: Vocabulary
  private let numbers: [String: Int]
  private let roleNames: [String]

  /// The working memory of a matcher, to be kept from sentence to sentence by one task.
  package struct Scratch: Sendable {
    /// For searches whose results leave as values.
    fileprivate var list = MatchList()
    fileprivate var table = ItemTable()
    /// The sentence that is open, as items of the table that it was opened in.
    fileprivate var sentence = 0..<0
    fileprivate var words = AskedWords()
    /// What the sentence lets in, by section, and the rules that have been searched for; there may
    /// be more than the matcher has.
    fileprivate var rows: [Gate.Row] = []
    fileprivate var tried: [UInt64] = []
    fileprivate var starts = StartPass()
    fileprivate var pass = BankPass()
    fileprivate var backtracker = Backtracker()

    /// Makes an empty one.
    package init() {}

    /// Makes one for a search that remembers what failed after so many steps of a rule; what is
    /// found is the same.
    package init(patience: Int) { backtracker.patience = patience }

    /// How many instructions have run in all.
    package var steps: Int { backtracker.steps }
  }

  /// Compiles the active rules of a kind.
  ///
  /// - Throws: What is wrong with patterns in view of the classes, in all rules at once.
  package init(pack: RulePack, kind: String, classes: ItemClasses) throws(PackError) {
    let words = WordReader(pack: pack, kind: kind, classes: classes)
    let compiled = try pack.prepared("rules: \(kind)") { () throws(PackError) in
      try CompiledRules(pack: pack, kind: kind, classes: classes, words.classes)
    }
    self.words = words
    rules = compiled.rules
    sections = compiled.sections
    asked = compiled.asked
    roleNames = compiled.roleNames
    vocabulary = pack.vocabulary
    numbers = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
  }

  /// Whether there are no rules at all.
  package var isEmpty: Bool { rules.isEmpty }

  /// Finds rules in a sentence and adds the matches to a list, with the table's numbers of items,
  /// by their first item, then by rule.
  ///
  /// The matches of one rule are leftmost and do not overlap; those of several may.
  ///
  /// - Parameters:
  ///   - only: The rules that count; `nil` for all.
  ///   - limit: Where rules may begin, gives those of which a match there would be worth anything;
  ///     the others are not looked for. It is asked with rules, a bit each, the number of the first
  ///     bit's, and an item of the table.
  /// - Returns: Where the matches stand in the list.
  /// - Complexity: Linear in the items, for given rules.
  package func find(
    in sentence: Range<Int>, of items: ItemTable, only: RuleSelection? = nil,
    into list: inout MatchList, scratch: inout Scratch, limit: Limit = { rules, _, _ in rules }
  ) -> Range<Int> {
    open(sentence, of: items, scratch: &scratch)
    return find(only: only, of: items, into: &list, scratch: &scratch, limit: limit)
  }

  /// Gives those of some rules that are worth a try at an item: see `find`.
  package typealias Limit = (_ rules: UInt64, _ firstRule: Int, _ item: Int) -> UInt64

  /// Finds all rules in a sentence of a table.
  ///
  /// - Returns: The matches by their first item, then by rule; items are counted from the
  ///   sentence's first.
  /// - Complexity: Linear in the items, for given rules.
  package func matches(
    in sentence: Range<Int>, of items: ItemTable, scratch: inout Scratch
  ) -> [Match] {
    var list = MatchList()
    swap(&list, &scratch.list)
    defer { swap(&list, &scratch.list) }
    list.removeAll()
    _ = find(in: sentence, of: items, into: &list, scratch: &scratch)
    let base = sentence.lowerBound
    return list.found.map { found in
      Match(
        rule: Int(found.rule), items: Int(found.start) - base..<Int(found.end) - base,
        captures: list.captures(of: found).map { capture in
          Match.Capture(
            role: name(of: capture.role),
            items: Int(capture.start) - base..<Int(capture.end) - base)
        })
    }
  }

  /// Finds all rules in the items of one sentence.
  ///
  /// - Returns: The matches by their first item, then by rule.
  /// - Complexity: Linear in the items, for given rules.
  package func matches(
    in items: [Item], mentions: [Mention], scratch: inout Scratch
  ) -> [Match] {
    guard !rules.isEmpty, !items.isEmpty else { return [] }
    var table = ItemTable()
    swap(&table, &scratch.table)
    defer { swap(&table, &scratch.table) }
    table.load(items, mentions)
    words.read(&table, sentences: [0..<items.count])
    return matches(in: 0..<items.count, of: table, scratch: &scratch)
  }

  /// Finds all rules in a sentence; where there are many, keep a `Scratch`.
  package func matches(in items: [Item], mentions: [Mention]) -> [Match] {
    var scratch = Scratch()
    return matches(in: items, mentions: mentions, scratch: &scratch)
  }

  /// The rules whose anchors a sentence holds, by id, for `explain` and the check of examples.
  package func tried(in sentence: Range<Int>, of items: ItemTable) -> [String] {
    var scratch = Scratch()
    open(sentence, of: items, scratch: &scratch, allAnchors: true)
    return sections.indices.flatMap { section in
      let anchored = row(section, of: items, sentence, scratch.rows[section]).anchored
      return (0..<RuleSection.mostRules).filter { anchored >> UInt64($0) & 1 == 1 }
        .map { rules[section * RuleSection.mostRules + $0].id }
    }
  }

  /// The same of the items of one sentence.
  package func tried(in items: [Item], mentions: [Mention]) -> [String] {
    var table = ItemTable()
    table.load(items, mentions)
    words.read(&table, sentences: [0..<items.count])
    return tried(in: 0..<items.count, of: table)
  }

  /// Those of the rules that a closure picks by number.
  package func selection(_ isIncluded: (Int) -> Bool) -> RuleSelection {
    var sections = [UInt64](repeating: 0, count: self.sections.count)
    for rule in rules.indices where isIncluded(rule) {
      sections[rule / RuleSection.mostRules] |= 1 << UInt64(rule % RuleSection.mostRules)
    }
    return RuleSelection(sections: sections)
  }

  /// Whether a word form may be an anchor of some rule, as far as the word alone tells.
  package func isAnchor(_ lexeme: LexemeID) -> Bool {
    let kind = Int(words.classes[lexeme])
    return sections.contains { $0.gate.isAnchor(lexeme, of: kind, vocabulary) }
  }

  /// The lexicons of which an entry of several words is an anchor of some rule, by number.
  package var anchorLexicons: [Int] { sections.flatMap(\.gate.anchorLexicons) }

  /// The number of a rule.
  package func index(of id: String) -> Int? { numbers[id] }

  /// The name of a role.
  package func name(of role: RoleID) -> String { roleNames[Int(role.number)] }

  /// The number of a role; `nil` where no rule captures it.
  package func role(_ name: String) -> RoleID? {
    roleNames.firstIndex(of: name).map { RoleID(number: Int32($0)) }
  }
}

// A sentence is opened once, and then searched for some of the rules after the other.
extension RuleMatcher {
  /// Turns to a sentence of a table: looks up which rules its words let in.
  ///
  /// What follows, up to the next call, is asked of this sentence. Its spans may change meanwhile.
  package func open(_ sentence: Range<Int>, of items: ItemTable, scratch: inout Scratch) {
    open(sentence, of: items, scratch: &scratch, allAnchors: false)
  }

  private func open(
    _ sentence: Range<Int>, of items: ItemTable, scratch: inout Scratch, allAnchors: Bool
  ) {
    scratch.sentence = sentence
    scratch.words.load(sentence, of: items, asked)
    if scratch.rows.count < sections.count {
      scratch.rows += repeatElement(Gate.Row(), count: sections.count - scratch.rows.count)
      scratch.tried += repeatElement(0, count: sections.count - scratch.tried.count)
    }
    for number in sections.indices {
      scratch.rows[number] = sections[number].gate.row(
        sentence, of: items, scratch.words, vocabulary, allAnchors: allAnchors)
      scratch.tried[number] = 0
    }
  }

  /// Whether some rules may match in the sentence that is open, whatever spans its items get: not
  /// where all lack their anchors, or words that every match of them needs.
  ///
  /// - Parameter only: The rules that count; `nil` for all.
  package func canMatch(only: RuleSelection? = nil, scratch: inout Scratch) -> Bool {
    for section in sections.indices
    where sections[section].gate.asksForSpans || scratch.rows[section].able & only[section] != 0 {
      return true
    }
    return false
  }

  /// Finds some rules in the sentence that is open, as `find(in:of:only:into:scratch:)` does; each
  /// rule is searched for once in a sentence.
  package func find(
    only: RuleSelection?, of items: ItemTable, into list: inout MatchList,
    scratch: inout Scratch
  ) -> Range<Int> {
    find(only: only, of: items, into: &list, scratch: &scratch) { rules, _, _ in rules }
  }

  private func find(
    only: RuleSelection?, of items: ItemTable, into list: inout MatchList, scratch: inout Scratch,
    limit: Limit
  ) -> Range<Int> {
    let first = list.found.count
    guard !scratch.sentence.isEmpty else { return first..<first }
    for section in sections.indices {
      // Spans take rules out, and let them in only as their anchors.
      guard
        scratch.rows[section].able & only[section] & ~scratch.tried[section] != 0
          || sections[section].gate.asksForSpans
      else { continue }
      search(section, only[section], of: items, into: &list, from: first, &scratch, limit)
    }
    guard list.found.count > first else { return first..<first }
    list.sort(from: first)
    return first..<list.found.count
  }

  /// Finds those of a gate's rules that could capture as its role an item of which something
  /// holds.
  package func find(
    _ gate: RoleGate, of items: ItemTable, into list: inout MatchList, scratch: inout Scratch,
    where holds: (Int) -> Bool
  ) -> Range<Int> {
    let first = list.found.count
    for section in sections.indices {
      let asked =
        gate.rules[section]
        & row(section, of: items, scratch.sentence, scratch.rows[section]).able
      guard asked != 0 else { continue }
      let rules = gate.open(section, asked, scratch.sentence, of: items, holds)
      search(section, rules, of: items, into: &list, from: first, &scratch) { rules, _, _ in rules }
    }
    list.sort(from: first)
    return first..<list.found.count
  }

  private func search(
    _ number: Int, _ only: UInt64, of items: ItemTable, into list: inout MatchList,
    from first: Int, _ scratch: inout Scratch, _ limit: Limit
  ) {
    let able =
      row(number, of: items, scratch.sentence, scratch.rows[number]).able & only
      & ~scratch.tried[number]
    guard able != 0 else { return }
    scratch.tried[number] |= able
    let section = sections[number]
    let firstRule = number * RuleSection.mostRules
    // Where words tell where all of a bank's rules can match, only what leads there is looked at.
    var others: UInt64 = 0
    for bank in section.bankRules.indices where able & section.unpointed[bank] != 0 {
      others |= section.bankRules[bank]
    }
    if able & others != 0 {
      let starting = scratch.starts.run(section, able & others, scratch.sentence, items) {
        limit($0, firstRule, $1)
      }
      if starting != 0 {
        scratch.backtracker.run(
          starting, of: section, at: scratch.starts, &scratch.pass, scratch.sentence, items,
          vocabulary, firstRule: firstRule, into: &list)
      }
    }
    guard able & ~others != 0 else { return }
    for bank in section.bankRules.indices where able & ~others & section.bankRules[bank] != 0 {
      let isHopeful = scratch.pass.run(
        bank, of: section, able, scratch.sentence, items, scratch.words
      ) { limit($0, firstRule, $1) }
      guard isHopeful else { continue }
      if list.found.count > first { list.isSorted = false }
      scratch.backtracker.run(
        bank, of: section, &scratch.pass, scratch.sentence, items, vocabulary,
        firstRule: firstRule, into: &list)
    }
  }

  /// A gate for what a role of some rules can capture.
  package func gate(_ role: RoleID?, of rules: RuleSelection) -> RoleGate {
    RoleGate(role, of: rules, sections, words.classes, vocabulary)
  }

  /// What a section's rules have in the sentence that is open, as far as it is known, beyond what
  /// its words let in.
  private func row(
    _ section: Int, of items: ItemTable, _ sentence: Range<Int>, _ words: Gate.Row
  ) -> Gate.Row {
    var row = words
    sections[section].gate.add(spansOf: sentence, of: items, to: &row)
    return row
  }
}

/// Some of a matcher's rules.
package struct RuleSelection: Imaged {
  fileprivate var sections: [UInt64]

  fileprivate init(sections: [UInt64]) { self.sections = sections }

  package init(from image: inout ImageReader) throws(ImageError) {
    sections = try image.array()
  }

  package func lay(into image: inout ImageWriter) { image.lay(sections) }

  /// Those of a section, a bit each.
  subscript(section: Int) -> UInt64 { sections[section] }
}

extension RuleSelection? {
  /// Those of a section, a bit each; all where no selection is made.
  fileprivate subscript(section: Int) -> UInt64 { self?.sections[section] ?? .max }
}
