package import FlatImage

/// The lines of a file that a person wrote, to tell places in it.
struct SourceLines {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Finds the lines; linear.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The bytes of a line, counted from 1, without its end; empty past the end of the file.
  subscript(line: Int) -> ArraySlice<UInt8> {
    guard line >= 1, line <= starts.count else { return [] }
    let end = line < starts.count ? starts[line] - 1 : bytes.count
    return bytes[starts[line - 1]..<max(starts[line - 1], end)]
  }
}

/// How many code points start in some UTF-8 bytes.
func codePoints(_ bytes: some Sequence<UInt8>) -> Int {
  bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
}

/// A value of a file, with what it takes to tell the line and column of each of its bytes.
package struct SourceText: Sendable, Hashable {
  /// The value.
  package var text: String
  /// The file it stands in.
  package var file: String
  /// Where each of its lines stands in the file: line, and column in code points of its first byte.
  var origins: [Origin]

  struct Origin: Sendable, Hashable, BitwiseCopyable {
    var line: Int
    var column: Int
  }

  /// The line and column of a byte of the value; linear in the value.
  package func place(_ offset: Int) -> (line: Int, column: Int) {
    let head = Array(text.utf8.prefix(offset))
    let line = head.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
    guard let last = origins.last else { return (0, 0) }
    let origin = line < origins.count ? origins[line] : last
    let tail = head.lastIndex(of: 0x0A).map { head[($0 + 1)...] } ?? head[...]
    return (origin.line, origin.column + codePoints(tail))
  }

  /// A fault at a byte of the value.
  package func fault(_ offset: Int, _ code: String, _ message: String) -> Diagnostic {
    let (line, column) = place(offset)
    return Diagnostic(file: file, line: line, column: column, code: code, message: message)
  }
}

extension SourceText: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    text = try image.part()
    file = try image.part()
    origins = try image.array()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(text)
    image.lay(file)
    image.lay(origins)
  }
}
