import Foundation
import QuoteRecords
import Testing

@testable import QuoteLinking

@Suite("Keys for grouping elsewhere")
struct KeyTests {
  private static func members(_ value: JSONValue?) -> [String: JSONValue] {
    guard case .object(let members) = value else { return [:] }
    return Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("what is written is what docs/schema says, with a date and without")
  func schema() throws {
    let file = Files.root.appending(path: "docs/schema/keys.schema.json")
    let schema = Self.members(try JSONValue(parsing: Array(Data(contentsOf: file))))
    let described = Set(Self.members(schema["properties"]).keys)
    var maker = KeyMaker(bits: try Files.bits())
    let words = "The commission buried the survey in an appendix nobody was shown."
    for date in ["2031-05-02", nil] {
      let keys = maker.keys(
        of: article("a", published: date, quotes: [(words, "Lena Ortiz", true, .direct)]))
      #expect(keys.count == 1)
      for key in keys {
        let written = Self.members(try JSONValue(parsing: key.json()))
        #expect(Set(written.keys) == described)
        #expect(key.fingerprint.count == 32 && key.keys.allSatisfy { $0.count == 16 })
        #expect((key.period == nil) == (date == nil))
      }
    }
    guard case .array(let required)? = schema["required"] else {
      Issue.record("no list of what is required")
      return
    }
    #expect(Set(required.compactMap(\.string)) == described)
  }
}
