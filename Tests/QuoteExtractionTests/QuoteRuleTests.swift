import Foundation
import QuoteExtraction
import RuleEngine
import Testing

@Suite("The rules of quotes")
struct QuoteRuleTests {
  @Test("every example is found, alone, with the whole pack and disturbed, and every skip is not")
  func examples() throws {
    let folder = AmountTestKit.root.appending(path: "models/en").path
    let pack = try RulePack(stack: [.directory(folder)], schema: .news)
    let report = try RuleExamples(pack: pack).run(nil, kinds: ["quote"])
    #expect(report.examples > 100)
    let failures = report.failures.map(\.description).joined(separator: "\n")
    #expect(report.failures.isEmpty, "\(failures)")
  }
}
