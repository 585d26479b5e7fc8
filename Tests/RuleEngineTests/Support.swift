import NewsText
import RuleEngine

/// A pack out of texts, for tests.
struct TestPack {
  var rules = ""
  var lexicons: [String: String] = [:]
  var schema = RuleSchema.open

  static let header = "# summary: a test\n# origin: written for quoteex\n# licence: CC0-1.0\n"
  static let manifest = "id: t\nversion: 1\nlicence: CC0-1.0\n"

  /// One rule with a pattern; its examples are not looked at.
  static func rule(_ pattern: String, anchor: String = "[word]", id: String = "t.rule") -> String {
    let lines = pattern.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    return """
        - id: \(id)
          summary: A test.
          status: active
          anchor: '\(anchor)'
          pattern: |
      \(lines)
          finds: |
            One.
          skips: |
            One.
            Two.

      """
  }

  var source: PackSource {
    var files: [(path: String, bytes: [UInt8])] = [("pack.yaml", Array(Self.manifest.utf8))]
    if !rules.isEmpty {
      files.append(("rules/test.yaml", Array(("kind: test\nrules:\n" + rules).utf8)))
    }
    for (name, text) in lexicons {
      files.append(("lexicons/\(name).txt", Array((Self.header + text).utf8)))
    }
    return PackSource(name: "test", files: files)
  }

  func load() throws -> RulePack { try RulePack(stack: [source], schema: schema) }
}

/// A sentence whose tokens are what stands between spaces; `{np … }` marks mentions.
struct TestSentence {
  var document: Document
  var mentions: [Mention] = []

  static let classes = ItemClasses(
    bits: ["word": 1, "capitalised": 2, "allcaps": 4, "number": 8, "mark": 16, "any": 31],
    mentions: ["np": 0, "vg": 1])

  init(_ marked: String) {
    var words: [String] = []
    var open: [(kind: Int, start: Int)] = []
    for piece in marked.split(separator: " ") {
      if piece == "}" {
        guard let last = open.popLast() else { continue }
        mentions.append(Mention(mentionClass: last.kind, items: last.start..<words.count))
      } else if piece.hasPrefix("{") {
        open.append((Self.classes.mentions[String(piece.dropFirst())] ?? 9, words.count))
      } else {
        words.append(String(piece))
      }
    }
    var tokens: [Token] = []
    var bytes: [UInt8] = []
    for word in words {
      let start = bytes.count
      bytes += word.utf8
      let flags: Token.Flags = word.utf8.allSatisfy { $0 < 0x80 } ? [] : .nonASCII
      tokens.append(
        Token(start: UInt32(start), end: UInt32(bytes.count), kind: .word, flags: flags))
      bytes.append(0x20)
    }
    document = Document(
      bytes: bytes, tokens: tokens, sentences: [], paragraphs: [], quotations: [], repairs: [])
  }

  func items(_ vocabulary: Vocabulary) -> [Item] {
    vocabulary.lexemes(of: document).enumerated().map { index, lexeme in
      Item(
        tokens: index..<index + 1, lexeme: lexeme, classes: Self.shape(document.text(of: index)))
    }
  }

  static func shape(_ word: String) -> UInt64 {
    let scalars = word.unicodeScalars
    guard let first = scalars.first else { return 0 }
    var bits: UInt64 = 0
    if first.properties.isAlphabetic {
      bits |= 1
      if first.properties.isUppercase { bits |= 2 }
      let letters = scalars.filter(\.properties.isAlphabetic)
      if letters.count > 1, letters.allSatisfy(\.properties.isUppercase) { bits |= 4 }
    } else {
      bits |= first.properties.numericType == nil ? 16 : 8
    }
    return bits
  }
}

extension RuleMatcher {
  /// The matches in a sentence, as `from-to role=from-to …`.
  func found(_ sentence: TestSentence, _ vocabulary: Vocabulary) -> [String] {
    matches(in: sentence.items(vocabulary), mentions: sentence.mentions).map(Self.text)
  }

  /// A match as `from-to role=from-to …`.
  static func text(_ match: Match) -> String {
    let captures = match.captures.map {
      " \($0.role)=\($0.items.lowerBound)-\($0.items.upperBound)"
    }
    return "\(match.items.lowerBound)-\(match.items.upperBound)" + captures.joined()
  }
}
