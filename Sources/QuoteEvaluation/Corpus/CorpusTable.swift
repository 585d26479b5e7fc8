/// A table of the corpus: a head, then rows of cells between tabs.
struct CorpusTable {
  /// A row.
  struct Row {
    /// Its line in the file, from 1.
    var line: Int
    /// Its cells, as many as the head has.
    var cells: [String]
  }

  /// The file as messages call it.
  let file: String
  /// The rows that have as many cells as the head.
  private(set) var rows: [Row] = []
  /// What is wrong with the file.
  private(set) var faults: [LabelFault] = []

  /// Reads a table; a row of another width is a fault, and left out.
  init(_ files: LabelFiles, _ name: String, head: [String]) {
    file = files.label(name)
    let text: String
    do throws(LabelFault) {
      text = try files.text(of: name)
    } catch {
      faults.append(error)
      return
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if index == 0 {
        if cells != head {
          faults.append(fault(1, "the head must be \(head.joined(separator: ", "))"))
        }
      } else if cells.count != head.count {
        faults.append(fault(index + 1, "\(cells.count) cells, not \(head.count)"))
      } else {
        rows.append(Row(line: index + 1, cells: cells))
      }
    }
  }

  /// A fault of a line.
  func fault(_ line: Int, _ message: String) -> LabelFault {
    LabelFault(file: file, line: line, code: "invalid_table", message: message)
  }
}

/// What `articles.tsv` says of an article.
struct CorpusListing {
  static let head = ["id", "outlet", "published", "style", "split", "story", "title"]

  var id: String
  var outlet: String
  var published: String
  var style: String
  var split: String
  var story: String?
  var title: String?

  init(_ cells: [String]) {
    id = cells[0]
    outlet = cells[1]
    published = cells[2]
    style = cells[3]
    split = cells[4]
    story = cells[5].isEmpty || cells[5] == "-" ? nil : cells[5]
    title = cells[6].isEmpty || cells[6] == "-" ? nil : cells[6]
  }

  /// What is wrong with it, in words.
  var fault: String? {
    if split != "dev" && split != "test" { return "'\(split)' is neither dev nor test" }
    if outlet.isEmpty || style.isEmpty { return "the outlet and the style must be given" }
    let shape = published.map { $0.isNumber ? "0" : $0 }
    let times = ["0000-00-00T00:00:00Z", "0000-00-00T00:00:00+00:00", "0000-00-00T00:00:00-00:00"]
    if !times.contains(String(shape)) { return "'\(published)' is no time of ISO 8601" }
    return nil
  }
}

/// What `speakers.tsv` says of a speaker.
struct CorpusSpeaker {
  static let head = ["article", "key", "name", "kind", "gender", "named", "role"]

  var article: String
  var key: String
  var name: String
  var kind: String
  var gender: String
  var named: Bool
  var role: String?
  /// Where it says so.
  var line: Int

  init(_ row: CorpusTable.Row) {
    article = row.cells[0]
    key = row.cells[1]
    name = row.cells[2]
    kind = row.cells[3]
    gender = row.cells[4]
    named = row.cells[5] == "yes"
    role = row.cells[6].isEmpty || row.cells[6] == "-" ? nil : row.cells[6]
    line = row.line
  }

  /// What is wrong with a row, in words.
  static func fault(_ cells: [String]) -> String? {
    if !CorpusCodes.speakerKinds.contains(cells[3]) { return "'\(cells[3])' is no kind of speaker" }
    if !CorpusCodes.genders.contains(cells[4]) { return "'\(cells[4])' is no gender" }
    if cells[5] != "yes" && cells[5] != "no" { return "named is yes or no, not '\(cells[5])'" }
    if cells[2].isEmpty { return "'\(cells[1])' has no name" }
    return nil
  }
}
