import Yams

/// Reads a file of rules, all of one kind.
struct RuleFileReader {
  private var yaml: YAMLFile
  private let bytes: [UInt8]
  private let packID: String?
  private let schema: RuleSchema
  /// The ids of all rules, faulty ones too, with their lines.
  private(set) var ids: [(id: String, line: Int)] = []
  /// The elements of all patterns and anchors, of faulty rules too.
  private(set) var elements: [(element: PatternElement, source: SourceText)] = []

  private static let required = [
    "id", "summary", "status", "anchor", "pattern", "finds", "skips",
  ]
  /// The fewest examples of each sort.
  static let fewestFinds = 1, fewestSkips = 2

  init(file: String, bytes: [UInt8], packID: String?, schema: RuleSchema) {
    yaml = YAMLFile(file: file, bytes: bytes)
    self.bytes = bytes
    self.packID = packID
    self.schema = schema
  }

  /// What was wrong.
  var faults: [Diagnostic] { yaml.faults }

  /// Reads the rules; those that are faulty are left out, and told in `faults`.
  mutating func read() -> [Rule] {
    guard let root = yaml.compose(bytes),
      let file = yaml.mapping(root, "a rule file", required: ["kind", "rules"]),
      let kindNode = file["kind"], let kind = yaml.text(kindNode, "'kind'"),
      let list = file["rules"].flatMap({ yaml.list($0, "'rules'") })
    else { return [] }
    if schema.kinds[kind] == nil, !schema.isOpen {
      let names = schema.kinds.keys.sorted().joined(separator: ", ")
      yaml.fault(kindNode, "rule.kind.unknown", "'\(kind)' is no kind of rule; kinds are \(names)")
    }
    return list.compactMap { read($0, kind: kind) }
  }

  private mutating func read(_ node: Node, kind: String) -> Rule? {
    guard
      let keys = yaml.mapping(
        node, "a rule", required: Self.required, optional: ["preference", "set"])
    else { return nil }
    let id = keys["id"].flatMap { readID($0) }
    if let id { ids.append((id, yaml.place(node).line)) }
    let summary = keys["summary"].flatMap { yaml.text($0, "'summary'") }
    let status = keys["status"].flatMap { readStatus($0) }
    let preference = keys["preference"].map { readInteger($0, "'preference'") } ?? 0
    let attributes = readAttributes(keys["set"], of: node, kind: schema.kinds[kind])
    let anchors = keys["anchor"].map { readAnchors($0) } ?? []
    let pattern = keys["pattern"].flatMap { readPattern($0, kind: schema.kinds[kind]) }
    elements += anchors
    if let pattern { elements += pattern.elements.map { ($0, pattern.source) } }
    let finds = keys["finds"].flatMap {
      readExamples($0, "finds", fewest: Self.fewestFinds)
    }
    let skips = keys["skips"].flatMap {
      readExamples($0, "skips", fewest: Self.fewestSkips)
    }
    guard let id, let summary, let status, let pattern, let finds, let skips, let preference,
      let attributes, !anchors.isEmpty
    else { return nil }
    return Rule(
      id: id, kind: kind, status: status, preference: preference, attributes: attributes,
      line: yaml.place(node).line, roles: pattern.roles,
      texts: .made(
        RuleTexts(
          summary: summary, file: yaml.file, pattern: pattern.source,
          anchors: anchors.map(\.source), finds: finds, skips: skips)))
  }

  private mutating func readID(_ node: Node) -> String? {
    guard let id = yaml.text(node, "'id'") else { return nil }
    let parts = id.split(separator: ".", omittingEmptySubsequences: false)
    let isForm = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
    }
    guard isForm, parts.count >= 2 else {
      yaml.fault(
        node, "rule.id.form",
        "'\(id)' is no id: words of a-z, 0-9 and '-', joined by '.', as in '\(packID ?? "en").said'"
      )
      return nil
    }
    guard let packID else { return id }
    guard id.hasPrefix(packID + ".") else {
      yaml.fault(
        node, "rule.id.prefix", "'\(id)' does not begin with the id of its pack, '\(packID).'")
      return nil
    }
    return id
  }

  private mutating func readStatus(_ node: Node) -> Rule.Status? {
    guard let text = yaml.text(node, "'status'") else { return nil }
    guard let status = Rule.Status(rawValue: text) else {
      let names = Rule.Status.allCases.map(\.rawValue).joined(separator: ", ")
      yaml.fault(node, "rule.status.unknown", "'\(text)' is no status; statuses are \(names)")
      return nil
    }
    return status
  }

  private mutating func readInteger(_ node: Node, _ what: String) -> Int? {
    guard let text = yaml.text(node, what) else { return nil }
    guard let number = Int(text), abs(number) <= 1_000_000 else {
      yaml.fault(
        node, "rule.number", "\(what) is '\(text)', must be a whole number within ±1000000")
      return nil
    }
    return number
  }

  private mutating func readAnchors(
    _ node: Node
  ) -> [(element: PatternElement, source: SourceText)] {
    let nodes: [Node]
    if case .sequence(let list) = node { nodes = Array(list) } else { nodes = [node] }
    if nodes.isEmpty { yaml.fault(node, "yaml.list.empty", "'anchor' names no element") }
    var anchors: [(element: PatternElement, source: SourceText)] = []
    for node in nodes {
      guard let source = yaml.source(node, "an anchor") else { continue }
      do {
        anchors.append((try PatternParser.anchor(source), source))
      } catch {
        yaml.fault(source, error)
      }
    }
    return anchors
  }

  private mutating func readPattern(_ node: Node, kind: RuleSchema.Kind?) -> Pattern? {
    guard let source = yaml.source(node, "'pattern'") else { return nil }
    let pattern: Pattern
    do {
      pattern = try PatternParser.parse(source)
    } catch {
      yaml.fault(source, error)
      return nil
    }
    if let allowed = kind?.roles {
      for role in pattern.roles where !allowed.contains(role) {
        let names = allowed.sorted().joined(separator: ", ")
        yaml.fault(node, "rule.role.unknown", "'\(role)' is no role; roles are \(names)")
      }
    }
    for role in kind?.requiredRoles ?? [] where !pattern.roles.contains(role) {
      yaml.fault(node, "rule.role.missing", "the pattern does not capture the role '\(role)'")
    }
    return pattern
  }

  private mutating func readExamples(_ node: Node, _ key: String, fewest: Int) -> SourceText? {
    guard let source = yaml.source(node, "'\(key)'") else { return nil }
    let count = RuleExample.count(source)
    if count < fewest {
      yaml.fault(
        node, "rule.\(key).few", "'\(key)' has \(count) examples, at least \(fewest)")
      return nil
    }
    return source
  }
}

// Attributes.
extension RuleFileReader {
  private mutating func readAttributes(
    _ node: Node?, of rule: Node, kind: RuleSchema.Kind?
  ) -> [String: String]? {
    var attributes: [String: String] = [:]
    let faultsBefore = yaml.faults.count
    if let node {
      guard case .mapping(let mapping) = node else {
        yaml.fault(node, "yaml.kind", "'set' must be a mapping of attributes and values")
        return nil
      }
      for (key, value) in mapping {
        guard let name = yaml.text(key, "an attribute"), let text = yaml.text(value, "'\(name)'")
        else { continue }
        check(name, text, key, value, kind)
        attributes[name] = text
      }
    }
    for name in kind?.requiredAttributes ?? [] where attributes[name] == nil {
      yaml.fault(node ?? rule, "rule.attribute.missing", "'set' lacks the attribute '\(name)'")
    }
    return yaml.faults.count == faultsBefore ? attributes : nil
  }

  private mutating func check(
    _ name: String, _ text: String, _ key: Node, _ value: Node, _ kind: RuleSchema.Kind?
  ) {
    guard let kind else { return }
    switch kind.attributes[name] {
    case nil:
      let names = kind.attributes.keys.sorted().joined(separator: ", ")
      yaml.fault(
        key, "rule.attribute.unknown", "'\(name)' is no attribute; attributes are \(names)")
    case .free: break
    case .integer:
      if Int(text) == nil {
        yaml.fault(value, "rule.attribute.value", "'\(name)' is '\(text)', must be a whole number")
      }
    case .oneOf(let values):
      if !values.contains(text) {
        let names = values.joined(separator: ", ")
        yaml.fault(value, "rule.attribute.value", "'\(name)' is '\(text)', must be of \(names)")
      }
    }
  }
}
