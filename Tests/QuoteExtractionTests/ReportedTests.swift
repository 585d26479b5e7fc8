import Foundation
import NewsSyntax
import NewsText
import RuleEngine
import Testing

@testable import QuoteExtraction

@Suite("Reported speech")
struct ReportedTests {
  /// What is kept of a sentence's candidates.
  private struct Kept: Equatable {
    var head: Int
    var content: Range<Int>
    var probability: Double
  }

  @Test("what is kept is the same whether or not all ends are sought")
  func bounds() throws {
    let folder = AmountTestKit.root.appending(path: "models/en").path
    let pack = try RulePack(stack: [.directory(folder)], schema: .news)
    var names = FeatureNames(vocabulary: pack.vocabulary)
    let model = ReportedModel(pack: pack, symbols: FeatureSymbols(&names), &names)
    let rates = CueRates(pack: pack, names)
    let rules = try QuoteRules(pack: pack)
    let text = TextReader(language: LanguageData(pack: pack))
    let analyzer = try Analyzer(pack: pack)
    let articles = AmountTestKit.root.appending(path: "corpus/en")
    let files = try FileManager.default.contentsOfDirectory(atPath: articles.path).sorted()
    var left = 0
    for file in files.prefix(40) where file.hasSuffix(".txt") {
      let bytes = [UInt8](try Data(contentsOf: articles.appending(path: file)))
      let reader = ParagraphReader(analyzer.analyze(try text.read(bytes)), rates: rates)
      var scratch = ExtractionScratch(for: reader.analysis, words: rules.matcher.words)
      let found = MatchedSentences(reader, rules, model, everywhere: true, &scratch)
      let attributor = ReportedAttributor(reader: reader, model: model)
      attributor.withSums { sums in
        for sentence in reader.analysis.sentences.indices {
          var kept: [[Kept]] = []
          for all in [false, true] {
            attributor.findCandidates(
              in: sentence, found, taken: TakenItems([], count: 0), all: all, &sums,
              &scratch.reported)
            left += scratch.reported.candidates.count { !$0.canBeKept }
            var candidates: [ReportedCandidate] = []
            attributor.select(scratch.reported.candidates, into: &candidates)
            kept.append(
              candidates.map {
                Kept(head: $0.head, content: $0.content, probability: $0.probability)
              })
          }
          #expect(kept[0] == kept[1], "\(file), sentence \(sentence)")
        }
      }
    }
    #expect(left > 100)
  }

  @Test("a frame in which a word reports often enough is among those that it may report in")
  func frames() throws {
    let folder = AmountTestKit.root.appending(path: "models/en").path
    let pack = try RulePack(stack: [.directory(folder)], schema: .news)
    let table = FrameTable(pack: pack)
    let rows = pack.rows("reported-frames").filter { $0[0] != "*" }
    let keys = rows.compactMap { FrameKey($0[1], vocabulary: pack.vocabulary) }
    #expect(keys.count == rows.count)
    let words = Set(rows.map { pack.vocabulary.lexeme($0[0]) } + [0, 1, 0xFF_FFFE])
    var (seldom, often) = (0, 0)
    for word in words {
      for key in Set(keys) {
        let mayReport = table.frames(of: word) >> UInt32(key.frame) & 1 == 1
        if table.rate(word, key).share >= ReportedModel.leastRate {
          #expect(mayReport, "\(pack.vocabulary.text(of: word)), \(key)")
          often += 1
        } else if !mayReport {
          seldom += 1
        }
      }
    }
    #expect(often > 1000 && seldom > 1000)
  }
}
