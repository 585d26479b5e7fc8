/// A piece of input that one worker takes.
enum InputItem: Sendable {
  /// A text file.
  case file(path: String, id: String)
  /// A text that was read.
  case text([UInt8], id: String)
  /// A line of NDJSON.
  case line([UInt8], LineOrigin)
  /// Something that cannot be read and is no article: a folder.
  case problem(String)
}

/// Where a line of NDJSON comes from.
struct LineOrigin: Sendable {
  /// The file as it was given; `-` for standard input.
  var file: String
  /// The line, from 1.
  var number: Int

  /// The id of an article that states none, or cannot be read: `file:line`.
  var id: String { "\(file):\(number)" }
}

/// How input is read.
enum InputFormat: String, Sendable, CaseIterable {
  /// One article a file.
  case text
  /// One article a file, labeled with span marks, which are left out.
  case marked
  /// One article a line.
  case ndjson

  /// The format that was asked for, or else the one that the file's name tells; `nil` where its
  /// beginning has to tell.
  static func of(_ path: String, asked: InputFormat?) -> InputFormat? {
    if let asked { return asked }
    if path.hasSuffix(".txt") { return .text }
    return path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl") ? .ndjson : nil
  }
}
