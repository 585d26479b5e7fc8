import Foundation
import QuoteEvaluation
import QuoteRecords
import Testing

@Suite("Formats are read")
struct FormatsReadingTests {
  @Test(
    "every format's example gives the same quotes, and is recognised by its looks",
    arguments: [
      ("brat", LabelFormat.brat), ("polnear", .polnear), ("citron", .citron),
      ("webanno", .webanno), ("labelstudio", .labelstudio),
    ])
  func sameQuotes(name: String, format: LabelFormat) throws {
    let files = try LabelFiles(path: FormatsKit.data(name))
    #expect(LabelFormat.of(files) == format)
    let reading = try LabelReading(files)
    #expect(reading.faults.map(\.description) == [])
    let article = try #require(reading.articles.first)
    #expect(article.id.hasPrefix("pier"))
    #expect(FormatsKit.lines(article.labels.first?.record) == FormatsKit.pier)
    let text = try Data(contentsOf: URL(fileURLWithPath: FormatsKit.data("brat/pier.txt")))
    #expect(article.text.map { Data($0.utf8) } == text)
  }

  @Test(
    "one file of a named format is read whatever its name ends in",
    arguments: [
      ("citron", LabelFormat.citron), ("webanno", .webanno), ("labelstudio", .labelstudio),
      ("iob", .iob),
    ], ["labels", "labels.dat", "labels.json", "labels.txt"])
  func namedFormat(example: (String, LabelFormat), name: String) throws {
    let files = try LabelFiles(path: FormatsKit.data(example.0))
    let first = try #require(files.names.first)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quoteex-labels-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name).path
    try Data(try files.bytes(of: first)).write(to: URL(fileURLWithPath: path))
    let reading = try LabelReading(LabelFiles(path: path), format: example.1)
    #expect(reading.faults.map(\.code) == [])
    #expect(!reading.articles.isEmpty)
  }

  @Test(
    "records are read from any file, one a line or one in all",
    arguments: ["\n", " ", "\n\n"], ["records", "records.txt"])
  func namedRecords(space: String, name: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quoteex-records-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name).path
    try Data("{\(space)\"id\": \"a\", \"quotes\": []}\n".utf8).write(
      to: URL(fileURLWithPath: path))
    let reading = try LabelReading(LabelFiles(path: path), format: .records)
    #expect(reading.faults.map(\.code) == [])
    #expect(reading.articles.map(\.id) == ["a"])
  }

  @Test("offsets come in code points, whatever the format counts")
  func codePoints() throws {
    let reading = try LabelReading(LabelFiles(path: FormatsKit.data("webanno")))
    let content = reading.articles.first?.labels.first?.record.quotes.map {
      $0.content.map(\.start)
    }
    #expect(content == [[14], [69, 126], [151]])
  }

  @Test("a text without quotes is an article without quotes, not a fault")
  func quiet() throws {
    let reading = try LabelReading(LabelFiles(path: FormatsKit.data("brat")))
    #expect(reading.articles.map(\.id) == ["pier", "quiet"])
    #expect(reading.articles.last?.labels.first?.record.quotes == [])
  }

  @Test("PolNeAR's annotators are told apart, also where the article's name has an underscore")
  func annotators() throws {
    let article = try #require(
      try LabelReading(LabelFiles(path: FormatsKit.data("polnear"))).articles.first)
    #expect(article.id == "pier_2")
    #expect(article.labels.map(\.annotator) == ["a1b2", "c3d4"])
    #expect(FormatsKit.lines(article.labels.last?.record) == Array(FormatsKit.pier.prefix(2)))
  }

  @Test("Label Studio's cancelled annotations are passed over, choices are read")
  func labelStudio() throws {
    let article = try #require(
      try LabelReading(LabelFiles(path: FormatsKit.data("labelstudio"))).articles.first)
    #expect(article.labels.map(\.annotator) == ["first@example.org"])
    #expect(article.labels.first?.record.quotes.map(\.act) == [.writing, .speech, .speech])
  }

  @Test("Citron's coreferences are a speaker with mentions")
  func coreferences() throws {
    let record = try #require(
      try LabelReading(LabelFiles(path: FormatsKit.data("citron"))).articles.first?.labels.first?
        .record)
    #expect(record.speakers.map { $0.mentions.map(\.text) } == [["Mara Quist", "she"]])
    #expect(record.quotes.map(\.speakers) == [[], ["s41-51"], []])
  }

  @Test("IOB gives each quote the nearest speaker on the side of its tag")
  func iob() throws {
    let files = try LabelFiles(path: FormatsKit.data("iob"))
    #expect(LabelFormat.of(files) == .iob)
    let article = try #require(try LabelReading(files).articles.first)
    #expect(
      FormatsKit.lines(article.labels.first?.record) == [
        "direct | \" We waited \" |  | Quist", "direct | \" No , \" |  | Omar Lind",
        "direct | \" Later \" |  | ",
      ])
    #expect(article.text?.hasPrefix("Quist said \" We waited \" \" No , \"") == true)
  }

  @Test("IOB without -DOCSTART- has an article in each paragraph")
  func paragraphs() throws {
    let reading = try LabelReading(
      FormatsKit.files(["a.iob": "No\tB-Unknown\n\nYes Out\r\n\r\nMaybe\tI-Unknown\n"]))
    #expect(reading.articles.map(\.id) == ["a-1", "a-2", "a-3"])
    #expect(reading.articles.map(\.text) == ["No", "Yes", "Maybe"])
  }

  @Test("WebAnno's layers of other things are passed over, stacked spans and relations are read")
  func otherLayers() throws {
    let file = """
      #FORMAT=WebAnno TSV 3.2
      #T_SP=de.example.POS|PosValue|coarseValue
      #T_SP=webanno.custom.Speech|role
      #T_CH=de.example.CoreferenceLink|referenceType|referenceRelation
      #T_RL=de.example.Dependency|DependencyType|BT_de.example.POS
      #T_RL=webanno.custom.By|BT_webanno.custom.Speech


      #Text=He said No\\, she said.
      1-1\t0-2\tHe\tPRP\t*\tSource\t*->1-1\t*\tnsubj\t1-2\t1-3[2_0]\t
      1-2\t3-7\tsaid\tVBD\t*\t_\t_\t_\t_\t_\t_\t
      1-3\t8-11\tNo\\,\tUH\tX|Y\tContent[2]|Source[3]\t_\t_\t_\t_\t_\t
      1-4\t12-15\tshe\tPRP\t*\tContent[2]\t_\t_\t_\t_\t_\t
      """
    let reading = try LabelReading(FormatsKit.files(["a.tsv": file]))
    #expect(reading.faults.map(\.code) == ["unattached"])
    let record = reading.articles.first?.labels.first?.record
    #expect(FormatsKit.lines(record) == ["indirect | No, she |  | He"])
  }

  @Test("a user's labels are read under the roles that the user gives them")
  func names() throws {
    var options = LabelOptions()
    let known = ["content", "source", "nobody"].map { options.names.map("Wer", to: $0) }
    #expect(known == [true, true, false])
    _ = options.names.map("Zitat", to: "content")
    let files = FormatsKit.files([
      "a.txt": "“No,” Ann said.",
      "a.ann": "T1\tZitat 1 4\tNo,\nT2\tWer 6 9\tAnn\nR1\tvon Arg1:T1 Arg2:T2\n",
    ])
    let reading = try LabelReading(files, options: options)
    #expect(reading.faults.isEmpty)
    #expect(
      FormatsKit.lines(reading.articles.first?.labels.first?.record) == ["direct | No, |  | Ann"])
  }

  private static let polnear = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data/polnear").standardizedFileURL.path

  @Test(
    "PolNeAR's dev articles give the attributions of an independent reader",
    .enabled(if: FileManager.default.fileExists(atPath: polnear), "needs ../shared"))
  func agreesWithIndependentReader() throws {
    let ours = try LabelReading(LabelFiles(path: Self.polnear + "/dev"))
    let theirs = try LabelReading(LabelFiles(path: Self.polnear + "/gold/dev"))
    #expect(ours.articles.count == 84)
    #expect(ours.faults.map(\.code) == ["missing_content"])
    #expect(theirs.faults.isEmpty)
    for (our, their) in zip(ours.articles, theirs.articles) {
      #expect(our.id == their.id)
      #expect(our.text == their.text)
      let quotes = [our, their].map { $0.labels.first?.record.quotes ?? [] }
      #expect(quotes[0].map(\.content) == quotes[1].map(\.content))
      #expect(quotes[0].map(\.source) == quotes[1].map(\.source))
      #expect(quotes[0].map { $0.cue.prefix(1) } == quotes[1].map { $0.cue.prefix(1) })
    }
  }
}
