import Glibc
import ICUYardstick
import NewsQuotes
import NewsText
import QuoteExtraction
import QuoteRecords
import RuleEngine

/// Measures what the library does, each step beside ICU's word breaking in the same round.
struct Steps {
  let sample: Sample
  let rounds: Int
  private let words = WordBreaker()
  private let reader: TextReader
  private let vocabulary: Vocabulary
  /// The articles as they are before they are split into sentences.
  private let paired: [PairedText]
  private let all: Extractor
  private let quoted: Extractor
  /// Without unnamed sources, amounts and claims.
  private let bare: Extractor

  init(_ sample: Sample, rounds: Int) throws {
    self.sample = sample
    self.rounds = rounds
    let models = try Models(language: "en", folder: nil, rules: [])
    all = try models.extractor(.init())
    quoted = try models.extractor(.init(types: [.direct, .mixed]))
    var quotesOnly = ExtractionOptions()
    quotesOnly.quotesOnly = true
    bare = try models.extractor(quotesOnly)
    let reader = all.analysis.reader
    self.reader = reader
    paired = sample.articles.compactMap { article in
      (try? reader.cut(article.text)).map { reader.pair($0) }
    }
    vocabulary = models.pack.vocabulary
  }

  private struct Step {
    let name: String
    let what: String
    var against = YARDSTICK_WORDS
    let run: () -> Int
  }

  private func sum(_ work: (Article) -> Int) -> Int {
    sample.articles.reduce(0) { $0 + work($1) }
  }

  private var steps: [Step] {
    [
      Step(name: "words", what: "word boundaries ÷ ICU's") {
        sum { words.boundaries(in: $0.text).count }
      },
      Step(name: "tokens", what: "bytes to tokens, each with its lexeme ÷ ICU's words") {
        sum { cut($0.text).map { vocabulary.lexemes(of: $0.tokens, in: $0.bytes).count } ?? 0 }
      },
      Step(
        name: "sentences",
        what: "tokens to sentences: brackets, sentences, headings, repairs ÷ ICU's sentences",
        against: YARDSTICK_SENTENCES
      ) { paired.reduce(0) { $0 + reader.split($1).sentences.count } },
      Step(
        name: "read-tokens",
        what: "text read, with all of it, each token with its lexeme ÷ ICU's words"
      ) { sum { read($0.text).map { vocabulary.lexemes(of: $0).count } ?? 0 } },
      Step(
        name: "read-sentences", what: "text read, with all of it ÷ ICU's sentences",
        against: YARDSTICK_SENTENCES
      ) { sum { read($0.text)?.sentences.count ?? 0 } },
      Step(name: "extract", what: "whole extraction ÷ ICU's words") {
        groups.reduce(0) { $0 + quotes(all, $1) }
      },
      Step(name: "quoted", what: "direct and mixed quotes only ÷ ICU's words") {
        groups.reduce(0) { $0 + quotes(quoted, $1) }
      },
    ]
  }

  /// The articles, as many at a time as the library's workers take.
  private var groups: [[Article]] {
    stride(from: 0, to: sample.articles.count, by: 16).map { first in
      Array(sample.articles[first..<min(first + 16, sample.articles.count)])
    }
  }

  private func quotes(_ extractor: Extractor, _ articles: [Article]) -> Int {
    extractor.extract(articles).reduce(0) { $0 + $1.quotes.count }
  }

  private func cut(_ bytes: [UInt8]) -> CutText? { try? reader.cut(bytes) }

  private func read(_ bytes: [UInt8]) -> Document? { try? reader.read(bytes) }

  /// Runs every step in every round; the figures are the medians of the rounds' ratios.
  func figures() -> [Figure] {
    var icu: [Double] = []
    var times = [[Double]](repeating: [], count: steps.count)
    var ratios = times
    for _ in 0..<rounds {
      let base = seconds { sample.boundaries(YARDSTICK_WORDS) }
      let sentences = seconds { sample.boundaries(YARDSTICK_SENTENCES) }
      icu.append(base)
      for (index, step) in steps.enumerated() {
        let time = seconds(step.run)
        times[index].append(time)
        ratios[index].append((step.against == YARDSTICK_WORDS ? base : sentences) / time)
      }
    }
    let megabytes = Double(sample.byteCount) / 1e6
    let first = Figure(
      name: "icu", what: "\(sample.name): ICU's words", rate: megabytes / median(icu), value: 1)
    return [first]
      + steps.indices.map { index in
        Figure(
          name: "\(sample.name)/\(steps[index].name)",
          what: "\(sample.name): \(steps[index].what)", rate: megabytes / median(times[index]),
          value: median(ratios[index]))
      } + [added()]
  }

  /// What unnamed sources, amounts and claims add to quotes and their speakers: group by group in
  /// turns, for a machine's speed changes from one tenth of a second to the next.
  private func added() -> Figure {
    let ratios = (0..<rounds).map { _ in
      var (with, without) = (0.0, 0.0)
      for group in groups {
        without += seconds { quotes(bare, group) }
        with += seconds { quotes(all, group) }
      }
      return with / without
    }
    return Figure(
      name: "\(sample.name)/added",
      what: "\(sample.name): extraction with unnamed sources, amounts and claims ÷ without",
      value: median(ratios))
  }

  /// The processor's time for some work, which other programs do not change.
  private func seconds(_ work: () -> Int) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    let result = work()
    let end = now()
    return result < 0 ? .infinity : end - start
  }
}
