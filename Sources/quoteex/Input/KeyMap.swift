import QuoteRecords

/// Which keys of the input stand for the keys of an article: `published=publish_date,outlet=media`.
struct KeyMap: Sendable {
  /// The keys that an article has.
  static let keys = ["id", "outlet", "url", "title", "published", "language", "text"]

  private var names: [String: String] = [:]
  /// The input's names of all keys.
  private let read: Set<String>

  /// Reads pairs joined by commas.
  ///
  /// - Throws: `Fault` where a pair is none or names an unknown key.
  init(_ pairs: [String]) throws {
    for pair in pairs.flatMap({ $0.split(separator: ",") }) {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw Fault("--map: “\(pair)” is no pair KEY=NAME", .usage)
      }
      guard Self.keys.contains(parts[0]) else {
        let known = Self.keys.joined(separator: ", ")
        throw Fault("--map: “\(parts[0])” is no key of an article; there are \(known)", .usage)
      }
      names[parts[0]] = parts[1]
    }
    let names = self.names
    read = Set(Self.keys.map { names[$0] ?? $0 })
  }

  /// The input's name of an article's key.
  func name(of key: String) -> String { names[key] ?? key }

  /// The members of an object that no key of an article reads.
  func rest(of members: [JSONValue.Member]) -> [JSONValue.Member] {
    members.filter { !read.contains($0.key) }
  }
}
