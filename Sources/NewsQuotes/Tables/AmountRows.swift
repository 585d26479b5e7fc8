import QuoteRecords

extension FlatTable {
  static let amountColumns: [Column] =
    [Column("id", .text, "the amount's id")] + placeColumns + [
      Column("text", .text, "the words and figures"),
      Column("kind", .text, "`money`, `percent` or `points`"),
      Column("value", .decimal, "the value in its currency or unit"),
      Column("low", .decimal, "the lower end of a range, or the scale of a vague amount"),
      Column("high", .decimal, "the upper end of a range"),
      Column("currency", .text, "ISO 4217 code"),
      Column("unit", .text, "`percent`, `percentage_point`, `basis_point` or `point`"),
      Column("approximation", .text, "`about`, `over`, `under`, …"),
      Column("per", .text, "what it is counted per"),
      Column("pair", .text, "several values that share one unit, joined by `; `"),
      Column("of", .text, "what it measures"),
      Column("vague", .boolean, "whether no figure is given"),
      Column("figurative", .boolean, "whether it is an idiom"),
      Column("implied", .boolean, "whether the unit is understood"),
      Column("quotes", .text, "the ids of the quotes that it lies in, outer first"),
    ] + namedColumns + endColumns

  static func row(of amount: AmountRecord, _ index: RowIndex) -> [Cell] {
    let quotes = index.quotes(ofAmount: amount.id)
    var row: [Cell] = [.text(amount.id)]
    row += index.place([amount.span])
    row += [
      .text(amount.span.text), .text(amount.kind), Cell(decimal: amount.value),
      Cell(decimal: amount.low), Cell(decimal: amount.high), Cell(amount.currency),
      Cell(amount.unit), Cell(amount.approximation?.code), Cell(amount.per?.unit),
      Cell(list: amount.pair ?? []), Cell(amount.of?.text), .boolean(amount.vague),
      .boolean(amount.figurative), .boolean(amount.implied), Cell(list: quotes),
    ]
    row += index.named(index.speakers(ofQuotes: quotes))
    row += [.text(amount.certainty.rawValue), .text(amount.rule)]
    return row
  }

  static let claimColumns: [Column] =
    [Column("id", .text, "the claim's id")] + placeColumns + [
      Column("text", .text, "the clause or sentence"),
      Column("type", .text, "`quantity` or `statement`"),
      Column("asserter", .text, "a speaker's id, or `article`"),
      Column("cue", .text, "the words that attribute it"),
      Column("subject", .text, "what it is about"),
      Column("predicate", .text, "what is said of it"),
      Column("object", .text, "what it is done to"),
      Column("time", .text, "when"),
      Column("amounts", .text, "the ids of its amounts, joined by `; `"),
      Column("quote", .text, "the quote that it lies in"),
      Column("hedged", .boolean, "whether it is hedged"),
      Column("negated", .boolean, "whether it is negated"),
    ] + namedColumns + endColumns

  static func row(of claim: ClaimRecord, _ index: RowIndex) -> [Cell] {
    var row: [Cell] = [.text(claim.id)]
    row += index.place([claim.span])
    row += [
      .text(claim.span.text), .text(claim.type), .text(claim.asserter), Cell(pieces: claim.cue),
      Cell(claim.subject?.text), Cell(claim.predicate?.text), Cell(claim.object?.text),
      Cell(claim.time?.text), Cell(list: claim.amounts), Cell(claim.quote), .boolean(claim.hedged),
      .boolean(claim.negated),
    ]
    row += index.named(claim.asserter == "article" ? [] : [claim.asserter])
    row += [.text(claim.certainty.rawValue), .text(claim.rule)]
    return row
  }
}
