import Foundation

// Quotes.
extension CorpusCheck {
  mutating func checkQuotes() {
    for item in article.items(.quote) {
      guard let first = item.marks.first else { continue }
      if item.head == nil {
        note(first, "no_content", "quote \(item.number) has no content")
        continue
      }
      checkPlaces(of: item)
      checkSpeaker(of: item)
      for cue in item["cue"] where !cue.value.isEmpty && !CorpusCodes.acts.contains(cue.value) {
        note(cue, "unknown_code", "'\(cue.value)' is no act")
      }
      let namesThing = item["cue"].contains { $0.text.contains(Self.naming) }
      for content in item["content"] { checkEdges(of: content, namesThing) }
      if article.outer(of: item) == nil { checkClosing(of: item) }
      let isReported = !["speech", "writing"].contains(item.act)
      if isReported, item["source"].isEmpty, article.quoted(in: item).isEmpty {
        note(first, "no_source", "quote \(item.number) is \(item.act) but has no source")
      }
    }
  }

  /// The pieces of a content follow each other, and neither cue nor source stands in them.
  private mutating func checkPlaces(of item: CorpusItem) {
    let content = item["content"]
    for (one, next) in zip(content, content.dropFirst())
    where next.range.lowerBound < one.range.upperBound {
      note(next, "overlap", "the contents of quote \(item.number) overlap")
    }
    for mark in item["cue"] + item["source"]
    where content.contains(where: { $0.range.overlaps(mark.range) }) {
      note(mark, "overlap", "the \(mark.role) of quote \(item.number) stands in its content")
    }
  }

  private mutating func checkSpeaker(of item: CorpusItem) {
    let valued = (item["content"] + item["source"]).filter { !$0.value.isEmpty }
    for mark in valued.dropFirst() where mark.value != valued[0].value {
      note(
        mark, "two_speakers",
        "quote \(item.number) is by '\(valued[0].value)' and by '\(mark.value)'")
    }
    if let source = item["source"].first, valued.isEmpty, item.facts["unresolved"] == nil {
      note(source, "no_speaker", "quote \(item.number) has a source without a key")
    }
    if let mark = valued.first, item.facts["unresolved"] != nil {
      note(mark, "two_speakers", "quote \(item.number) is unresolved, but has a speaker")
    }
  }

  /// What opens with a quotation mark ends with it.
  private mutating func checkClosing(of item: CorpusItem) {
    for content in item["content"] {
      let stretch = article.quotations.first { $0.inner.lowerBound == content.range.lowerBound }
      if let stretch, stretch.inner.upperBound > content.range.upperBound {
        note(
          content, "content_edge", "content begins with quotation marks but does not end with them")
      }
    }
  }

  /// A content begins and ends where the guidelines say.
  private mutating func checkEdges(of content: CorpusMark, _ namesThing: Bool) {
    let stretch = article.quotations.first {
      $0.inner.lowerBound <= content.range.lowerBound
        && content.range.upperBound <= $0.inner.upperBound
    }
    if stretch == nil {
      if !namesThing, content.text.contains(Self.introducing) {
        note(content, "content_edge", "content begins with 'that'")
      }
      if let last = content.text.last, ",.;:".contains(last) {
        let isAbbreviation = content.text.contains(/\b([A-Z]|[ap]\.m|Inc|Co|Ltd)\.$/)
        if !isAbbreviation {
          note(content, "content_edge", "content ends in '\(last)' outside quotation marks")
        }
      }
    }
    for one in article.quotations where one.outer.overlaps(content.range) && stretch == nil {
      if !content.holds(one.outer) {
        note(content, "content_edge", "content begins or ends within quotation marks")
      }
    }
  }
}

extension CorpusCheck {
  /// Verbs whose content begins with what they speak of: called | that figure “a joke”.
  private static var naming: Regex<Substring> { /call|label|brand|describ|dub|dismiss|accus|blast/ }

  /// A "that" which introduces a clause; where a noun follows it, it may be a determiner.
  private static var introducing: Regex<(Substring, Substring)> {
    /^that (the|an?|he|she|it|they|we|I|his|her|their|its|no|there|this|some|all)\b/
  }
}

// Markers.
extension CorpusCheck {
  mutating func checkMarkers() {
    for item in article.items(.marker) {
      let heads = item["marker"]
      guard let first = item.marks.first else { continue }
      guard let head = heads.first, heads.count == 1 else {
        note(first, "no_marker", "marker \(item.number) has \(heads.count) marker marks, not 1")
        continue
      }
      check(head, head.value, CorpusCodes.forms, "form of a marker")
      for fact in head.facts where !fact.hasPrefix("speaker=") {
        let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count != 2 || CorpusCodes.axes[parts[0]]?.contains(parts[1]) != true {
          note(head, "unknown_code", "'\(fact)' is no axis of a marker")
        }
      }
      for mark in item["grounds"] { check(mark, mark.value, CorpusCodes.grounds, "grounds") }
      for mark in item["affiliation"] {
        check(mark, mark.value, CorpusCodes.affiliations, "affiliation")
      }
      for mark in item["count"] where mark.value != "?" {
        let number = Decimal(string: mark.value)
        if number.map(AmountReading(mark.text).values.contains) != true {
          note(mark, "wrong_value", "'\(mark.text)' is not \(mark.value)")
        }
      }
    }
  }

  private mutating func check(
    _ mark: CorpusMark, _ code: String, _ codes: Set<String>, _ what: String
  ) {
    if !codes.contains(code) { note(mark, "unknown_code", "'\(code)' is no \(what)") }
  }
}

// Amounts.
extension CorpusCheck {
  mutating func checkAmounts() {
    let claims = article.items(.claim).compactMap(\.head)
    for item in article.items(.amount) {
      guard let first = item.marks.first else { continue }
      let heads = item["money"] + item["percent"] + item["points"]
      guard let head = item.head, heads.count == 1 else {
        note(first, "no_amount", "amount \(item.number) has \(heads.count) amounts, not 1")
        continue
      }
      for fault in LabeledValue(head).faults(of: head.text) { note(head, "wrong_value", fault) }
      for fact in head.facts where !CorpusCodes.amountFacts.contains(fact) {
        note(head, "unknown_code", "'\(fact)' is no fact of an amount")
      }
      for mark in item["approx"] {
        check(mark, mark.value, CorpusCodes.approximators, "approximator")
      }
      for mark in item["per"] where mark.value.isEmpty {
        note(mark, "unknown_code", "a per-unit must say its unit")
      }
      for mark in item["approx"] + item["per"] where mark.range.overlaps(head.range) {
        note(mark, "overlap", "{\(mark.role) stands in the amount itself")
      }
      for role in ["approx", "per", "of"] {
        for mark in item[role].dropFirst() {
          note(mark, "twice", "amount \(item.number) has two {\(role)")
        }
      }
      let isIdiom = head.facts.contains("figurative")
      if !item.isOptional, !isIdiom, !claims.contains(where: { $0.holds(head.range) }) {
        note(head, "unclaimed", "amount \(item.number) is in no claim")
      }
    }
  }
}

// Claims.
extension CorpusCheck {
  mutating func checkClaims() {
    // A statement may hold an idiom, or what may pass for an amount.
    let all = article.items(.amount).compactMap(\.head)
    let amounts = article.items(.amount).filter { !$0.isOptional }.compactMap(\.head)
      .filter { !$0.facts.contains("figurative") }
    for item in article.items(.claim) {
      guard let first = item.marks.first else { continue }
      guard let head = item.head, item["claim"].count == 1 else {
        note(first, "no_claim", "claim \(item.number) has \(item["claim"].count) claim marks")
        continue
      }
      let holdsAmount = amounts.contains { head.holds($0.range) }
      switch head.value {
      case "quantity" where !all.contains { head.holds($0.range) }:
        note(head, "wrong_type", "claim \(item.number) is a quantity but has no amount")
      case "statement" where holdsAmount:
        note(head, "wrong_type", "claim \(item.number) is a statement but has an amount")
      case "quantity", "statement": break
      default: note(head, "unknown_code", "'\(head.value)' is no type of claim")
      }
      for fact in head.facts
      where fact != "hedged" && fact != "negated" && !fact.hasPrefix("asserter=") {
        note(head, "unknown_code", "'\(fact)' is no fact of a claim")
      }
      for mark in item.marks where !head.holds(mark.range) {
        note(mark, "outside", "{\(mark.role) lies outside claim \(item.number)")
      }
      if let last = head.text.last, ",.;:".contains(last),
        !head.text.contains(/\b([A-Z]|[ap]\.m|Inc|Co|Ltd)\.$/)
      {
        note(head, "claim_edge", "claim \(item.number) ends in '\(last)'")
      }
      checkAsserter(of: head, item.number)
    }
  }

  /// The asserter is the speaker of the quote that holds the claim, or else the article.
  private mutating func checkAsserter(of head: CorpusMark, _ number: Int) {
    guard let asserter = head.fact("asserter") else {
      note(head, "no_asserter", "claim \(number) has no asserter")
      return
    }
    guard let quote = article.quote(holding: head.range) else {
      if asserter != "article" {
        note(head, "wrong_asserter", "claim \(number) by '\(asserter)' lies in no quote")
      }
      return
    }
    let wanted = quote.speakers.isEmpty ? "article" : quote.speakers.joined(separator: "+")
    if wanted != asserter {
      note(
        head, "wrong_asserter",
        "claim \(number) by '\(asserter)' lies in a quote by '\(wanted)'")
    }
  }
}
