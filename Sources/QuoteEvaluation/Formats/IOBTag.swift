/// The tags of DirectQuote (Zhang and Liu, LREC 2022), in IOB1 or IOB2.
enum IOBTag: String, Sendable, CaseIterable {
  /// A quote whose speaker stands before it.
  case leftSpeaker = "LeftSpeaker"
  /// A quote whose speaker stands after it.
  case rightSpeaker = "RightSpeaker"
  /// A quote whose speaker is not named.
  case unknown = "Unknown"
  /// A speaker.
  case speaker = "Speaker"

  /// The tag of a token of nothing.
  static let out = "Out"

  /// What a file's tag says: where a chunk begins or goes on; `nil` where it is no tag.
  static func parse(_ tag: Substring) -> (begins: Bool, tag: IOBTag?)? {
    if tag == Self.out || tag == "O" { return (false, nil) }
    guard tag.hasPrefix("B-") || tag.hasPrefix("I-"),
      let known = IOBTag(rawValue: String(tag.dropFirst(2)))
    else { return nil }
    return (tag.hasPrefix("B-"), known)
  }
}

/// A token of a file with its tag.
struct IOBToken: Sendable {
  /// The token.
  var text: Substring
  /// The tag.
  var tag: Substring
  /// The line, from 1.
  var line: Int

  /// What begins an article, as in CoNLL 2003.
  static let start = "-DOCSTART-"

  /// Reads a line: the token, white space, the tag.
  init?(_ line: Substring, number: Int) {
    guard let gap = line.lastIndex(where: { $0 == "\t" || $0 == " " }) else { return nil }
    var text = line[..<gap]
    while text.last == "\t" || text.last == " " { text.removeLast() }
    tag = line[line.index(after: gap)...]
    self.text = text
    self.line = number
    if text.isEmpty || tag.isEmpty { return nil }
  }
}
