import Mustache

/// A page that shows what is labeled and what was found in the articles, to be read in a browser
/// without a network: everything that it needs is in it.
///
/// Every label and finding is a mark in the text and an entry beside it; both can be filtered by
/// what they are and by what became of them. Without scripts everything is shown.
public struct EvaluationPage: Sendable {
  private let title: String
  private let summary: String
  private let articles: [PageArticle]

  /// Makes a page of an evaluation.
  ///
  /// - Parameters:
  ///   - title: What stands above all: what was compared with what.
  ///   - summary: The figures, as lines of plain text.
  ///   - texts: The articles' texts by their ids; an article without one is left out.
  public init(title: String, summary: String, evaluation: Evaluation, texts: [String: String]) {
    self.title = title
    self.summary = summary
    articles = evaluation.articles.compactMap { article in
      texts[article.id].map { PageArticle(article.id, $0, article.outcomes) }
    }
  }

  /// The page.
  ///
  /// - Throws: `MustacheTemplate.ParserError` where the template is none; a test shows that it is.
  /// - Complexity: Linear in the texts and marks.
  public func html() throws -> String {
    let template = try MustacheTemplate(string: Self.template)
    return template.render(
      Page(
        title: HTMLText.escaped(title), summary: HTMLText.escaped(summary),
        verdicts: choices(\.verdict, PageVerdict.allCases.map { ($0.rawValue, $0.words) }),
        kinds: choices(\.kind, ScoredKind.allCases.map { ($0.rawValue, $0.rawValue) }),
        articles: articles))
  }

  /// What can be filtered by, with how many there are of each; what there are none of is left out.
  private func choices(
    _ key: KeyPath<PageItem, String>, _ all: [(name: String, words: String)]
  ) -> [PageChoice] {
    var counts: [String: Int] = [:]
    for item in articles.flatMap(\.items) { counts[item[keyPath: key], default: 0] += 1 }
    return all.compactMap { choice in
      counts[choice.name].map { PageChoice(name: choice.name, words: choice.words, count: $0) }
    }
  }
}

/// What the template shows.
private struct Page {
  let title: String
  let summary: String
  let verdicts: [PageChoice]
  let kinds: [PageChoice]
  let articles: [PageArticle]
}

/// A filter.
struct PageChoice: Sendable {
  let name: String
  let words: String
  let count: Int
}

/// What became of a label or a finding, as readers of the page see it.
enum PageVerdict: String, Sendable, CaseIterable {
  case right, bounds, source, missed, spurious, other

  /// What an outcome is; one that is right but begins or ends elsewhere has other bounds.
  init(_ outcome: Outcome, isSamePlace: Bool) {
    self =
      switch outcome.verdict {
      case .right: isSamePlace ? .right : .bounds
      case .span: .bounds
      case .missed: .missed
      case .spurious: .spurious
      case .source, .speaker, .asserter: .source
      case .value, .form, .binding: .other
      }
  }

  /// The verdict in words.
  var words: String {
    switch self {
    case .right: "right"
    case .bounds: "other bounds"
    case .source: "other source"
    case .missed: "missed"
    case .spurious: "false"
    case .other: "other value"
    }
  }
}

/// Text as HTML shows it.
enum HTMLText {
  /// Escapes by scalars: a mark with a combining accent is one character, and still a mark.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\r": escaped.append(contentsOf: "&#13;".unicodeScalars)
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t":
        escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
