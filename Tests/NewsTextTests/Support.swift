import Foundation
import NewsText
import Testing

/// The English data as the pack has them, read from the lexicons beside the sources.
enum English {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

  static let data: LanguageData = {
    let lexicons = root.appending(path: "models/en/lexicons")
    var found: [String: [LanguageData.Entry]] = [:]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: lexicons.path)) ?? []
    for name in names where name.hasPrefix("text.") {
      let text = (try? String(contentsOf: lexicons.appending(path: name), encoding: .utf8)) ?? ""
      found[String(name.dropLast(4))] = text.split(separator: "\n").compactMap(entry)
    }
    return LanguageData(lexicons: found)
  }()

  static let reader = TextReader(language: data)

  private static func entry(_ line: Substring) -> LanguageData.Entry? {
    guard !line.hasPrefix("#") else { return nil }
    let parts = line.split(separator: "\t", maxSplits: 1)
    guard let word = parts.first else { return nil }
    var attributes: [String: String] = [:]
    for pair in parts.dropFirst().first?.split(separator: " ") ?? [] {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { attributes[String(sides[0])] = String(sides[1]) }
    }
    return (String(word), attributes)
  }

  /// Reads a text that is known to be UTF-8.
  static func read(_ text: String) throws -> Document { try reader.read(Array(text.utf8)) }
}

/// A line of a data file with its number, comments and blank lines left out.
struct Case: Sendable, CustomTestStringConvertible {
  var file: String
  var line: Int
  /// The fields between tabs; "¶" stands for a line end, "␣" for a no-break space.
  var fields: [String]

  var testDescription: String { "\(file):\(line): \(fields.first ?? "")" }

  static func all(_ file: String) -> [Case] {
    let url = English.folder.appending(path: "Data/\(file)")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.isEmpty && !$0.element.hasPrefix("#") }
      .map { index, line in
        let clear = line.replacingOccurrences(of: "¶", with: "\n")
          .replacingOccurrences(of: "␣", with: "\u{A0}")
        return Case(
          file: file, line: index + 1, fields: clear.components(separatedBy: "\t"))
      }
  }
}

/// A generator with a seed, so that a failure can be run again.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
