/// What `pack.yaml` says.
struct PackManifest: Sendable {
  var id = ""
  var version = ""
  var licence = ""
  var extends: String?
  var disable: [(id: String, line: Int, column: Int)] = []
  var file = ""
  var extendsPlace = (line: 1, column: 1)

  /// Reads the manifest of a pack, as far as it can be read; `nil` where it tells no id.
  static func read(_ source: PackSource, faults: inout [Diagnostic]) -> PackManifest? {
    let label = source.label("pack.yaml")
    guard let bytes = source.files.first(where: { $0.path == "pack.yaml" })?.bytes else {
      faults.append(
        Diagnostic(
          file: label, line: 0, column: 0, code: "pack.manifest.missing",
          message: "the pack has no pack.yaml"))
      return nil
    }
    var yaml = YAMLFile(file: label, bytes: bytes)
    let manifest = read(&yaml, bytes)
    faults += yaml.faults
    return manifest.flatMap { $0.id.isEmpty ? nil : $0 }
  }

  private static func read(_ yaml: inout YAMLFile, _ bytes: [UInt8]) -> PackManifest? {
    guard let root = yaml.compose(bytes),
      let keys = yaml.mapping(
        root, "pack.yaml", required: ["id", "version", "licence"],
        optional: ["summary", "extends", "disable"])
    else { return nil }
    var manifest = PackManifest()
    manifest.file = yaml.file
    manifest.id = keys["id"].flatMap { yaml.text($0, "'id'") } ?? ""
    manifest.version = keys["version"].flatMap { yaml.text($0, "'version'") } ?? ""
    manifest.licence = keys["licence"].flatMap { yaml.text($0, "'licence'") } ?? ""
    if let node = keys["summary"] { _ = yaml.text(node, "'summary'") }
    let isForm = manifest.id.utf8.allSatisfy {
      $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D
    }
    if let node = keys["id"], !isForm {
      yaml.fault(node, "pack.id.form", "'\(manifest.id)' is no id: a-z, 0-9 and '-' only")
    }
    if let node = keys["extends"] {
      manifest.extends = yaml.text(node, "'extends'")
      manifest.extendsPlace = yaml.place(node)
    }
    if let node = keys["disable"], let list = yaml.list(node, "'disable'") {
      for item in list {
        guard let id = yaml.text(item, "a rule id") else { continue }
        let (line, column) = yaml.place(item)
        manifest.disable.append((id, line, column))
      }
    }
    return manifest
  }
}
