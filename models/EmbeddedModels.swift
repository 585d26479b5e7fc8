/// The rule packs that the binary carries, so that it needs no folder beside it.
///
/// The packs themselves are written by the build plugin out of the folders here.
package struct EmbeddedModels: Sendable {
  /// The pack of a language.
  package struct Pack: Sendable {
    /// The language, as its folder is called: `en`.
    package let language: String
    /// The SHA-256 of the files, as the rule engine works it out.
    package let sha256: String
    let files: [File]

    /// The paths in the pack and the bytes of its files, sorted by path; linear.
    package var contents: [(path: String, bytes: [UInt8])] {
      files.map { file in (file.path, file.text.withUTF8Buffer { Array($0) }) }
    }

    /// The bytes of a file by its path in the pack; `nil` where it has none there.
    package func bytes(of path: String) -> [UInt8]? {
      files.first { $0.path == path }.map { $0.text.withUTF8Buffer { Array($0) } }
    }
  }

  struct File: Sendable {
    let path: String
    let text: StaticString
  }

  /// The languages that there are packs for, sorted.
  package static var languages: [String] { packs.map(\.language) }

  /// The pack of a language; `nil` where there is none.
  package static func pack(_ language: String) -> Pack? {
    packs.first { $0.language == language }
  }
}
