import NewsSyntax
import RuleEngine

/// A walk over a content, from place to place where it may end before the sentence does.
struct ContentWalk {
  /// The item after the content if it ended here.
  private(set) var end: Int
  private(set) var isFinite = false
  private(set) var commas = 0
  private let start: Int
  private let last: Int

  init(_ content: Range<Int>) {
    start = content.lowerBound
    end = start
    last = content.upperBound - 1
  }

  /// How many items the content would have.
  var words: Int { end &- start }

  /// Goes to the next place; `false` at the sentence's end.
  @inline(__always)
  mutating func next(_ look: borrowing LookAhead) -> Bool {
    while end < last {
      let step = look[end].step
      end &+= 1
      if step.contains(.finite) { isFinite = true }
      if step.contains(.comma) { commas &+= 1 }
      if !step.contains(.mark) { return true }
    }
    return false
  }
}

/// The features by which the end of a content is found.
struct EndFeatures: Sendable {
  let reader: ParagraphReader
  let model: ReportedModel
  private let symbols: FeatureSymbols

  init(reader: ParagraphReader, model: ReportedModel) {
    self.reader = reader
    self.model = model
    symbols = model.symbols
  }

  /// What a candidate's ends have in common.
  struct Content {
    fileprivate let kind: ReportedFrame.ContentKind
    fileprivate let clause: EndGroup.Clause
    fileprivate let lemma: Symbol
    fileprivate let frameNext, openerNext, wordNext: WeightRow
  }

  /// - Parameter opener: The word left of the cue's subject.
  func content(_ candidate: ReportedCandidate, opener: Symbol, clause: EndGroup.Clause) -> Content {
    let frame = candidate.frame
    let lemma = symbols.word(reader.lemma(candidate.head))
    let link = candidate.link == 0 ? Symbol.none : symbols.word(candidate.link)
    return Content(
      kind: frame.contentKind, clause: clause, lemma: lemma,
      frameNext: model.ends.weights.rows.row(.frameNext, link, joined: frame.rawValue),
      openerNext: model.ends.weights.rows.row(.openerNext, opener),
      wordNext: model.ends.weights.rows.row(.wordNext, lemma, joined: frame.rawValue))
  }

  /// Adds up the weights of ending a content at a place. What all contents of its kind share there
  /// is added up once.
  @inline(__always)
  func add(
    _ walk: ContentWalk, _ content: Content, _ look: borrowing LookAhead,
    _ places: inout PlaceSums, to sum: inout EndSum
  ) {
    sum.sum = places.sum(content.kind, walk.end) {
      sum.sum = 0
      describe(walk.end, content.kind, look, into: &sum)
      return sum.sum
    }
    describe(walk, content, look, into: &sum)
  }

  /// Writes the features that all contents of a kind share at a place.
  func describe(
    _ end: Int, _ kind: ReportedFrame.ContentKind, _ look: borrowing LookAhead,
    into sink: inout some EndSink
  ) {
    let limit = look.range.upperBound
    let place = look[end]
    var behind = look[end + 1]
    behind.name = behind.code
    behind.column = behind.codeColumn
    sink.add(.place(kind, left: limit - end, isMore: look.lastFinite >= end), place)
    sink.add(model.ends.lastNext(look[end - 1].code), place)
    sink.add(model.ends.nextTwo(place.name), behind)
    guard place.step.contains(.link) else { return }
    let item = reader[end]
    let word = symbols.word(item.lexeme)
    if reader[end - 1].tag.isNoun {
      sink.add(.nounWord, symbols.word(reader.lemma(end - 1)), word)
    }
    guard item.tag == .IN || item.tag == .TO,
      let phrase = reader.phrases.chunks.phrase(at: min(end + 1, limit - 1))
    else { return }
    let head = reader.headNoun(phrase)
    sink.add(.wordObject, word, symbols.word(reader.lemma(head)))
    sink.add(
      FeatureKey(.wordTag, word, joined: kind.rawValue, symbols[reader[head].tag]))
  }

  /// Writes the features of a candidate's own at a place.
  @inline(__always)
  func describe(
    _ walk: ContentWalk, _ content: Content, _ look: borrowing LookAhead,
    into sink: inout some EndSink
  ) {
    let place = look[walk.end]
    let kind = content.kind
    sink.add(
      .shape(kind, isFinite: walk.isFinite, commas: walk.commas, words: walk.words), place)
    sink.add(.clause(kind, content.clause, isFinite: walk.isFinite), place)
    sink.add(content.frameNext, place)
    sink.add(content.openerNext, place)
    sink.add(content.wordNext, place)
    if place.step.contains(.link) {
      sink.add(.cueWord, content.lemma, symbols.word(reader[walk.end].lexeme))
    }
  }
}

/// Chooses among the places where a content may end the one from which the best overlap is
/// expected.
struct EndChoice: Sendable {
  private var ends: [(end: Int, share: Double)] = []
  private var left = 1.0

  private static let least = 0.002
  private static let leastLeft = 0.02
  /// Two contents overlap well when the shorter has 11 of 20 words of the longer.
  private static let overlap = (short: 20, long: 11)

  mutating func begin() {
    ends.removeAll(keepingCapacity: true)
    left = 1
  }

  /// Takes the probability that a content that goes on so far ends at a place.
  ///
  /// - Returns: Whether it is still likely enough to go on.
  mutating func add(_ end: Int, _ stop: Double) -> Bool {
    if stop * left > Self.least { ends.append((end, left * stop)) }
    left *= 1 - stop
    return left > Self.leastLeft
  }

  /// The end that is chosen; the last is the sentence's.
  ///
  /// The ends come in order, so those whose contents overlap well with one stand side by side.
  mutating func best(from start: Int, limit: Int) -> Int {
    ends.append((limit, left))
    var best = (end: limit, score: -1.0)
    var first = 0
    for candidate in ends {
      let length = candidate.end - start
      while Self.overlap.short * (ends[first].end - start) < Self.overlap.long * length {
        first += 1
      }
      var score = 0.25 * candidate.share
      var other = first
      while other < ends.count,
        Self.overlap.short * length >= Self.overlap.long * (ends[other].end - start)
      {
        score += ends[other].share
        other += 1
      }
      if score > best.score + 1e-9 { best = (candidate.end, score) }
    }
    return best.end
  }
}
