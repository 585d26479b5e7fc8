extension Tag {
  /// The name of the tag as tables write it: the Penn Treebank's, `comma` and the like for marks.
  package var name: String { TagNames.all[Int(rawValue)] }

  /// The tag of that name, `nil` where there is none.
  package init?(named name: some StringProtocol) {
    guard let number = TagNames.all.firstIndex(where: { $0 == name }) else { return nil }
    self = Tag.allCases[number]
  }

  /// The number of tags, and the width of a row of weights.
  static let count = Tag.allCases.count
}

/// The names of tags, and a way to find them without text.
struct TagNames {
  /// The names in the order of the raw values.
  static let all: [String] = Tag.allCases.map { tag in
    switch tag {
    case .PRPS: "PRP$"
    case .WPS: "WP$"
    default: String(describing: tag)
    }
  }

  /// Open addressing over the names' bytes; 0xff where empty.
  private var slots = [UInt8](repeating: 0xff, count: 256)
  private var keys = [UInt64](repeating: 0, count: 256)

  init() {
    for (number, name) in Self.all.enumerated() {
      let key = Self.key(Array(name.utf8)[...])
      var slot = Self.slot(key)
      while slots[slot] != 0xff { slot = (slot + 1) & 0xff }
      slots[slot] = UInt8(number)
      keys[slot] = key
    }
  }

  /// The tag that bytes name, `nil` where there is none.
  func tag(_ bytes: ArraySlice<UInt8>) -> Tag? {
    guard bytes.count <= 9 else { return nil }
    let key = Self.key(bytes)
    var slot = Self.slot(key)
    while slots[slot] != 0xff {
      if keys[slot] == key { return Tag(rawValue: slots[slot]) }
      slot = (slot + 1) & 0xff
    }
    return nil
  }

  /// No two names of nine bytes or less have the same key as long as they are of ASCII letters.
  private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 7 | UInt64($1 & 0x7f) }
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 56)
  }
}
