package import FlatImage

/// A list of words and phrases with what is known of each: reporting verbs, titles, months.
package struct Lexicon: Sendable {
  /// Its name: the file's, without `.txt`.
  package let name: String
  /// What the words are.
  package var summary: String { head.summary }
  /// Where the words come from.
  package var origin: String { head.origin }
  /// The licence they are under, as an SPDX expression.
  package var licence: String { head.licence }
  let headText: Deferred<LexiconHead>
  /// Its entries: of each pack in turn, in the order of the file.
  package internal(set) var entries: Entries

  /// What its head says; nothing where an image is damaged.
  private var head: LexiconHead {
    (try? headText.value()) ?? LexiconHead(summary: "", origin: "", licence: "")
  }

  /// A word or phrase with its forms and attributes.
  package struct Entry: Sendable, Hashable {
    /// The word or phrase, as it is written.
    package let lemma: String
    /// What the line says of it; underscores are read as spaces.
    package let attributes: [String: String]
    /// The line in its file.
    package let line: Int
    let formsText: ArraySlice<UInt8>

    /// The other forms that match; cut out of the line when they are asked for.
    package var forms: [String] {
      formsText.split(separator: 0x2C).map { form in
        form.contains(0x5F)
          ? String(decoding: form.map { $0 == 0x5F ? 0x20 : $0 }, as: UTF8.self)
          : String(decoding: form, as: UTF8.self)
      }
    }

    /// An attribute.
    package subscript(attribute: String) -> String? { attributes[attribute] }
  }

  /// The entries of a lexicon, each cut out of the file when it is asked for; attributes are
  /// read once, when the lexicon loads.
  package struct Entries: RandomAccessCollection, Sendable {
    /// Where the parts of an entry stand in the bytes.
    struct Line: Sendable, BitwiseCopyable {
      var start: Int32
      var lemmaEnd: Int32
      var formsStart: Int32
      var formsEnd: Int32
      var attributes: Int32
      var number: Int32
    }

    private(set) var bytes = FlatArray<UInt8>()
    var lines = FlatArray<Line>()
    private var sets = AttributeSets.read([[:]])

    /// The sets of attributes that entries have, each once.
    var attributes: [[String: String]] { sets.all }

    init(bytes: [UInt8]) { self.bytes = FlatArray(bytes) }

    package var startIndex: Int { 0 }
    package var endIndex: Int { lines.count }

    package subscript(index: Int) -> Entry {
      let line = lines[index]
      return Entry(
        lemma: String(decoding: bytes[line.lemma], as: UTF8.self),
        attributes: sets[Int(line.attributes)], line: Int(line.number),
        formsText: Array(bytes[line.forms])[...])
    }

    /// Adds a set of attributes; its number.
    mutating func add(_ attributes: [String: String]) -> Int32 { sets.append(attributes) }

    /// The lemma of an entry.
    func lemma(of index: Int) -> String {
      String(decoding: bytes[lines[index].lemma], as: UTF8.self)
    }

    /// Puts the entries of another file behind these; those of the same lemma lie over these.
    mutating func lay(_ other: Entries) {
      let newer = Set(other.lines.map { Array(other.bytes[$0.lemma]) })
      let old = lines.array
      lines = FlatArray(old.filter { !newer.contains(Array(bytes[$0.lemma])) })
      let shift = Int32(bytes.count)
      let first = Int32(attributes.count)
      bytes.array += other.bytes
      sets = .read(attributes + other.attributes)
      lines.array += other.lines.map { line in
        Line(
          start: line.start + shift, lemmaEnd: line.lemmaEnd + shift,
          formsStart: line.formsStart + shift, formsEnd: line.formsEnd + shift,
          attributes: line.attributes + first, number: line.number)
      }
    }
  }
}

/// Sets of attributes: read from a file, or carried and not taken up before they are asked for, for
/// most lexicons are only asked which words they hold.
private enum AttributeSets: Sendable {
  case read([[String: String]])
  case carried(LazyPart<[[String: String]]>)

  /// All of them; none where an image is damaged.
  var all: [[String: String]] {
    switch self {
    case .read(let sets): sets
    case .carried(let part): part.value ?? []
    }
  }

  /// The set of a number; an empty one where an image is damaged.
  subscript(number: Int) -> [String: String] {
    let all = all
    return all.indices.contains(number) ? all[number] : [:]
  }

  /// Adds a set; its number.
  mutating func append(_ set: [String: String]) -> Int32 {
    var sets = all
    self = .read([])
    sets.append(set)
    self = .read(sets)
    return Int32(sets.count - 1)
  }
}

extension Lexicon.Entries.Line {
  /// The bytes of the entry itself.
  var lemma: Range<Int> { Int(start)..<Int(lemmaEnd) }
  /// The bytes of its other forms, with commas between and underscores for spaces.
  var forms: Range<Int> { Int(formsStart)..<Int(formsEnd) }
}

/// What the head of a lexicon's file says, which is asked for when lexicons are listed.
struct LexiconHead: Imaged {
  let summary, origin, licence: String

  init(summary: String, origin: String, licence: String) {
    (self.summary, self.origin, self.licence) = (summary, origin, licence)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    summary = try image.part()
    origin = try image.part()
    licence = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(summary)
    image.lay(origin)
    image.lay(licence)
  }
}

extension Lexicon: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    name = try image.part()
    headText = try image.part()
    entries = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(name)
    image.lay(headText)
    image.lay(entries)
  }
}

extension Lexicon.Entries: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    bytes = try image.flatArray()
    lines = try image.flatArray()
    sets = .carried(try image.part())
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(bytes)
    image.lay(lines)
    image.lay(LazyPart(attributes))
  }
}
