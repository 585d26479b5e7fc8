import Foundation
import ICUYardstick

/// Measures the program itself: its speed from NDJSON to NDJSON, workers, start and memory.
struct Programs {
  let program: String
  let sample: Sample
  let rounds: Int
  /// How many bytes of NDJSON stream through it for the figure of memory.
  let streamed: Int

  /// Runs it.
  func figures() throws -> [Figure] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "measure-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = sample.lines(bytes: 8_000_000)
    let file = folder.appendingPathComponent("articles.ndjson").path
    try Data(lines).write(to: URL(fileURLWithPath: file))
    let article = folder.appendingPathComponent("article.txt").path
    try Data(fiveKilobytes).write(to: URL(fileURLWithPath: article))
    return [
      try command(file, lines.count), try workers(file), try start(article), try memory(lines),
    ]
  }

  /// A text of about 5 KB.
  private var fiveKilobytes: [UInt8] {
    let texts = sample.articles.map(\.text)
    return texts.min { abs($0.count - 5000) < abs($1.count - 5000) } ?? []
  }

  private func command(_ file: String, _ bytes: Int) throws -> Figure {
    var ratios: [Double] = []
    var rates: [Double] = []
    let icu = Double(sample.byteCount)
    for _ in 0..<rounds {
      let start = Date()
      _ = sample.boundaries(YARDSTICK_WORDS)
      let base = icu / Date().timeIntervalSince(start)
      let run = try Child([program, "extract", "--jobs", "1", file])
      rates.append(Double(bytes) / 1e6 / run.processor)
      ratios.append(Double(bytes) / run.processor / base)
    }
    return Figure(
      name: "command", what: "`quoteex extract`, NDJSON to NDJSON ÷ ICU's words",
      rate: median(rates), value: median(ratios))
  }

  private func workers(_ file: String) throws -> Figure {
    let ratios = try (0..<rounds).map { _ in
      let one = try Child([program, "extract", "--jobs", "1", file]).wall
      return one / (try Child([program, "extract", "--jobs", "2", file]).wall)
    }
    return Figure(name: "workers", what: "two workers ÷ one", value: median(ratios))
  }

  private func start(_ article: String) throws -> Figure {
    let python = try interpreter()
    let ratios = try (0..<rounds * 4).map { _ in
      let base = try Child([python, "-c", "pass"]).wall
      return try Child([program, "extract", article]).wall / base
    }
    return Figure(
      name: "start", what: "`quoteex extract` of one 5 KB article ÷ `python3 -c pass`",
      value: median(ratios))
  }

  private func memory(_ lines: [UInt8]) throws -> Figure {
    let run = try Child(
      [program, "extract", "--input-format", "ndjson", "-"], input: lines, bytes: streamed)
    return Figure(
      name: "memory", what: "peak memory, \(streamed / 1_000_000) MB of NDJSON streamed, in MB",
      value: Double(run.memory) / 1e6)
  }

  /// The interpreter itself, past scripts that choose one.
  private func interpreter() throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import sys; print(sys.executable)"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let path = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return path.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
