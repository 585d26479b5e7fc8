import Foundation
import QuoteRecords

/// The Swift file that carries packs: each file is a raw string literal, which compiles as fast as
/// it is read.
struct EmbeddedSource {
  /// Why a file cannot be carried.
  struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  private let packs: [(language: String, files: [(path: String, bytes: [UInt8])])]

  /// Reads every pack under a folder, in the order of their names.
  init(models: String) throws {
    packs = try FileManager.default.contentsOfDirectory(atPath: models).sorted()
      .filter { FileManager.default.fileExists(atPath: "\(models)/\($0)/pack.yaml") }
      .map { ($0, try Self.files(of: "\(models)/\($0)")) }
  }

  /// The files that belong to a pack, sorted by path: its manifest, rules, lexicons and tables.
  private static func files(of pack: String) throws -> [(path: String, bytes: [UInt8])] {
    try FileManager.default.subpathsOfDirectory(atPath: pack)
      .filter { path in
        let parts = path.split(separator: "/")
        let isHidden = parts.contains { $0.hasPrefix(".") }
        let isData = ["rules/", "lexicons/", "weights/"].contains { path.hasPrefix($0) }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(pack)/\(path)", isDirectory: &isFolder)
        return !isHidden && !isFolder.boolValue && (isData || path == "pack.yaml")
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { ($0, [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(pack)/\($0)")))) }
  }

  /// The digest of a pack's files, as `PackSource.sha256` of the engine has it: for each file its
  /// path, a zero byte, its length in eight bytes (lowest first), its bytes.
  private static func digest(of files: [(path: String, bytes: [UInt8])]) -> String {
    var bytes: [UInt8] = []
    for (path, content) in files {
      bytes += path.utf8
      bytes.append(0)
      withUnsafeBytes(of: UInt64(content.count).littleEndian) { bytes += $0 }
      bytes += content
    }
    return SHA256.hex(of: bytes)
  }

  /// The text of the Swift file.
  var text: String {
    get throws {
      var text = Self.header
      for (language, files) in packs {
        text += "    Pack(\n      language: \"\(language)\",\n"
        text += "      sha256: \"\(Self.digest(of: files))\",\n      files: [\n"
        for (path, bytes) in files {
          let literal = try literal(bytes, "\(language)/\(path)")
          text += "        File(path: \"\(path)\", text: \(literal)),\n"
        }
        text += "      ]),\n"
      }
      return text + "  ]\n}\n"
    }
  }

  /// A raw literal whose delimiter does not occur in the text; its last line end is not its own.
  private func literal(_ bytes: [UInt8], _ path: String) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(description: "\(path): is not UTF-8")
    }
    if let bad = bytes.first(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }) {
      throw Refusal(description: "\(path): holds the control character \(bad)")
    }
    var hashes = "##"
    while text.contains("\"\"\"" + hashes) || text.contains("\\" + hashes) { hashes += "#" }
    return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
  }

  private static let header = """
    // Written by embed-models from the folders in models/; never edited.

    extension EmbeddedModels {
      static let packs: [Pack] = [

    """
}
