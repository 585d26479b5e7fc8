#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a path leads to.
enum PathKind {
  case folder
  case file
  /// A pipe, which can be read once.
  case pipe

  /// Looks at a path, following links.
  init(_ path: String) throws(SystemError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError("read", path) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    default: self = .file
    }
  }

  /// How many bytes a file has; 0 where that cannot be told.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}

/// The text files of a folder.
enum Folder {
  /// The paths of its `*.txt`, sorted by name in byte order; no subfolders, nothing hidden.
  static func textFiles(in path: String) throws(SystemError) -> [String] {
    try names(in: path).filter { $0.hasSuffix(".txt") && !$0.hasPrefix(".") }
      .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }

  private static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw SystemError("read", path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  /// Makes the folders that a file is to stand in, where they are not there yet.
  static func makeParents(of path: String) throws(SystemError) {
    for slash in path.indices where path[slash] == "/" && slash > path.startIndex {
      let folder = String(path[..<slash])
      if mkdir(folder, 0o777) != 0, errno != EEXIST { throw SystemError("make", folder) }
    }
  }

  /// The name of a file without folders and without its ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
