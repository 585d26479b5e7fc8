/// Runs the examples of a pack's rules: each alone, with the whole pack, and disturbed.
///
/// It knows nothing of what the rules find: the finders are called through a closure, and what
/// they return is compared with the marks of the examples.
package struct ExampleRunner {
  /// What a finder found by a rule.
  package struct Finding: Sendable, Hashable {
    /// The rule's id.
    package var rule: String
    /// What it captured.
    package var roles: [Role]

    /// A captured role.
    package struct Role: Sendable, Hashable {
      /// Its name.
      package var role: String
      /// The bytes of the text, in UTF-8.
      package var range: Range<Int>
      /// What is said of it, where the finder says anything; compared with `{role=value: …}`.
      package var value: String?

      /// Makes one.
      package init(role: String, range: Range<Int>, value: String? = nil) {
        self.role = role
        self.range = range
        self.value = value
      }
    }

    /// Makes a finding.
    package init(rule: String, roles: [Role]) {
      self.rule = rule
      self.roles = roles
    }
  }

  /// What came of a run.
  package struct Report: Sendable {
    /// A report of nothing yet.
    package init() {}

    /// How many examples there were.
    package var examples = 0
    /// How many texts were run.
    package var runs = 0
    /// What went wrong, by file and line.
    package var failures: [Diagnostic] = []
  }

  /// Finds in a text what some rules find, or all (`nil`), as if there were no others.
  package typealias Find = (_ text: String, _ rules: Set<String>?) throws -> [Finding]
  /// The ids of the rules whose anchor occurs in a text.
  package typealias Anchored = (_ text: String) throws -> Set<String>

  private let rules: [Rule]
  private let find: Find
  private let anchored: Anchored?

  /// Takes the rules of a pack.
  ///
  /// - Parameters:
  ///   - kinds: Which kinds of rules; `nil` for all.
  ///   - anchored: Tells which rules an example is tried with; without it, skips are not checked
  ///     for their anchors. It answers for drafts too.
  ///   - find: The finders. `RulePack.restricted(to:)` makes the pack for some rules.
  package init(
    pack: RulePack, kinds: Set<String>? = nil, anchored: Anchored? = nil, find: @escaping Find
  ) {
    rules = pack.rules.filter { kinds?.contains($0.kind) ?? true }
    self.anchored = anchored
    self.find = find
  }

  /// Runs all examples; retired rules have none, drafts run alone only.
  package func run() -> Report {
    var report = Report()
    for rule in rules where rule.status != .retired { run(rule, &report) }
    report.failures = report.failures.sortedByPlace()
    return report
  }

  /// Runs the examples of one rule.
  package func run(_ rule: Rule, _ report: inout Report) {
    for (examples, fires) in [(rule.finds, true), (rule.skips, false)] {
      for example in examples {
        report.examples += 1
        do {
          let text = try MarkedText(parsing: example.text).withParagraphs
          var run = ExampleRun(rule: rule, example: example, fires: fires)
          try run.check(text, find: find, anchored: anchored)
          report.runs += run.runs
          report.failures += run.failures
        } catch let fault as MarkedText.Fault {
          let column = codePoints(example.text.utf8.prefix(fault.offset))
          report.failures.append(
            Diagnostic(
              file: example.file, line: example.line, column: example.column + column,
              code: fault.code, message: fault.message))
        } catch {
          report.failures.append(
            Diagnostic(
              file: example.file, line: example.line, column: example.column,
              code: "example.error", message: "\(error)"))
        }
      }
    }
  }
}

/// The runs of one example.
private struct ExampleRun {
  let rule: Rule
  let example: RuleExample
  let fires: Bool
  var runs = 0
  var failures: [Diagnostic] = []

  init(rule: Rule, example: RuleExample, fires: Bool) {
    self.rule = rule
    self.example = example
    self.fires = fires
  }

  mutating func check(
    _ text: MarkedText, find: ExampleRunner.Find, anchored: ExampleRunner.Anchored?
  ) throws {
    if !fires, !text.marks.isEmpty {
      return fail("example.marks", "an example of 'skips' has no marks")
    }
    if !fires, let anchored, try !anchored(text.plain).contains(rule.id) {
      return fail(
        "example.anchor",
        "the text holds no anchor of the rule (\(rule.anchorTexts.joined(separator: ", "))), so "
          + "the rule is not even tried")
    }
    try check(text, "alone", [rule.id], find)
    guard failures.isEmpty else { return }
    if rule.status == .active { try check(text, "with the whole pack", nil, find) }
    for disturbance in Disturbance.allCases {
      guard let disturbed = disturbance.applied(to: text) else { continue }
      try check(disturbed, disturbance.rawValue, [rule.id], find)
    }
  }

  private mutating func check(
    _ text: MarkedText, _ how: String, _ rules: Set<String>?, _ find: ExampleRunner.Find
  ) throws {
    runs += 1
    let all = try find(text.plain, rules)
    let own = all.filter { $0.rule == rule.id }
    guard fires else {
      if let first = own.first {
        fail("example.fired", "\(how), \(rule.id) must not fire, but found \(shown(first, text))")
      }
      return
    }
    guard !own.isEmpty else {
      let others = Set(all.map(\.rule)).sorted().joined(separator: ", ")
      let thief = others.isEmpty ? "nothing was found" : "found were only \(others)"
      return fail("example.missed", "\(how), \(rule.id) must fire, but \(thief)")
    }
    for group in groups(text) where !own.contains(where: { holds($0, group) }) {
      let wanted = group.map { "\($0.role) '\(text.text(of: $0))'" + shown($0.value) }
      let found = own.map { shown($0, text) }.joined(separator: " / ")
      fail("example.roles", "\(how), wanted \(wanted.joined(separator: ", ")); found \(found)")
    }
  }

  /// The marks of one number belong to one finding, those without to one too.
  private func groups(_ text: MarkedText) -> [[MarkedText.Mark]] {
    Dictionary(grouping: text.marks) { $0.id ?? -1 }.sorted { $0.key < $1.key }.map(\.value)
  }

  private func holds(_ finding: ExampleRunner.Finding, _ marks: [MarkedText.Mark]) -> Bool {
    marks.allSatisfy { mark in
      finding.roles.contains {
        $0.role == mark.role && $0.range == mark.range
          && (mark.value == nil || $0.value == nil || mark.value == $0.value)
      }
    }
  }

  private func shown(_ finding: ExampleRunner.Finding, _ text: MarkedText) -> String {
    let bytes = Array(text.plain.utf8)
    let roles = finding.roles.map { role in
      let range = role.range.clamped(to: 0..<bytes.count)
      return "\(role.role) '\(String(decoding: bytes[range], as: UTF8.self))'" + shown(role.value)
    }
    return roles.isEmpty ? "it without roles" : roles.joined(separator: ", ")
  }

  private func shown(_ value: String?) -> String { value.map { "=\($0)" } ?? "" }

  private mutating func fail(_ code: String, _ message: String) {
    failures.append(
      Diagnostic(
        file: example.file, line: example.line, column: example.column, code: code,
        message: message))
  }
}

extension MarkedText {
  /// The text with a paragraph's end for each `¶` and the spaces around it.
  package var withParagraphs: MarkedText {
    plain.contains(" ¶ ") ? replacing(" ¶ ", with: "\n\n") : self
  }

  /// The text with other text in the place of some, marks moved along.
  private func replacing(_ old: String, with new: String) -> MarkedText {
    let bytes = Array(plain.utf8)
    let search = Array(old.utf8)
    var result: [UInt8] = []
    var moved = Array(repeating: 0, count: bytes.count + 1)
    var at = 0
    while at < bytes.count {
      moved[at] = result.count
      if bytes[at...].starts(with: search) {
        for index in at..<at + search.count { moved[index] = result.count }
        result += new.utf8
        at += search.count
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    moved[bytes.count] = result.count
    let marks = marks.map { mark in
      var mark = mark
      mark.range = moved[mark.range.lowerBound]..<moved[mark.range.upperBound]
      return mark
    }
    return MarkedText(plain: String(decoding: result, as: UTF8.self), marks: marks)
  }
}
