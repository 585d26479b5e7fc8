package import FlatImage

/// Up to 64 rules of a matcher, a bit each: their gate, and their banks.
///
/// A class, though nothing in it changes: going through the sections counts one user of each, not
/// of every table.
final class RuleSection: Imaged {
  let gate: Gate
  let starts: StartTable
  let banks: [RuleBank]
  /// The rules of each bank, and those of them whose cuts words cannot tell.
  let bankRules, unpointed: [UInt64]
  /// How many steps the longest program of any bank has.
  let longestProgram: Int

  /// How many rules a section holds.
  static let mostRules = 64
  /// How many needs of a rule the gate looks at.
  static let mostNeeds = 3

  /// Rules that share a bank.
  private struct Group {
    var numbering: SignNumbering
    var rules: [(rule: Int, program: SignedProgram)] = []
  }

  /// Takes the programs and anchors of its rules, in order.
  ///
  /// - Parameter roles: The numbers of roles for the whole matcher.
  init(
    _ programs: [Program], anchors: [[Anchor]], _ lexemes: LexemeClasses, _ vocabulary: Vocabulary,
    roles: [String: Int32]
  ) {
    var index = SignIndex()
    let signed = programs.map { SignedProgram($0, &index) }
    gate = Gate(
      anchors: anchors, needs: signed.map { $0.needs(Self.mostNeeds, of: index) }, lexemes,
      vocabulary)
    starts = StartTable(signed, lexemes, vocabulary)
    banks = Self.groups(signed, index.signs.count).map {
      RuleBank(
        BankBuilder($0.rules, $0.numbering, index.signs, lexemes, vocabulary, roles: roles))
    }
    (bankRules, unpointed) = (banks.map(\.rules), banks.map { $0.rules & ~$0.pointed })
    longestProgram = banks.map(\.longestProgram).max() ?? 0
  }

  /// Shares rules out among banks: those that take most signs first, each where it adds fewest.
  private static func groups(_ programs: [SignedProgram], _ signCount: Int) -> [Group] {
    var groups: [Group] = []
    // Without a sign, what a negation looks at is tested each time: it gets one where there is
    // room.
    let signs = programs.map { program in
      let all = program.taken + program.seen.filter { !program.taken.contains($0) }
      return all.count <= SignSet.mostSigns ? all : program.taken
    }
    let order = programs.indices.sorted { (-signs[$0].count, $0) < (-signs[$1].count, $1) }
    for rule in order {
      let missing = groups.map { $0.numbering.missing(of: signs[rule]) }
      let fitting = groups.indices.filter {
        groups[$0].numbering.members.count + missing[$0] <= SignSet.mostSigns
      }
      let best = fitting.min { missing[$0] < missing[$1] }
      if best == nil { groups.append(Group(numbering: SignNumbering(count: signCount))) }
      let group = best ?? groups.count - 1
      groups[group].numbering.add(signs[rule])
      groups[group].rules.append((rule, programs[rule]))
    }
    for group in groups.indices {
      for (_, program) in groups[group].rules { groups[group].numbering.add(program.seen) }
    }
    return groups
  }

  package init(from image: inout ImageReader) throws(ImageError) {
    gate = try image.part()
    starts = try image.part()
    banks = try image.part()
    (bankRules, unpointed) = (banks.map(\.rules), banks.map { $0.rules & ~$0.pointed })
    longestProgram = banks.map(\.longestProgram).max() ?? 0
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(gate)
    image.lay(starts)
    image.lay(banks)
  }
}
