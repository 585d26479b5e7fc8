import NewsQuotes

/// Articles made of sentences of our own, the same on every run.
enum SampleArticles {
  private static let names = [
    "Lena Ortiz", "Omar Reed", "Ana Cole", "Piet Vance", "Mara Lindqvist", "Tomas Okafor",
  ]
  private static let sentences = [
    "“We will not wait for another winter to fix the bridge,” said # at the council on Monday.",
    "# said the county would spend about $4.5 million on the repair, 12 percent more than planned.",
    "The plan was dropped, according to two people familiar with the talks who were not authorized"
      + " to speak publicly.",
    "Trucks have gone the long way round since April, and the east bank is empty by noon.",
    "“It is a start,” # told reporters. “But nobody should call it the end.”",
    "Critics of the project say that the money would be better spent on the ferry.",
    "The report, which runs to 90 pages, found no single cause for the delay.",
    "Asked about the cost, # declined to comment.",
  ]

  /// So many articles, each of about thirty sentences.
  static func make(_ count: Int) -> [Article] {
    (0..<count).map { number in
      let text = (0..<30).map { line in
        let name = names[(number * 7 + line * 3) % names.count]
        let sentence = sentences[(number + line * 5) % sentences.count]
        let filled = sentence.split(separator: "#", omittingEmptySubsequences: false)
          .joined(separator: name)
        return line % 3 == 2 ? filled + "\n\n" : filled + " "
      }
      return Article(id: "sample-\(number)", outlet: "Outlet \(number % 5)", text: text.joined())
    }
  }
}
