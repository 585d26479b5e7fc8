/// Finds the matches of a bank's rules in a sentence; keeps the memory of the search for the next.
struct Backtracker {
  private var choices: [PatternSearch.Choice] = []
  private var boundaries: [MatchList.Boundary] = []
  private var progress = Array(
    repeating: PatternSearch.Progress(), count: RuleSection.mostRules)
  /// How many steps have run in all: what the tests of linearity look at.
  private(set) var steps = 0

  /// How many steps a rule runs in a sentence before it remembers what failed.
  var patience = 4096

  /// Finds the matches of a bank's rules in a sentence: of each rule leftmost first, none
  /// overlapping another.
  ///
  /// - Parameters:
  ///   - pass: The signs of items.
  ///   - candidates: Which rules of the section may begin at each item; `nil` for what the bank's
  ///     own pass has found.
  ///   - firstRule: The matcher's number of the section's first rule.
  mutating func run(
    _ bank: RuleBank, _ pass: inout BankPass, at candidates: [UInt64]? = nil,
    _ sentence: Range<Int>, _ items: ItemTable, _ vocabulary: Vocabulary, firstRule: Int,
    into found: inout MatchList
  ) {
    // Targets lie ahead, so that no step is run twice on one way, and only spans leave choices at
    // one step: the room suffices for every search.
    let mostSpans = items.mostSpans + items.words.mostPhrases
    Self.makeRoom(&choices, bank.longestProgram * (1 + mostSpans), .init())
    Self.makeRoom(&boundaries, bank.longestProgram, .init())
    let patience = patience
    steps += pass.withItems(bank, at: candidates, sentence, items) { items, candidates, first in
      bank.steps.withUnsafeBufferPointer { steps in
        choices.withUnsafeMutableBufferPointer { choices in
          boundaries.withUnsafeMutableBufferPointer { boundaries in
            progress.withUnsafeMutableBufferPointer { progress in
              var search = PatternSearch(
                bank: bank, steps: steps, items: items, candidates: candidates, choices: choices,
                boundaries: boundaries, progress: progress, patience: patience)
              search.run(from: first, vocabulary, firstRule: firstRule, into: &found)
              return search.stepCount
            }
          }
        }
      }
    }
  }

  private static func makeRoom<Element>(
    _ memory: inout [Element], _ count: Int, _ element: Element
  ) {
    if memory.count < count {
      memory += repeatElement(element, count: count - memory.count)
    }
  }
}
