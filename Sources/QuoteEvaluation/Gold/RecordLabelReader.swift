import QuoteRecords

/// Reads the records that `quoteex extract` writes, or that anybody writes by the same contract:
/// `*.ndjson` and `*.jsonl` with one a line, `*.json` with one a file.
public struct RecordLabelReader: LabelReader {
  /// Makes a reader.
  public init() {}

  /// Whether the first record names the schema, or has `id` and `quotes`.
  public func recognises(_ files: LabelFiles) -> Bool {
    guard let name = Self.files(files).first, let bytes = try? files.bytes(of: name),
      let first = name.hasSuffix(".json") ? bytes[...] : JSONLines(bytes).first?.bytes,
      let value = try? JSONReader().read(first).value
    else { return false }
    return value["schema"]?.string == ArticleRecord.schema
      || (value["id"]?.string != nil && value["quotes"]?.array != nil)
  }

  /// Reads the records of all files; one that cannot be read is a fault, and the next is read.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    for name in Self.files(files) {
      do throws(LabelFault) {
        let bytes = try files.bytes(of: name)
        for line in Self.lines(of: bytes, in: name) {
          read(line, LabelOrigin(file: files.label(name), line: line.number), into: &reading)
        }
      } catch {
        reading.faults.append(error)
      }
    }
    return reading
  }

  private func read(
    _ line: JSONLines.Line, _ origin: LabelOrigin, into reading: inout LabelReading
  ) {
    do throws(RecordError) {
      let value = try Self.value(line.bytes)
      var record = try ArticleRecord(value)
      if let error = record.error {
        reading.faults.append(origin.fault(error.code, "\(record.id): \(error.message)"))
        return
      }
      let text = record.text
      record.text = nil
      reading.faults += Self.unknownCodes(record).map { origin.fault("unknown_label", $0) }
      reading.articles.append(
        LabeledArticle(
          id: record.id, text: text,
          labels: [.init(record: record, covers: Self.kinds(value))], origin: origin))
    } catch {
      reading.faults.append(origin.fault(error.code.rawValue, "\(error)"))
    }
  }

  /// The records of a file: one a line, or all of it is one. A name that tells nothing leaves it to
  /// the first line.
  private static func lines(of bytes: [UInt8], in name: String) -> [JSONLines.Line] {
    let isLines = ["ndjson", "jsonl"].contains { name.hasSuffix(".\($0)") }
    let all = JSONLines(bytes).all
    if isLines { return all }
    let isOne = name.hasSuffix(".json") || all.first.map { (try? value($0.bytes)) == nil } ?? false
    return isOne ? [.init(number: 1, bytes: bytes[...])] : all
  }

  private static func value(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> JSONValue {
    do throws(JSONError) {
      return try JSONReader().read(bytes).value
    } catch {
      throw RecordError(error)
    }
  }

  /// What a record speaks of: what it has a key for, be it empty.
  private static func kinds(_ value: JSONValue) -> Set<LabelKind> {
    let keys: [(String, LabelKind)] = [
      ("quotes", .quotes), ("speakers", .speakers), ("anonymous_markers", .markers),
      ("amounts", .amounts), ("claims", .claims), ("unattributed", .unattributed),
      ("sentences", .sentences),
    ]
    var kinds = Set(keys.filter { value[$0.0]?.array != nil }.map(\.1))
    if value["quotes"]?.array?.contains(where: { $0["act"] != nil }) ?? false {
      kinds.insert(.acts)
    }
    return kinds
  }

  /// The codes that the contract does not know, which nothing found can agree with.
  private static func unknownCodes(_ record: ArticleRecord) -> [String] {
    let types: Set<QuoteType> = [.direct, .mixed, .indirect]
    let acts: Set<Act> = [.speech, .writing, .thought, .attitude, .evidence]
    var unknown: [String] = []
    for quote in record.quotes {
      if !types.contains(quote.type) {
        unknown.append("\(record.id): \(quote.id): “\(quote.type)” is no type of a quote")
      }
      if !acts.contains(quote.act) {
        unknown.append("\(record.id): \(quote.id): “\(quote.act)” is no act")
      }
    }
    for amount in record.amounts where !["money", "percent", "points"].contains(amount.kind) {
      unknown.append("\(record.id): \(amount.id): “\(amount.kind)” is no kind of an amount")
    }
    return unknown
  }

  private static func files(_ files: LabelFiles) -> [String] {
    files.names(of: ["ndjson", "jsonl", "json"])
  }
}

/// The lines of a file of JSON lines that are not blank.
struct JSONLines {
  /// A line.
  struct Line {
    /// Its number, from 1.
    var number: Int
    /// Its bytes, without the line feed.
    var bytes: ArraySlice<UInt8>
  }

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The first that is not blank.
  var first: Line? { lines(atMost: 1).first }

  /// All that are not blank.
  var all: [Line] { lines(atMost: .max) }

  private func lines(atMost limit: Int) -> [Line] {
    var found: [Line] = []
    var number = 0
    var start = 0
    while start < bytes.count, found.count < limit {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let line = bytes[start..<end]
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        found.append(Line(number: number, bytes: line))
      }
      start = end + 1
    }
    return found
  }
}
