public import QuoteRecords

extension LabelReading {
  /// The labels of each article's first annotator as records that can be linked: with their text,
  /// offsets in code points, without what does not fit.
  ///
  /// Articles without a text are left out; what does not fit is told when they are scored.
  public var records: [ArticleRecord] {
    articles.compactMap { article in
      guard let text = article.text, let labels = article.labels.first else { return nil }
      var record = RecordChecker.checked(labels.record, text: text, origin: article.origin).record
      record.text = text
      return record
    }
  }
}

/// Reads the clusters that `quoteex link` writes, or anybody by the same contract.
public struct ClusterFiles: Sendable {
  /// The clusters, in the order of the files.
  public private(set) var clusters: [ClusterRecord] = []
  /// What is wrong with them.
  public private(set) var faults: [LabelFault] = []

  /// Whether the first line of files names the schema of clusters.
  public static func recognises(_ files: LabelFiles) -> Bool {
    guard let name = files.jsonLines.first, let bytes = try? files.bytes(of: name),
      let line = JSONLines(bytes).first, let value = try? JSONReader().read(line.bytes).value
    else { return false }
    return value["schema"]?.string == ClusterRecord.schema
  }

  /// Reads one cluster a line; a line that cannot be read is a fault, and the next is read.
  public init(_ files: LabelFiles) {
    for name in files.jsonLines {
      do throws(LabelFault) {
        for line in JSONLines(try files.bytes(of: name)).all { read(line, files.label(name)) }
      } catch {
        faults.append(error)
      }
    }
  }

  private mutating func read(_ line: JSONLines.Line, _ file: String) {
    do throws(RecordError) {
      clusters.append(try ClusterRecord(json: Array(line.bytes)))
    } catch {
      faults.append(
        LabelFault(
          file: file, line: line.number, code: error.code.rawValue, message: "\(error)"))
    }
  }
}
