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
        let lines =
          name.hasSuffix(".json") ? [.init(number: 1, bytes: bytes[...])] : JSONLines(bytes).all
        for line in lines {
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
      var record = try ArticleRecord(json: Array(line.bytes))
      if let error = record.error {
        reading.faults.append(origin.fault(error.code, "\(record.id): \(error.message)"))
        return
      }
      let text = record.text
      record.text = nil
      reading.articles.append(
        LabeledArticle(
          id: record.id, text: text, labels: [.init(record: record)], origin: origin))
    } catch {
      reading.faults.append(origin.fault(error.code.rawValue, "\(error)"))
    }
  }

  private static func files(_ files: LabelFiles) -> [String] {
    files.names.filter {
      $0.hasSuffix(".ndjson") || $0.hasSuffix(".jsonl") || $0.hasSuffix(".json")
    }
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
