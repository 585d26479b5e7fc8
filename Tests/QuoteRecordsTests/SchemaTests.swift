import Foundation
import Testing

@testable import QuoteRecords

@Suite("Published schemas")
struct SchemaTests {
  private static func schema(_ name: String) throws -> SchemaValidator {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: root.appending(path: "docs/schema/\(name).schema.json"))
    return SchemaValidator(root: try JSONValue(parsing: Array(data)))
  }

  /// The paths of all keys of a value, but those that are the user's: `meta`, `run.options`.
  private static func keyPaths(_ value: JSONValue, at path: String = "") -> Set<String> {
    switch value {
    case .object(let members) where path != "meta" && path != "run.options":
      return members.reduce(into: []) { paths, member in
        let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
        paths.insert(inner)
        paths.formUnion(keyPaths(member.value, at: inner))
      }
    case .array(let values):
      return values.reduce(into: []) { $0.formUnion(keyPaths($1, at: path + "[]")) }
    default: return []
    }
  }

  @Test("every key that is written is in the schema, and every key of the schema is written")
  func sameKeys() throws {
    for (name, json) in [
      ("article", Samples.article.json()), ("cluster", Samples.cluster.json()),
      ("verification", Samples.verification.json()),
    ] {
      let written = Self.keyPaths(try JSONValue(parsing: json))
      let described = try Self.schema(name).propertyPaths
      #expect(written.symmetricDifference(described).sorted() == [], "\(name)")
    }
  }

  @Test("full and empty records are valid")
  func valid() throws {
    let articles = try Self.schema("article")
    for record in [Samples.article, ArticleRecord(id: "e")] {
      #expect(articles.faults(try JSONValue(parsing: record.json())) == [])
    }
    #expect(
      try Self.schema("cluster").faults(JSONValue(parsing: Samples.cluster.json())) == [])
    let verifications = try Self.schema("verification")
    for record in [Samples.verification, VerificationRecord(draft: "e", sources: [], checks: [])] {
      #expect(verifications.faults(try JSONValue(parsing: record.json())) == [])
    }
  }

  @Test(
    "records that break the contract are not valid",
    arguments: [
      (#""id":"harbor-1","outlet""#, #""outlet""#, ".id: missing"),
      (#""start":3,"#, #""start":"3","#, ".quotes[0].content[0].start: type"),
      (#""offset_unit":"utf16""#, #""offset_unit":"bits""#, ".offset_unit: enum"),
      (#""schema":"quoteex.article/1""#, #""schema":"x""#, ".schema: const"),
      (#""value":"2500000000""#, #""value":"2.5e9""#, ".amounts[0].value: pattern"),
      (#""utf8":[3,7]"#, #""utf8":[3]"#, ".sentences[0].utf8: minItems"),
      (#""negated":true"#, #""negated":null"#, ".quotes[0].negated: type"),
    ])
  func invalid(part: String, broken: String, fault: String) throws {
    let json = text(Samples.article.json()).replacing(part, with: broken)
    let value = try JSONValue(parsing: Array(json.utf8))
    #expect(try Self.schema("article").faults(value).contains(fault))
  }
}
