import NewsSyntax
import NewsText
package import RuleEngine

/// Runs the examples of rules through the finders: what `quoteex rules check` and the tests do.
package struct RuleExamples {
  private let pack: RulePack
  private let reader: TextReader
  private let analyzer: Analyzer
  private let matchers: [RuleMatcher]
  private let amounts: AmountFinder

  /// Loads the finders of a pack.
  ///
  /// - Throws: What is wrong with the rules' patterns.
  package init(pack: RulePack) throws(PackError) {
    self.pack = pack
    reader = TextReader(language: LanguageData(pack: pack))
    analyzer = try Analyzer(pack: pack)
    var matchers: [RuleMatcher] = []
    for kind in pack.sentenceKinds {
      matchers.append(try RuleMatcher(pack: pack, kind: kind, classes: .news))
    }
    self.matchers = matchers
    amounts = try AmountFinder(pack: pack)
  }

  /// Runs the examples of the rules whose files lie under a folder, or of all rules.
  package func run(_ folder: String?) -> ExampleRunner.Report {
    let runner = ExampleRunner(pack: pack, find: find)
    var report = ExampleRunner.Report()
    for rule in pack.rules where rule.status != .retired {
      if let folder, !rule.file.hasPrefix(folder) { continue }
      runner.run(rule, &report)
    }
    report.failures = report.failures.sortedByPlace()
    return report
  }

  /// What some rules find in a text, or all.
  package func find(_ text: String, _ rules: Set<String>?) throws -> [ExampleRunner.Finding] {
    let analysis = analyzer.analyze(try reader.read(Array(text.utf8)))
    let source = NewsItems(analysis)
    var found: [ExampleRunner.Finding] = []
    for sentence in analysis.sentences {
      let items = source.items(in: sentence.items)
      let mentions = source.mentions(in: sentence.items)
      for match in matchers.flatMap({ $0.matches(in: items, mentions: mentions) }) {
        let id = pack.rules[match.rule].id
        guard rules?.contains(id) ?? true else { continue }
        let roles = match.captures.map { capture in
          ExampleRunner.Finding.Role(
            role: capture.role, range: bytes(of: capture.items, items, analysis.document))
        }
        found.append(ExampleRunner.Finding(rule: id, roles: roles))
      }
    }
    let amounts = amounts.findings(
      document: analysis.document, lexemes: analysis.lexemes, rules: rules)
    found += amounts.map { finding in
      ExampleRunner.Finding(
        rule: finding.rule,
        roles: finding.captures.map { .init(role: $0.role, range: $0.bytes) })
    }
    return found
  }

  private func bytes(of range: Range<Int>, _ items: [Item], _ document: Document) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return document.bytes(of: items[first].tokens.lowerBound..<items[last].tokens.upperBound)
  }
}

extension RulePack {
  /// The kinds of rules that are matched over folded sentences, sorted: all but the amounts', which
  /// read every token.
  var sentenceKinds: [String] {
    let amounts = [AmountSchema.unitKind, AmountSchema.rangeKind, AmountSchema.contextKind]
    return Set(rules.map(\.kind)).subtracting(amounts).sorted()
  }
}
