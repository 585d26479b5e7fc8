import NewsSyntax
import NewsText
import QuoteRecords

/// Who asserts what stands at a token: the innermost attribution around it, or else the attribution
/// of its sentence whose clause goes on, or else a source without a quote.
///
/// A class, though nothing in it changes: what asks many questions of its tables copies none.
final class ClaimHolders {
  /// Who asserts.
  enum Holder: Hashable {
    case attribution(Int)
    case source(Int)
  }

  private let analysis: Analysis
  private let attributions: [Attribution]
  private let sources: [ClaimSource]
  private let words: ClaimWords
  private let binding: BindingWords
  /// For each token the innermost attribution that asserts it, or -1.
  private var inner: [Int32] = []
  /// The attributions that assert with the sentence of their cue, by sentence; of one sentence the
  /// longest content first.
  private var asserting: [(sentence: Int, index: Int)] = []

  init(
    _ analysis: Analysis, _ attributions: [Attribution], _ sources: [ClaimSource],
    _ words: ClaimWords, _ binding: BindingWords, amounts: [Range<Int>]
  ) {
    self.binding = binding
    self.analysis = analysis
    self.attributions = attributions
    self.sources = sources
    self.words = words
    var inner = [Int32](repeating: -1, count: analysis.document.tokens.count)
    var asserting: [(sentence: Int, index: Int)] = []
    var longest: [(size: Int, index: Int)] = []
    let sentences = Self.sentences(of: amounts, analysis.document)
    for index in attributions.indices
    where isAsked(index, sentences, amounts)
      && !attributions[index].source.contains(where: amounts.holdsPart(of:)) && asserts(index)
    {
      longest.append((size(index), index))
    }
    longest.sort { ($0.size, $1.index) > ($1.size, $0.index) }
    for (_, index) in longest {
      for range in attributions[index].content {
        for token in range { inner[token] = Int32(index) }
      }
      guard let cue = attributions[index].cue.first?.lowerBound else { continue }
      asserting.append((analysis.document.sentence(of: cue), index))
    }
    self.inner = inner
    self.asserting = asserting.enumerated()
      .sorted { ($0.element.sentence, $0.offset) < ($1.element.sentence, $1.offset) }
      .map(\.element)
  }

  /// The numbers of the sentences that hold amounts, in order.
  private static func sentences(of amounts: [Range<Int>], _ document: Document) -> [Int] {
    var sentences: [Int] = []
    for amount in amounts {
      let number = document.sentence(of: amount.lowerBound)
      if sentences.last != number { sentences.append(number) }
    }
    return sentences
  }

  /// Whether anybody asks for an attribution: where its content holds an amount, or its cue stands
  /// in the sentence of one.
  private func isAsked(_ index: Int, _ sentences: [Int], _ amounts: [Range<Int>]) -> Bool {
    if attributions[index].content.contains(where: amounts.holdsPart(of:)) { return true }
    guard let cue = attributions[index].cue.first else { return false }
    let number = analysis.document.sentence(of: cue.lowerBound)
    let place = sentences.firstPlace { $0 >= number }
    return place < sentences.count && sentences[place] == number
  }

  private func size(_ index: Int) -> Int {
    attributions[index].content.reduce(0) { $0 + $1.count }
  }

  /// Whether the source of an attribution vouches for the figures in its content: it says or shows
  /// them, or proposes them; it does not only back, have or spend them.
  private func asserts(_ index: Int) -> Bool {
    let act = attributions[index].act
    let certainty = attributions[index].certainty
    guard let cue = attributions[index].cue.first else { return act == .speech || act == .writing }
    if act == .attitude || act == .thought {
      return certainty != .low
        && (holdsClause(attributions[index]) || isInfinitive(attributions[index]))
        || has(cue, .pledge)
    }
    guard attributions[index].type == .indirect else { return true }
    if certainty != .high, has(cue, .money) { return false }
    // A wish that passes for evidence: "the two towns supporting Reed paid $5".
    if act == .evidence {
      return cue.allSatisfy {
        words.cues[analysis.lexemes[$0]] != .wish || analysis.tags[$0].isFinite
      }
    }
    return certainty != .low
  }

  private func tells(_ cue: Range<Int>, _ kind: ClaimWords.Kind) -> Bool {
    cue.contains { words.cues[analysis.lexemes[$0]] == kind }
  }

  private func has(_ cue: Range<Int>, _ one: ClaimWords.Class) -> Bool {
    cue.contains { words.has(analysis.lexemes[$0], one) }
  }

  /// Who asserts what stands at some tokens; `nil` for the article.
  ///
  /// - Complexity: Linear in the attributions and sources of their sentence.
  func holder(of tokens: Range<Int>) -> Holder? {
    if inner[tokens.lowerBound] >= 0 { return .attribution(Int(inner[tokens.lowerBound])) }
    let number = analysis.document.sentence(of: tokens.lowerBound)
    var nearest: (distance: Int, index: Int)?
    for place in asserting.firstPlace(where: { $0.sentence >= number })..<asserting.count {
      let (sentence, index) = asserting[place]
      guard sentence == number else { break }
      let away = distance(index, tokens)
      if away < nearest?.distance ?? .max, reaches(index, tokens) { nearest = (away, index) }
    }
    return nearest.map { .attribution($0.index) }
      ?? source(of: tokens, in: analysis.document.sentences[number].tokens).map { .source($0) }
  }

  /// The source without a quote, of those that a sentence names, that stands behind some tokens.
  private func source(of tokens: Range<Int>, in sentence: Range<Int>) -> Int? {
    var best: (size: (Int, Int), index: Int)?
    let first = sources.firstPlace { $0.source.lowerBound >= sentence.lowerBound }
    for index in first..<sources.count {
      let source = sources[index]
      guard source.source.lowerBound < sentence.upperBound else { break }
      guard source.scope.contains(tokens.lowerBound), !source.source.overlaps(tokens),
        !isCutOff(tokens, from: source)
      else { continue }
      let size = size(source, tokens)
      if best.map({ size < $0.size }) ?? true { best = (size, index) }
    }
    return best?.index
  }

  /// Whether "but", "while" or a semicolon opens a clause between some tokens and a source that is
  /// named at the end of what it tells ("X fell, according to the bank, while Y …"), or whose
  /// clause ends there.
  private func isCutOff(_ tokens: Range<Int>, from source: ClaimSource) -> Bool {
    let named = max(source.cue.upperBound, source.source.upperBound)
    guard named < tokens.lowerBound else { return false }
    let isLast =
      min(source.cue.lowerBound, source.source.lowerBound) > source.scope.lowerBound + 3
    return (source.isPhrase || isLast)
      && (named..<tokens.lowerBound - 1).contains { beginsContrast($0) || isSemicolon($0) }
  }

  private func size(_ source: ClaimSource, _ tokens: Range<Int>) -> (Int, Int) {
    (source.scope.count, abs(source.cue.lowerBound - tokens.lowerBound))
  }

  private func distance(_ index: Int, _ tokens: Range<Int>) -> Int {
    abs((attributions[index].cue.first?.lowerBound ?? 0) - tokens.lowerBound)
  }

  /// Whether what an attribution reports goes on to some tokens of its sentence beyond its content:
  /// "found that 28 percent liked Reed, while 23 percent liked Cole", "shows Reed with 28 percent,
  /// followed by Cole with 23 percent".
  private func reaches(_ index: Int, _ tokens: Range<Int>) -> Bool {
    let one = attributions[index]
    guard one.type == .indirect, one.act != .attitude, one.act != .thought,
      let cue = one.cue.first, let content = one.content.first, let last = one.content.last,
      one.act == .evidence || holdsClause(one) || isInterrupted(last, tokens)
        || goesOn(last, tokens),
      !tells(cue, .question),
      !one.source.contains(where: { $0.overlaps(tokens) })
    else { return false }
    let between: Range<Int>
    if tokens.lowerBound >= last.upperBound, content.lowerBound >= cue.lowerBound {
      between = last.upperBound..<tokens.lowerBound
    } else if cue.lowerBound > content.lowerBound, tokens.upperBound <= content.lowerBound {
      between = tokens.upperBound..<content.lowerBound
    } else if cue.lowerBound > content.lowerBound, tokens.lowerBound >= last.upperBound {
      between = last.upperBound..<tokens.lowerBound
      if between.dropLast().contains(where: beginsClause) { return false }
    } else {
      return false
    }
    return !between.contains { isBreak($0) }
  }

  /// Whether an attribution's content is a clause, which "that" or a pronoun opens or which has a
  /// finite verb: a clause goes on where a phrase does not.
  private func holdsClause(_ attribution: Attribution) -> Bool {
    attribution.content.contains { part in
      part.lowerBound > 0
        && binding[analysis.lexemes[part.lowerBound - 1]].contains(.that)
        || holdsVerb(part) || part.count > 1 && analysis.tags[part.lowerBound] == .PRP
    }
  }

  /// Whether what belongs to the last thing follows: "blamed many things, including cuts of $5".
  private func goesOn(_ last: Range<Int>, _ tokens: Range<Int>) -> Bool {
    last.upperBound + 1 < tokens.lowerBound && analysis.tags[last.upperBound] == .comma
      && words.has(analysis.lexemes[last.upperBound + 1], .including)
  }

  /// Whether what is said stops before a relative clause after whose comma it goes on: "said the
  /// fund, which holds $5, had paid".
  private func isInterrupted(_ last: Range<Int>, _ tokens: Range<Int>) -> Bool {
    let tags = analysis.tags
    guard last.upperBound + 1 < tokens.lowerBound, tags[last.upperBound] == .comma,
      tags[last.upperBound + 1].isAny(of: [.WDT, .WP])
    else { return false }
    let sentence = analysis.document.sentences[analysis.document.sentence(of: tokens.lowerBound)]
    let rest = tokens.upperBound..<max(tokens.upperBound, sentence.tokens.upperBound - 1)
    return rest.contains {
      tags[$0] == .comma && (tags[$0 + 1].isFinite || tags[$0 + 1] == .MD)
    }
  }

  /// Whether what is wanted is told with an infinitive: "wants the port to pay $5".
  private func isInfinitive(_ attribution: Attribution) -> Bool {
    guard let content = attribution.content.first else { return false }
    return content.dropLast().contains {
      analysis.tags[$0] == .TO && analysis.tags[$0 + 1] == .VB
    }
  }

  /// Whether a finite verb stands in a part before any relative clause.
  private func holdsVerb(_ part: Range<Int>) -> Bool {
    for token in part {
      let tag = analysis.tags[token]
      if tag.isFinite || tag == .MD { return true }
      if tag == .WDT || tag == .WP, token > part.lowerBound { return false }
    }
    return false
  }

  /// Whether a comma with "and", "but" or "while" stands at a token.
  private func beginsClause(_ token: Int) -> Bool {
    analysis.tags[token] == .comma
      && (analysis.tags[token + 1] == .CC || words.has(analysis.lexemes[token + 1], .contrast))
  }

  /// Whether a comma with "but" or "while" stands at a token.
  private func beginsContrast(_ token: Int) -> Bool {
    analysis.tags[token] == .comma && words.has(analysis.lexemes[token + 1], .contrast)
  }

  /// Whether a token ends what was reported before it: a semicolon, a quotation mark.
  private func isBreak(_ token: Int) -> Bool {
    analysis.tags[token] == .quote || isSemicolon(token)
  }

  private func isSemicolon(_ token: Int) -> Bool {
    analysis.tags[token] == .colon
      && analysis.document.bytes[Int(analysis.document.tokens[token].start)] == UInt8(ascii: ";")
  }
}
