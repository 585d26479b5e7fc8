import ArgumentParser
import NewsQuotes

/// Whom the user knows.
struct PeopleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A list of people, tab-separated with a header: key, names (parted by |), gender, role, \
      outlet. Speakers whom it settles get its key and gender.
      """, valueName: "file"),
    completion: .file(extensions: ["tsv"]))
  var people: String?

  /// The list; `nil` where none is named.
  ///
  /// - Throws: `Fault` where the file cannot be read, `PeopleError` with all that is wrong in it.
  func list() throws -> People? {
    guard let people else { return nil }
    let bytes: [UInt8]
    do { bytes = try FileReader.contents(of: people) } catch { throw Fault("\(error)", .usage) }
    return try People(tsv: bytes, file: people)
  }
}

extension PeopleOptions {
  /// What is stated, as `ExtractCommand.plain` reads it.
  static func plain(_ given: PlainArguments) throws(PlainArguments.Refusal) -> PeopleOptions {
    var options = PeopleOptions()
    options.people = try given.value("--people")
    return options
  }
}
