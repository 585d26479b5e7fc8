import GRDB
import QuoteLinking
import QuoteRecords

extension MentionTable {
  /// The claims of a cluster, each with its figure.
  mutating func claims(
    in cluster: Int64
  ) throws -> [(mention: KeptMention, figure: ClaimFigure)] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT m.article, m.part, m.start, m."end", m.in_title, m.words, c.id, c.kind, c.unit,
          c.value, c.vague, s.id, s.name, s.named, s.key
        FROM mention m JOIN claim c ON c.number = m.number
          LEFT JOIN speaker s ON s.number = c.speaker
        WHERE m.cluster = ? ORDER BY m.number
        """)
    var result: [(mention: KeptMention, figure: ClaimFigure)] = []
    try StoredRow.each(statement, [cluster]) { row in
      let article: Int64 = try row[0]
      try load(article: article)
      let stretch = try Stretch(
        item: row[6], part: row[1], start: row[2], end: row[3], inTitle: row[4], text: row[5],
        before: "", after: "")
      let speaker = try (row[11] as String?).map { id in
        try SpeakerRecord(
          id: id, name: row[12], named: row[13], kind: .unknown, key: row[14], mentions: [])
      }
      let voice = Voice(speakers: speaker.map { [$0] } ?? [], isAnonymous: false)
      result.append(
        (
          KeptMention(article: article, stretch: stretch, voice: voice),
          try ClaimFigure(kind: row[7], unit: row[8], stored: row[9], isVague: row[10])
        ))
      return true
    }
    return result
  }
}
