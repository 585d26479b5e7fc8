/// Reads a lexicon's file: a header, then an entry a line.
struct LexiconReader {
  private let file: String
  private let bytes: [UInt8]
  private var header: [String: String] = [:]
  private var allowed: [String]?
  private var entries: [Lexicon.Entry] = []
  private var cache: [[UInt8]: [String: String]] = [:]
  private var previous: ArraySlice<UInt8> = []
  private(set) var faults: [Diagnostic] = []

  /// The attributes of the header that every lexicon states.
  private static let required = ["summary", "origin", "licence"]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Reads all lines; linear. What is faulty is left out, and told in `faults`.
  mutating func read(name: String) -> Lexicon {
    var start = 0
    var line = 0
    while start < bytes.count {
      line += 1
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      read(bytes[start..<end], line: line)
      start = end + 1
    }
    for key in Self.required where header[key]?.isEmpty ?? true {
      fault(1, 1, "lexicon.header.missing", "the header has no line '# \(key): …'")
    }
    return Lexicon(
      name: name, summary: header["summary"] ?? "", origin: header["origin"] ?? "",
      licence: header["licence"] ?? "", entries: entries)
  }

  private mutating func read(_ line: ArraySlice<UInt8>, line number: Int) {
    guard let first = line.first else { return }
    if first == 0x23 { return readComment(line.dropFirst()) }
    if line.last == 0x0D {
      return fault(number, 0, "lexicon.line-end", "the line ends in CR LF; LF is the only line end")
    }
    let tab = line.firstIndex(of: 0x09)
    let entry = line[..<(tab ?? line.endIndex)]
    guard checkEntry(entry, number) else { return }
    var forms: [String] = []
    var attributes: [String: String] = [:]
    if let tab {
      let tail = line[(tab + 1)...]
      let column = codePoints(line[...tab]) + 1
      (attributes, forms) = readAttributes(tail, number, column)
    }
    entries.append(
      Lexicon.Entry(
        lemma: String(decoding: entry, as: UTF8.self), attributes: attributes, line: number,
        forms: forms))
  }

  private mutating func readComment(_ comment: ArraySlice<UInt8>) {
    guard entries.isEmpty else { return }
    let text = String(decoding: comment, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return }
    let key = text[..<colon].drop { $0 == " " }
    guard !key.isEmpty, !key.contains(" ") else { return }
    let value = String(text[text.index(after: colon)...].drop { $0 == " " })
    header[String(key)] = value
    if key == "attributes" { allowed = value.split(separator: " ").map(String.init) + ["forms"] }
  }

  private mutating func checkEntry(_ entry: ArraySlice<UInt8>, _ line: Int) -> Bool {
    let text = { String(decoding: entry, as: UTF8.self) }
    guard let first = entry.first, let last = entry.last else {
      fault(line, 1, "lexicon.entry.empty", "no entry stands before the tab")
      return false
    }
    if first == 0x20 || last == 0x20 {
      fault(line, 1, "lexicon.entry.space", "'\(text())' begins or ends with a space")
      return false
    }
    if entry.count > WordTable.longest {
      let limit = "\(entry.count) bytes, at most \(WordTable.longest)"
      fault(line, 1, "lexicon.entry.long", "the entry is too long (\(limit))")
      return false
    }
    if !isUTF8(entry) {
      fault(line, 1, "lexicon.utf8", "the line is not UTF-8")
      return false
    }
    defer { previous = entry }
    if entry == previous {
      fault(line, 1, "lexicon.entry.duplicate", "'\(text())' stands here twice")
    } else if entry.lexicographicallyPrecedes(previous) {
      let before = String(decoding: previous, as: UTF8.self)
      fault(line, 1, "lexicon.unsorted", "'\(text())' sorts before '\(before)' above it")
    }
    return true
  }

  private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  private mutating func readAttributes(
    _ tail: ArraySlice<UInt8>, _ line: Int, _ column: Int
  ) -> ([String: String], [String]) {
    if !tail.starts(with: "forms=".utf8), let known = cache[Array(tail)] { return (known, []) }
    var attributes: [String: String] = [:]
    var forms: [String] = []
    let faultsBefore = faults.count
    for pair in tail.split(separator: 0x20, omittingEmptySubsequences: true) {
      let place = column + codePoints(tail[..<pair.startIndex])
      guard let equals = pair.firstIndex(of: 0x3D), equals > pair.startIndex,
        equals + 1 < pair.endIndex
      else {
        let text = String(decoding: pair, as: UTF8.self)
        fault(line, place, "lexicon.attribute.bad", "'\(text)' is not of the form key=value")
        continue
      }
      let key = String(decoding: pair[..<equals], as: UTF8.self)
      let value = spaced(pair[(equals + 1)...])
      if let allowed, !allowed.contains(key) {
        let names = allowed.sorted().joined(separator: ", ")
        fault(
          line, place, "lexicon.attribute.unknown",
          "'\(key)' is no attribute of this lexicon (\(names))")
      } else if attributes[key] != nil || (key == "forms" && !forms.isEmpty) {
        fault(line, place, "lexicon.attribute.duplicate", "'\(key)' is given twice")
      } else if key == "forms" {
        forms = value.split(separator: ",").map(String.init)
      } else {
        attributes[key] = value
      }
    }
    if forms.isEmpty, faults.count == faultsBefore { cache[Array(tail)] = attributes }
    return (attributes, forms)
  }

  private func spaced(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x5F) else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: bytes.map { $0 == 0x5F ? 0x20 : $0 }, as: UTF8.self)
  }

  private mutating func fault(_ line: Int, _ column: Int, _ code: String, _ message: String) {
    faults.append(
      Diagnostic(file: file, line: line, column: column, code: code, message: message))
  }
}
