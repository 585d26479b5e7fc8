import GRDB
public import QuoteRecords

extension QuoteStore {
  /// Reads the speakers of quotes, one for each, with their article: what counts of who is quoted
  /// are made of.
  ///
  /// - Throws: `StoreError`.
  public func quotedSpeakers(
    _ body: (_ article: String, _ outlet: String?, _ speaker: SpeakerRecord) -> Void
  ) throws(StoreError) {
    try reading { db in
      let statement = try db.makeStatement(
        sql: """
          SELECT a.id, a.outlet, s.id, s.name, s.role, s.named, s.kind, s.gender, s.gender_by, s.key
          FROM quote q JOIN article a ON a.number = q.article
          JOIN quote_speaker qs ON qs.quote = q.number JOIN speaker s ON s.number = qs.speaker
          """)
      try StoredRow.each(statement) { row in
        let speaker = try SpeakerRecord(
          id: row[2], name: row[3], role: row[4], named: row[5],
          kind: SpeakerKind(rawValue: row[6]), gender: Gender(value: row[7], by: row[8]),
          key: row[9], mentions: [])
        body(try row[0], try row[1], speaker)
        return true
      }
    }
  }

  /// What is wrong with a store: pages that do not fit together, rows that name others which
  /// are not there. Reads all of it.
  ///
  /// - Throws: `StoreError` where it cannot be read at all.
  public func faults() throws(StoreError) -> [String] {
    try reading { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      for (name, sql) in Self.checks {
        let count = try Int.fetchOne(db, sql: sql) ?? 0
        if count > 0 { faults.append("\(count) \(name)") }
      }
      return faults
    }
  }

  /// How many articles a store holds.
  ///
  /// - Throws: `StoreError`.
  public func articleCount() throws(StoreError) -> Int {
    try reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM article") ?? 0 }
  }

  private static let checks = [
    (
      "mentions without an article",
      "SELECT count(*) FROM mention WHERE article NOT IN (SELECT number FROM article)"
    ),
    (
      "mentions without a quote or a claim",
      """
      SELECT count(*) FROM mention WHERE quote IS NULL AND number NOT IN (SELECT number FROM claim)
        OR quote IS NOT NULL AND quote NOT IN (SELECT number FROM quote)
      """
    ),
    (
      "claims without a mention",
      "SELECT count(*) FROM claim WHERE number NOT IN (SELECT number FROM mention)"
    ),
    (
      "claims that are not compared by what they say",
      """
      SELECT count(*) FROM claim WHERE number NOT IN (SELECT number FROM claim_content)
        OR number NOT IN (SELECT claim FROM claim_key)
      """
    ),
    (
      "keys of claims that are not there",
      "SELECT count(*) FROM claim_key WHERE claim NOT IN (SELECT number FROM claim)"
    ),
    (
      "mentions without a form",
      """
      SELECT count(*) FROM mention
      WHERE form IS NOT NULL AND form NOT IN (SELECT number FROM form)
      """
    ),
    (
      "mentions without their cluster",
      """
      SELECT count(*) FROM mention
      WHERE cluster IS NOT NULL AND cluster NOT IN (SELECT number FROM cluster)
      """
    ),
    (
      "forms with another count of mentions",
      """
      SELECT count(*) FROM form WHERE mentions
        <> (SELECT count(*) FROM mention WHERE form = form.number)
      """
    ),
    (
      "clusters without members",
      """
      SELECT count(*) FROM cluster
      WHERE number NOT IN (SELECT cluster FROM mention WHERE cluster IS NOT NULL)
      """
    ),
  ]
}
