import Yams

/// A YAML file read into nodes, with the means to tell places in it and to collect faults.
struct YAMLFile {
  let file: String
  private let lines: SourceLines
  private(set) var faults: [Diagnostic] = []

  init(file: String, bytes: [UInt8]) {
    self.file = file
    lines = SourceLines(bytes)
  }

  /// Reads the file's one document; `nil` where it is empty or no YAML.
  mutating func compose(_ bytes: [UInt8]) -> Node? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      fault(1, 1, "yaml.utf8", "the file is not UTF-8")
      return nil
    }
    do {
      // No resolver: `no` stays text, and keys are compared without regular expressions.
      let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      if root == nil { fault(1, 1, "yaml.empty", "the file is empty") }
      return root
    } catch {
      report(error)
      return nil
    }
  }

  /// The pairs of a mapping whose keys must be among some; `nil` where it is none.
  mutating func mapping(
    _ node: Node, _ what: String, required: [String], optional: [String] = []
  ) -> [String: Node]? {
    guard case .mapping(let mapping) = node else {
      fault(node, "yaml.kind", "\(what) must be a mapping of keys and values")
      return nil
    }
    var pairs: [String: Node] = [:]
    let allowed = required + optional
    for (key, value) in mapping {
      guard case .scalar(let name) = key, allowed.contains(name.string) else {
        let name = key.scalar?.string ?? "this"
        fault(
          key, "yaml.key.unknown",
          "'\(name)' is no key of \(what); keys are \(allowed.joined(separator: ", "))")
        continue
      }
      pairs[name.string] = value
    }
    for key in required where pairs[key] == nil {
      fault(node, "yaml.key.missing", "\(what) lacks the key '\(key)'")
    }
    return pairs
  }

  /// The items of a list; `nil` where it is none.
  mutating func list(_ node: Node, _ what: String) -> [Node]? {
    guard case .sequence(let sequence) = node else {
      fault(node, "yaml.kind", "\(what) must be a list")
      return nil
    }
    return Array(sequence)
  }

  /// The text of a scalar that is not empty; `nil` where it is none.
  mutating func text(_ node: Node, _ what: String) -> String? {
    guard case .scalar(let scalar) = node else {
      fault(node, "yaml.kind", "\(what) must be text")
      return nil
    }
    if scalar.string.isEmpty {
      fault(node, "yaml.text.empty", "\(what) is empty")
      return nil
    }
    return scalar.string
  }

  /// A scalar with the places of its lines.
  mutating func source(_ node: Node, _ what: String) -> SourceText? {
    guard let text = text(node, what), case .scalar(let scalar) = node else { return nil }
    let (line, column) = place(node)
    switch scalar.style {
    case .literal, .folded:
      return SourceText(text: text, file: file, origins: blockOrigins(text, after: line))
    case .singleQuoted, .doubleQuoted:
      return SourceText(text: text, file: file, origins: [.init(line: line, column: column + 1)])
    default:
      return SourceText(text: text, file: file, origins: [.init(line: line, column: column)])
    }
  }

  /// Where a node begins.
  func place(_ node: Node) -> (line: Int, column: Int) {
    (node.mark?.line ?? 1, node.mark?.column ?? 1)
  }

  /// Tells a fault at a node.
  mutating func fault(_ node: Node, _ code: String, _ message: String) {
    let (line, column) = place(node)
    fault(line, column, code, message)
  }

  /// Tells a fault at a place.
  mutating func fault(_ line: Int, _ column: Int, _ code: String, _ message: String) {
    faults.append(
      Diagnostic(file: file, line: line, column: column, code: code, message: message))
  }

  /// Tells a fault found inside a scalar.
  mutating func fault(_ source: SourceText, _ fault: PatternFault) {
    faults.append(source.fault(fault.offset, fault.code, fault.message))
  }

  /// Where the lines of a block begin: each line of the value is the end of a line of the file.
  private func blockOrigins(_ text: String, after header: Int) -> [SourceText.Origin] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().map {
      index, line in
      let written = lines[header + 1 + index]
      let indent = written.prefix(max(0, written.count - line.count))
      return SourceText.Origin(line: header + 1 + index, column: codePoints(indent) + 1)
    }
  }

  private mutating func report(_ error: any Error) {
    guard let error = error as? YamlError else {
      return fault(1, 1, "yaml.syntax", "the file cannot be read: \(error)")
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let before = context.map { "\($0.text): " } ?? ""
      fault(mark.line, mark.column, "yaml.syntax", before + problem)
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "'\($0)'" }.joined(separator: ", ")
      fault(context.mark.line, context.mark.column, "yaml.key.duplicate", "\(names) given twice")
    case .reader(let problem, let offset, _, _):
      let at = offset.map { " at byte \($0)" } ?? ""
      fault(1, 1, "yaml.syntax", problem + at)
    default: fault(1, 1, "yaml.syntax", "the file cannot be read as YAML")
    }
  }
}
