import Foundation
import QuoteEvaluation
import QuoteRecords
import Testing

@Suite("The page of an evaluation")
struct PageTests {
  private static let text =
    "🌊 “No,” Ann said. She wants <b>all</b> of it, they say.\r\nHe said so & left."

  private static let outcomes = [
    Outcome(kind: .quotes, verdict: .right, labeled: [3..<6], found: [3..<7], rule: "en.x"),
    Outcome(
      kind: .quotes, verdict: .source, labeled: [18..<45], found: [18..<45], rule: "en.y",
      wanted: "they", given: "“\u{301}She"),
    Outcome(kind: .quotes, verdict: .right, labeled: [22..<45], found: [28..<41], rule: "en.z"),
    Outcome(kind: .amounts, verdict: .missed, labeled: [28..<38]),
    Outcome(kind: .markers, verdict: .spurious, found: [46..<50], rule: "en.n"),
    Outcome(kind: .quotes, verdict: .missed, labeled: [60..<900]),
  ]

  private static func page() throws -> String {
    let article = ArticleEvaluation(id: "a<1>", sheet: ScoreSheet(), outcomes: outcomes)
    let quiet = ArticleEvaluation(id: "quiet", sheet: ScoreSheet(), outcomes: [])
    let bare = ArticleEvaluation(id: "without text", sheet: ScoreSheet(), outcomes: [])
    return try EvaluationPage(
      title: "Gold & found", summary: "joint 0.5 <1",
      evaluation: Evaluation(articles: [article, quiet, bare], options: .init()),
      texts: ["a<1>": text, "quiet": "Nothing was said."]
    ).html()
  }

  @Test("it holds everything that it needs")
  func selfContained() throws {
    let page = try Self.page()
    for part in ["http:", "https:", " src=", "@import", "url(", "<link", "fetch(", "<img"] {
      #expect(!page.contains(part), "\(part)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("texts come back whole, and nothing in them is read as HTML")
  func escapes() throws {
    let page = try Self.page()
    #expect(!page.contains("<b>"))
    #expect(page.contains("a&lt;1&gt;"))
    #expect(page.contains("joint 0.5 &lt;1"))
    let start = try #require(page.range(of: #"<div class="text">"#)?.upperBound)
    let end = try #require(page.range(of: "</div>", range: start..<page.endIndex)?.lowerBound)
    let shown = page[start..<end].replacing(#/<[^>]*>/#, with: "")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#13;", with: "\r")
      .replacing("&amp;", with: "&")
    #expect(Array(shown.utf8) == Array(Self.text.utf8))
  }

  @Test("a mark with a combining accent is escaped like any")
  func combining() throws {
    let outcome = Outcome(
      kind: .quotes, verdict: .source, labeled: [0..<1], wanted: "<\u{301}", given: "\"\u{301}")
    let article = ArticleEvaluation(id: "a", sheet: ScoreSheet(), outcomes: [outcome])
    let page = try EvaluationPage(
      title: "", summary: "", evaluation: Evaluation(articles: [article], options: .init()),
      texts: ["a": "x<\u{301}script>"]
    ).html()
    #expect(page.contains("&lt;\u{301}script&gt;"))
    #expect(page.contains("“&lt;\u{301}”"))
    #expect(page.contains("“&quot;\u{301}”"))
  }

  @Test("pieces of text are under the marks that lie over them")
  func pieces() throws {
    let page = try Self.page().replacing(#/\s*\n\s+/#, with: " ")
    #expect(page.contains(#"class="labeled found v-right" data-l="0" data-f="0">No,</span"#))
    #expect(page.contains(#"data-l="1 2 3" data-f="1 2">&lt;b&gt;all&lt;/b&gt;</span"#))
    #expect(page.contains(#"class="found v-spurious" data-l="" data-f="4">they</span"#))
    #expect(!page.contains("without text"))
  }

  @Test("text has enough contrast, by day and by night")
  func contrast() throws {
    let themes = try Self.page().components(separatedBy: ":root {").dropFirst().compactMap {
      $0.components(separatedBy: "}").first
    }
    #expect(themes.count == 2)
    for theme in themes {
      let pairs = theme.matches(of: #/--([a-z-]+): #([0-9a-f]{6});/#).map {
        (String($0.1), Self.luminance(String($0.2)))
      }
      let colours = Dictionary(uniqueKeysWithValues: pairs)
      let page = try #require(colours["page"])
      let ink = try #require(colours["ink"])
      for (name, colour) in colours where !["page", "line", "panel"].contains(name) {
        let ratio = Self.ratio(colour, name.hasSuffix("ground") ? ink : page)
        #expect(ratio >= 4.5, "\(name): \(ratio)")
      }
      #expect(Self.ratio(try #require(colours["soft"]), try #require(colours["panel"])) >= 4.5)
    }
  }

  /// Relative luminance (WCAG 2.2).
  private static func luminance(_ hex: String) -> Double {
    let digits = Array(hex)
    let channels = [0, 2, 4].map { at -> Double in
      let value = Double(Int(String(digits[at...at + 1]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private static func ratio(_ first: Double, _ second: Double) -> Double {
    (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  @Test("what is right but for its bounds is told apart, and what was wanted is said")
  func items() throws {
    let page = try Self.page()
    #expect(page.contains(#"data-n="0" data-verdict="right" data-kind="quotes""#))
    #expect(page.contains(#"data-n="2" data-verdict="bounds" data-kind="quotes""#))
    #expect(page.contains("labeled “they”, found “““\u{301}She”") == false)
    #expect(page.contains("labeled “they”, found ““\u{301}She”"))
  }

  private static let browser = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap { name in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
        "\($0)/\(name)"
      }
    }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// The page as the browser has it after its scripts and `script`.
  private static func dump(_ page: String, _ script: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quoteex-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try page.replacing("</body>", with: "<script>\(script)</script></body>")
      .write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: browser ?? "")
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.path)/profile",
      "--dump-dom", file.absoluteString,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: read, as: UTF8.self)
  }

  @Test(
    "in a browser without a network, filters hide what is not wanted and a click finds its place",
    .enabled(if: browser != nil, "needs chromium on the path"))
  func filters() throws {
    let page = try Self.page()
    let whole = try Self.dump(page, "")
    #expect(whole.contains(">6 of 6 shown</output>"))
    #expect(!whole.contains(#"hidden="">"#))
    let filtered = try Self.dump(
      page,
      """
      for (const value of ["right", "bounds", "source", "spurious"])
        document.querySelector(`input[value=${value}]`).click();
      document.querySelector("li:not([hidden]) button").click();
      """)
    #expect(filtered.contains(">2 of 6 shown</output>"))
    #expect(filtered.contains(#"class="labeled v-missed chosen" data-l="1 2 3" data-f="1 2""#))
    #expect(filtered.contains(#"<span class="" data-l="0" data-f="0">No,"#))
    #expect(filtered.contains(#"<article hidden="">"#))
  }
}
