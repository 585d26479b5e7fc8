import NewsSyntax
import NewsText

/// Reads the parts of a claim, by tags and word lists: subject, predicate, object, time.
struct ClaimReader {
  let analysis: Analysis
  let words: ClaimWords
  let binding: BindingWords
  /// The sentence that is read.
  var clause: ClauseReader
  /// What its amounts are counted per, which is no time: "$5 a day".
  var rates: [Range<Int>] = []

  /// Reads a clause into a claim.
  ///
  /// - Parameters:
  ///   - span: The clause, as tokens of the sentence.
  ///   - amount: The first amount's tokens, if there is one.
  ///   - measured: The bytes of what it measures.
  func read(
    _ span: Range<Int>, amount: Range<Int>?, of measured: Range<Int>?, into claim: inout Claim
  ) {
    let span = trimmed(span)
    let told = told(by: span)
    claim.bytes = analysis.document.bytes(of: span)
    if told.mayHaveTime {
      claim.time = time(in: span, besides: amount).map { analysis.document.bytes(of: $0) }
    }
    let hedged =
      told.classes.contains(.hedge)
      && span.contains {
        words.has(analysis.lexemes[$0], .hedge) && !analysis.tags[$0].isNoun
      }
    claim.isHedged = claim.isHedged || hedged
    guard let verb = verb(in: span, amount) else {
      claim.object = measured
      return
    }
    let group = group(of: verb, in: span)
    claim.predicate = analysis.document.bytes(of: group)
    var start = group.lowerBound
    if let subject = clause.subject(of: verb), span.contains(subject.lowerBound),
      subject.upperBound <= verb, !subject.contains(where: isBoilerplate)
    {
      claim.subject = analysis.document.bytes(of: widened(subject, in: span))
      start = subject.upperBound
    }
    let denied =
      told.classes.contains(.denial)
      && (start..<group.upperBound).contains { words.has(analysis.lexemes[$0], .denial) }
    claim.isNegated = claim.isNegated || denied
    let after = clause.phrase(from: group.upperBound).flatMap {
      span.contains($0.upperBound - 1) && !clause.isTime($0) ? analysis.document.bytes(of: $0) : nil
    }
    claim.object = measured.flatMap { $0 == claim.subject ? nil : $0 } ?? after
  }

  /// The classes of a clause's words, all together, and whether any may say when.
  private func told(by span: Range<Int>) -> (classes: ClaimWords.Class, mayHaveTime: Bool) {
    var classes: ClaimWords.Class = []
    var mayHaveTime = false
    for token in span {
      classes.formUnion(words.classes(of: analysis.lexemes[token]))
      if analysis.document.tokens[token].kind == .number { mayHaveTime = true }
    }
    return (classes, mayHaveTime || !classes.isDisjoint(with: [.time, .period]))
  }

  /// Whether a phrase that says when may begin at a token, as far as its word tells.
  @inline(__always)
  private func maySayWhen(_ token: Int) -> Bool {
    !words.classes(of: analysis.lexemes[token]).isDisjoint(with: [.time, .period])
      || analysis.document.tokens[token].kind == .number
  }

  /// A clause without the marks at its ends.
  private func trimmed(_ span: Range<Int>) -> Range<Int> {
    var (start, end) = (span.lowerBound, span.upperBound)
    while start + 1 < end, isMark(start) { start += 1 }
    while end - 1 > start, isMark(end - 1) { end -= 1 }
    return start..<end
  }

  private func isMark(_ token: Int) -> Bool {
    switch analysis.tags[token] {
    case .comma, .colon, .stop, .quote: true
    default: false
    }
  }

  private func isFinite(_ token: Int) -> Bool {
    (analysis.tags[token].isFinite || analysis.tags[token] == .MD) && !clause.isAmount(token)
      && !isBoilerplate(token)
  }

  private func isBoilerplate(_ token: Int) -> Bool {
    analysis.document.tokens[token].flags.contains(.boilerplate)
  }

  /// A subject with the numbers before it and the phrase that "and" joins to it.
  private func widened(_ subject: Range<Int>, in span: Range<Int>) -> Range<Int> {
    var start = subject.lowerBound
    func number() {
      while start > span.lowerBound, analysis.tags[start - 1].isAny(of: [.CD, .JJ]),
        !clause.isAmount(start - 1)
      {
        start -= 1
      }
    }
    number()
    var before = start
    while before > span.lowerBound, analysis.tags[before - 1].isAny(of: [.DT, .PRPS]) {
      before -= 1
    }
    if before > span.lowerBound, binding[analysis.lexemes[before - 1]].contains(.and),
      let other = clause.phrase(before: before - 1), other.lowerBound >= span.lowerBound,
      !other.contains(where: isBoilerplate)
    {
      start = other.lowerBound
      number()
    }
    return start..<subject.upperBound
  }

  /// The finite verb before an amount that is nearest to it, or else the first.
  private func verb(in span: Range<Int>, _ amount: Range<Int>?) -> Int? {
    if let amount {
      let before = span.lowerBound..<max(span.lowerBound, min(amount.lowerBound, span.upperBound))
      if let found = before.last(where: isFinite) { return found }
    }
    return span.first(where: isFinite)
  }

  /// A finite verb with the auxiliaries, adverbs and verbs that follow it at once.
  private func group(of verb: Int, in span: Range<Int>) -> Range<Int> {
    var end = verb + 1
    var next = end
    while next < span.upperBound, !clause.isAmount(next) {
      let tag = analysis.tags[next]
      if tag.isVerb && !isFinite(next) || tag == .RP {
        end = next + 1
      } else if !tag.isAdverb,
        tag != .TO || next + 1 >= span.upperBound
          || analysis.tags[next + 1] != .VB
      {
        break
      }
      next += 1
    }
    return verb..<end
  }

  /// The first phrase that says when: "in 2015", "last year", "on Monday".
  private func time(in span: Range<Int>, besides amount: Range<Int>?) -> Range<Int>? {
    for token in span where maySayWhen(token) {
      guard let end = timeEnd(token, span.upperBound), !clause.isAmount(token),
        !isBoilerplate(token), !rates.contains(where: { $0.contains(token) })
      else { continue }
      var start = token
      while start > span.lowerBound, analysis.tags[start - 1].isAny(of: [.JJ, .DT, .PRPS, .CD]),
        !clause.isAmount(start - 1)
      {
        start -= 1
      }
      if start > span.lowerBound, analysis.tags[start - 1] == .IN, !clause.isAmount(start - 1) {
        if binding[analysis.lexemes[start - 1]].contains(.of) { continue }
        start -= 1
      }
      return start..<end
    }
    return nil
  }

  /// The token after a word or phrase of time that begins at a token.
  private func timeEnd(_ token: Int, _ limit: Int) -> Int? {
    let tag = analysis.tags[token]
    guard tag != .MD else { return nil }
    let length =
      words.has(analysis.lexemes[token], .time)
      ? words.timeLength(from: analysis.lexemes[token..<min(limit, token + 6)]) : 0
    if length > 1 || length == 1 && tag.isNoun { return token + length }
    guard tag.isNoun, binding[analysis.lexemes[token]].contains(.period) else {
      return isYear(token) ? token + 1 : nil
    }
    var end = token + 1
    // "by the election commission"
    if end < limit, token > 0, analysis.tags[token - 1] == .DT,
      analysis.tags[end].isAny(of: [.NN, .NNS]), !binding[analysis.lexemes[end]].contains(.period)
    {
      return nil
    }
    while end < limit, !clause.isAmount(end),
      analysis.tags[end] == .CD
        || analysis.tags[end] == .comma && end + 1 < limit && isYear(end + 1)
    {
      end += 1
    }
    return end
  }

  /// Whether a token is four digits that look like a year.
  private func isYear(_ token: Int) -> Bool {
    guard analysis.document.tokens[token].kind == .number else { return false }
    let range = analysis.document.tokens[token].bytes
    guard range.count == 4, !clause.isAmount(token) else { return false }
    let bytes = analysis.document.bytes[range]
    let first = bytes[range.lowerBound]
    return (first == UInt8(ascii: "1") || first == UInt8(ascii: "2"))
      && bytes.allSatisfy { $0 &- 0x30 < 10 }
  }
}
