import QuoteExtraction
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
        #expect(try Self.features(taken, text) == Self.features(read, text))
      }
    }
  }

  /// What was weighed of a text, by name.
  private static func features(
    _ extractor: Extractor, _ text: String
  ) throws -> [[WeighedFeature]] {
    let analysis = extractor.analysis
    let read = analysis.analyzer.analyze(try analysis.reader.read(Array(text.utf8)))
    let (quoted, reported) = analysis.attributions.lessons(read)
    return quoted.map(\.features) + reported.map(\.features)
      + reported.flatMap { $0.ends.map(\.features) }
  }

  @Test("a program without compiled models has none ahead, and none is there for another language")
  func ahead() {
    let ahead = ModelsAhead(language: "en")
    #expect(ahead.models(language: "fi")?.language == nil)
    #expect(ahead.models(language: "en")?.language == nil)
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

  @Test("arrays that an image is used for in place hold the same, and are copied when they change")
  func inPlace() throws {
    var writer = ImageWriter()
    writer.lay(UInt8(1))
    writer.lay([UInt64](0..<5))
    writer.lay(UInt8(2))
    writer.lay([Int32]())
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: writer.bytes.count + 1, alignment: ImageWriter.alignment)
    defer { memory.deallocate() }
    // At an address that is aligned, and at one that is not, where nothing can be used in place.
    for shift in [0, 1] {
      let image = UnsafeMutableRawBufferPointer(
        rebasing: memory[shift..<shift + writer.bytes.count])
      image.copyBytes(from: writer.bytes)
      var reader = ImageReader(UnsafeRawBufferPointer(image))
      let first = try reader.value(UInt8.self)
      var numbers = try reader.flatArray(of: UInt64.self)
      let second = try reader.value(UInt8.self)
      #expect([first, second] == [1, 2])
      let none = try reader.flatArray(of: Int32.self)
      #expect(none.isEmpty)
      #expect(Array(numbers) == [0, 1, 2, 3, 4])
      numbers.array[1] = 7
      #expect(numbers.array == [0, 7, 2, 3, 4])
      #expect(image.elementsEqual(writer.bytes))
      #expect(throws: ImageError.self) { try reader.flatArray(of: UInt64.self) }
    }
  }

  @Test("an image that ends before what it announces is refused")
  func cut() throws {
    var writer = ImageWriter()
    writer.lay([UInt64](0..<5))
    writer.nest([1, 2, 3])
    for count in writer.bytes.indices {
      writer.bytes[..<count].withUnsafeBytes { bytes in
        var reader = ImageReader(bytes)
        #expect(throws: ImageError.self) {
          _ = try reader.flatArray(of: UInt64.self)
          _ = try reader.nested()
        }
      }
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
