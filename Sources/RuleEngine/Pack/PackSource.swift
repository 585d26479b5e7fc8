import Foundation
import QuoteRecords

/// The files of one rule pack, wherever they come from: a folder, or the binary itself.
package struct PackSource: Sendable {
  /// What diagnostics call it, before the path of the file: `models/en`.
  package var name: String
  /// Its files by their path in the pack (`rules/said.yaml`), sorted by path.
  package private(set) var files: [(path: String, bytes: [UInt8])]
  /// The identity of the files where it was worked out ahead.
  var knownDigest: String?

  /// Takes files; those that are no part of a pack (a README, hidden files) are left out.
  package init(name: String, files: [(path: String, bytes: [UInt8])], sha256: String? = nil) {
    self.name = name
    self.files = files.filter { Self.isPackFile($0.path) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    knownDigest = sha256
  }

  /// Reads the pack in a folder.
  ///
  /// - Throws: `pack.unreadable` for the folder or any file that cannot be read.
  package static func directory(_ path: String) throws(PackError) -> PackSource {
    var faults: [Diagnostic] = []
    var files: [(path: String, bytes: [UInt8])] = []
    for relative in listing(path, faults: &faults) where isPackFile(relative) {
      do {
        let data = try Data(contentsOf: URL(fileURLWithPath: path + "/" + relative))
        files.append((relative, [UInt8](data)))
      } catch {
        faults.append(unreadable(path + "/" + relative, error))
      }
    }
    try faults.throwIfAny()
    let name = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    return PackSource(name: name, files: files)
  }

  /// How diagnostics call a file of the pack.
  func label(_ path: String) -> String { name + "/" + path }

  /// Whether a path in a pack's folder belongs to the pack.
  package static func isPackFile(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let last = parts.last, !parts.contains(where: { $0.hasPrefix(".") }) else { return false }
    if parts.count == 1 { return last == "pack.yaml" }
    return ["rules", "lexicons", "weights"].contains(parts[0])
  }

  private static func listing(_ path: String, faults: inout [Diagnostic]) -> [String] {
    let manager = FileManager.default
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      do {
        for name in try manager.contentsOfDirectory(atPath: path + "/" + folder) {
          guard !name.hasPrefix(".") else { continue }
          let relative = folder.isEmpty ? name : folder + "/" + name
          var isFolder: ObjCBool = false
          guard manager.fileExists(atPath: path + "/" + relative, isDirectory: &isFolder) else {
            continue
          }
          if isFolder.boolValue { folders.append(relative) } else { found.append(relative) }
        }
      } catch {
        faults.append(unreadable(folder.isEmpty ? path : path + "/" + folder, error))
      }
    }
    return found.sorted()
  }

  private static func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
    Diagnostic(
      file: path, line: 0, column: 0, code: "pack.unreadable",
      message: "cannot be read: \((error as NSError).localizedDescription)")
  }
}

extension PackSource {
  /// The SHA-256 of the files, as `RulePack.identities` describes it.
  package var sha256: String {
    if let knownDigest { return knownDigest }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(files.reduce(0) { $0 + $1.bytes.count + $1.path.utf8.count + 9 })
    for (path, content) in files {
      bytes += path.utf8
      bytes.append(0)
      withUnsafeBytes(of: UInt64(content.count).littleEndian) { bytes += $0 }
      bytes += content
    }
    return SHA256.hex(of: bytes)
  }
}
