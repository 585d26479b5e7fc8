import ArgumentParser
import Foundation

/// Measures speed and memory, as ratios to ICU's word breaking on the same text in the same run.
@main
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures speed and memory and compares them with what must be reached.",
    discussion: "Exit status 1 where a figure does not keep to its bound.")

  @Option(
    help: "A folder of plain articles (*.txt) to measure on instead of the labeled corpus.")
  var articles: String?

  @Option(help: "The program to measure; the library only if not given.")
  var program: String?

  @Option(help: "How many rounds; figures are their medians.")
  var rounds = 5

  @Option(help: "How many megabytes of NDJSON stream through the program.")
  var stream = 1000

  @Option(help: "The bounds, and why they are what they are.")
  var bounds = "Tools/measure/bounds.tsv"

  @Option(help: "Set the bounds anew, to this share of what is measured: 0.8.")
  var setBounds: Double?

  @Option(help: "A file to write the table into, between its markers.")
  var readme: String?

  func run() throws {
    let news = try articles.map { try Sample(folder: $0) } ?? .news(corpus: "corpus/en")
    guard !news.articles.isEmpty else {
      throw ValidationError("\(articles ?? "corpus/en"): no articles, which are *.txt")
    }
    let scripts = try Sample.scripts(file: "Tools/measure/scripts.txt")
    var figures = try Steps(news, rounds: rounds).figures()
    figures += try Steps(scripts, rounds: rounds).figures()
    if let program {
      figures += try Programs(
        program: program, sample: news, rounds: rounds, streamed: stream * 1_000_000
      ).figures()
    }
    var bounds = Bound.read(try String(contentsOfFile: self.bounds, encoding: .utf8))
    if let setBounds {
      for figure in figures { bounds[figure.name]?.set(by: figure, share: setBounds) }
      try Bound.text(of: bounds, figures).write(
        toFile: self.bounds, atomically: true, encoding: .utf8)
    }
    let text = table(figures, bounds)
    print(text, terminator: "")
    if let readme { try write(text, into: readme) }
    let missed = figures.filter { figure in bounds[figure.name].map { !$0.holds(figure) } ?? false }
    for figure in missed {
      FileHandle.standardError.write(
        Data("measure: \(figure.what): \(decimal(figure.value)), not what it must be\n".utf8))
    }
    if !missed.isEmpty { throw ExitCode(1) }
  }

  private func write(_ table: String, into path: String) throws {
    let begin = "<!-- bench: made by make bench -->\n"
    let end = "<!-- /bench -->"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let head = text.range(of: begin),
      let tail = text.range(of: end, range: head.upperBound..<text.endIndex)
    else { throw ValidationError("\(path): no markers for the table") }
    let new = text[..<head.upperBound] + "\n" + table + "\n" + text[tail.lowerBound...]
    try String(new).write(toFile: path, atomically: true, encoding: .utf8)
  }
}
