import NewsSyntax
import RuleEngine

/// Tells at which items the cue of a frame may begin: where the head of the verb group there, or
/// the noun, reports often enough in the frame to be looked at.
struct CueStarts {
  private let reader: ParagraphReader
  private let rules: QuoteRules
  private let model: ReportedModel
  /// The frames of nouns, and those that ask for reports.
  private let ofNouns, ofReports: UInt32
  /// The item asked about last, and the frames in which it may report.
  private var item = -1
  private var frames: UInt32 = 0

  init(_ reader: ParagraphReader, _ rules: QuoteRules, _ model: ReportedModel) {
    self.reader = reader
    self.rules = rules
    self.model = model
    (ofNouns, ofReports) = (model.framesOfNouns, model.framesOfReports)
  }

  /// Those of some rules, a bit each from a first one on, of which the cue of a match that begins
  /// at an item may report; all others are given back.
  mutating func limit(
    _ some: UInt64, _ firstRule: Int, _ item: Int, _ items: ItemTable
  ) -> UInt64 {
    var rest = some & rules.allHeaded[firstRule / UInt64.bitWidth]
    guard rest != 0 else { return some }
    if item != self.item {
      self.item = item
      frames = frames(at: item, of: items)
    }
    var kept = some & ~rest
    while rest != 0 {
      let rule = rest.trailingZeroBitCount
      rest &= rest &- 1
      let frame = rules.headed[firstRule &+ rule]
      guard frames &>> UInt32(frame) & 1 == 1 else { continue }
      let mayReport =
        Self.ofLinks &>> UInt32(frame) & 1 == 0 || mayReport(frame, withLinkBehind: item, items)
      if mayReport { kept |= 1 &<< UInt64(rule) }
    }
    return kept
  }

  /// The frames of which the link behind a head tells more.
  private static var ofLinks: UInt32 {
    1 << UInt32(ReportedFrame.preposition.rawValue)
      | 1 << UInt32(ReportedFrame.nounPreposition.rawValue)
  }

  /// Whether a cue of a frame whose link stands behind its head may report with the link there.
  @inline(never)
  private func mayReport(_ frame: UInt8, withLinkBehind item: Int, _ items: ItemTable) -> Bool {
    if frame == ReportedFrame.nounPreposition.rawValue {
      return mayReport(.nounPreposition, item, behind: item + 1)
    }
    guard frame == ReportedFrame.preposition.rawValue else { return true }
    var mayReport = false
    items.forEachSpan(NewsMention.verbGroup.rawValue, at: item) { end in
      mayReport = mayReport || self.mayReport(.preposition, end - 1, behind: end)
    }
    return mayReport
  }

  /// Whether a word may report often enough in a frame with the link that stands at a place, or
  /// behind a particle or adverb there.
  private func mayReport(_ frame: ReportedFrame, _ head: Int, behind place: Int) -> Bool {
    guard place + 1 < reader.analysis.items.count, reader[place].tag != .RP,
      !reader[place].tag.isAdverb
    else { return true }
    let key = FrameKey(
      frame, link: reader[place].lexeme, gerund: reader[place + 1].tag == .VBG)
    return model.frames.rate(reader[head].lemma, key).share >= ReportedModel.leastRate
  }

  private func frames(at item: Int, of items: ItemTable) -> UInt32 {
    var frames: UInt32 = 0
    items.forEachSpan(NewsMention.verbGroup.rawValue, at: item) { end in
      frames |= self.frames(ofVerb: end - 1)
    }
    let tag = reader[item].tag
    if tag == .NN || tag == .NNS {
      frames |= model.frames.frames(of: reader[item].lemma) & ofNouns
    }
    return frames
  }

  private func frames(ofVerb head: Int) -> UInt32 {
    let frames = model.frames.frames(of: reader[head].lemma) & ~ofNouns
    return frames & ofReports == 0 || reader.canReport(head)
      ? frames : frames & ~ofReports
  }
}
