import Foundation
import NewsQuotes
import QuoteGenerator

/// Measures linking on generated quotes: CPU time, memory, and how many of the planted pairs are
/// found, at growing sizes, each in a process of its own.
///
///     linking [SIZE …]          measure; 10000, 100000 and 1000000 if not given
///     linking --write SIZE      write the quotes as NDJSON: text, and the utterance or null
///     linking --records SIZE    write their articles as records, for quoteex link --store
///     linking --words           write what their words tell, as a table of models/en/weights
@main
struct Linking {
  private static let seed = 7

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let sizes = arguments.compactMap { Int($0) }
    switch arguments.first {
    case "--write": try write(sizes.first ?? 10_000)
    case "--words": print(QuoteGenerator.wordTable)
    case "--records": try writeRecords(sizes.first ?? 10_000)
    case "--one": print(measure(sizes.first ?? 10_000).line)
    default: try compare(sizes.isEmpty ? [10_000, 100_000, 1_000_000] : sizes)
    }
  }

  /// Runs each size in a new process, so that peaks of memory are its own.
  private static func compare(_ sizes: [Int]) throws {
    print("quotes\tCPU s\tµs a quote\tKB a quote\tprecision\trecall\tF1")
    var results: [Measurement] = []
    for size in sizes {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      process.arguments = ["--one", "\(size)"]
      process.standardOutput = pipe
      try process.run()
      let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard let result = Measurement(line: output) else { continue }
      print(result.row)
      results.append(result)
    }
    guard let first = results.first, let last = results.last, first.quotes < last.quotes else {
      return
    }
    let ratio = log(Double(last.quotes) / Double(first.quotes))
    let time = log(last.seconds / first.seconds) / ratio
    let memory = log(last.bytes / first.bytes) / ratio
    print("grows as n^\(decimal(time)) in time, n^\(decimal(memory)) in memory")
  }

  /// Links so many quotes; making them is not counted.
  private static func measure(_ size: Int) -> Measurement {
    var generator = QuoteGenerator(quotes: size, seed: seed)
    var labels: [Int?] = []
    labels.reserveCapacity(size)
    var session = Linker(bits: generator.bits).session()
    let memory = Usage.peakBytes
    var seconds = 0.0
    while let article = generator.next() {
      labels += article.utterances
      let start = Usage.seconds
      session.add(article.record)
      seconds += Usage.seconds - start
    }
    let start = Usage.seconds
    let clusters = session.clusters()
    seconds += Usage.seconds - start
    let bytes = Double(Usage.peakBytes - memory)
    var (found, right) = (0, 0)
    for cluster in clusters {
      found += cluster.members.count * (cluster.members.count - 1) / 2
      right += QuoteGenerator.pairs(
        among: cluster.members.map { Int($0.item.dropFirst()).flatMap { labels[$0] } })
    }
    return Measurement(
      quotes: size, seconds: seconds, bytes: bytes, found: found, right: right,
      pairs: QuoteGenerator.pairs(among: labels))
  }

  private static func writeRecords(_ size: Int) throws {
    var generator = QuoteGenerator(quotes: size, seed: seed)
    while let article = generator.next() {
      try FileHandle.standardOutput.write(contentsOf: article.record.json() + [0x0A])
    }
  }

  private static func write(_ size: Int) throws {
    var generator = QuoteGenerator(quotes: size, seed: seed)
    while let article = generator.next() {
      var lines: [UInt8] = []
      for (quote, utterance) in zip(article.record.quotes, article.utterances) {
        let text = JSONValue.string(quote.content.first?.text ?? "")
        let label = utterance.map { JSONValue.number("\($0)") } ?? .null
        lines += JSONValue.object([.init("text", text), .init("utterance", label)]).json()
        lines.append(0x0A)
      }
      try FileHandle.standardOutput.write(contentsOf: lines)
    }
  }
}

/// What this process has used.
enum Usage {
  /// Seconds of the processor.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that it has had.
  static var peakBytes: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(RUSAGE_SELF.rawValue, &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}

/// What came of one size.
struct Measurement {
  var quotes: Int
  var seconds: Double
  var bytes: Double
  var found: Int
  var right: Int
  var pairs: Int

  /// All numbers, for the process that asked.
  var line: String { "\(quotes) \(seconds) \(bytes) \(found) \(right) \(pairs)" }

  /// A row of the table.
  var row: String {
    let (precision, recall) = (share(right, of: found), share(right, of: pairs))
    let sum = precision + recall
    let size = Double(quotes)
    return [
      "\(quotes)", decimal(seconds), decimal(seconds / size * 1e6), decimal(bytes / size / 1000),
      decimal(precision), decimal(recall), decimal(sum > 0 ? 2 * precision * recall / sum : 0),
    ].joined(separator: "\t")
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }
}

extension Measurement {
  /// Reads what `line` wrote.
  init?(line: String) {
    let fields = line.split(whereSeparator: \.isWhitespace)
    guard fields.count == 6, let quotes = Int(fields[0]), let seconds = Double(fields[1]),
      let bytes = Double(fields[2]), let found = Int(fields[3]), let right = Int(fields[4]),
      let pairs = Int(fields[5])
    else { return nil }
    self.init(
      quotes: quotes, seconds: seconds, bytes: bytes, found: found, right: right, pairs: pairs)
  }
}

private func decimal(_ value: Double) -> String {
  let thousandths = Int((abs(value) * 1000).rounded())
  let digits = "\(thousandths % 1000 + 1000)".dropFirst()
  return "\(value < 0 ? "-" : "")\(thousandths / 1000).\(digits)"
}
