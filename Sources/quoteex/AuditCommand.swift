import ArgumentParser
import NewsQuotes

/// How an audit is written.
enum AuditFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// One JSON object a line.
  case json
  /// One table.
  case csv
}

/// `quoteex audit`
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Tell what articles rest on named and unnamed sources, and which house rules they break.",
    discussion: """
      Reads records that extract has written, or articles, which it extracts first; both may come \
      mixed. For each article and each outlet: quotes, words and claims of named and of unnamed \
      sources, with the stated grounds; then each place that breaks a rule of a newsroom, with the \
      rule. Where several articles give the same words to unnamed sources, their ranks are \
      compared. Who declined to comment and is quoted without a name is told of articles, and of \
      records that hold their text (extract --with text).
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var models: ModelOptions

  @Option(
    help: ArgumentHelp(
      "Whose rules are checked: ap, reuters, nyt or npr; repeatable, all if not given.",
      valueName: "style"),
    completion: .list(HouseStyle.allCases.map(\.rawValue)), transform: Self.style)
  var style: [HouseStyle] = []

  @Option(help: "How the audit is written.")
  var format = AuditFormat.text

  @Flag(help: "Exit with status 1 where an article breaks a rule.")
  var fail = false

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD instead of passing the article over.")
  var lossy = false

  func run() async throws {
    let pipeline = try Pipeline(input)
    let reader = try input.reader(isLossy: lossy)
    let loaded = try models.loaded(language: input.language)
    let extractor = try loaded.extractor(ExtractionOptions(withText: true, lossy: lossy))
    let source = RecordSource(reader: reader, extractor: extractor)
    let styles = style.isEmpty ? Set(HouseStyle.allCases) : Set(style)
    let asksForSilent = !styles.isDisjoint(with: AuditRule.declinedAndQuoted.styles)
    var report = AuditReport(articles: [])
    var ranks = RankComparison(linker: loaded.linker(.init()))
    var failed = 0
    try await pipeline.run({ items in
      source.records(of: items).map { read in
        guard asksForSilent, case .success(let record) = read.result else { return (read, []) }
        return (read, silent: extractor.silent(in: record))
      }
    }) { (read: (record: RecordSource.Sized, silent: [String]), progress) in
      progress.count(bytes: read.record.size)
      switch read.record.result {
      case .success(let record):
        report.articles.append(ArticleAudit(record, styles: styles, silent: read.silent))
        ranks.add(record)
      case .failure(let failure):
        failed += 1
        progress.end()
        StandardError.say(failure.message)
      }
      return true
    }
    report.add(ranks, styles: styles)
    let written =
      switch format {
      case .text: Painter.safeLines(report.text)
      case .json: report.json
      case .csv: report.csv
      }
    _ = try Output().write(written)
    if failed > 0 || fail && report.hasFindings { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  private static func style(_ name: String) throws -> HouseStyle {
    guard let style = HouseStyle(rawValue: name) else {
      let known = HouseStyle.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("there are no rules of “\(name)”, only of \(known)")
    }
    return style
  }
}
