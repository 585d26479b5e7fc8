import GRDB
import QuoteLinking
import QuoteRecords

extension Batch {
  /// The number of a text's form, which is kept where it is new or plainer than the one there is.
  mutating func number(of form: TextForm) throws -> Int64 {
    guard let row = try resolved[form.letters] ?? kept(form.letters) else {
      let number = try forms.add(form)
      fresh.insert(number)
      resolved[form.letters] = FormTable.Row(number: number, form: form, mentions: 0)
      return number
    }
    resolved[form.letters] = row
    if row.form == form || !bench.isPlainer(form, than: row.form) { return row.number }
    return try replace(row, by: form)
  }

  /// The form of some letters. They are a key too, so that looking it up costs what a key costs.
  private mutating func kept(_ letters: Letters) throws -> FormTable.Row? {
    for posting in try postings.list(letters.first) {
      if let row = try forms.form(posting.form), row.form.letters == letters { return row }
    }
    return nil
  }

  /// Puts a variant of the same letters in a form's place.
  private mutating func replace(_ row: FormTable.Row, by form: TextForm) throws -> Int64 {
    let number = try forms.add(form)
    let periods = try self.periods(of: row.number).union(touched[row.number] ?? [])
    try db.cachedStatement(sql: "UPDATE mention SET form = ? WHERE form = ?")
      .execute(arguments: [number, row.number])
    touched[number, default: []].formUnion(periods)
    counts[number] = row.mentions + (counts.removeValue(forKey: row.number) ?? 0)
    touched[row.number] = nil
    thinned.remove(row.number)
    thinned.insert(number)
    if lost.remove(row.number) != nil { lost.insert(number) }
    if fresh.remove(row.number) != nil {
      try forms.remove(row.number)
    } else {
      gone[row.number] = (row.form, periods)
    }
    fresh.insert(number)
    resolved[form.letters] = FormTable.Row(number: number, form: form, mentions: 0)
    return number
  }

  private func periods(of form: Int64) throws -> Set<Period> {
    let statement = try db.cachedStatement(
      sql: "SELECT DISTINCT period FROM mention WHERE form = ?")
    return Set(try Period.all(statement, [form]))
  }

  /// Counts mentions, finds which forms are gone, and which variants stand for letters that lost
  /// some.
  mutating func settleForms() throws {
    for number in lost.sorted() { try restore(number) }
    for (number, change) in counts.sorted(by: { $0.key < $1.key }) where change != 0 {
      try forms.count(change, of: number)
    }
    for number in touched.keys.sorted() {
      guard let row = try forms.form(number), row.mentions <= 0 else { continue }
      if fresh.remove(number) != nil {
        try forms.remove(number)
      } else {
        gone[number] = (row.form, touched[number] ?? [])
      }
      touched[number] = nil
      thinned.remove(number)
    }
  }

  /// Finds the plainest variant that is left of a form.
  private mutating func restore(_ number: Int64) throws {
    guard let row = try forms.form(number) else { return }
    let statement = try db.cachedStatement(
      sql: "SELECT DISTINCT words FROM mention WHERE form = ?")
    var best: TextForm?
    for words in try String.all(statement, [number]) {
      guard let form = bench.form(of: words) else { continue }
      if form == row.form { return }
      if best.map({ bench.isPlainer(form, than: $0) }) ?? true { best = form }
    }
    if let best { _ = try replace(row, by: best) }
  }
}
