import NewsSyntax
import NewsText
import RuleEngine

/// The features by which a candidate of reported speech is judged, and by which its end is found.
struct ReportedFeatures: Sendable {
  let reader: ParagraphReader
  let look: LookAhead

  /// - Parameter range: The items of the candidates' sentence.
  init(reader: ParagraphReader, range: Range<Int>) {
    self.reader = reader
    look = LookAhead(reader: reader, range: range)
  }

  // MARK: The candidate

  /// Writes the features of a candidate whose end and source are chosen.
  func describe(_ candidate: ReportedCandidate, into sink: inout some FeatureSink) {
    let range = reader.analysis.sentences[candidate.sentence].items
    let frame = candidate.frame.rawValue
    let lemma = reader.lemma(candidate.head)
    sink.add("bias", "1")
    sink.add("frame", frame)
    sink.add("word", lemma, frame)
    describeCue(candidate, lemma, frame, range, &sink)
    describeSource(candidate, lemma, frame, &sink)
    describeContent(candidate, frame, range, &sink)
    describeContext(candidate, lemma, frame, range, &sink)
  }

  private func describeCue(
    _ candidate: ReportedCandidate, _ lemma: String, _ frame: String, _ range: Range<Int>,
    _ sink: inout some FeatureSink
  ) {
    let form = tense(candidate.head)
    sink.add("tense", form)
    sink.add("tense", form, frame)
    sink.add("tense-word", form, lemma)
    if let group = reader.phrases.chunks.group(headedBy: candidate.head) {
      if group.flags.contains(.negated) { sink.add("negated", frame) }
      if group.start < candidate.head {
        let helper = group.start..<candidate.head
        for index in helper where reader[index].tag == .MD { sink.add("modal", reader.word(index)) }
        for index in helper where reader[index].tag.isAdverb {
          sink.add("adverb", reader.word(index))
        }
      }
    }
    if candidate.head + 1 < range.upperBound, reader[candidate.head + 1].tag == .RP {
      sink.add("particle", lemma, reader.word(candidate.head + 1))
    }
    sink.add("shape", suffix(candidate.head), frame)
  }

  /// The form of a cue: its tag with what helps it.
  func tense(_ head: Int) -> String {
    guard let group = reader.phrases.chunks.group(headedBy: head) else {
      return String(describing: reader[head].tag)
    }
    if group.flags.contains(.infinitive) { return "to" }
    if group.flags.contains(.modal) { return "modal" }
    if group.flags.contains(.passive) { return "passive" }
    if group.flags.contains(.perfect) { return "perfect" }
    if group.flags.contains(.progressive) { return "progressive" }
    return String(describing: reader[head].tag)
  }

  private func suffix(_ index: Int) -> String {
    let text = reader.lemma(index)
    return text.count > 5 ? String(text.suffix(3)) : ""
  }

  private func describeSource(
    _ candidate: ReportedCandidate, _ lemma: String, _ frame: String,
    _ sink: inout some FeatureSink
  ) {
    let by = candidate.sourceKind.rawValue
    sink.add("source-by", by)
    sink.add("source-by", by, frame)
    let kind = sourceKind(candidate)
    sink.add("source", kind)
    sink.add("source", kind, frame)
    sink.add("source-word", kind, lemma)
    guard let source = candidate.source else { return }
    let head = headNoun(source)
    if reader[head].tag == .NN || reader[head].tag == .NNS {
      sink.add("agent", reader.lemma(head))
    }
    let distance = abs(candidate.head - head)
    sink.add("distance", distance <= 2 ? "near" : distance <= 8 ? "middle" : "far", by)
    sink.add("source-length", bucket(source.count))
  }

  /// What a source is: a pronoun by its word, a name, a noun, none.
  func sourceKind(_ candidate: ReportedCandidate) -> String {
    guard let source = candidate.source else { return "none" }
    let head = headNoun(source)
    let item = reader[head]
    if item.words.contains(.quantifier) { return reader.word(head) }
    switch item.tag {
    case .PRP, .PRPS, .WP, .WDT, .DT, .EX: return reader.word(head)
    case .NNP, .NNPS: return "name"
    case .NN: return "noun"
    case .NNS: return "nouns"
    case .CD: return "number"
    default: return "other"
    }
  }

  /// The head of a noun phrase: the last noun before anything hangs on it.
  func headNoun(_ range: Range<Int>) -> Int {
    guard let base = reader.phrases.chunks.phrase(at: range.lowerBound) else {
      return range.lowerBound
    }
    let end = min(base.upperBound, range.upperBound)
    return (range.lowerBound..<max(end, range.lowerBound + 1)).last { reader[$0].tag.isNoun }
      ?? max(end - 1, range.lowerBound)
  }

  private func describeContent(
    _ candidate: ReportedCandidate, _ frame: String, _ range: Range<Int>,
    _ sink: inout some FeatureSink
  ) {
    let content = candidate.content
    sink.add("length", bucket(content.count), frame)
    let first = content.lowerBound
    sink.add("first", look.word(first), frame)
    let finite = content.filter { reader.phrases.isFinite($0) }
    sink.add("finite", finite.isEmpty ? "0" : finite.count == 1 ? "1" : "2", frame)
    if let verb = finite.first, reader[verb].tag == .MD {
      sink.add("content-modal", reader.word(verb), frame)
    }
    if content.contains(where: { reader.isQuotation($0) }) { sink.add("holds-quotation", frame) }
    if candidate.frame.contentKind == .phrase {
      let head = headNoun(content)
      let item = reader[head]
      if item.tag == .NN || item.tag == .NNS {
        sink.add("object", reader.lemma(head), frame)
        let text = reader.lemma(head)
        sink.add("object-shape", text.count > 5 ? String(text.suffix(3)) : "short", frame)
      } else {
        sink.add("object-tag", String(describing: item.tag), frame)
      }
      sink.add(
        "determiner",
        reader[first].tag == .DT || reader[first].tag == .PRPS
          ? reader.word(first) : String(describing: reader[first].tag), frame)
    }
    if let addressee = candidate.addressee {
      let head = headNoun(addressee)
      sink.add("addressee", String(describing: reader[head].tag), frame)
      sink.add("told", reader.lemma(candidate.head), reader.lemma(head))
    }
    if candidate.link != 0 {
      let link = reader.text(of: candidate.link)
      sink.add("link", link, frame)
      sink.add("link-word", link, reader.lemma(candidate.head))
    }
  }

  private func describeContext(
    _ candidate: ReportedCandidate, _ lemma: String, _ frame: String, _ range: Range<Int>,
    _ sink: inout some FeatureSink
  ) {
    let opener = self.opener(candidate, range)
    sink.add("opener", opener)
    sink.add("opener", opener, frame)
    sink.add("opener-word", opener, lemma)
    if let governor = governor(candidate, range) {
      let text = reader.lemma(governor)
      sink.add("governor", text)
      sink.add("governor", text, opener)
      sink.add("governor-tag", String(describing: reader[governor].tag), opener)
    } else {
      sink.add("governor", "none")
    }
    let start = candidate.cue.lowerBound
    sink.add("before", start > range.lowerBound ? look.word(start - 1) : "START", frame)
    let after = candidate.cue.upperBound
    sink.add("next", look.word(after), frame)
    let end = candidate.content.upperBound
    sink.add("after", look.name(at: end), candidate.frame.contentKind.rawValue)
    sink.add("position", bucket(candidate.head - range.lowerBound))
    sink.add("rest", bucket(range.upperBound - end))
    sink.add("paragraph", bucket(reader.analysis.sentences[candidate.sentence].paragraph))
    sink.add("sentence-length", bucket(range.count))
  }

  /// The word left of the subject of the cue's clause.
  func opener(_ candidate: ReportedCandidate, _ range: Range<Int>) -> String {
    var index = candidate.cue.lowerBound - 1
    if let source = candidate.source, source.upperBound <= candidate.cue.lowerBound {
      index = source.lowerBound - 1
    }
    while index >= range.lowerBound, reader[index].tag.isAdverb { index -= 1 }
    guard index >= range.lowerBound else { return "START" }
    let item = reader[index]
    switch item.tag {
    case .CC, .IN, .TO, .WP, .WDT, .WRB, .WPS, .comma, .colon, .stop: return reader.word(index)
    case .quotation: return "Q"
    default:
      if reader.phrases.isFinite(index) { return "finite" }
      return item.tag.isVerb ? "verb" : item.tag.isNoun ? "noun" : String(describing: item.tag)
    }
  }

  /// The nearest verb left of the cue's subject with no mark between.
  private func governor(_ candidate: ReportedCandidate, _ range: Range<Int>) -> Int? {
    var index = candidate.cue.lowerBound - 1
    var steps = 0
    while index >= range.lowerBound, steps < 12 {
      let item = reader[index]
      if [.comma, .colon, .stop, .quotation].contains(item.tag) { return nil }
      if item.tag.isVerb, reader.phrases.chunks.verbGroup[index] >= 0 { return index }
      index -= 1
      steps += 1
    }
    return nil
  }

  private func bucket(_ count: Int) -> String {
    switch count {
    case ..<1: "0"
    case 1...3: String(count)
    case 4...7: "4-7"
    case 8...15: "8-15"
    case 16...31: "16-31"
    default: "32+"
    }
  }

  // MARK: The end

  /// What a walk over a content knows at one place.
  struct Place {
    /// The item after the content if it ended here.
    var end: Int
    var words = 0
    var finite = false
    var commas = 0
  }

  /// Writes the features of ending a content at a place.
  func describeEnd(
    _ candidate: ReportedCandidate, _ place: Place, opener: String,
    into sink: inout some FeatureSink
  ) {
    let range = reader.analysis.sentences[candidate.sentence].items
    let limit = range.upperBound
    let kind = candidate.frame.contentKind.rawValue
    let next = look.name(at: place.end)
    let last = look.word(place.end - 1)
    let left = limit - place.end
    let rest = left < 4 ? String(left) : left < 8 ? "4-7" : "8+"
    let length = bucket(place.words)
    let clause = clauseKind(opener)
    let finite = place.finite ? "finite" : "bare"
    sink.add("bias", "1")
    sink.add("kind-next", kind, next)
    sink.add("finite-next", kind + finite, next)
    sink.add("length-next", kind + length, next)
    sink.add("last-next", last, next)
    sink.add("rest-next", rest, next)
    sink.add("kind-rest", kind, rest)
    sink.add("kind-length", kind, length)
    sink.add("clause-next", clause + finite, next)
    sink.add("clause", clause + kind, finite)
    sink.add("frame-next", FrameKey.short(candidate, reader), next)
    sink.add("next-two", next, look.word(place.end + 1))
    sink.add("opener-next", opener, next)
    sink.add("commas-next", kind + String(min(place.commas, 2)), next)
    sink.add("word-next", reader.lemma(candidate.head) + candidate.frame.rawValue, next)
    let more = look.lastFinite >= place.end
    sink.add("more-next", kind + (more ? "more" : "none"), next)
    guard place.end < limit, !reader.isQuotation(place.end) else { return }
    let item = reader[place.end]
    guard [.IN, .TO, .CC, .WP, .WDT, .WRB, .RB].contains(item.tag) else { return }
    let word = reader.word(place.end)
    sink.add("cue-word", reader.lemma(candidate.head), word)
    if reader[place.end - 1].tag.isNoun { sink.add("noun-word", reader.lemma(place.end - 1), word) }
    guard item.tag == .IN || item.tag == .TO,
      let phrase = reader.phrases.chunks.phrase(at: min(place.end + 1, limit - 1))
    else { return }
    let head = headNoun(phrase)
    sink.add("word-object", word, reader.lemma(head))
    sink.add("word-tag", word + kind, String(describing: reader[head].tag))
  }

  private func clauseKind(_ opener: String) -> String {
    switch opener {
    case "while", "as", "although", "though", "when", "if", "because": "sub"
    case "who", "that", "which": "rel"
    default: ""
    }
  }
}

extension FrameKey {
  /// A frame with its link, for features.
  static func short(_ candidate: ReportedCandidate, _ reader: ParagraphReader) -> String {
    candidate.link == 0
      ? candidate.frame.rawValue
      : candidate.frame.rawValue + ":" + reader.text(of: candidate.link)
  }
}
