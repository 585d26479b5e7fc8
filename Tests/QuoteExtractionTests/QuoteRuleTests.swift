import Foundation
import QuoteExtraction
import RuleEngine
import Testing

@Suite("The rules of quotes")
struct QuoteRuleTests {
  @Test("every example is found, alone, with the whole pack and disturbed, and every skip is not")
  func examples() throws {
    let pack = try RulePack(stack: [.directory(AmountTestKit.root.appending(path: "models/en").path)], schema: .news)
    let report = try RuleExamples(pack: pack).run(nil, kinds: ["quote"])
    #expect(report.examples > 100)
    #expect(report.failures.isEmpty, "\(report.failures.map(\.description).joined(separator: "\n"))")
  }
}
