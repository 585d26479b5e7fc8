import QuoteExtraction
import RuleEngine

/// A line of `Data/markers.txt`: a text, the markers that it must have, and their grounds.
struct MarkerExpectation {
  /// The text without its marks.
  let text: String
  private let markers: [(range: Range<Int>, form: String, values: [String: String])]
  private let grounds: [(range: Range<Int>, code: String, stock: Bool)]

  init(_ line: String) throws {
    let marked = try MarkedText(parsing: line)
    text = marked.plain
    markers = marked.marks.filter { $0.role == "marker" }.map { mark in
      let words = (mark.value ?? "").split(separator: " ").map(String.init)
      let pairs = words.dropFirst().map { word in
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : ("intent", word)
      }
      return (mark.range, words.first ?? "", Dictionary(pairs) { $1 })
    }
    grounds = marked.marks.filter { $0.role == "grounds" }.map { mark in
      let words = (mark.value ?? "").split(separator: " ").map(String.init)
      return (mark.range, words.first ?? "", words.contains("stock"))
    }
  }

  /// How many markers the line has.
  var count: Int { markers.count }

  /// How many of the found markers have the place and form of one that is wanted.
  func hits(_ found: [Marker]) -> Int {
    markers.count { wanted in
      found.contains { $0.bytes == wanted.range && $0.form == wanted.form }
    }
  }

  /// What differs, in words; empty where all is as it must be.
  func differences(_ found: [Marker]) -> [String] {
    var out: [String] = []
    for wanted in markers {
      guard let one = found.first(where: { $0.bytes == wanted.range }) else {
        out.append("missed \(wanted.form) '\(slice(wanted.range))'")
        continue
      }
      out += differences(one, wanted.form, wanted.values)
    }
    for one in found where !markers.contains(where: { $0.range == one.bytes }) {
      out.append("found \(one.form) '\(slice(one.bytes))' by \(one.rule)")
    }
    let stated = found.compactMap(\.grounds)
    for wanted in grounds
    where !stated.contains(where: {
      $0.bytes == wanted.range && $0.code == wanted.code && $0.boilerplate == wanted.stock
    }) {
      out.append("missed grounds \(wanted.code) '\(slice(wanted.range))'")
    }
    for one in stated where !grounds.contains(where: { $0.range == one.bytes }) {
      out.append("found grounds \(one.code) '\(slice(one.bytes))'")
    }
    return out
  }

  private func differences(
    _ marker: Marker, _ form: String, _ wanted: [String: String]
  ) -> [String] {
    var out: [String] = []
    func check(_ name: String, _ value: String?, _ wanted: String?) {
      guard let wanted, value != wanted else { return }
      out.append("\(name) of '\(slice(marker.bytes))' is \(value ?? "nothing"), not \(wanted)")
    }
    check("form", marker.form, form)
    check("intent", marker.intent, wanted["intent"] ?? "omitted")
    check("number", marker.count.map { $0.number.map(String.init) ?? "-" }, wanted["n"])
    check("rank", marker.rank, wanted["rank"])
    check("status", marker.status, wanted["status"])
    check("affiliation", marker.affiliation?.code, wanted["aff"])
    check("access", marker.access, wanted["access"])
    return out
  }

  private func slice(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
}
