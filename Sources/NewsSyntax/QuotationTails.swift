import NewsText
import RuleEngine

/// Mends the tags of what follows a quotation that leaves its sentence open: "…," Devine added.
///
/// Behind such a quotation stand a speaker and a verb, in either order. So a capital there is a
/// name, whatever the word is elsewhere ("Will wrote"), and where no verb is finite, a participle
/// or a word that may report is ("the statement read").
struct QuotationTails {
  let facts: [QuotationFacts]
  /// The word forms that may report speech.
  let reporting: LexemeSet
  /// Gives what is mended its base form.
  let lemmatiser: Lemmatiser

  private static let reach = 12

  /// Mends the tags of a document's items in place.
  ///
  /// - Complexity: Linear in the number of items.
  func mend(_ items: inout [FoldedItem], paragraphs: [Range<Int>]) {
    for paragraph in paragraphs {
      for index in paragraph {
        guard let quotation = items[index].quotation else { continue }
        let mark = facts[quotation].last
        guard mark == .comma || mark == .question || mark == .exclamation else { continue }
        let tail = self.tail(items, after: index, limit: paragraph.upperBound)
        guard tail.count >= 2 else { continue }
        mendName(&items, tail, certain: mark == .comma)
        if mark == .comma { mendVerb(&items, tail) }
      }
    }
  }

  /// The items up to the next mark.
  private func tail(_ items: [FoldedItem], after index: Int, limit: Int) -> Range<Int> {
    let start = index + 1
    var end = start
    while end < min(limit, start + QuotationTails.reach), !items[end].isQuotation {
      if items[end].tag.isAny(of: [.comma, .stop, .colon, .open, .close]) { break }
      end += 1
    }
    return start..<end
  }

  /// A capital before a past tense is a name.
  private func mendName(_ items: inout [FoldedItem], _ tail: Range<Int>, certain: Bool) {
    let first = tail.lowerBound
    let second = items[first + 1].tag
    guard items[first].flags.contains(.capital) else { return }
    let modal = items[first].tag == .MD
    let verb = second == .VBD || second == .VBZ
    let participle = second == .VBN && certain && !modal
    guard verb || participle else { return }
    guard modal || certain && items[first].tag.isAny(of: [.JJ, .VB, .VBP, .VBN, .NN, .NNS]) else {
      return
    }
    set(&items[first], .NNP)
  }

  /// Where nothing is finite, the participle is, or the last word that may report.
  private func mendVerb(_ items: inout [FoldedItem], _ tail: Range<Int>) {
    guard !tail.contains(where: { items[$0].tag.isFinite || items[$0].tag == .MD }) else { return }
    let first = tail.lowerBound
    if items[first].tag == .VBN, reporting.contains(items[first].lexeme) {
      let next = items[first + 1].tag
      if next.isAny(of: [.NNP, .NNPS, .DT, .PRP, .PRPS, .NN, .NNS, .CD, .JJ]) {
        set(&items[first], .VBD)
      }
      return
    }
    guard
      items[first].tag.isNoun || items[first].tag.isAny(of: [.DT, .PRP, .PRPS, .JJ, .CD]),
      let verb = tail.dropFirst().first(where: { reporting.contains(items[$0].lexeme) }),
      items[verb].tag == .VBN || items[verb].tag == .VB
        || verb == tail.upperBound - 1
          && (items[verb].tag == .NN || items[verb].tag == .JJ),
      items[verb - 1].tag.isNoun || items[verb - 1].tag == .PRP
    else { return }
    set(&items[verb], .VBD)
  }

  private func set(_ item: inout FoldedItem, _ tag: Tag) {
    item.tag = tag
    item.lemma = lemmatiser.lemma(of: item.lexeme, tag: tag)
  }
}
