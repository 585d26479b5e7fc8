import Foundation
import QuoteEvaluation
import Testing

/// Examples of each format, damaged at random places but the same in every run.
@Suite("Damaged labels never crash a reader")
struct FormatsFuzzTests {
  /// A linear congruential generator (Knuth, MMIX).
  private struct Random {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
  }

  private static let scraps: [[UInt8]] = [
    [], [0x0A], [0x09], [0x0D, 0x0A], [0x5B], [0x5D], [0x7C], [0x5C], [0x22], [0x3A], [0xFF],
    Array("99999999999999999999".utf8), Array("9223372036854775807".utf8), Array("-1".utf8),
    Array("\u{1F30A}".utf8), Array("Part".utf8), Array("T1".utf8), Array("E1".utf8),
  ]

  private static func damaged(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(3) {
      let start = random.next(bytes.count + 1)
      let end = min(bytes.count, start + random.next(12))
      switch random.next(4) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 2: bytes = Array(bytes[..<end])
      default: bytes.replaceSubrange(start..<end, with: scraps[random.next(scraps.count)])
      }
    }
    return bytes
  }

  @Test(
    "in any format",
    arguments: [
      ("brat", LabelFormat.brat), ("polnear", .polnear), ("citron", .citron),
      ("webanno", .webanno), ("labelstudio", .labelstudio), ("iob", .iob),
    ])
  func damaged(name: String, format: LabelFormat) throws {
    let files = try LabelFiles(path: FormatsKit.data(name))
    let whole = try files.names.map { ($0, try files.bytes(of: $0)) }
    var random = Random(state: 7)
    var read = 0
    for _ in 0..<120 {
      var contents = Dictionary(uniqueKeysWithValues: whole)
      let (victim, bytes) = whole[random.next(whole.count)]
      contents[victim] = Self.damaged(bytes, &random)
      let reading = try LabelReading(LabelFiles(path: "x", contents: contents), format: format)
      read += reading.articles.count
      for target in OutputFormat.allCases { _ = target.writer.write(reading.articles) }
    }
    #expect(read > 0)
  }

  @Test("pieces linked in a chain are one quote, in a ring too")
  func chains() throws {
    let text = "“A,” he said, “b,” and “c.”"
    let labels = """
      T1\tContent 1 3\tA,
      T2\tContent 15 17\tb,
      T3\tContent 24 26\tc.
      R1\tPart Arg1:T1 Arg2:T2
      R2\tPart Arg1:T2 Arg2:T3
      R3\tPart Arg1:T3 Arg2:T1

      """
    let reading = try LabelReading(FormatsKit.files(["a.txt": text, "a.ann": labels]))
    #expect(reading.faults.isEmpty)
    let lines = FormatsKit.lines(reading.articles.first?.labels.first?.record)
    #expect(lines == ["direct | A, … b, … c. |  | "])
  }

  @Test("a token far behind the text is a fault, not a text of that length")
  func farToken() throws {
    let file = """
      #FORMAT=WebAnno TSV 3.3
      #T_SP=webanno.custom.Content|

      #Text=No.
      1-1\t9000000000000-9000000000003\tNo.\t*\t
      """
    let reading = try LabelReading(FormatsKit.files(["a.tsv": file]))
    #expect(reading.faults.map(\.code) == ["span_outside"])
  }
}
