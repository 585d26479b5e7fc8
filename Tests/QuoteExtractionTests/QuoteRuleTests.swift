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

  @Test("the template is a draft that a pack of one's own can hold, and its examples hold")
  func template() throws {
    let models = AmountTestKit.root.appending(path: "models")
    let own = PackSource(
      name: "newsroom",
      files: [
        ("pack.yaml", Array("id: newsroom\nversion: \"1\"\nlicence: CC0-1.0\nextends: en\n".utf8)),
        ("rules/own.yaml", Array(try Data(contentsOf: models.appending(path: "TEMPLATE.yaml")))),
      ])
    let english = try PackSource.directory(models.appending(path: "en").path)
    let pack = try RulePack(stack: [english, own], schema: .news)
    let rule = try #require(pack.rules.first { $0.id.hasPrefix("newsroom.") })
    #expect(rule.status == .draft)
    let report = try RuleExamples(pack: pack).run(rule.file)
    #expect(report.examples == 4)
    #expect(report.failures.isEmpty, "\(report.failures.map(\.description))")
  }
}
