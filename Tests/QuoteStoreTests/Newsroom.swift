import QuoteRecords

/// Makes articles that quote the same utterances in many ways: whole, cut, changed, in pieces of a
/// few words, with and without dates and speakers.
struct Newsroom {
  /// What is said, again and again.
  private static let utterances = [
    "we have patched this old bridge for the very last time and the work will start in May",
    "the commission buried its survey in an appendix that nobody outside was ever shown",
    "we will close the northern tunnel in November and reroute every single freight train",
    "nobody on this council has read the contract that all of us were asked to sign",
    "the lighthouse keeper retires in spring and not one person has applied for the post",
    "our hospitals are full, our nurses are exhausted and the ministry sends us posters",
    "it is what it is", "we will see what happens", "a lot of people", "great", "shameful",
    "I will say it again", "not on my watch", "build the harbor wall", "back end systems",
    "they came, they saw, they sent us an invoice for the whole visit",
  ]
  private static let speakers = ["Lena Ortiz", "Ortiz", "Omar Reed", "Ana Ortiz", "M. Reed"]
  private static let fillers = ["really", "never", "harbor", "and", "today", "invoice"]

  private var random: SplitMix
  private let days: Int

  /// Articles of so many days.
  init(seed: UInt64, days: Int = 28) {
    random = SplitMix(state: seed)
    self.days = days
  }

  /// So many articles.
  mutating func articles(_ count: Int, prefix: String = "a") -> [ArticleRecord] {
    (0..<count).map { article("\(prefix)\($0)") }
  }

  /// An article with a few quotes.
  mutating func article(_ id: String) -> ArticleRecord {
    var record = ArticleRecord(id: id)
    record.outlet = ["Gazette", "Post", "Courier", nil].randomElement(using: &random) ?? nil
    if Int.random(in: 0..<8, using: &random) > 0 {
      let day = Int.random(in: 0..<days, using: &random)
      let (month, date) = (day / 28 % 12 + 1, day % 28 + 1)
      record.published = "\(2031 + day / 336)-\(two(month))-\(two(date))"
    }
    var text = ""
    for number in 0..<Int.random(in: 0...4, using: &random) { add(number, to: &record, &text) }
    if Bool.random(using: &random) { record.text = text }
    for number in 0..<Int.random(in: 0...3, using: &random) { addClaim(number, to: &record) }
    return record
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private mutating func add(_ number: Int, to record: inout ArticleRecord, _ text: inout String) {
    let words = variant()
    let lead = ["Then: ", "The mayor said of the bridge that ", "“"].randomElement(using: &random)
    text += lead ?? ""
    let start = text.unicodeScalars.count
    text += words
    let end = text.unicodeScalars.count
    text += [". ", " on Monday. ", "” "].randomElement(using: &random) ?? ""
    let span = Span(start: start, end: end, text: words)
    var quote = QuoteRecord(
      id: "q\(start)-\(end)", type: .direct, act: .speech, content: [span], certainty: .high,
      rule: "test")
    quote.quoted = [span]
    if Int.random(in: 0..<3, using: &random) > 0 {
      let name = Self.speakers.randomElement(using: &random) ?? ""
      let speaker = SpeakerRecord(
        id: "s\(number)", name: name, named: Int.random(in: 0..<5, using: &random) > 0,
        kind: .person, mentions: [])
      record.speakers.append(speaker)
      quote.speakers = [speaker.id]
      quote.anonymous = !speaker.named
    }
    record.quotes.append(quote)
  }

  /// An utterance as somebody quotes it.
  private mutating func variant() -> String {
    let utterance = Self.utterances.randomElement(using: &random) ?? ""
    var words = utterance.split(separator: " ").map(String.init)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: words.removeFirst(min(words.count - 1, Int.random(in: 1...6, using: &random)))
    case 1: words.removeLast(min(words.count - 1, Int.random(in: 1...6, using: &random)))
    case 2:
      let length = min(words.count, Int.random(in: 1...7, using: &random))
      let start = Int.random(in: 0...(words.count - length), using: &random)
      words = Array(words[start..<start + length])
    case 3:
      let place = Int.random(in: 0..<words.count, using: &random)
      words[place] = Self.fillers.randomElement(using: &random) ?? ""
    case 4:
      let place = Int.random(in: 0...words.count, using: &random)
      words.insert("[\(Self.fillers.randomElement(using: &random) ?? "")]", at: place)
    case 5:
      let place = Int.random(in: 0..<words.count, using: &random)
      words[place] = "[\(words[place])]"
    case 6 where words.count > 6: words.replaceSubrange(3..<5, with: ["…"])
    case 7 where words.count > 1: words.replaceSubrange(0..<2, with: [words[0] + words[1]])
    default: break
    }
    return words.joined(separator: " ")
  }

  private static let things = [
    "the harbor wall", "timber duties", "ferry repairs", "the northern tunnel",
    "lighthouse repairs",
  ]
  private static let acts = ["will cost", "cost the council", "has earned", "is worth"]

  /// Adds a claim of one amount or two, now and then a rate.
  private mutating func addClaim(_ number: Int, to record: inout ArticleRecord) {
    let start = 1000 * (number + 1)
    let thing = Self.things.randomElement(using: &random) ?? ""
    let act = Self.acts.randomElement(using: &random) ?? ""
    let head = "The commission said \(thing) \(act) "
    let value = [200, 210, 250, 900, 1000].randomElement(using: &random) ?? 0
    let isRate = Int.random(in: 0..<5, using: &random) == 0
    let figure = isRate ? "\(value / 100) percent" : "\(value) dollars"
    let tail = [" this year", " and the auditor agrees", ""].randomElement(using: &random) ?? ""
    func span(_ text: String, after before: String) -> Span {
      let from = start + before.unicodeScalars.count
      return Span(start: from, end: from + text.unicodeScalars.count, text: text)
    }
    var amount = AmountRecord(
      id: "a\(start)", kind: isRate ? "percent" : "money", span: span(figure, after: head),
      certainty: .high, rule: "test")
    amount.value = isRate ? "\(value / 100)" : "\(value)"
    (amount.currency, amount.unit) = isRate ? (nil, "percent") : ("USD", nil)
    amount.of = span(thing, after: "The commission said ")
    var claim = ClaimRecord(
      id: "c\(start)", span: span(head + figure + tail, after: ""), type: "quantity",
      asserter: record.speakers.first?.id ?? ClaimRecord.article, certainty: .high, rule: "test")
    claim.subject = amount.of
    claim.predicate = span(act, after: "The commission said \(thing) ")
    claim.amounts = [amount.id]
    record.amounts.append(amount)
    if Int.random(in: 0..<4, using: &random) == 0 {
      var other = amount
      (other.id, other.value) = ("b\(start)", "\(value + 40)")
      record.amounts.append(other)
      claim.amounts.append(other.id)
    }
    record.claims.append(claim)
  }
}
