import CICU
import RuleEngine
import Testing

@testable import QuoteExtraction

/// The rules for amounts by their own examples, and the currencies by ICU's data.
@Suite struct AmountRuleTests {
  @Test("every example of every rule holds: alone, with all rules, and disturbed")
  func examplesHold() throws {
    let kit = try AmountTestKit.shared.get()
    let kinds: Set = [AmountSchema.unitKind, AmountSchema.rangeKind, AmountSchema.contextKind]
    let runner = ExampleRunner(pack: kit.pack, kinds: kinds) { text, rules in
      try kit.findings(in: text, rules: rules).map { finding in
        ExampleRunner.Finding(
          rule: finding.rule,
          roles: finding.captures.map { .init(role: $0.role, range: $0.bytes) })
      }
    }
    let report = runner.run()
    #expect(report.examples > 250)
    #expect(
      report.failures.isEmpty, "\(report.failures.map(\.description).joined(separator: "\n"))")
  }

  @Test("every currency code in the lexicons is one that ICU knows")
  func codesAreReal() throws {
    let kit = try AmountTestKit.shared.get()
    var codes: Set<String> = []
    for name in kit.pack.lexiconNames where name.hasPrefix("currency.") {
      guard let entries = kit.pack.lexicon(name)?.entries else { continue }
      for entry in entries {
        if let code = entry["code"] { codes.insert(code) }
        guard name == "currency.context" else { continue }
        for value in entry.attributes.values {
          codes.formUnion(value.split(separator: ":").prefix(1).map(String.init))
        }
      }
    }
    #expect(codes.count >= 100)
    // Codes that were made after the oldest ICU that quoteex builds with.
    let young: Set = ["SLE", "XCG", "ZWG"]
    let unknown = codes.subtracting(young).filter { cicu_currency_number($0) == 0 }.sorted()
    #expect(unknown == [])
    #expect(cicu_currency_number("QQQ") == 0)
    #expect(cicu_currency_number("usd") == 0)
  }

  @Test(
    "the work on a sentence grows as its amounts do",
    arguments: ["Rs45,000", "from $5 to $6 million", "7 Canadian dollars and 9 pesos"])
  func thousandsInOneSentence(amount: String) throws {
    let kit = try AmountTestKit.shared.get()
    func work(_ count: Int) throws -> (steps: Int, amounts: Int) {
      let list = Array(repeating: amount, count: count).joined(separator: ", ")
      let document = try kit.reader.read(Array("The council paid \(list) for it.".utf8))
      var scratch = ExtractionScratch()
      let found = kit.finder.find(
        document: document, lexemes: kit.pack.vocabulary.lexemes(of: document), scratch: &scratch)
      return (scratch.matching.steps, found.count)
    }
    let (few, many) = (try work(100), try work(1000))
    #expect(many.amounts == 10 * few.amounts)
    #expect(Double(many.steps) < 11 * Double(few.steps))
  }

  @Test("rules name only attributes, forms and roles that the schema knows")
  func schemaHolds() throws {
    let source = try PackSource.directory(AmountTestKit.root.appending(path: "models/en").path)
    let files = source.files.filter {
      !$0.path.hasPrefix("rules/") || $0.path.hasPrefix("rules/amount-")
    }
    let pack = try RulePack(
      stack: [PackSource(name: "en", files: files)], schema: AmountSchema.schema)
    #expect(pack.rules.count > 50)
  }
}
