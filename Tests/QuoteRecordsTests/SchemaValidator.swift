@testable import QuoteRecords

/// As much of JSON Schema (draft 2020-12) as the published schemas use.
struct SchemaValidator {
  let root: JSONValue

  /// Everything that is wrong with a value, as `path: fault`.
  func faults(_ value: JSONValue) -> [String] { faults(value, by: root, at: "") }

  /// The paths of all properties, references followed: `quotes[].content[].start`.
  var propertyPaths: Set<String> { paths(of: root, at: "") }

  private func resolve(_ schema: JSONValue) -> JSONValue {
    guard let name = schema["$ref"]?.string?.split(separator: "/").last else { return schema }
    return root["$defs"]?[String(name)] ?? .null
  }

  private func faults(_ value: JSONValue, by schema: JSONValue, at path: String) -> [String] {
    let schema = resolve(schema)
    guard case .object(let keywords) = schema else { return ["\(path): no schema"] }
    return keywords.flatMap { keyword -> [String] in
      switch keyword.key {
      case "type": return fault(Self.hasType(value, keyword.value), path, "type")
      case "const": return fault(value == keyword.value, path, "const")
      case "enum": return fault(keyword.value.array?.contains(value) == true, path, "enum")
      case "minimum":
        return fault((number(value) ?? 0) >= (number(keyword.value) ?? 0), path, "minimum")
      case "minItems":
        return fault((value.array?.count ?? 0) >= (number(keyword.value) ?? 0), path, "minItems")
      case "maxItems":
        return fault((value.array?.count ?? 0) <= (number(keyword.value) ?? 0), path, "maxItems")
      case "pattern": return pattern(value, keyword.value.string ?? "", path)
      case "required":
        let missing = keyword.value.array?.compactMap(\.string).filter { value[$0] == nil }
        return (missing ?? []).map { "\(path).\($0): missing" }
      case "properties":
        guard case .object(let properties) = keyword.value else { return ["\(path): properties"] }
        return properties.flatMap { property in
          value[property.key].map { faults($0, by: property.value, at: "\(path).\(property.key)") }
            ?? []
        }
      case "items":
        return (value.array ?? []).enumerated().flatMap {
          faults($1, by: keyword.value, at: "\(path)[\($0)]")
        }
      case "anyOf":
        let all = (keyword.value.array ?? []).map { faults(value, by: $0, at: path) }
        return all.contains { $0.isEmpty } ? [] : all.flatMap { $0 }
      case "$schema", "$id", "$defs", "title", "description": return []
      default: return ["\(path): keyword \(keyword.key) is not checked"]
      }
    }
  }

  private func fault(_ holds: Bool, _ path: String, _ keyword: String) -> [String] {
    holds ? [] : ["\(path): \(keyword)"]
  }

  private func pattern(_ value: JSONValue, _ pattern: String, _ path: String) -> [String] {
    guard let text = value.string else { return [] }
    guard let regex = try? Regex(pattern) else { return ["\(path): pattern \(pattern)"] }
    return fault(text.contains(regex), path, "pattern")
  }

  private func number(_ value: JSONValue) -> Int? {
    if case .number(let literal) = value { Int(literal) } else { nil }
  }

  private static func hasType(_ value: JSONValue, _ type: JSONValue) -> Bool {
    (type.array ?? [type]).compactMap(\.string).contains { name in
      switch (value, name) {
      case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"),
        (.object, "object"), (.number, "number"):
        true
      case (.number(let literal), "integer"): Int(literal) != nil
      default: false
      }
    }
  }

  private func paths(of schema: JSONValue, at path: String) -> Set<String> {
    let schema = resolve(schema)
    var result: Set<String> = []
    if case .object(let properties)? = schema["properties"] {
      for property in properties {
        let inner = path.isEmpty ? property.key : "\(path).\(property.key)"
        result.insert(inner)
        result.formUnion(paths(of: property.value, at: inner))
      }
    }
    if let items = schema["items"] { result.formUnion(paths(of: items, at: path + "[]")) }
    for choice in schema["anyOf"]?.array ?? [] { result.formUnion(paths(of: choice, at: path)) }
    return result
  }
}
