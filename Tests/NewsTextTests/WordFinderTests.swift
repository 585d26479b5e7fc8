import Foundation
import NewsText
import Testing

@Suite("Reading through ICU alone")
struct WordFinderTests {
  private static let reader = TextReader(language: English.data, words: .icu)

  @Test("the corpus reads the same")
  func corpus() throws {
    let folder = English.root.appending(path: "corpus/en")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    #expect(files.count > 50)
    for file in files { try compare([UInt8](Data(contentsOf: folder.appending(path: file)))) }
  }

  @Test("the cases of tokens, quotations and sentences read the same")
  func cases() throws {
    for file in ["tokens.txt", "quotations.txt", "sentences.txt"] {
      for row in Case.all(file) { try compare(Array(row.fields[0].utf8)) }
    }
  }

  @Test("random texts read the same", arguments: 0..<8)
  func random(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    for _ in 0..<500 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...20, using: &random) { bytes += NastyText.sample(&random) }
      try compare(bytes)
    }
  }

  private func compare(_ bytes: [UInt8]) throws {
    let found = try Self.reader.read(bytes)
    let expected = try English.reader.read(bytes)
    let isSame =
      found.tokens == expected.tokens && found.sentences == expected.sentences
      && found.paragraphs == expected.paragraphs && found.quotations == expected.quotations
      && found.repairs == expected.repairs
    if !isSame { Issue.record(Comment(rawValue: "\(bytes)")) }
  }
}
