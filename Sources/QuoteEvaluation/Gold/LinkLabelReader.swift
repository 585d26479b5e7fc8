import QuoteRecords

/// Reads labeled clusters as JSON lines: clusters with `cluster` and `members`; beside them, where
/// a folder has them, mentions with `doc`, `start` and `end`, and look-alikes with `a` and `b`.
/// Offsets are code points. The texts come apart.
///
/// Each article has its mentions as quotes without speakers, so that linking can be scored alone.
public struct LinkLabelReader: LabelReader {
  /// Makes a reader.
  public init() {}

  /// Whether one of the files has clusters.
  public func recognises(_ files: LabelFiles) -> Bool {
    files.jsonLines.contains {
      files.firstLine(of: $0, has: ["cluster", "members"], lacks: ["schema"])
    }
  }

  /// Reads all files, each by what its first line is.
  public func read(_ files: LabelFiles) -> LabelReading {
    var clusters = LabeledClusters(clusters: [])
    var reading = LabelReading()
    for name in files.jsonLines {
      files.readLines(of: name, into: &reading.faults) { (line) throws(LabelFault) in
        if line.value("members") != nil {
          clusters.clusters.append(try Self.cluster(line))
        } else if let first = try line.object("a"), let second = try line.object("b") {
          clusters.lookAlikes.append(
            LabeledClusters.LookAlike(try Self.mention(first), try Self.mention(second)))
        } else if let mention = try Self.wanted(line) {
          clusters.mentions.append(mention)
        }
      }
    }
    reading.articles = Self.articles(clusters, files)
    reading.clusters = clusters
    return reading
  }

  private static func cluster(_ line: LineFields) throws(LabelFault) -> LabeledClusters.Cluster {
    var members: [LabeledClusters.Mention] = []
    for member in try line.objects("members") {
      if let mention = try wanted(member) { members.append(mention) }
    }
    return LabeledClusters.Cluster(
      id: try line.required("cluster"), kind: line.string("kind") == "claim" ? "claim" : "quote",
      members: members)
  }

  /// A mention, unless it is marginal.
  private static func wanted(_ fields: LineFields) throws(LabelFault) -> LabeledClusters.Mention? {
    fields.flag("optional") ? nil : try mention(fields)
  }

  private static func mention(_ fields: LineFields) throws(LabelFault) -> LabeledClusters.Mention {
    let span = try fields.span()
    return LabeledClusters.Mention(
      article: try fields.required("doc"), range: span.start..<span.end,
      publisher: fields.string("publisher"), relation: fields.string("relation"),
      published: fields.string("date"), split: fields.string("split"))
  }

  /// The articles with their mentions as direct quotes, by id.
  private static func articles(_ clusters: LabeledClusters, _ files: LabelFiles) -> [LabeledArticle]
  {
    let all = clusters.mentions.isEmpty ? clusters.clusters.flatMap(\.members) : clusters.mentions
    let mentions = Dictionary(grouping: all, by: \.article)
    return mentions.keys.sorted().map { id in
      var record = ArticleRecord(id: id)
      let own = mentions[id] ?? []
      record.outlet = own.first?.publisher
      record.published = own.first?.published.map { $0.contains("T") ? $0 : $0 + "T00:00:00Z" }
      record.quotes = own.map { mention in
        let span = Span(start: mention.range.lowerBound, end: mention.range.upperBound, text: "")
        var quote = QuoteRecord(
          id: "q\(span.start)-\(span.end)", type: .direct, act: .speech, content: [span],
          certainty: .high, rule: "")
        quote.quoted = [span]
        return quote
      }
      return LabeledArticle(
        id: id, text: nil, labels: [.init(record: record, covers: [])],
        origin: LabelOrigin(file: files.path), split: own.first?.split)
    }
  }
}
