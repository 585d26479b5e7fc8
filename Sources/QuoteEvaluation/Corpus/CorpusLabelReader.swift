/// Reads a folder of marked text, as the corpus is written: `NAME.txt` with `NAME.tsv`,
/// `articles.tsv`, `speakers.tsv`, and the clusters of stories under `stories`.
///
/// Everything that can be re-derived is: values of amounts from their words, relations of cluster
/// members from their wordings, asserters of claims from the quotes that hold them.
public struct CorpusLabelReader: LabelReader {
  /// Makes a reader.
  public init() {}

  /// Whether a folder has the tables of articles and speakers.
  public func recognises(_ files: LabelFiles) -> Bool {
    files.names.contains("articles.tsv") && files.names.contains("speakers.tsv")
  }

  /// Reads all articles and stories, and tells every label that does not hold.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    let listings = listings(files, into: &reading)
    let speakers = speakers(files, of: Set(listings.map(\.id)), into: &reading)
    var articles: [String: CorpusArticle] = [:]
    var mentions: [LabeledClusters.Mention] = []
    for listing in listings {
      do throws(LabelFault) {
        let article = try article(listing, speakers[listing.id] ?? [], files)
        articles[listing.id] = article
        reading.faults += CorpusCheck(article).faults
        let labeled = labeled(article)
        mentions += Self.mentions(labeled, listing)
        reading.articles.append(labeled)
      } catch {
        reading.faults.append(error)
      }
    }
    var clusters: [LabeledClusters.Cluster] = []
    for name in files.names where name.hasPrefix("stories/") && name.hasSuffix(".tsv") {
      let story = CorpusStory(
        CorpusTable(files, name, head: CorpusStory.head), name: LabelFiles.stem(of: name),
        articles: articles)
      clusters += story.clusters
      reading.faults += story.faults
    }
    if !clusters.isEmpty { reading.clusters = .init(clusters: clusters, mentions: mentions) }
    return reading
  }

  /// The rows of `articles.tsv`; every text has one, and every row a text.
  private func listings(_ files: LabelFiles, into reading: inout LabelReading) -> [CorpusListing] {
    let table = CorpusTable(files, "articles.tsv", head: CorpusListing.head)
    reading.faults += table.faults
    let texts = Set(files.names(ending: "txt").filter { !$0.contains("/") }.map(LabelFiles.stem))
    var out: [CorpusListing] = []
    var seen: Set<String> = []
    for row in table.rows {
      let listing = CorpusListing(row.cells)
      if let fault = listing.fault { reading.faults.append(table.fault(row.line, fault)) }
      if !seen.insert(listing.id).inserted {
        reading.faults.append(table.fault(row.line, "'\(listing.id)' stands here twice"))
      } else if !texts.contains(listing.id) {
        reading.faults.append(table.fault(row.line, "there is no \(listing.id).txt"))
      } else {
        out.append(listing)
      }
    }
    for name in texts.subtracting(seen).sorted() {
      reading.faults.append(
        LabelFault(
          file: files.label("\(name).txt"), code: "invalid_table",
          message: "articles.tsv does not list it"))
    }
    return out
  }

  private func speakers(
    _ files: LabelFiles, of articles: Set<String>, into reading: inout LabelReading
  ) -> [String: [CorpusSpeaker]] {
    let table = CorpusTable(files, "speakers.tsv", head: CorpusSpeaker.head)
    reading.faults += table.faults
    var out: [String: [CorpusSpeaker]] = [:]
    for row in table.rows {
      if let fault = CorpusSpeaker.fault(row.cells) {
        reading.faults.append(table.fault(row.line, fault))
      }
      let speaker = CorpusSpeaker(row)
      if !articles.contains(speaker.article) {
        reading.faults.append(table.fault(row.line, "there is no article '\(speaker.article)'"))
      }
      if out[speaker.article]?.contains(where: { $0.key == speaker.key }) == true {
        reading.faults.append(table.fault(row.line, "'\(speaker.key)' stands here twice"))
      }
      out[speaker.article, default: []].append(speaker)
    }
    return out
  }

  private func article(
    _ listing: CorpusListing, _ speakers: [CorpusSpeaker], _ files: LabelFiles
  ) throws(LabelFault) -> CorpusArticle {
    let name = listing.id + ".txt"
    let text = try CorpusText(file: files.label(name), marked: files.text(of: name))
    let facts = listing.id + ".tsv"
    return CorpusArticle(
      listing, text, speakers: speakers,
      facts: files.names.contains(facts)
        ? CorpusTable(files, facts, head: CorpusArticle.factHead) : nil)
  }

  private func labeled(_ article: CorpusArticle) -> LabeledArticle {
    let made = CorpusRecord(article)
    return LabeledArticle(
      id: article.listing.id, text: article.text.plain,
      labels: [
        .init(
          record: made.record, covers: Set(LabelKind.allCases).subtracting([.sentences]),
          allowances: made.allowances)
      ], origin: LabelOrigin(file: article.text.file), style: article.listing.style,
      split: article.listing.split)
  }

  private static func mentions(
    _ article: LabeledArticle, _ listing: CorpusListing
  ) -> [LabeledClusters.Mention] {
    article.labels.flatMap(\.record.quotes).compactMap { quote in
      // The words of a nested quote are those of the outer one, which is the mention.
      guard quote.nestedIn == nil, let first = quote.content.first, let last = quote.content.last
      else { return nil }
      return .init(
        article: listing.id, range: first.start..<last.end, publisher: listing.outlet,
        published: listing.published, split: listing.split)
    }
  }
}
