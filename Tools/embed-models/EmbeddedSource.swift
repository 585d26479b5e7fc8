import Foundation
import RuleEngine

/// The Swift file that carries packs: each file is a raw string literal, which compiles as fast as
/// it is read.
struct EmbeddedSource {
  /// Why a file cannot be carried.
  struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  private let packs: [(language: String, source: PackSource)]

  /// Reads every pack under a folder, in the order of their names.
  init(models: String) throws {
    packs = try FileManager.default.contentsOfDirectory(atPath: models).sorted()
      .filter { FileManager.default.fileExists(atPath: "\(models)/\($0)/pack.yaml") }
      .map { ($0, try PackSource.directory("\(models)/\($0)")) }
  }

  /// The text of the Swift file.
  var text: String {
    get throws {
      var text = Self.header
      for (language, source) in packs {
        text += "    Pack(\n      language: \"\(language)\",\n"
        text += "      sha256: \"\(source.sha256)\",\n      files: [\n"
        for (path, bytes) in source.files {
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
    // Written by embed-models from the files in models/; never edited.

    /// The rule packs that the binary carries.
    package struct EmbeddedModels: Sendable {
      /// The pack of a language.
      package struct Pack: Sendable {
        /// The language, as its folder is called: `en`.
        package let language: String
        /// The SHA-256 of the files, as the engine works it out.
        package let sha256: String
        let files: [File]

        /// The paths in the pack and the bytes of its files, sorted by path; linear.
        package var contents: [(path: String, bytes: [UInt8])] {
          files.map { file in (file.path, file.text.withUTF8Buffer { Array($0) }) }
        }
      }

      struct File: Sendable {
        let path: String
        let text: StaticString
      }

      /// The languages that there are packs for, sorted.
      package static var languages: [String] { packs.map(\\.language) }

      /// The pack of a language.
      package static func pack(_ language: String) -> Pack? {
        packs.first { $0.language == language }
      }

      private static let packs: [Pack] = [

    """
}
