extension LabelReading {
  /// Brings every record to its text: offsets become code points, and what does not fit the text is
  /// told and left out. Records without a text stay as they are.
  public mutating func checkSpans() {
    for article in articles.indices {
      guard let text = articles[article].text else { continue }
      for index in articles[article].labels.indices {
        let (record, faults) = RecordChecker.checked(
          articles[article].labels[index].record, text: text, origin: articles[article].origin)
        articles[article].labels[index].record = record
        self.faults += faults
      }
    }
  }

  /// Tells articles that are there twice, and leaves out all but the first of each.
  public mutating func keepFirstOfEachID() {
    var known: Set<String> = []
    articles = articles.filter { article in
      if known.insert(article.id).inserted { return true }
      faults.append(article.origin.fault("duplicate_id", "“\(article.id)” is there twice"))
      return false
    }
  }
}
