#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes files.
enum FileWriter {
  /// Makes a file of text, in place of what was there.
  static func write(_ text: String, to path: String) throws(SystemError) {
    try write(Array(text.utf8), to: path)
  }

  /// Makes a file of bytes, in place of what was there.
  static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    guard let file = fopen(path, "w") else { throw SystemError("write", path) }
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    let code = errno
    guard fclose(file) == 0, isWritten else {
      // What is small goes to the system only when the file is closed.
      throw SystemError("write", path, code: isWritten ? errno : code)
    }
  }
}
