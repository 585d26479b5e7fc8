/// Checks the labels of an article against its text and each other, re-deriving what can be.
struct CorpusCheck {
  let article: CorpusArticle
  /// What is wrong, by kind of item.
  private(set) var faults: [LabelFault] = []

  var text: CorpusText { article.text }

  /// Checks everything.
  init(_ article: CorpusArticle) {
    self.article = article
    faults = article.faults
    checkMarks()
    checkQuotes()
    checkMarkers()
    checkAmounts()
    checkClaims()
    checkUnlabeled()
    checkSpeakers()
    faults.sort { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
  }

  /// Notes a fault at a mark.
  mutating func note(_ mark: CorpusMark, _ code: String, _ message: String) {
    faults.append(text.fault(mark, code, message))
  }

  /// Notes a fault in the plain text.
  mutating func note(plain offset: Int, _ code: String, _ message: String) {
    faults.append(text.fault(plain: offset, code, message))
  }

  private mutating func checkMarks() {
    let junk = article.loose.filter { $0.role == "junk" }
    let amounts: Set<String> = ["money", "percent", "points"]
    for mark in text.marks {
      if mark.text.first?.isWhitespace == true || mark.text.last?.isWhitespace == true {
        note(mark, "edge_space", "{\(mark.role) starts or ends with white space")
      }
      if mark.number != nil, !amounts.contains(mark.role),
        junk.contains(where: { $0.holds(mark.range) })
      {
        note(mark, "label_in_junk", "{\(mark.role) stands within junk")
      }
    }
    for mark in article.loose {
      let allowed = CorpusCodes.loose[mark.role] ?? []
      if !allowed.isEmpty, !allowed.contains(mark.value) {
        note(mark, "unknown_code", "'\(mark.value)' is no value of {\(mark.role)")
      }
    }
  }

  /// Every key of a mark is declared, and every declared speaker is meant by a mark.
  private mutating func checkSpeakers() {
    var used: Set<String> = []
    for mark in text.marks {
      var keys: [String] = []
      switch mark.role {
      case "content", "source", "addressee", "mention": keys = mark.keys
      case "marker": keys = mark.fact("speaker").map { [$0] } ?? []
      case "claim": keys = mark.fact("asserter")?.split(separator: "+").map(String.init) ?? []
      default: break
      }
      for key in keys where key != "article" || mark.role != "claim" {
        used.insert(key)
        if article.speakers[key] == nil {
          note(mark, "unknown_speaker", "'\(key)' is not in speakers.tsv")
        }
      }
      if mark.role == "mention", mark.value.isEmpty {
        note(mark, "unknown_speaker", "a mention must say of whom")
      }
    }
    for key in article.speakers.keys.sorted() where !used.contains(key) {
      faults.append(
        LabelFault(
          file: text.file, code: "unused_speaker", message: "no mark names the speaker '\(key)'"))
    }
  }

  /// What looks like an amount, or stands between quotation marks, must be labeled.
  private mutating func checkUnlabeled() {
    let junk = article.loose.filter { $0.role == "junk" }
    let amounts = article.items(.amount).compactMap(\.head) + junk
    let figures = /[$£€₹¥]\s?[0-9][0-9,.]*|[0-9][0-9,.]*\s?(?:%|per\s?cent\b|percentage points?\b)/
    for match in text.plain.matches(of: figures) {
      let range = utf8(match.range)
      if !amounts.contains(where: { $0.range.overlaps(range) }) {
        note(plain: range.lowerBound, "unlabeled", "'\(match.0)' is no labeled amount")
      }
    }
    let contents = article.items(.quote).flatMap { $0["content"] }
    let others = article.loose.filter { $0.role == "unattributed" } + junk
    for stretch in article.quotations
    where !(contents + others).contains(where: { $0.range.overlaps(stretch.outer) }) {
      let words = String(decoding: text.bytes[stretch.outer].prefix(60), as: UTF8.self)
      note(
        plain: stretch.outer.lowerBound, "unlabeled",
        "between marks, but neither content nor unattributed: \(words)")
    }
  }

  private func utf8(_ range: Range<String.Index>) -> Range<Int> {
    let start = text.plain.utf8.distance(from: text.plain.startIndex, to: range.lowerBound)
    return start..<start + text.plain.utf8.distance(from: range.lowerBound, to: range.upperBound)
  }
}
