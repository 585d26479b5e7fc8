import NewsText
import QuoteRecords

/// Makes records of what was found in one field of an article: its text or its title.
struct FieldRecords {
  let found: Findings
  let options: ExtractionOptions
  let spans: SpanMaker
  private let isTitle: Bool
  /// The id of each of the field's speakers.
  private(set) var speakerIDs: [String] = []
  /// The amounts that are wanted, by their places in `found`, in text order.
  var wantedAmounts: [Int] = []
  /// The ids of those amounts, by their places in `found`.
  var amountIDs: [String?]

  /// Takes findings.
  init(_ found: Findings, isTitle: Bool, options: ExtractionOptions) {
    self.found = found
    self.isTitle = isTitle
    self.options = options
    amountIDs = Array(repeating: nil, count: found.amounts.count)
    spans = SpanMaker(found.document, isTitle: isTitle, options: options)
  }

  /// Names the speakers and the amounts.
  mutating func name(_ people: inout SpeakerTable, _ ids: inout IDRegister) {
    addSpeakers(to: &people, &ids)
    nameAmounts(&ids)
  }

  /// Adds all that was found, once speakers and amounts have their names.
  func add(to record: inout ArticleRecord, _ ids: inout IDRegister) {
    addAmounts(to: &record)
    let quoteIDs = addQuotes(to: &record, &ids)
    addMarkers(to: &record, &ids)
    addClaims(to: &record, &ids, quoteIDs)
    addNotes(to: &record)
  }

  /// The sentences of the field.
  var sentences: [Span] { found.document.sentences.map { spans.span(tokens: $0.tokens) } }

  private mutating func addSpeakers(to people: inout SpeakerTable, _ ids: inout IDRegister) {
    let speakers = found.resolution.speakers
    speakerIDs.reserveCapacity(speakers.count)
    for index in speakers.indices {
      let place = spans.place(tokens: speakers[index].mentions.prefix(1))
      let id = ids.id("s", place)
      if isTitle {
        speakerIDs.append(people.addFromTitle(record(id, of: speakers[index])))
      } else {
        people.add(record(id, of: speakers[index]))
        speakerIDs.append(id)
      }
    }
  }

  private func record(_ id: String, of speaker: Speaker) -> SpeakerRecord {
    SpeakerRecord(
      id: id, name: speaker.name, role: speaker.role, named: speaker.named, kind: speaker.kind,
      number: speaker.number, gender: speaker.gender,
      mentions: spans.spans(tokens: speaker.mentions))
  }

  /// Adds what is no finding: quotations that nobody said, and repairs.
  private func addNotes(to record: inout ArticleRecord) {
    for note in found.unattributed {
      let inner = found.document.quotations[note.quotation].inner
      guard !inner.isEmpty else { continue }
      record.unattributed.append(
        UnattributedRecord(
          span: spans.span(tokens: inner), reason: note.reason, rule: note.rule))
    }
    for repair in found.document.repairs {
      record.repairs.append(
        RepairRecord(kind: repair.kind.rawValue, span: spans.span(repair.bytes)))
    }
  }

  /// Adds the repair of a U+FFFD that the article's reader put for what was no Unicode.
  func addReplacement(at byte: Int, to record: inout ArticleRecord) {
    guard byte >= 0, byte + 3 <= found.document.bytes.count else { return }
    record.repairs.append(
      RepairRecord(
        kind: Repair.Kind.invalidUTF8.rawValue, span: spans.span(byte..<byte + 3)))
  }
}
