import NewsSyntax
import RuleEngine

/// The classes of what stands at each place of a sentence, in the few kinds that decide where a
/// content ends: ", and NP V", ", who", "in TIME", a finite verb.
///
/// Worked out once per sentence; asked for again and again.
struct LookAhead: Sendable {
  /// The sentence's items.
  let range: Range<Int>
  private let reader: ParagraphReader
  private let words: [String]
  private var names: [String] = []
  /// The last finite verb of the sentence.
  let lastFinite: Int

  init(reader: ParagraphReader, range: Range<Int>) {
    self.reader = reader
    self.range = range
    words = range.map { LookAhead.word($0, reader) }
    lastFinite = range.last { reader.phrases.isFinite($0) } ?? -1
    names = range.map { makeName(at: $0, limit: range.upperBound) }
  }

  /// What stands at an item: a class of one word, or of the two or three that tell.
  func name(at index: Int) -> String {
    range.contains(index) ? names[index - range.lowerBound] : "END"
  }

  /// The class of one item.
  func word(_ index: Int) -> String {
    range.contains(index) ? words[index - range.lowerBound] : "END"
  }

  private func word(_ index: Int, _ limit: Int) -> String { word(index) }

  private func makeName(at index: Int, limit: Int) -> String {
    let first = word(index, limit)
    switch first {
    case ",":
      let second = word(index + 1, limit)
      if second == "and" || second == "but" || second == "or" {
        return ", \(second) " + clauseOr(index + 2, limit)
      }
      let open = second == "NP" || second == "TIME" || second == "RB"
      if open, reader.phrases.startsClause(at: index + 1, limit: limit) { return ", NPV" }
      return ", " + second
    case "and", "but", "or":
      return first + " " + clauseOr(index + 1, limit)
    case "in", "on", "at", "for", "with", "by", "after", "as", "to", "from", "about", "during",
      "over", "against":
      let second = word(index + 1, limit)
      if second == "TIME" { return first + " TIME" }
      if second == "VBG" || second == "VB" { return first + " V" }
      if first == "after" || first == "as",
        reader.phrases.startsClause(at: index + 1, limit: limit)
      {
        return first + " NPV"
      }
      return first
    default: return first
    }
  }

  private func clauseOr(_ index: Int, _ limit: Int) -> String {
    if reader.phrases.startsClause(at: index, limit: limit) { return "NPV" }
    let name = word(index, limit)
    return ["FIN", "NP", "VB", "VBG"].contains(name) ? name : "x"
  }

  private static func word(_ index: Int, _ reader: ParagraphReader) -> String {
    let item = reader[index]
    if item.isQuotation { return "Q" }
    if !item.words.isDisjoint(with: .linking) {
      return reader.word(index)
    }
    if item.words.contains(.day) { return "TIME" }
    switch item.tag {
    case .comma: return ","
    case .stop: return "."
    case .colon: return reader.isMark(index, UInt8(ascii: ";")) ? ";" : ":"
    case .open, .close: return "("
    case .VBD, .VBZ, .VBP, .MD: return "FIN"
    case .VBG: return "VBG"
    case .VBN: return "VBN"
    case .VB: return "VB"
    case .RB, .RBR, .RBS: return "RB"
    case .NN, .NNS, .NNP, .NNPS, .PRP, .PRPS, .POS, .PDT, .DT, .JJ, .JJR, .JJS, .CD, .currency, .EX:
      return "NP"
    default: return String(describing: item.tag)
    }
  }
}

extension ParagraphReader {
  /// A word form as tables write it; one that no table knows is `?`.
  func word(_ index: Int) -> String { text(of: analysis.items[index].lexeme) }

  /// The base form of a word as tables write it.
  func lemma(_ index: Int) -> String { text(of: analysis.items[index].lemma) }

  /// A word form by its number.
  func text(of lexeme: LexemeID) -> String {
    lexeme < words.count ? words[Int(lexeme)] : "?"
  }
}
