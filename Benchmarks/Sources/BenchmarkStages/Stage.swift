import NewsQuotes
import NewsText

/// A step of an article's way that is measured.
public struct Stage: Sendable {
  /// What it is called.
  public let name: String
  /// Why it is worth measuring.
  public let why: String
  /// Runs it over the whole text; gives back a number, so that no work is left out.
  public let run: @Sendable () -> Int
}

/// The steps, all over the same text.
public struct Stages: Sendable {
  /// The bytes that each step runs over.
  public let byteCount: Int
  /// What the others are compared with: ICU finding the words.
  public let baseline: Stage
  /// The steps, in the order of an article's way.
  public let all: [Stage]

  /// Loads what the steps need.
  ///
  /// - Parameter articles: How many articles the text is made of.
  /// - Throws: What is wrong with the rules, or with ICU.
  public init(articles count: Int = 200) throws {
    let articles = SampleArticles.make(count)
    byteCount = articles.reduce(0) { $0 + $1.text.count }
    let icu = try ICUWordBreaker()
    let words = WordBreaker()
    let reader = TextReader(language: .init())
    let extractor = try Extractor(language: .english)
    let records = articles.map { extractor.extract($0) }

    baseline = Stage(name: "ICU words", why: "what every tool on ICU pays at the least") {
      articles.reduce(0) { $0 + ((try? icu.boundaries(in: $1.text).count) ?? 0) }
    }
    all = [
      Stage(name: "words", why: "every byte of every article goes through it") {
        articles.reduce(0) { $0 + words.boundaries(in: $1.text).count }
      },
      Stage(name: "read", why: "tokens, sentences and quotations: what rules stand on") {
        articles.reduce(0) { $0 + ((try? reader.read($1.text).tokens.count) ?? 0) }
      },
      Stage(name: "extract", why: "the whole way of an article into its record") {
        articles.reduce(0) { $0 + extractor.extract($1).quotes.count }
      },
      Stage(name: "link", why: "quotes of all articles into clusters") {
        Linker().clusters(of: records).count
      },
      Stage(name: "write", why: "records into JSON") {
        records.reduce(0) { $0 + $1.json().count }
      },
    ]
  }
}
