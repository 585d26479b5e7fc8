package import FlatImage

/// Tells which rules can capture an item as a part of some role, as far as its word tells.
///
/// Worked out from the programs, so that it holds for whatever a pack's rules say: of what a role
/// captures, what the pattern only looks ahead at is left out.
package struct RoleGate: Sendable {
  /// The rules that it is asked about.
  let rules: RuleSelection
  private var sections: [Part] = []

  /// Of one section, the rules that can capture something, a bit each.
  fileprivate struct Part: Sendable {
    /// A word, by its class.
    var words: [UInt64]
    /// The classes of words that any rule can capture, a bit each: so few bytes stay near.
    var asked: [UInt64]
    /// An entry of a lexicon, by its number.
    var phrases: [UInt64]
    /// A span, of which no word tells.
    var spans: UInt64 = 0
  }

  init(
    _ role: RoleID?, of rules: RuleSelection, _ sections: [RuleSection], _ lexemes: LexemeClasses,
    _ vocabulary: Vocabulary
  ) {
    self.rules = rules
    for (number, section) in sections.enumerated() {
      var part = Part(
        words: Array(repeating: 0, count: lexemes.count), asked: [],
        phrases: Array(repeating: 0, count: vocabulary.lexiconCount))
      for bank in section.banks {
        for rule in 0..<RuleSection.mostRules
        where (bank.rules & rules[number]) >> UInt64(rule) & 1 == 1 {
          for step in bank.steps(of: rule, capturedAs: role) {
            part.add(step, 1 << UInt64(rule), bank, lexemes, vocabulary)
          }
        }
      }
      part.asked = stride(from: 0, to: part.words.count, by: 64).map { first in
        (first..<min(first + 64, part.words.count)).reduce(0) {
          part.words[$1] != 0 ? $0 | 1 << UInt64($1 - first) : $0
        }
      }
      self.sections.append(part)
    }
  }

  /// The rules of a section that can capture an item of a sentence of which something holds.
  ///
  /// - Parameters:
  ///   - asked: The rules that it is asked about.
  ///   - holds: Is asked of few items, by their numbers in the table.
  /// - Complexity: Linear in the items and phrases.
  func open(
    _ section: Int, _ asked: UInt64, _ sentence: Range<Int>, of items: ItemTable,
    _ holds: (Int) -> Bool
  ) -> UInt64 {
    var able = asked & sections[section].spans
    let (ruleWords, ruleBits) = (sections[section].words, sections[section].asked)
    let (rules, bits, words) = (ruleWords.span, ruleBits.span, items.words.classes.span)
    for item in sentence {
      let word = Int(words[item])
      guard bits[word &>> 6] &>> UInt64(word & 63) & 1 != 0 else { continue }
      let some = rules[word] & asked & ~able
      if some != 0, holds(item) { able |= some }
    }
    for number in items.words.phrases(in: sentence) {
      let phrase = items.words.phrases[number]
      let rules = sections[section].phrases[Int(phrase.kind)] & asked & ~able
      if rules != 0, holds(Int(phrase.end) - 1) { able |= rules }
    }
    return able
  }
}

extension RoleGate: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    rules = try image.part()
    sections = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(rules)
    image.lay(sections)
  }
}

extension RoleGate.Part: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    words = try image.array()
    asked = try image.array()
    phrases = try image.array()
    spans = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(words)
    image.lay(asked)
    image.lay(phrases)
    image.lay(spans)
  }

  fileprivate mutating func add(
    _ step: RuleBank.Step, _ rule: UInt64, _ bank: RuleBank, _ lexemes: LexemeClasses,
    _ vocabulary: Vocabulary
  ) {
    switch step.operation {
    case .item:
      for (number, example) in lexemes.examples.enumerated()
      where bank.elements.passes(Int(step.first), word: example, vocabulary) {
        words[number] |= rule
      }
    case .phrase:
      phrases[Int(step.first)] |= rule
      lexemes.whereHolds(.lexicon(Int(step.first)), vocabulary) { words[$0] |= rule }
    case .mention: spans |= rule
    default: break
    }
  }
}

extension RuleBank {
  /// The steps that take what a rule captures as a role, without those of its negations.
  fileprivate func steps(of rule: Int, capturedAs role: RoleID?) -> [Step] {
    var found: [Step] = []
    var (captures, negations) = (0, 0)
    for step in steps[Int(programs[rule].entry)...] {
      switch step.operation {
      case .open where step.first == role?.number: captures += 1
      case .close where step.first == role?.number: captures -= 1
      case .item, .phrase, .mention: if captures > 0, negations == 0 { found.append(step) }
      // Each ends with a step of its own that accepts.
      case .notAhead, .unless: negations += 1
      case .accept where negations == 0: return found
      case .accept: negations -= 1
      default: break
      }
    }
    return found
  }
}
