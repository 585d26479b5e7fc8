import Foundation
import NewsSyntax
import NewsText
import QuoteExtraction
import QuoteRecords
import RuleEngine

// Writes the candidates of reported speech in a folder of texts with their features, a line each;
// or, with a folder to write to, the attributions of each text, for scorers.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  print("usage: train-attribution MODELS FOLDER [OUT]")
  exit(2)
}
let pack: RulePack
do {
  pack = try RulePack(stack: [.directory(arguments[0])], schema: .quotes.merging(.open))
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(2)
}
let reader = TextReader(language: LanguageData(pack: pack))
let analyzer = try Analyzer(pack: pack)
let finder = try AttributionFinder(pack: pack)
let folder = URL(fileURLWithPath: arguments[1])
let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
  .filter { $0.hasSuffix(".txt") }.sorted()
for name in names {
  let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  let analysis = analyzer.analyze(try reader.read(bytes))
  let offsets = OffsetMap(bytes)
  func place(_ range: Range<Int>) -> JSONValue {
    let bytes = analysis.document.bytes(of: range)
    return .array([
      .number(String(offsets.codepoint(bytes.lowerBound))),
      .number(String(offsets.codepoint(bytes.upperBound))),
    ])
  }
  if arguments.count > 2 {
    let found = finder.find(analysis).attributions
    func spans(_ ranges: [Range<Int>]) -> JSONValue {
      .array(
        ranges.map { range in
          let bytes = analysis.document.bytes(of: range)
          return .object([
            .init("start", .number(String(offsets.codepoint(bytes.lowerBound)))),
            .init("end", .number(String(offsets.codepoint(bytes.upperBound)))),
            .init("text", .string(analysis.document.text(of: range))),
          ])
        })
    }
    var rows: [JSONValue] = []
    for quote in found {
      var source = quote.source
      if source.isEmpty, let from = quote.carriedFrom { source = found[from].source }
      var members: [JSONValue.Member] = [
        .init("contents", spans(quote.content)), .init("sources", spans(source)),
        .init("rule", .string(quote.rule)),
      ]
      if let cue = quote.cue.first, case .array(let list) = spans([cue]), let first = list.first {
        members.append(.init("cue", first))
      } else {
        members.append(.init("cue", .null))
      }
      rows.append(.object(members))
    }
    var writer = JSONWriter()
    JSONValue.object([.init("quotes", .array(rows))]).encode(into: &writer)
    try Data(writer.bytes).write(
      to: URL(fileURLWithPath: arguments[2]).appendingPathComponent(name.dropLast(4) + ".json"))
    continue
  }
  func list(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
  for candidate in finder.reportedCandidates(analysis) {
    var members: [JSONValue.Member] = [
      .init("doc", .string(String(name.dropLast(4)))), .init("rule", .string(candidate.rule)),
      .init("frame", .string(candidate.frame)), .init("lemma", .string(candidate.lemma)),
      .init("cue", place(candidate.cue)), .init("content", place(candidate.content)),
      .init("p", .number(String(candidate.probability))),
      .init("features", list(candidate.features)),
    ]
    if let source = candidate.source { members.append(.init("source", place(source))) }
    if !candidate.ends.isEmpty {
      members.append(
        .init(
          "ends",
          .array(
            candidate.ends.map { end in
              .array([
                .number(String(offsets.codepoint(Int(analysis.document.tokens[end.end - 1].end)))),
                list(end.features),
              ])
            })))
    }
    var writer = JSONWriter()
    JSONValue.object(members).encode(into: &writer)
    FileHandle.standardOutput.write(Data(writer.bytes + [10]))
  }
}
