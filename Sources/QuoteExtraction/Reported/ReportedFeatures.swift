import NewsSyntax
import RuleEngine

/// The features by which a candidate of reported speech is judged.
struct ReportedFeatures: Sendable {
  let reader: ParagraphReader
  let table: ReportedTable
  let symbols: FeatureSymbols
  private let model: ReportedModel

  init(reader: ParagraphReader, model: ReportedModel) {
    self.reader = reader
    table = model.table
    symbols = model.symbols
    self.model = model
  }

  /// Writes the features of a candidate that are the same wherever its content ends.
  func describe(
    _ candidate: ReportedCandidate, _ look: borrowing LookAhead,
    into sink: inout some CandidateSink
  ) {
    let frame = candidate.frame
    let lemma = symbols.word(reader.lemma(candidate.head))
    sink.add(table.bias)
    sink.add(table.frames[Int(frame.rawValue)])
    sink.add(table.rows.row(.word, lemma), frame)
    describeCue(candidate, lemma, look.range, &sink)
    describeSource(candidate, lemma, &sink)
    describeStart(candidate, lemma, look, &sink)
    describeContext(candidate, lemma, look, &sink)
  }

  /// Writes the features of a candidate that hang on where its content ends.
  func describeEnd(
    _ candidate: ReportedCandidate, _ look: borrowing LookAhead,
    into sink: inout some CandidateSink
  ) {
    let content = candidate.content
    let frame = candidate.frame
    sink.add(table.length(content.count), frame)
    describeVerbs(content, frame, look, &sink)
    if look.holdsQuotation, content.contains(where: { reader.isQuotation($0) }) {
      sink.add(.holdsQuotation, symbols[frame])
    }
    if frame.contentKind == .phrase { describeHead(content, frame, &sink) }
    sink.add(table.after[Int(look[content.upperBound].name)], frame)
    sink.add(table.rest(look.range.upperBound - content.upperBound))
  }

  private func describeCue(
    _ candidate: ReportedCandidate, _ lemma: Symbol, _ range: Range<Int>,
    _ sink: inout some CandidateSink
  ) {
    let head = candidate.head
    let frame = candidate.frame
    let group = reader.phrases.chunks.group(headedBy: head)
    let form = tense(head, group)
    sink.add(table.rows.row(.tense, form), frame)
    sink.add(.tenseWord, form, lemma)
    if let group {
      if group.flags.contains(.negated) { sink.add(.negated, symbols[frame]) }
      if group.start < head {
        for index in group.start..<head {
          let item = reader[index]
          if item.tag == .MD { sink.add(.modal, symbols.word(item.lexeme)) }
          if item.tag.isAdverb { sink.add(.adverb, symbols.word(item.lexeme)) }
        }
      }
    }
    if head + 1 < range.upperBound, reader[head + 1].tag == .RP {
      sink.add(.particle, lemma, symbols.word(reader[head + 1].lexeme))
    }
    if let ending = ending(head, short: .none) {
      sink.add(table.rows.row(.shape, ending), frame)
    }
  }

  /// The form of a cue: its tag with what helps it.
  private func tense(_ head: Int, _ group: VerbGroup?) -> Symbol {
    guard let group else { return symbols[reader[head].tag] }
    if group.flags.contains(.infinitive) { return symbols.to }
    if group.flags.contains(.modal) { return symbols.modal }
    if group.flags.contains(.passive) { return symbols.passive }
    if group.flags.contains(.perfect) { return symbols.perfect }
    if group.flags.contains(.progressive) { return symbols.progressive }
    return symbols[reader[head].tag]
  }

  /// The ending of a word's base form; `nil` where it is not of ASCII letters.
  private func ending(_ index: Int, short: WordEnding) -> Symbol? {
    guard let bytes = model.vocabulary.ending(of: reader.lemma(index)) else { return nil }
    return bytes == 0 ? short.symbol : Symbol(number: bytes)
  }

  private func describeSource(
    _ candidate: ReportedCandidate, _ lemma: Symbol, _ sink: inout some CandidateSink
  ) {
    let frame = candidate.frame
    sink.add(table.sourceBy[Int(candidate.sourceKind.rawValue)], frame)
    guard let source = candidate.source else {
      sink.add(table.rows.row(.source, symbols.none), frame)
      sink.add(.sourceWord, symbols.none, lemma)
      return
    }
    let head = reader.headNoun(source)
    let kind = sourceKind(head)
    sink.add(table.rows.row(.source, kind), frame)
    sink.add(.sourceWord, kind, lemma)
    if reader[head].tag == .NN || reader[head].tag == .NNS {
      sink.add(.agent, symbols.word(reader.lemma(head)))
    }
    let distance = abs(candidate.head - head)
    sink.add(
      .distance, distance <= 2 ? symbols.near : distance <= 8 ? symbols.middle : symbols.far,
      symbols[candidate.sourceKind])
    sink.add(table.sourceLength(source.count))
  }

  /// What a source with a head is: a pronoun by its word, a name, a noun.
  private func sourceKind(_ head: Int) -> Symbol {
    let item = reader[head]
    if item.words.contains(.quantifier) { return symbols.word(item.lexeme) }
    switch item.tag {
    case .PRP, .PRPS, .WP, .WDT, .DT, .EX: return symbols.word(item.lexeme)
    case .NNP, .NNPS: return symbols.name
    case .NN: return symbols.noun
    case .NNS: return symbols.nouns
    case .CD: return symbols.number
    default: return symbols.other
    }
  }

  private func describeStart(
    _ candidate: ReportedCandidate, _ lemma: Symbol, _ look: borrowing LookAhead,
    _ sink: inout some CandidateSink
  ) {
    let start = candidate.content.lowerBound
    let frame = candidate.frame
    sink.add(table.first[Int(look[start].code)], frame)
    if frame.contentKind == .phrase {
      let first = reader[start]
      let isDetermined = first.tag == .DT || first.tag == .PRPS
      let determiner = isDetermined ? symbols.word(first.lexeme) : symbols[first.tag]
      sink.add(table.rows.row(.determiner, determiner), frame)
    }
    if let addressee = candidate.addressee {
      let head = reader.headNoun(addressee)
      sink.add(table.rows.row(.addressee, symbols[reader[head].tag]), frame)
      sink.add(.told, lemma, symbols.word(reader.lemma(head)))
    }
    if candidate.link != 0 {
      let link = symbols.word(candidate.link)
      sink.add(.link, link, symbols[frame])
      sink.add(.linkWord, link, lemma)
    }
  }

  /// The finite verbs of a content: none, one or more, and a modal that comes first.
  private func describeVerbs(
    _ content: Range<Int>, _ frame: ReportedFrame, _ look: borrowing LookAhead,
    _ sink: inout some CandidateSink
  ) {
    let first = Int(look[content.lowerBound].finite)
    guard first < content.upperBound else {
      sink.add(table.finite[0], frame)
      return
    }
    let isOne = Int(look[first + 1].finite) >= content.upperBound
    sink.add(table.finite[isOne ? 1 : 2], frame)
    if reader[first].tag == .MD {
      sink.add(table.rows.row(.contentModal, symbols.word(reader[first].lexeme)), frame)
    }
  }

  func describeHead(
    _ content: Range<Int>, _ frame: ReportedFrame, _ sink: inout some CandidateSink
  ) {
    let head = reader.headNoun(content)
    let item = reader[head]
    if item.tag == .NN || item.tag == .NNS {
      sink.add(table.rows.row(.object, symbols.word(item.lemma)), frame)
      if let ending = ending(head, short: .short) {
        sink.add(table.rows.row(.objectShape, ending), frame)
      }
    } else {
      sink.add(table.rows.row(.objectTag, symbols[item.tag]), frame)
    }
  }

  private func describeContext(
    _ candidate: ReportedCandidate, _ lemma: Symbol, _ look: borrowing LookAhead,
    _ sink: inout some CandidateSink
  ) {
    let range = look.range
    let frame = candidate.frame
    let opener = self.opener(candidate, range)
    sink.add(table.rows.row(.opener, opener), frame)
    sink.add(.openerWord, opener, lemma)
    if let governor = governor(candidate, range) {
      sink.add(.governor, symbols.word(reader.lemma(governor)), alsoWith: opener)
      sink.add(.governorTag, symbols[reader[governor].tag], opener)
    } else {
      sink.add(table.noGovernor)
    }
    let start = candidate.cue.lowerBound
    sink.add(
      start > range.lowerBound ? table.before[Int(look[start - 1].code)] : table.atStart, frame)
    sink.add(table.next[Int(look[candidate.cue.upperBound].code)], frame)
    sink.add(table.position(candidate.head - range.lowerBound))
    sink.add(table.paragraph(reader.analysis.sentences[candidate.sentence].paragraph))
    sink.add(table.sentenceLength(range.count))
  }

  /// The word left of the subject of the cue's clause.
  func opener(_ candidate: ReportedCandidate, _ range: Range<Int>) -> Symbol {
    var index = candidate.cue.lowerBound - 1
    if let source = candidate.source, source.upperBound <= candidate.cue.lowerBound {
      index = source.lowerBound - 1
    }
    while index >= range.lowerBound, reader[index].tag.isAdverb { index -= 1 }
    guard index >= range.lowerBound else { return symbols.start }
    let item = reader[index]
    switch item.tag {
    case .CC, .IN, .TO, .WP, .WDT, .WRB, .WPS, .comma, .colon, .stop:
      return symbols.word(item.lexeme)
    case .quotation: return symbols.quotation
    case .VBD, .VBP, .VBZ, .MD: return symbols.finite
    default:
      return item.tag.isVerb ? symbols.verb : item.tag.isNoun ? symbols.noun : symbols[item.tag]
    }
  }

  /// The kind of clause that an opener opens.
  func clause(_ opener: Symbol) -> EndGroup.Clause {
    model.subordinators.contains(opener)
      ? .subordinate : model.relatives.contains(opener) ? .relative : .main
  }

  /// The nearest verb left of the cue's subject with no mark between.
  private func governor(_ candidate: ReportedCandidate, _ range: Range<Int>) -> Int? {
    var index = candidate.cue.lowerBound - 1
    var steps = 0
    while index >= range.lowerBound, steps < 12 {
      let tag = reader[index].tag
      switch tag {
      case .comma, .colon, .stop, .quotation: return nil
      default: if tag.isVerb, reader.phrases.chunks.verbGroup[index] >= 0 { return index }
      }
      index -= 1
      steps += 1
    }
    return nil
  }
}

extension ParagraphReader {
  /// The base form of an item's word.
  func lemma(_ index: Int) -> LexemeID { analysis.items[index].lemma }

  /// The head of a noun phrase: the last noun before anything hangs on it.
  func headNoun(_ range: Range<Int>) -> Int {
    guard let base = phrases.chunks.phrase(at: range.lowerBound) else { return range.lowerBound }
    let end = max(min(base.upperBound, range.upperBound), range.lowerBound + 1)
    var index = end - 1
    while index >= range.lowerBound {
      if self[index].tag.isNoun { return index }
      index -= 1
    }
    return end - 1
  }
}
