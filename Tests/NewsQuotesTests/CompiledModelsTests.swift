import Testing

@testable import FlatImage
@testable import NewsQuotes
@testable import RuleEngine

@Suite("Models compiled ahead")
struct CompiledModelsTests {
  private static let texts = [
    """
    “We will not wait for another winter,” Mayor Lena Ortiz told reporters on Monday. She said the \
    bridge would cost €4.5 million, 12% more than planned. “It is a start,” said Omar Reed.

    Two people familiar with the talks, who asked not to be named, said the firm wanted more time. \
    According to Reed, the ferry would have been cheaper. Nobody told him, he believes.
    """,
    "Officials denied it. Ortiz, the mayor, called it “a disgrace”. The post-war BRIDGE is shut.",
    "“Наш мост,” said Zoë Šimůnková of Łódź.",
  ]

  @Test("the same is found as with models that are read at start")
  func same() throws {
    let read = try Models(reading: "en", folder: nil, rules: []).extractor(.init())
    let compiled = try Models.compiled()
    try compiled.withUnsafeBytes { bytes in
      let (language, pack) = try #require(try CompiledPacks.pack(["en-GB", "en"], in: bytes))
      let taken = try Extractor(pack: pack, language: language, release: Release.version)
      for text in Self.texts {
        let article = Article(id: "a", text: text)
        #expect(taken.extract(article).json() == read.extract(article).json())
      }
    }
  }

  @Test("a language that is not in it has no pack, and a cut image is refused")
  func missing() throws {
    let compiled = try Models.compiled()
    try compiled.withUnsafeBytes { bytes in
      let none = try CompiledPacks.pack(["fi"], in: bytes)
      #expect(none?.language == nil)
      let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
      #expect(throws: ImageError.self) { try CompiledPacks.pack(["en"], in: half) }
    }
  }
}

@Suite("Flat images")
struct FlatImageTests {
  private struct Pair: Imaged, Equatable {
    var name: String
    var numbers: [Int32]
    var other: String?

    init(name: String, numbers: [Int32], other: String?) {
      (self.name, self.numbers, self.other) = (name, numbers, other)
    }

    init(from image: inout ImageReader) throws(ImageError) {
      name = try image.part()
      numbers = try image.array()
      other = try image.optional()
    }

    func lay(into image: inout ImageWriter) {
      image.lay(name)
      image.lay(numbers)
      image.lay(other)
    }
  }

  @Test("what is laid down is taken up the same")
  func roundTrip() throws {
    let pairs = [
      Pair(name: "", numbers: [], other: nil), Pair(name: "é", numbers: [1, -2], other: "x"),
    ]
    var writer = ImageWriter()
    writer.lay(UInt8(7))
    writer.lay(pairs)
    try writer.bytes.withUnsafeBytes { bytes in
      var reader = ImageReader(bytes)
      let number = try reader.value(UInt8.self)
      #expect(number == 7)
      let taken = try reader.part([Pair].self)
      #expect(taken == pairs)
      #expect(throws: ImageError.self) { try reader.value(UInt8.self) }
    }
  }

  @Test("a deferred part is read when it is asked for, and laid down again as it was")
  func deferred() throws {
    let pair = Pair(name: "a", numbers: [3], other: nil)
    var writer = ImageWriter()
    writer.lay(Deferred.made(pair))
    writer.lay(UInt8(9))
    try writer.bytes.withUnsafeBytes { bytes in
      var reader = ImageReader(bytes)
      let carried = try reader.part(Deferred<Pair>.self)
      let next = try reader.value(UInt8.self)
      #expect(next == 9)
      let taken = try carried.value()
      #expect(taken == pair)
      var again = ImageWriter()
      again.lay(carried)
      again.lay(UInt8(9))
      #expect(again.bytes == writer.bytes)
    }
  }
}
