import NewsSyntax
import NewsText

/// Where the content of a cue left of a quotation starts and ends.
struct ContentBounds: Sendable {
  let reader: ParagraphReader

  /// The first item of the content, for a cue and the first quotation that it governs.
  func start(cue: Int, quotation: Int, isNoun: Bool) -> Int {
    let facts = reader.facts(quotation)
    if let facts, facts.capital, facts.wordCount >= 3, quotation > cue + 1,
      reader.isComma(quotation - 1) || reader.isColon(quotation - 1)
    {
      return quotation
    }
    if quotation == cue + 1 || reader.isJudged(cue, quotation) || isPutting(cue, quotation) {
      return quotation
    }
    if cue + 2 < quotation, reader[cue + 1].tag == .PRP, reader.isComma(cue + 2) {
      // "As Cole put it, “the rain has no boss.”"
      return cue + 3
    }
    if reader.has(cue, .according) {
      let comma = (cue + 2..<max(quotation, cue + 2)).first { reader.isComma($0) }
      return comma.map { $0 + 1 } ?? quotation
    }
    if let said = behindSaying(cue, quotation) ?? clauseOpener(cue, quotation) { return said }
    if reader.has(cue, .addressing), let told = afterAddressee(cue, quotation) { return told }
    return afterAdjuncts(cue, quotation)
  }

  /// "As Reed put it, “…”"
  private func isPutting(_ cue: Int, _ quotation: Int) -> Bool {
    quotation == cue + 3 && reader[cue + 1].tag == .PRP && reader.isComma(cue + 2)
  }

  /// "quoted the driver as saying he had “only blinked”"
  private func behindSaying(_ cue: Int, _ quotation: Int) -> Int? {
    let window = cue + 1..<max(cue + 1, min(cue + 12, quotation - 1))
    return window.first { index in
      reader.has(index, .as) && reader[index + 1].tag == .VBG && reader.has(index + 1, .saying)
    }.map { $0 + 2 }
  }

  /// "that", "how", "whether" within a few items behind the cue.
  private func clauseOpener(_ cue: Int, _ quotation: Int) -> Int? {
    let window = cue + 1..<max(cue + 1, min(cue + openerReach(cue, quotation), quotation))
    // Behind a verb of the content's own it is no opener: "insisted he knew that it was “late”".
    let open = window.prefix { index in
      // "said in a statement read to the court that"
      !reader.phrases.isFinite(index)
        || index > cue + 1 && !reader.isQuotation(index - 1)
          && reader.has(index - 1, .documentNoun) && reader[index].tag != .MD
          && !reader.has(index, .auxiliary)
    }
    return open.first { index in
      let item = reader[index]
      if item.words.contains(.that) {
        // "said a cake that cost £4 was “small”": the relative of what the clause begins with.
        let isRelative =
          item.tag == .WDT && !reader.has(cue, .addressing)
          && (opensPhrase(cue + 1) || isPlural(cue + 1..<index))
        return item.tag == .IN || item.tag == .WDT && !isRelative || index == cue + 1
      }
      return item.words.contains(.question) && (item.tag == .WRB || item.tag == .IN)
    }
  }

  /// How far behind a cue an opener may stand: further where the paper that holds the words is
  /// described, as in "said in a video posted on the site of the club that".
  private func openerReach(_ cue: Int, _ quotation: Int) -> Int {
    let isDescribed = (cue + 2..<max(cue + 2, min(cue + 8, quotation))).contains { index in
      reader[index].tag.isAny(of: [.VBN, .VBD]) && !reader.isQuotation(index - 1)
        && reader.has(index - 1, .documentNoun)
    }
    return isDescribed ? 16 : 9
  }

  /// "said cities that charge “win”": whether words are a noun phrase of which there are several.
  private func isPlural(_ phrase: Range<Int>) -> Bool {
    guard let last = phrase.last, reader[last].tag == .NNS, !reader.has(last, .day) else {
      return false
    }
    return reader.phrases.phraseRight(from: phrase.lowerBound, limit: phrase.upperBound) == phrase
  }

  private func opensPhrase(_ index: Int) -> Bool {
    reader[index].tag == .DT || reader[index].tag == .PRPS
  }

  private func afterAddressee(_ cue: Int, _ quotation: Int) -> Int? {
    guard let told = reader.phrases.phraseRight(from: cue + 1, limit: quotation),
      !opensQuoted(told, quotation)
    else { return nil }
    var index = skipDays(told.upperBound, quotation)
    if index < quotation, reader.isComma(index) || reader.has(index, .about) { index += 1 }
    return min(index, quotation)
  }

  /// "promised an “open” debate", "warned of a “very high” risk": whether words are the beginning
  /// of a phrase that goes on in a quotation.
  private func opensQuoted(_ phrase: Range<Int>, _ quotation: Int) -> Bool {
    phrase.upperBound == quotation
      && reader[quotation - 1].tag.isAny(of: [.DT, .PRPS, .POS, .JJ])
  }

  private func skipDays(_ first: Int, _ limit: Int) -> Int {
    var index = first
    while index < limit, reader.has(index, .day) || reader[index].tag == .CD { index += 1 }
    return index
  }

  private func afterAdjuncts(_ cue: Int, _ quotation: Int) -> Int {
    var index = cue + 1
    while index < quotation, !reader.isQuotation(index),
      // "called Monday's strike “a farce”"
      reader.has(index, .day) && reader[index + 1].tag != .POS
        || (reader[index].tag == .RB || reader[index].tag == .RP) && !reader.has(index, .negation)
    {
      index += 1
    }
    if index < quotation, reader[index].tag == .IN || reader[index].tag == .TO {
      if index + 1 < quotation, !reader.isQuotation(index + 1), reader[index + 1].tag == .JJS {
        // "said at least three were “late”"
        return index
      }
      if reader.has(cue, .saying), reader.has(index, [.preposition, .to]) {
        if let phrase = reader.phrases.phraseRight(from: index + 1, limit: quotation) {
          index =
            opensQuoted(phrase, quotation)
            ? phrase.lowerBound : skipDays(phrase.upperBound, quotation)
        }
      } else if reader.has(index, .preposition), !opensInfinitive(index) {
        index += 1
      }
    }
    while index < quotation, reader.isComma(index) || reader.isColon(index) { index += 1 }
    return min(index, quotation)
  }

  /// "vowed to hold the line “at any price”"
  private func opensInfinitive(_ index: Int) -> Bool {
    reader[index].tag == .TO && !reader.isQuotation(index + 1) && reader[index + 1].tag == .VB
  }

  /// The last item of the content, for a cue and the last quotation that it governs.
  func last(cue: Int?, quotation: Int, limit: Int) -> Int {
    if let mark = reader.facts(quotation)?.last, mark != .none, mark != .dash { return quotation }
    var naming = cue.map { reader.has($0, .naming) } ?? false
    if let cue, naming, cue + 1 < limit, isCallOn(cue) { naming = false }
    var index = quotation + 1
    if let cue, naming, index < limit, reader[cue].tag == .VBN, cue + 1 == quotation,
      !reader.isQuotation(index), reader.has(index, .by)
    {
      // "dubbed “Vlad” by locals"
      return quotation
    }
    if let cue, index < limit, isWhole(cue, quotation, naming) { return quotation }
    while index < limit {
      let item = reader[index]
      if item.isQuotation {
        index += 1
        continue
      }
      if naming, item.tag == .IN || item.tag == .WRB, staysWithName(index) {
        index += 1
        continue
      }
      if item.tag == .colon, reader.isScore(index) {
        index += 1
        continue
      }
      if item.tag == .stop || item.tag == .colon || item.tag == .comma || item.tag == .close
        || item.words.contains(.concession)
      {
        break
      }
      if naming, item.tag == .CC || item.tag == .IN && !item.words.contains(.of) || item.tag == .WRB
      {
        break
      }
      if item.tag == .CC, index + 1 < limit,
        isCueVerb(index + 1, cue) || goesOn(index + 1, cue, limit)
      {
        break
      }
      index += 1
    }
    return index - 1
  }

  /// "what he called “a pause” | has lasted", "chanted “Go home at once” | as he left": whether
  /// what stands behind a quotation goes on the clause of its cue.
  private func isWhole(_ cue: Int, _ quotation: Int, _ naming: Bool) -> Bool {
    let next = quotation + 1
    if reader.isQuotation(next) { return false }
    if naming || reader[cue].tag.isNoun {
      let opens: WordClasses = [.that, .question, .what]
      return reader.phrases.isFinite(next)
        && !(cue + 1..<max(quotation, cue + 1)).contains {
          reader.phrases.isFinite($0) || reader.has($0, opens)
        }
    }
    guard cue + 1 == quotation, let facts = reader.facts(quotation), facts.capital,
      facts.wordCount >= 2, !reader.opensWithNumber(quotation),
      !facts.titleCase || reader.has(next, .subordinator)
    else { return false }
    return reader[next].tag.isAny(of: [.IN, .TO, .WRB]) && !reader.has(next, .of)
  }

  /// "said it was “late” and reminded the public that": whether a verb behind "and" is of the form
  /// of the cue and has a clause with "that" of its own, as what is said has none.
  private func goesOn(_ verb: Int, _ cue: Int?, _ limit: Int) -> Bool {
    guard let cue, !reader.isQuotation(verb), reader[verb].tag == reader[cue].tag,
      reader.phrases.isFinite(verb), reader.has(verb, [.saying, .addressing])
    else { return false }
    return reader.thatFollows(from: verb + 1, limit: min(limit, verb + 6))
  }

  /// "call on", "call for" name nothing, but "accused of" does.
  private func isCallOn(_ cue: Int) -> Bool {
    guard reader[cue].tag.isVerb, !reader.isQuotation(cue + 1) else { return false }
    return reader.has(cue + 1, [.place, .attachRight]) && reader[cue + 1].tag == .IN
      && !reader.has(cue + 1, .of)
  }

  /// Prepositions that carry on what a naming verb says: for, of, by, as, that, with, from.
  private func staysWithName(_ index: Int) -> Bool {
    reader.has(index, [.of, .by, .as, .that, .attachRight])
  }

  private func isCueVerb(_ index: Int, _ cue: Int?) -> Bool {
    guard !reader.isQuotation(index), reader.rate(index, .before) > 0.25,
      // "says it was “late” and told nobody"
      !(cue.map { reader[$0].tag.isAny(of: [.VBZ, .VBP]) } ?? false) || reader[index].tag != .VBD
    else { return false }
    return reader.phrases.isFinite(index) || isMissedPast(index)
  }

  /// "said it was “late” and urged them to wait": a participle with an object is a past tense that
  /// the tagger missed.
  private func isMissedPast(_ index: Int) -> Bool {
    guard reader[index].tag == .VBN, index + 1 < reader.analysis.items.count,
      !reader.isQuotation(index + 1)
    else { return false }
    let next = reader[index + 1].tag
    return next.isName || next.isAny(of: [.PRP, .DT, .PRPS]) || isCallOn(index)
  }
}
