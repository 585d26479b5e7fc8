import Foundation
import NewsSyntax

/// One article's automatic tags, as its file of tab-separated columns has them: number, word,
/// lemma, tag, entity, start, end, head, relation; offsets in Unicode code points.
struct Parse {
  var sentences: [[Token]] = []

  struct Token {
    var form: String
    var lemma: String
    var tag: Tag
    var start: Int
    var end: Int
  }

  init(contentsOf file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    var sentence: [Token] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count == 9, let start = Int(columns[5]), let end = Int(columns[6]) else {
        if !sentence.isEmpty { sentences.append(sentence) }
        sentence = []
        continue
      }
      sentence.append(
        Token(
          form: String(columns[1]), lemma: String(columns[2]), tag: Tag(treebank: columns[3]),
          start: start, end: end))
    }
    if !sentence.isEmpty { sentences.append(sentence) }
  }
}

extension Tag {
  /// The tag that the treebank writes so; `none` where it has no place here.
  init(treebank name: some StringProtocol) {
    switch name {
    case ",": self = .comma
    case ":": self = .colon
    case ".": self = .stop
    case "``", "''": self = .quote
    case "-LRB-": self = .open
    case "-RRB-": self = .close
    case "$": self = .currency
    case "#": self = .SYM
    case "LS": self = .CD
    default: self = Tag(named: name) ?? .none
    }
  }
}
