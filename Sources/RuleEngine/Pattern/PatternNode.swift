/// A pattern as it was written; offsets are UTF-8 bytes of its text.
indirect enum PatternNode: Sendable, Hashable {
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repeated(PatternNode, least: Int, most: Int)
  case capture(role: String, PatternNode)
  case notAhead(PatternNode)
  case sentenceStart
  case sentenceEnd
  case element(PatternElement)
}

/// What one item, or one mention or phrase, must be: all of its tests at once.
struct PatternElement: Sendable, Hashable {
  var tests: [Test]

  struct Test: Sendable, Hashable {
    var kind: Kind
    var isNegated: Bool
    var offset: Int
  }

  enum Kind: Sendable, Hashable {
    /// A folded word.
    case word([UInt8])
    /// A word in the case in which it is written.
    case literal(String)
    /// An entry of a lexicon.
    case lexicon(String)
    /// A class of items or mentions.
    case itemClass(String)
  }
}

/// A rule's pattern, read but not yet compiled against the classes of a client.
struct Pattern: Sendable, Hashable {
  var source: SourceText
  var root: PatternNode
  /// The roles that it captures, in the order in which they are first written.
  var roles: [String]

  /// All elements, in order.
  var elements: [PatternElement] {
    var found: [PatternElement] = []
    Self.collect(root, &found)
    return found
  }

  private static func collect(_ node: PatternNode, _ found: inout [PatternElement]) {
    switch node {
    case .sequence(let parts), .alternatives(let parts):
      for part in parts { collect(part, &found) }
    case .repeated(let inner, _, _), .capture(_, let inner), .notAhead(let inner):
      collect(inner, &found)
    case .element(let element): found.append(element)
    case .sentenceStart, .sentenceEnd: break
    }
  }
}

extension PatternNode {
  /// Whether it can be found without taking an item.
  var canBeEmpty: Bool {
    switch self {
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .alternatives(let parts): parts.contains(where: \.canBeEmpty)
    case .repeated(let inner, let least, _): least == 0 || inner.canBeEmpty
    case .capture(_, let inner): inner.canBeEmpty
    case .notAhead, .sentenceStart, .sentenceEnd: true
    case .element: false
    }
  }

  /// Whether it captures anything.
  var hasCaptures: Bool {
    switch self {
    case .sequence(let parts), .alternatives(let parts): parts.contains(where: \.hasCaptures)
    case .repeated(let inner, _, _), .notAhead(let inner): inner.hasCaptures
    case .capture: true
    case .sentenceStart, .sentenceEnd, .element: false
    }
  }
}
