import Foundation
import NewsSyntax
import RuleEngine
import Testing

@testable import QuoteExtraction

/// What amounts measure, on sentences of our own.
@Suite struct AmountBindingTests {
  @Test(
    "parts have the places of their names",
    arguments: [
      ("time", .time), ("period", .period), ("clause", .clause), ("measure", .measure),
      ("skip", .skip), ("apart", .apart), ("purpose", .purpose), ("no-purpose", .noPurpose),
      ("gap", .gap), ("opener", .opener), ("versus", .versus), ("auxiliary", .auxiliary),
      ("relative", .relative), ("respondent", .respondent), ("among", .among), ("top", .top),
      ("pronoun", .pronoun), ("not", .negation), ("and", .and), ("of", .of), ("out", .out),
      ("worth", .worth), ("combined", .combined), ("to", .to), ("with", .with), ("at", .at),
      ("by", .by), ("for", .forWord), ("that", .that), ("compared", .compared), ("more", .more),
      ("be", .be), ("bracket", .bracket), ("semicolon", .semicolon), ("hyphen", .hyphen),
      ("dash", .dash), ("adjunct", .adjunct), ("ahead", .ahead), ("above", .above), ("sum", .sum),
      ("mere", .mere), ("in", .inWord), ("respondent-verb", .respondentVerb), ("poll", .poll),
      ("from", .fromWord), ("reckoning", .reckoning), ("price", .price), ("sells", .sells),
      ("adding", .adding), ("against", .against), ("it", .it), ("another", .another),
      ("floating", .floating), ("or", .or), ("direction", .direction), ("moves", .moves),
      ("change", .change), ("taking", .taking), ("idle", .idle),
    ] as [(String, BindingParts)])
  func parts(name: String, part: BindingParts) {
    #expect(BindingParts(name: name) == part)
  }

  @Test("amounts are bound to what they measure")
  func bindings() throws {
    let kit = try AmountTestKit.shared.get()
    let analyzer = try Analyzer(pack: kit.pack)
    let file = AmountTestKit.data.appending(path: "bindings.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    #expect(lines.count >= 40)
    var (right, all) = (0, 0)
    var failures: [String] = []
    for line in lines {
      let text = try MarkedText(parsing: String(line))
      let analysis = analyzer.analyze(try kit.reader.read(Array(text.plain.utf8)))
      var scratch = ExtractionScratch()
      let found = kit.finder.find(analysis, scratch: &scratch)
      for mark in text.marks where mark.role == "amount" {
        all += 1
        let want = text.marks.first { $0.role == "of" && $0.id == mark.id }
        let amount = found.first { $0.bytes == mark.range }
        if amount != nil, Self.agree(want?.range, amount?.of) {
          right += 1
        } else {
          let of = amount?.of.map { String(decoding: Array(text.plain.utf8)[$0], as: UTF8.self) }
          failures.append("\(text.plain) → \(amount == nil ? "no amount" : of ?? "nothing")")
        }
      }
    }
    let share = Double(right) / Double(all)
    #expect(share >= 0.9, "\(right) of \(all)\n\(failures.joined(separator: "\n"))")
  }

  /// Whether the binding takes in what is marked; more words of the same phrase are no fault.
  private static func agree(_ want: Range<Int>?, _ found: Range<Int>?) -> Bool {
    guard let want, let found else { return want == nil }
    return found.contains(want.lowerBound) && found.contains(want.upperBound - 1)
  }
}
