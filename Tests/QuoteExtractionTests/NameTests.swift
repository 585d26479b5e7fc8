import FlatImage
import NewsSyntax
import RuleEngine
import Testing

@testable import QuoteExtraction

@Suite("Names of cases")
struct NameTests {
  @Test("what is written out is the name of the case, as tables and rules write it")
  func names() {
    for frame in ReportedFrame.allCases {
      #expect(frame.name == hyphenated(frame))
      #expect(ReportedFrame(named: frame.name) == frame)
    }
    for construction in Construction.allCases {
      #expect(construction.name == hyphenated(construction))
      #expect(Construction(named: construction.name) == construction)
    }
    for one in NewsClass.allCases where one != .clitic {
      #expect(one.name == String(describing: one))
    }
    for mention in AmountSchema.MentionClass.allCases {
      #expect(mention.name == hyphenated(mention))
    }
    #expect(ReportedFrame(named: "nothing") == nil)
    #expect(Construction(named: "nothing") == nil)
  }

  @Test("symbols that are laid down are taken up the same")
  func symbols() throws {
    let folder = AmountTestKit.root.appending(path: "models/en").path
    let pack = try RulePack(stack: [.directory(folder)], schema: .news)
    var names = FeatureNames(vocabulary: pack.vocabulary)
    let symbols = FeatureSymbols(&names)
    var image = ImageWriter()
    image.lay(symbols)
    image.lay(LazyPart(names.otherNames))
    try image.bytes.withUnsafeBytes { bytes in
      var reader = ImageReader(bytes)
      let taken = try reader.part(FeatureSymbols.self)
      for tag in Tag.allCases { #expect(taken[tag] == symbols[tag]) }
      for frame in ReportedFrame.allCases { #expect(taken[frame] == symbols[frame]) }
      for count in 0...40 {
        #expect(taken.bucket(count) == symbols.bucket(count))
        #expect(taken.longBucket(count) == symbols.longBucket(count))
      }
      #expect(taken.agentless == symbols.agentless)
      var others = FeatureNames(vocabulary: pack.vocabulary, others: try reader.part())
      #expect(others.text(symbols.start) == "START")
      #expect(others.symbol("START") == symbols.start)
      #expect(others.symbol("no such name") == names.symbol("no such name"))
    }
  }
}
