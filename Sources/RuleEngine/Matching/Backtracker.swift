/// Finds the matches of a bank's rules in a sentence; keeps the memory of the search for the next.
struct Backtracker {
  private var choices: [PatternSearch.Choice] = []
  private var boundaries: [MatchList.Boundary] = []
  private var progress = Array(
    repeating: PatternSearch.Progress(), count: RuleSection.mostRules)
  private var failures = PatternSearch.Failures()
  /// How many steps have run in all: what the tests of linearity look at.
  private(set) var steps = 0

  /// How many steps a rule runs in a sentence before it remembers what failed.
  var patience = 4096

  /// Finds the matches of a bank's rules in a sentence: of each rule leftmost first, none
  /// overlapping another.
  ///
  /// - Parameters:
  ///   - number: The bank's place in its section.
  ///   - pass: That of the bank, which tells where its rules may begin.
  ///   - firstRule: The matcher's number of the section's first rule.
  mutating func run(
    _ number: Int, of section: RuleSection, _ pass: inout BankPass, _ sentence: Range<Int>,
    _ items: ItemTable, _ vocabulary: Vocabulary, firstRule: Int, into found: inout MatchList
  ) {
    let patience = patience
    steps += withMemory(section, items) { memory in
      pass.withItems(number, of: section, sentence, items) { signs, candidates, places in
        section.banks[number].search(
          signs, candidates, places, memory, patience, vocabulary, firstRule, &found)
      }
    }
  }

  /// Finds the matches of the rules of all banks of a section that may begin anywhere in a
  /// sentence.
  ///
  /// - Parameter rules: The rules that may begin somewhere.
  mutating func run(
    _ rules: UInt64, of section: RuleSection, at starts: StartPass, _ pass: inout BankPass,
    _ sentence: Range<Int>, _ items: ItemTable, _ vocabulary: Vocabulary, firstRule: Int,
    into found: inout MatchList
  ) {
    let patience = patience
    steps += withMemory(section, items) { memory in
      starts.withCandidates { candidates, places in
        var steps = 0
        pass.forEachBank(of: section, with: rules, sentence, items) { bank, signs in
          found.isSorted = false
          steps += bank.search(
            signs, candidates, places, memory, patience, vocabulary, firstRule, &found)
        }
        return steps
      }
    }
  }

  /// Lends memory in which nothing is done yet.
  @inline(__always)
  private mutating func withMemory(
    _ section: RuleSection, _ items: ItemTable, _ body: (PatternSearch.Memory) -> Int
  ) -> Int {
    // Targets lie ahead, so that no step is run twice on one way, and only spans leave choices at
    // one step: the room suffices for every search.
    let mostSpans = items.mostSpans + items.words.mostPhrases
    Self.makeRoom(&choices, section.longestProgram * (1 + mostSpans), .init())
    Self.makeRoom(&boundaries, section.longestProgram, .init())
    return choices.withUnsafeMutableBufferPointer { choices in
      boundaries.withUnsafeMutableBufferPointer { boundaries in
        progress.withUnsafeMutableBufferPointer { progress in
          progress.update(repeating: PatternSearch.Progress())
          return withUnsafeMutablePointer(to: &failures) { failures in
            body(
              PatternSearch.Memory(
                choices: choices, boundaries: boundaries, progress: progress, failures: failures))
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

extension RuleBank {
  /// Tries the rules where they may begin.
  ///
  /// - Returns: How many steps have run.
  @inline(__always)
  fileprivate func search(
    _ signs: ItemSigns, _ candidates: UnsafeBufferPointer<UInt64>,
    _ places: UnsafeBufferPointer<Int32>, _ memory: PatternSearch.Memory, _ patience: Int,
    _ vocabulary: Vocabulary, _ firstRule: Int, _ found: inout MatchList
  ) -> Int {
    steps.withUnsafeBufferPointer { steps in
      var search = PatternSearch(
        bank: self, steps: steps, items: signs, candidates: candidates, places: places,
        memory: memory, patience: patience)
      search.run(vocabulary, firstRule: firstRule, into: &found)
      return search.stepCount
    }
  }
}
