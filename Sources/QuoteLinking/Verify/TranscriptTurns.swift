import QuoteRecords

/// Finds the turns of a transcript: lines that begin with a speaker and a colon, as
/// *MS. ORTIZ: We will open the gates.* A turn ends where the next begins.
///
/// A text is a transcript where two lines begin like that and one of the labels comes back, or half
/// of all lines do. A label is a person's unless it is one letter (*Q:*) or begins with a word of
/// grammar (*THE PRESIDENT:*).
enum TranscriptTurns {
  private static let labelBytes = 60
  private static let labelWords = 6

  private struct Turn {
    var label: String
    var start: Int
  }

  /// The words of each turn and who says them; none where the text is no transcript. Linear in the
  /// text.
  static func voices(in bytes: [UInt8], table: inout WordTable) -> [PlacedVoice] {
    let (turns, lines) = turns(in: bytes)
    let labels = Set(turns.map(\.label))
    guard turns.count > 1, labels.count < turns.count || turns.count * 2 >= lines else { return [] }
    let last = Dictionary(grouping: labels) { Voice.fold($0).last ?? "" }
    var voices: [String: SpokenBy] = [:]
    for label in labels {
      let words = Voice.fold(label)
      guard let surname = words.last else { continue }
      // Before a surname that no other label has stands a title more often than a given name.
      let name = last[surname]?.count == 1 ? String(label.suffix(from: surnameStart(label))) : label
      voices[label] = SpokenBy(label: name, isNamed: isName(words, &table))
    }
    let ends = turns.dropFirst().map(\.start) + [bytes.count]
    return zip(turns, ends).compactMap { turn, end in
      voices[turn.label].map {
        PlacedVoice(bytes: turn.start..<end, voice: $0, isQuoted: true)
      }
    }
  }

  private static func surnameStart(_ label: String) -> String.Index {
    label.lastIndex(of: " ").map(label.index(after:)) ?? label.startIndex
  }

  private static func isName(_ words: [String], _ table: inout WordTable) -> Bool {
    guard let first = words.first, words.contains(where: { $0.count > 1 }) else { return false }
    let id = table.id(of: Array(first.utf8))
    return words.count == 1 || !table.isFunctionWord(id)
  }

  private static func turns(in bytes: [UInt8]) -> (turns: [Turn], lines: Int) {
    var turns: [Turn] = []
    var lines = 0
    for line in bytes.split(separator: 0x0A) {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      lines += 1
      let head = line.prefix(labelBytes)
      guard let colon = head.firstIndex(of: 0x3A),
        let label = label(String(decoding: head[..<colon], as: UTF8.self))
      else { continue }
      turns.append(Turn(label: label, start: colon + 1))
    }
    return (turns, lines)
  }

  /// The label that stands before a colon, without what is in brackets; `nil` where it is none:
  /// each word begins with a capital, but for short ones between.
  private static func label(_ text: String) -> String? {
    var depth = 0
    var kept = ""
    for character in text {
      if character == "(" || character == "[" { depth += 1 }
      if depth == 0 { kept.append(character) }
      if character == ")" || character == "]" { depth = max(0, depth - 1) }
    }
    let words = kept.split { $0.isWhitespace || $0 == "*" }
    guard let first = words.first, let last = words.last, words.count <= labelWords,
      first.first?.isUppercase == true, last.first?.isUppercase == true,
      words.allSatisfy({ $0.first?.isUppercase == true || $0.count <= 3 }),
      words.allSatisfy({ $0.allSatisfy { $0.isLetter || ".,'’-".contains($0) } })
    else { return nil }
    return words.joined(separator: " ")
  }
}
