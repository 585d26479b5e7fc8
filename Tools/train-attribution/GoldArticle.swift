import NewsText
import QuoteEvaluation
import QuoteRecords
import RuleEngine

/// A labeled article, by the words of its text.
///
/// A word is a token that is a word or a number; words are told by their place among the words.
struct GoldArticle {
  let name: String
  let fold: Int
  let document: Document
  /// The pieces of labeled contents: runs of words without a gap.
  private(set) var runs: [Run] = []
  /// The words before each token.
  private let wordsBefore: [Int]
  private let folded: [String]
  private let isName: [Bool]
  /// The runs that hold a word.
  private var holding: [Int: [Int]] = [:]

  /// A piece of a labeled content.
  struct Run {
    var words: Range<Int>
    var cue: Set<Int>
    var source: Set<Int>
  }

  private static let functionWords = Set(
    """
    the a an of in on at to for from by with and or who which that said says mr mrs ms dr sir lord
    his her their its this these those
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether it is learned from whatever is left out, and never predicted: articles and examples
  /// that were written for this.
  let isOwn: Bool
  /// The only rule whose candidates are learned from: it is an example of that rule, in which what
  /// others find is not labeled.
  let onlyRule: String?

  init(_ article: LabeledArticle, fold: Int, document: Document, isOwn: Bool = false) {
    self.init(
      name: article.id, fold: fold, document: document, isOwn: isOwn, onlyRule: nil)
    let places = Self.byteOffsets(document.bytes)
    for quote in article.labels.first?.record.quotes ?? [] {
      add(
        content: words(quote.content, places), cue: words(quote.cue, places),
        source: words(quote.source, places))
    }
    noteRuns()
  }

  /// An example of a rule.
  init(_ example: MarkedText, of rule: String, fold: Int, document: Document) {
    self.init(name: rule, fold: fold, document: document, isOwn: true, onlyRule: rule)
    for number in Set(example.marks.map(\.id)) {
      func words(_ role: String) -> Set<Int> {
        example.marks.filter { $0.role == role && $0.id == number }
          .reduce(into: []) { $0.formUnion(self.words(bytes: $1.range)) }
      }
      add(content: words("content"), cue: words("cue"), source: words("source"))
    }
    noteRuns()
  }

  private init(name: String, fold: Int, document: Document, isOwn: Bool, onlyRule: String?) {
    self.name = name
    self.fold = fold
    self.document = document
    self.isOwn = isOwn
    self.onlyRule = onlyRule
    var before: [Int] = []
    var folded: [String] = []
    var isName: [Bool] = []
    for (index, token) in document.tokens.enumerated() {
      before.append(folded.count)
      guard Self.isWord(token) else { continue }
      folded.append(document.text(of: index..<index + 1).lowercased())
      isName.append(token.flags.contains(.capital))
    }
    before.append(folded.count)
    wordsBefore = before
    self.folded = folded
    self.isName = isName
  }

  private mutating func noteRuns() {
    for (number, run) in runs.enumerated() {
      for word in run.words { holding[word, default: []].append(number) }
    }
  }

  private static func isWord(_ token: Token) -> Bool {
    token.kind == .word || token.kind == .number
  }

  private static func byteOffsets(_ bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
  }

  private mutating func add(content: Set<Int>, cue: Set<Int>, source: Set<Int>) {
    let content = content.sorted()
    var start = 0
    for index in content.indices
    where index + 1 == content.count
      || content[index + 1] != content[index] + 1
    {
      runs.append(Run(words: content[start]..<content[index] + 1, cue: cue, source: source))
      start = index + 1
    }
  }

  /// The words that spans in code points overlap.
  private func words(_ spans: [Span], _ places: [Int]) -> Set<Int> {
    spans.reduce(into: []) { found, span in
      guard span.start < span.end, span.end < places.count else { return }
      found.formUnion(words(bytes: places[span.start]..<places[span.end]))
    }
  }

  private func words(bytes: Range<Int>) -> Set<Int> {
    var found: Set<Int> = []
    let tokens = document.tokens
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].end) <= bytes.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < tokens.count, Int(tokens[low].start) < bytes.upperBound {
      if Self.isWord(tokens[low]) { found.insert(wordsBefore[low]) }
      low += 1
    }
    return found
  }

  /// The words of tokens.
  func words(_ tokens: Range<Int>) -> Range<Int> {
    wordsBefore[tokens.lowerBound]..<wordsBefore[tokens.upperBound]
  }

  // MARK: What is right

  /// The labeled piece that shares most with a content, and what share of both.
  func best(for content: Range<Int>) -> (run: Run, share: Double)? {
    var best: (run: Run, share: Double)?
    var seen: Set<Int> = []
    for word in content {
      for number in holding[word] ?? [] where seen.insert(number).inserted {
        let run = runs[number]
        let both = run.words.clamped(to: content).count
        let share = Double(both) / Double(run.words.count + content.count - both)
        if share > best?.share ?? 0 { best = (run, share) }
      }
    }
    return best
  }

  /// The labeled piece that begins at a word, or next to it, and has a cue in common.
  func run(near word: Int, cue: Range<Int>, anyCue: Bool) -> Run? {
    for place in [word, word + 1] {
      for number in holding[place] ?? [] {
        let run = runs[number]
        guard abs(run.words.lowerBound - word) <= 1 else { continue }
        if anyCue || cue.contains(where: run.cue.contains) { return run }
      }
    }
    return nil
  }

  /// Whether words are the cue of a labeled piece that shares a word with some content.
  func isCue(_ words: Range<Int>, of content: Range<Int>) -> Bool {
    content.contains { word in
      (holding[word] ?? []).contains { words.contains(where: runs[$0].cue.contains) }
    }
  }

  /// Whether a source is the labeled one: a word in common that is no function word, or a name.
  func isSource(_ found: Set<Int>, of run: Run) -> Bool {
    if run.source.isEmpty { return true }
    let both = run.source.intersection(found)
    if both.contains(where: { !Self.functionWords.contains(folded[$0]) }) { return true }
    let names = Set(run.source.filter { isName[$0] }.map { folded[$0] })
    return !both.isEmpty || found.contains { isName[$0] && names.contains(folded[$0]) }
  }
}
