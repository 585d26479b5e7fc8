import ArgumentParser
import NewsQuotes
import QuoteEvaluation
import RuleEngine

/// `quoteex evaluate`
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Score extraction, or any system's output, against labels.",
    discussion: """
      Without --pred the texts of the labels are extracted first. Scores what the labels speak of: \
      quotes, speakers, markers, amounts, claims, links. What is wrong with the labels is told, \
      the rest is scored, and the exit status is 1.
      """)

  @OptionGroup(title: "Input") var input: GoldOptions
  @OptionGroup(title: "Scores") var scores: ScoreOptions
  @OptionGroup(title: "Extraction") var extraction: ExtractionRules

  @Flag(help: "Write the figures, the counts of each article and the errors as JSON.")
  var json = false

  @Flag(help: "Show every measure, and figures by source, cue, act, form, style and length.")
  var all = false

  @Flag(help: "Show every miss and false finding, by how it is built and by rule.")
  var errors = false

  @Flag(help: "Show what each rule contributes.")
  var rules = false

  @Option(
    help: ArgumentHelp(
      "Fail with status 1 where a figure is lower; repeatable.", valueName: "key>=value"))
  var min: [String] = []

  @Option(
    help: ArgumentHelp(
      "Fail with status 1 where a figure is below the floor in a JSON file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var floors: String?

  @Option(
    help: ArgumentHelp(
      "Show what got better and worse since an evaluation that was written with --json.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "Write a page for the browser that shows labels and findings in the articles.",
      valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(name: .shortAndLong, help: "How many workers; as many as there are cores if not given.")
  var jobs: Int?

  func run() async throws {
    let floors = try wantedFloors()
    let run = EvaluationRun(input: input, rules: extraction, jobs: jobs)
    let result: EvaluationRun.Result
    do {
      result = try await run.result(scores.evaluation)
    } catch let fault as LabelFault {
      throw Fault("\(fault)", fault.code == "missing_file" ? .usage : .failed)
    }
    try write(result)
    try writePage(result)
    for fault in result.evaluation.faults { StandardError.say("\(fault)") }
    let violations = try violated(floors, result.evaluation)
    for violation in violations { StandardError.say(violation) }
    if !result.evaluation.faults.isEmpty || !violations.isEmpty {
      throw ExitCode(ExitStatus.failed.rawValue)
    }
  }

  private func write(_ result: EvaluationRun.Result) throws {
    let evaluation = result.evaluation
    let output = Output()
    if json {
      _ = try output.write(evaluation.json(gold: input.gold, .pretty) + [0x0A])
      return
    }
    var text = EvaluationTable(evaluation, isWhole: all).text
    if rules { text += "\n" + RuleTable(evaluation).text }
    let past = try past()
    if errors || past != nil {
      let sentences = result.sentences
      if errors { text += "\n" + ErrorListing(evaluation, sentences: sentences).text }
      if let past { text += "\n" + Comparison(evaluation, with: past).text(sentences) }
    }
    _ = try output.write(Painter.safeLines(text))
  }

  private func writePage(_ result: EvaluationRun.Result) throws {
    guard let html else { return }
    let system = input.pred ?? "quoteex \(Release.version)"
    let page = EvaluationPage(
      title: "\(input.gold) and \(system)",
      summary: EvaluationTable(result.evaluation, isWhole: all).text,
      evaluation: result.evaluation, texts: result.texts)
    try FileWriter.write(try page.html(), to: html)
  }

  private func past() throws -> PastEvaluation? {
    guard let compare else { return nil }
    do {
      return try PastEvaluation(json: try FileReader.contents(of: compare), file: compare)
    } catch let fault as LabelFault {
      throw Fault("\(fault)", .usage)
    }
  }

  private func wantedFloors() throws -> [Floor] {
    var wanted: [Floor] = []
    do {
      for text in min { wanted.append(try Floor(text)) }
      if let floors {
        wanted += try Floor.file(
          try FileReader.contents(of: floors), name: floors, split: input.split)
      }
    } catch let error as FloorError {
      throw Fault("--min \(error)", .usage)
    } catch let fault as LabelFault {
      throw Fault("\(fault)", .usage)
    }
    return wanted
  }

  private func violated(_ floors: [Floor], _ evaluation: Evaluation) throws -> [String] {
    do {
      return try evaluation.violations(of: floors)
    } catch {
      throw Fault("--min: \(error)", .usage)
    }
  }
}

/// Which rules extract the texts of labels. What is `--rules` elsewhere is `--overlay` here, since
/// `--rules` shows what each rule contributes.
struct ExtractionRules: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of rule packs, one a language, instead of those inside the program.",
      valueName: "dir"),
    completion: .directory)
  var models: String?

  @Option(
    help: ArgumentHelp(
      "A folder with a rule pack to lay over the others; repeatable, the last one wins.",
      valueName: "dir"),
    completion: .directory)
  var overlay: [String] = []

  @Option(help: "The language of the texts.")
  var language: String = "en"

  /// The rules, loaded.
  func loaded() throws(PackError) -> Models {
    try Models(language: language, folder: models, rules: overlay)
  }
}
