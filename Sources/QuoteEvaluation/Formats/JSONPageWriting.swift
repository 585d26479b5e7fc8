import QuoteRecords

/// The labels of one annotator on the way into a format of one JSON file for each article.
struct JSONPage {
  let labels: LabeledArticle.Labels
  let text: String
  let finder: SpanFinder
  let origin: LabelOrigin
}

extension LabelWriting {
  /// A JSON file for each article, made of its first annotator's labels; articles without text are
  /// told.
  ///
  /// - Parameters:
  ///   - ending: What files' names end with.
  ///   - page: Makes the file's value, and tells what was lost on the way and what went wrong.
  init(
    _ articles: [LabeledArticle], ending: String,
    page: (JSONPage) -> (value: JSONValue, lost: Set<String>, faults: [LabelFault])
  ) {
    self.init()
    var names = FileNames()
    for article in articles {
      do throws(LabelFault) {
        let text = try article.requiredText()
        let name = names.next(article)
        if article.labels.count > 1 { lost.insert("annotators after the first") }
        guard let labels = article.labels.first else { continue }
        let finder = SpanFinder(offsets: TextOffsets(text), unit: labels.record.offsetUnit)
        let made = page(
          JSONPage(labels: labels, text: text, finder: finder, origin: article.origin))
        lost.formUnion(made.lost)
        faults += made.faults
        files.append(.init(name: name + ending, bytes: made.value.json(.pretty) + [0x0A]))
      } catch {
        faults.append(error)
      }
    }
  }
}
