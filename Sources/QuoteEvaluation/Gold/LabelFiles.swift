import Foundation

/// The files that labels are read from: one file, or all that a folder holds.
///
/// Every reader sees files through this, so that it can be tested without a disk.
public struct LabelFiles: Sendable {
  /// The path as it was given.
  public let path: String
  /// The names of the files below the path, subfolders with slashes, in byte order; for one file
  /// its own name. Nothing hidden.
  public let names: [String]

  private let isFolder: Bool
  /// Whether a format was named for the one file that this is, whatever its name ends in.
  private var isNamedFormat = false
  private let contents: [String: [UInt8]]?

  /// Looks at a file or a folder.
  ///
  /// - Throws: `missing_file` where there is none.
  public init(path: String) throws(LabelFault) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LabelFault(file: path, code: "missing_file", message: "no such file or folder")
    }
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.isFolder = isFolder.boolValue
    contents = nil
    names = isFolder.boolValue ? Self.listing(path) : [Self.name(of: path)]
  }

  /// Takes files that are in memory, by their names below `path`.
  public init(path: String, contents: [String: [UInt8]]) {
    self.path = path
    self.contents = contents
    isFolder = true
    names = Self.sorted(Array(contents.keys))
  }

  /// What messages call a file.
  public func label(_ name: String) -> String { isFolder ? "\(path)/\(name)" : path }

  /// The bytes of a file.
  ///
  /// - Throws: `missing_file` where it cannot be read.
  public func bytes(of name: String) throws(LabelFault) -> [UInt8] {
    if let contents {
      if let bytes = contents[name] { return bytes }
      throw LabelFault(file: label(name), code: "missing_file", message: "no such file")
    }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: label(name))))
    } catch {
      throw LabelFault(
        file: label(name), code: "missing_file", message: "cannot be read: \(error)")
    }
  }

  /// The text of a file, its line endings as they are.
  ///
  /// - Throws: `missing_file`, or `invalid_utf8` with the byte's offset.
  public func text(of name: String) throws(LabelFault) -> String {
    let bytes = try bytes(of: name)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LabelFault(file: label(name), code: "invalid_utf8", message: "the file is not UTF-8")
    }
    return text
  }

  /// The names that end in `.` and the ending.
  public func names(ending: String) -> [String] { names.filter { $0.hasSuffix("." + ending) } }

  /// The names of files that may be of a format by what they end in, or the one file for which a
  /// format was named.
  func names(of endings: [String]) -> [String] {
    isNamedFormat ? names : names.filter { name in endings.contains { name.hasSuffix("." + $0) } }
  }

  /// The same files, of which somebody says what format they are.
  func ofNamedFormat() -> LabelFiles {
    var files = self
    files.isNamedFormat = !isFolder
    return files
  }

  /// A file's name without folders and without its ending.
  public static func stem(of name: String) -> String {
    let last = Self.name(of: name)
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
    return String(last[..<dot])
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func listing(_ path: String) -> [String] {
    let manager = FileManager.default
    var found: [String] = []
    for case let name as String in manager.enumerator(atPath: path) ?? .init() {
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      var isFolder: ObjCBool = false
      if manager.fileExists(atPath: path + "/" + name, isDirectory: &isFolder), !isFolder.boolValue
      {
        found.append(name)
      }
    }
    return sorted(found)
  }

  private static func sorted(_ names: [String]) -> [String] {
    names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}
