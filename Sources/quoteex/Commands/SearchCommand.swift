import ArgumentParser
import NewsQuotes
import QuoteStore

/// `quoteex search`
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find quotes or claims in a store.",
    discussion: """
      All words must be in a quote, in any order; words in one argument must follow each other. \
      Case and accents do not count. Writes one row for each quote, the newest first; with \
      --claims one for each figure that a claim gives, beside all figures of its cluster.
      """)

  @Argument(help: "The words; none: all quotes that the options leave.")
  var words: [String] = []

  @OptionGroup var file: StoreFileOption

  @Flag(help: "Find claims with amounts instead of quotes.")
  var claims = false

  @Option(help: "Only quotes of a speaker with this in the name, or with this key.")
  var speaker: String?

  @Option(help: "Only quotes in articles of this outlet.")
  var outlet: String?

  @Option(help: "Only quotes from this day on, as in 2031-05-02.")
  var since: String?

  @Option(help: "Only quotes up to this day.")
  var until: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Only quotes whose source is not named, or only those whose is.")
  var anonymous: Bool?

  @Option(help: "How many quotes at most.")
  var limit: Int = 100

  @OptionGroup var rows: RowOptions

  func validate() throws {
    for (name, date) in [("--since", since), ("--until", until)] {
      if let date, QuoteStore.day(date) == nil {
        throw ValidationError("\(name) \(date): no date as in 2031-05-02")
      }
    }
    if claims, anonymous != nil {
      throw ValidationError("--claims: claims have no unnamed source to be asked for")
    }
    if !words.isEmpty, QuoteSearch(words: words).isWithoutWords {
      let given = words.joined(separator: " ")
      throw ValidationError("“\(given)”: no letter and no digit to look for")
    }
    if limit < 1 { throw ValidationError("--limit \(limit): there must be at least 1") }
  }

  func run() async throws {
    var search = QuoteSearch(words: words, limit: limit)
    (search.speaker, search.outlet) = (speaker, outlet)
    (search.since, search.until, search.anonymous) = (since, until, anonymous)
    if claims { return try writeClaims(search) }
    let found = try file.opened().quotes(search)
    let columns = [
      "article", "outlet", "published", "url", "quote", "type", "anonymous", "cluster", "speakers",
      "words",
    ]
    try rows.write(columns, found.map(Self.row))
  }

  private static func row(_ quote: FoundQuote) -> [FlatTable.Cell] {
    [
      .text(quote.article), .init(quote.outlet), .init(quote.published), .init(quote.url),
      .text(quote.quote), .text(quote.type), .boolean(quote.anonymous), .init(quote.cluster),
      .init(quote.speakers), .text(quote.words),
    ]
  }

  private func writeClaims(_ search: QuoteSearch) throws {
    let columns = [
      "article", "outlet", "published", "url", "claim", "asserter", "figure", "cluster", "figures",
      "words",
    ]
    try rows.write(columns, file.opened().claims(search).map(Self.row))
  }

  private static func row(_ claim: FoundClaim) -> [FlatTable.Cell] {
    [
      .text(claim.article), .init(claim.outlet), .init(claim.published), .init(claim.url),
      .text(claim.claim), .init(claim.asserter), .text(claim.figure), .init(claim.cluster),
      .init(claim.figures), .text(claim.words),
    ]
  }
}
