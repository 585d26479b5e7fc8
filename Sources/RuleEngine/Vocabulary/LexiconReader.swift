/// Reads a lexicon's file: a header, then an entry a line.
struct LexiconReader {
  private let file: String
  private let bytes: [UInt8]
  private var header: [String: String] = [:]
  private var allowed: [String]?
  private var entries: Lexicon.Entries
  /// The attributes read so far by a hash of their text, with where they stand.
  private var attributeSets: [UInt64: (text: Range<Int>, number: Int32)] = [:]
  private var previous: Range<Int> = 0..<0
  private var previousTail: Range<Int> = 0..<0
  private(set) var faults: [Diagnostic] = []

  /// The lines of the header that every lexicon has.
  private static let required = ["summary", "origin", "licence"]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    entries = Lexicon.Entries(bytes: bytes)
  }

  /// Reads all lines; linear. What is faulty is left out, and told in `faults`.
  mutating func read(name: String) -> Lexicon {
    var start = 0
    var line = 0
    while start < bytes.count {
      line += 1
      let end = bytes.first(0x0A, from: start, to: bytes.count)
      read(start..<end, line: line)
      start = end + 1
    }
    for key in Self.required where header[key]?.isEmpty ?? true {
      fault(1, 1, "lexicon.header.missing", "the header has no line '# \(key): …'")
    }
    let head = LexiconHead(
      summary: header["summary"] ?? "", origin: header["origin"] ?? "",
      licence: header["licence"] ?? "")
    return Lexicon(name: name, headText: .made(head), entries: entries)
  }

  private mutating func read(_ line: Range<Int>, line number: Int) {
    guard !line.isEmpty else { return }
    if bytes[line.lowerBound] == 0x23 {
      return readComment(bytes[(line.lowerBound + 1)..<line.upperBound])
    }
    if bytes[line.upperBound - 1] == 0x0D {
      return fault(number, 0, "lexicon.line-end", "the line ends in CR LF; LF is the only line end")
    }
    let tab = bytes.first(0x09, from: line.lowerBound, to: line.upperBound)
    let entry = line.lowerBound..<tab
    guard checkEntry(entry, number) else { return }
    var read = Lexicon.Entries.Line(
      start: Int32(entry.lowerBound), lemmaEnd: Int32(entry.upperBound),
      formsStart: Int32(tab), formsEnd: Int32(tab), attributes: 0, number: Int32(number))
    // Only the line right before an entry may lend it the number of its attributes.
    let tail = tab < line.upperBound ? tab + 1..<line.upperBound : tab..<tab
    readTail(tail, into: &read)
    entries.lines.array.append(read)
  }

  private mutating func readComment(_ comment: ArraySlice<UInt8>) {
    guard entries.lines.isEmpty, comment.contains(0x3A) else { return }
    let text = String(decoding: comment, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return }
    let key = text[..<colon].drop { $0 == " " }
    guard !key.isEmpty, !key.contains(" ") else { return }
    let value = String(text[text.index(after: colon)...].drop { $0 == " " })
    header[String(key)] = value
    if key == "attributes" { allowed = value.split(separator: " ").map(String.init) + ["forms"] }
  }

  private mutating func checkEntry(_ entry: Range<Int>, _ line: Int) -> Bool {
    if entry.isEmpty {
      fault(line, 1, "lexicon.entry.empty", "no entry stands before the tab")
      return false
    }
    if bytes[entry.lowerBound] == 0x20 || bytes[entry.upperBound - 1] == 0x20 {
      fault(line, 1, "lexicon.entry.space", "'\(text(entry))' begins or ends with a space")
      return false
    }
    if entry.count > WordTable.longest {
      let limit = "\(entry.count) bytes, at most \(WordTable.longest)"
      fault(line, 1, "lexicon.entry.long", "the entry is too long (\(limit))")
      return false
    }
    if !isUTF8(bytes[entry]) {
      fault(line, 1, "lexicon.utf8", "the line is not UTF-8")
      return false
    }
    defer { previous = entry }
    switch bytes.order(previous, entry) {
    case 0: fault(line, 1, "lexicon.entry.duplicate", "'\(text(entry))' stands here twice")
    case 1:
      let before = text(previous)
      fault(line, 1, "lexicon.unsorted", "'\(text(entry))' sorts before '\(before)' above it")
    default: break
    }
    return true
  }

  private func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

// Attributes.
extension LexiconReader {
  /// Reads `forms=…` where it comes first, as it should, and the attributes behind it, which are
  /// kept once for all entries that have the same.
  private mutating func readTail(_ tail: Range<Int>, into line: inout Lexicon.Entries.Line) {
    var rest = tail
    if bytes[tail].starts(with: "forms=".utf8) {
      let end = bytes.first(0x20, from: tail.lowerBound, to: tail.upperBound)
      line.formsStart = Int32(tail.lowerBound + 6)
      line.formsEnd = Int32(end)
      rest = min(end + 1, tail.upperBound)..<tail.upperBound
      checkForms(line)
    }
    if rest.isEmpty {
      previousTail = 0..<0
      return
    }
    let hash = bytes.hash(of: rest)
    if bytes.order(previousTail, rest) == 0, let last = entries.lines.last {
      line.attributes = last.attributes
    } else if let known = attributeSets[hash], bytes.order(known.text, rest) == 0 {
      line.attributes = known.number
    } else {
      let before = faults.count
      let attributes = readAttributes(rest, &line)
      line.attributes = entries.add(attributes)
      if faults.count == before, line.formsStart < rest.lowerBound {
        attributeSets[hash] = (rest, line.attributes)
      }
    }
    previousTail = line.formsStart < rest.lowerBound ? rest : 0..<0
  }

  private mutating func readAttributes(
    _ tail: Range<Int>, _ line: inout Lexicon.Entries.Line
  ) -> [String: String] {
    var attributes: [String: String] = [:]
    for pair in bytes[tail].split(separator: 0x20) {
      let number = Int(line.number)
      let place = column(of: pair.startIndex, line)
      guard let equals = pair.firstIndex(of: 0x3D), equals > pair.startIndex,
        equals + 1 < pair.endIndex
      else {
        let text = String(decoding: pair, as: UTF8.self)
        fault(number, place, "lexicon.attribute.bad", "'\(text)' is not of the form key=value")
        continue
      }
      let key = String(decoding: pair[..<equals], as: UTF8.self)
      if let allowed, !allowed.contains(key) {
        let names = allowed.sorted().joined(separator: ", ")
        fault(
          number, place, "lexicon.attribute.unknown",
          "'\(key)' is no attribute of this lexicon (\(names))")
      } else if attributes[key] != nil || (key == "forms" && line.formsEnd > line.formsStart) {
        fault(number, place, "lexicon.attribute.duplicate", "'\(key)' is given twice")
      } else if key == "forms" {
        line.formsStart = Int32(equals + 1)
        line.formsEnd = Int32(pair.endIndex)
        checkForms(line)
      } else {
        let value = pair[(equals + 1)...].map { $0 == 0x5F ? 0x20 : $0 }
        attributes[key] = String(decoding: value, as: UTF8.self)
      }
    }
    return attributes
  }

  private mutating func checkForms(_ line: Lexicon.Entries.Line) {
    let place = column(of: Int(line.formsStart), line)
    if line.forms.isEmpty {
      fault(Int(line.number), place, "lexicon.attribute.bad", "'forms=' names no form")
    } else if !isUTF8(bytes[line.forms]) {
      fault(Int(line.number), place, "lexicon.utf8", "the line is not UTF-8")
    }
  }

  private func column(of byte: Int, _ line: Lexicon.Entries.Line) -> Int {
    codePoints(bytes[Int(line.start)..<byte]) + 1
  }

  private mutating func fault(_ line: Int, _ column: Int, _ code: String, _ message: String) {
    faults.append(
      Diagnostic(file: file, line: line, column: column, code: code, message: message))
  }
}

extension [UInt8] {
  /// The first place of a byte in a range; the range's end where it is not there.
  func first(_ byte: UInt8, from start: Int, to end: Int) -> Int {
    withUnsafeBufferPointer { bytes in
      var at = start
      while at < end, bytes[at] != byte { at += 1 }
      return at
    }
  }

  /// A hash of a stretch of bytes: FNV-1a.
  func hash(of range: Range<Int>) -> UInt64 {
    withUnsafeBufferPointer { bytes in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for at in range { hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3 }
      return hash
    }
  }

  /// How two stretches of bytes compare: -1, 0 or 1.
  func order(_ left: Range<Int>, _ right: Range<Int>) -> Int {
    withUnsafeBufferPointer { bytes in
      let count = Swift.min(left.count, right.count)
      for offset in 0..<count {
        let (one, other) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
        if one != other { return one < other ? -1 : 1 }
      }
      return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
    }
  }
}
