/// The stretches of a text between double quotation marks, marks included.
///
/// Marks are curly, straight and low ones, two apostrophes and two back-ticks. A segment ends at
/// its paragraph's end at the latest; paragraphs are lines. A straight mark opens or closes by what
/// stands beside it. This is a definition of its own, apart from the pairing that extraction uses,
/// so that a fault of that does not hide itself.
struct QuotedSegments {
  /// Their places in code points, in order.
  private(set) var ranges: [Range<Int>] = []

  private let scalars: [Unicode.Scalar]
  private var opened: Int?

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    var start = 0
    while start <= scalars.count {
      let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
      read(start..<end)
      start = end + 1
    }
  }

  private enum Direction { case opens, closes }

  private mutating func read(_ line: Range<Int>) {
    opened = nil
    var at = line.lowerBound
    while at < line.upperBound {
      let length = lengthOfMark(at, in: line)
      guard length > 0 else {
        at += 1
        continue
      }
      switch direction(of: at, length, in: line) {
      case .opens:
        if let opened { ranges.append(opened..<at) }
        opened = at
      case .closes:
        if let opened { ranges.append(opened..<at + length) }
        opened = nil
      }
      at += length
    }
    guard let opened else { return }
    var end = line.upperBound
    while end > opened, scalars[end - 1].properties.isWhitespace { end -= 1 }
    ranges.append(opened..<end)
  }

  private func lengthOfMark(_ at: Int, in line: Range<Int>) -> Int {
    switch scalars[at] {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\"": 1
    case "`", "'": at + 1 < line.upperBound && scalars[at + 1] == scalars[at] ? 2 : 0
    default: 0
    }
  }

  private func direction(of at: Int, _ length: Int, in line: Range<Int>) -> Direction {
    let before: Unicode.Scalar = at > line.lowerBound ? scalars[at - 1] : " "
    let after: Unicode.Scalar = at + length < line.upperBound ? scalars[at + length] : " "
    let spaceBefore = before.properties.isWhitespace
    let spaceAfter = after.properties.isWhitespace
    switch scalars[at] {
    case "\u{201C}", "\u{201E}", "`":
      // It opens, unless it stands where only a closing mark can.
      let mayOpen = after.isLetterOrNumber || "'\u{2018}$[(".unicodeScalars.contains(after)
      return opened != nil && !spaceBefore && !mayOpen ? .closes : .opens
    case "\u{201D}":
      return opened == nil && spaceBefore && after.isLetterOrNumber ? .opens : .closes
    default:
      let canOpen =
        (spaceBefore || "([{\u{2014}\u{2013}-/\u{2018}'".unicodeScalars.contains(before))
        && !spaceAfter
      let canClose = !spaceBefore
      if canOpen != canClose { return canOpen ? .opens : .closes }
      return opened != nil ? .closes : .opens
    }
  }
}
