import QuoteRecords

extension FlatTable {
  static let quoteColumns: [Column] =
    [Column("id", .text, "the quote's id")] + placeColumns + [
      Column("type", .text, "`direct`, `mixed` or `indirect`"),
      Column("act", .text, "`speech`, `writing`, `thought`, `attitude` or `evidence`"),
      Column("content", .text, "what was said, its pieces joined by ` … `"),
      Column("quoted", .text, "what of it stands between quotation marks"),
      Column("cue", .text, "the words that attribute"),
      Column("source", .text, "the words that name the source"),
      Column("addressee", .text, "whom it was said to"),
    ] + namedColumns + [
      Column("speaker_by", .text, "how the speaker was found"),
      Column("unresolved", .text, "why there is no speaker"),
      Column("anonymous", .boolean, "whether the source is unnamed"),
      Column("negated", .boolean, "whether the attribution is denied"),
      Column("hedged", .boolean, "whether the attribution is hedged"),
      Column("nested_in", .text, "the quote that it lies in"),
      Column("amounts", .text, "the ids of the amounts in it, joined by `; `"),
    ] + endColumns

  static func row(of quote: QuoteRecord, _ index: RowIndex) -> [Cell] {
    var row: [Cell] = [.text(quote.id)]
    row += index.place(quote.content)
    row += [
      .text(quote.type.rawValue), .text(quote.act.rawValue), Cell(pieces: quote.content),
      Cell(pieces: quote.quoted), Cell(pieces: quote.cue), Cell(pieces: quote.source),
      Cell(pieces: quote.addressee),
    ]
    row += index.named(quote.speakers)
    row += [
      .text(quote.speakerBy.rawValue), Cell(quote.unresolved), .boolean(quote.anonymous),
      .boolean(quote.negated), .boolean(quote.hedged), Cell(quote.nestedIn),
      Cell(list: quote.amounts), .text(quote.certainty.rawValue), .text(quote.rule),
    ]
    return row
  }

  static let speakerColumns: [Column] = [
    Column("id", .text, "the speaker's id"),
    Column("name", .text, "the fullest name or description in the article"),
    Column("role", .text, "title, office or apposition"),
    Column("gender", .text, "`female`, `male`, `other` or `unknown`"),
    Column("gender_by", .text, "what the gender was read from"),
    Column("named", .boolean, "whether they are named"),
    Column("kind", .text, "`person`, `group`, `organisation`, `document` or `unknown`"),
    Column("number", .text, "`one`, `several` or `unknown`"),
    Column("key", .text, "an id from the user's list of people"),
    Column("mentions", .integer, "how often the article mentions them"),
    Column("quotes", .integer, "how many quotes are theirs"),
  ]

  static func row(of speaker: SpeakerRecord, _ index: RowIndex) -> [Cell] {
    [
      .text(speaker.id), .text(speaker.name), Cell(speaker.role), .text(speaker.gender.value),
      Cell(speaker.gender.by), .boolean(speaker.named), .text(speaker.kind.rawValue),
      .text(speaker.number), Cell(speaker.key), .integer(speaker.mentions.count),
      .integer(index.quoteCount(ofSpeaker: speaker.id)),
    ]
  }

  static let markerColumns: [Column] =
    [Column("id", .text, "the marker's id")] + placeColumns + [
      Column("text", .text, "the whole phrase"),
      Column("form", .text, "how the source is described"),
      Column("intent", .text, "`withheld`, `omitted` or `unknown`"),
      Column("grounds", .text, "the code of the stated reason"),
      Column("grounds_text", .text, "the stated reason"),
      Column("boilerplate", .boolean, "whether the reason is stock wording"),
      Column("rank", .text, "`senior`, `top`, …"),
      Column("status", .text, "`former`, `current`, …"),
      Column("affiliation", .text, "the code of where they belong"),
      Column("count", .integer, "how many, where a number is given"),
      Column("access", .text, "how they know"),
    ] + namedColumns + endColumns

  static func row(of marker: AnonymousMarkerRecord, _ index: RowIndex) -> [Cell] {
    var row: [Cell] = [.text(marker.id)]
    row += index.place([marker.span])
    row += [
      .text(marker.span.text), .text(marker.form), .text(marker.intent), Cell(marker.grounds?.code),
      Cell(marker.grounds?.span.text), marker.grounds.map { .boolean($0.boilerplate) } ?? .null,
      Cell(marker.rank), Cell(marker.status), Cell(marker.affiliation?.code),
      marker.count?.number.map(Cell.integer) ?? .null, Cell(marker.access),
    ]
    row += index.named(marker.speaker.map { [$0] } ?? [])
    row += [.text(marker.certainty.rawValue), .text(marker.rule)]
    return row
  }
}
