/// Pairs brackets within paragraphs.
struct Brackets {
  /// For each token that opens a bracket the token that closes it, else -1; empty where no token
  /// is a bracket.
  private(set) var partners: [Int32] = []
  /// The brackets without a partner.
  private(set) var unpaired: [Int] = []
  private var stack: [Int] = []
  private var open = [0, 0, 0]

  /// Pairs those of some tokens that are brackets. A closing one closes the innermost open one of
  /// its kind, and what is open inside stays without. Linear: each is pushed and popped once.
  init(
    among enders: [Int], of tokens: TextTokens, _ bytes: TextBytes, in paragraphs: [Range<Int>]
  ) {
    var paragraph = 0
    for index in enders {
      let kind = tokens[index].kind
      guard kind == .openBracket || kind == .closeBracket else { continue }
      if partners.isEmpty { partners = Array(repeating: -1, count: tokens.count) }
      while paragraphs[paragraph].upperBound <= index {
        leaveParagraph()
        paragraph += 1
      }
      let shape = Self.shape(bytes[Int(tokens[index].start)])
      if kind == .openBracket {
        stack.append(index)
        open[shape] += 1
      } else if open[shape] > 0 {
        close(index, shape, tokens, bytes)
      } else {
        unpaired.append(index)
      }
    }
    leaveParagraph()
    unpaired.sort()
  }

  private mutating func close(
    _ index: Int, _ shape: Int, _ tokens: TextTokens, _ bytes: TextBytes
  ) {
    while let top = stack.popLast() {
      let topShape = Self.shape(bytes[Int(tokens[top].start)])
      open[topShape] -= 1
      if topShape == shape {
        partners[top] = Int32(index)
        return
      }
      unpaired.append(top)
    }
  }

  private mutating func leaveParagraph() {
    guard !stack.isEmpty else { return }
    unpaired.append(contentsOf: stack)
    stack.removeAll(keepingCapacity: true)
    open = [0, 0, 0]
  }

  /// Round, square, and all others.
  private static func shape(_ first: UInt8) -> Int {
    switch first {
    case 0x28, 0x29: 0
    case 0x5B, 0x5D: 1
    default: 2
    }
  }
}
