public import ArgumentParser
import NewsQuotes
public import QuoteStore

/// `quoteex clusters`
struct ClustersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "List the clusters of a store.",
    discussion: """
      Writes one row for each cluster of quotes or claims: how many members, articles and outlets, \
      the first and last date, the speakers, the figures that claims give, side by side, and the \
      wording. link --store --all writes them with their members.
      """)

  @OptionGroup var file: StoreFileOption

  @Option(help: "In which order: largest or newest first.")
  var order: ClusterList.Order = .largest

  @Option(help: "Only clusters of quotes, or only those of claims: quote or claim.")
  var kind: ClusterList.Kind?

  @Flag(help: "Only clusters whose members name different speakers or give different figures.")
  var conflicts = false

  @Option(help: "How many clusters at most.")
  var limit: Int = 50

  @OptionGroup var rows: RowOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit \(limit): there must be at least 1") }
  }

  func run() async throws {
    let list = ClusterList(order: order, kind: kind, conflicts: conflicts, limit: limit)
    let found = try file.opened().summaries(list)
    let columns = [
      "cluster", "kind", "members", "articles", "outlets", "first", "last", "conflict", "speakers",
      "figures", "wording",
    ]
    try rows.write(columns, found.map(Self.row))
  }

  private static func row(_ cluster: ClusterSummary) -> [FlatTable.Cell] {
    [
      .text(cluster.id), .text(cluster.kind), .integer(cluster.members),
      .integer(cluster.articles), .integer(cluster.outlets), .init(cluster.first),
      .init(cluster.last), .boolean(cluster.conflict), .text(cluster.speakers),
      .init(cluster.figures), .text(cluster.wording),
    ]
  }
}

extension ClusterList.Order: ExpressibleByArgument {}
extension ClusterList.Kind: ExpressibleByArgument {}
