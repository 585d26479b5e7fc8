/// Pairs brackets within paragraphs.
struct Brackets {
  /// For each of the tokens looked at that opens a bracket the token that closes it, else -1; empty
  /// where none is a bracket.
  private(set) var partners: [Int32] = []
  /// The brackets without a partner.
  private(set) var unpaired: [Int] = []
  /// What is open, as numbers of the tokens looked at.
  private var stack: [Int] = []
  private var open = SIMD4<Int>()

  /// Pairs those of some tokens that are brackets. A closing one closes the innermost open one of
  /// its kind, and what is open inside stays without. Linear: each is pushed and popped once.
  init(
    among enders: [Int], of tokens: TextTokens, _ bytes: TextBytes, in paragraphs: [Range<Int>]
  ) {
    var paragraph = 0
    for (number, index) in enders.enumerated() {
      let kind = tokens[index].kind
      guard kind == .openBracket || kind == .closeBracket else { continue }
      if partners.isEmpty { partners = Array(repeating: -1, count: enders.count) }
      while paragraphs[paragraph].upperBound <= index {
        leaveParagraph(enders)
        paragraph += 1
      }
      let shape = Self.shape(bytes[Int(tokens[index].start)])
      if kind == .openBracket {
        stack.append(number)
        open[shape] += 1
      } else if open[shape] > 0 {
        close(index, shape, enders, tokens, bytes)
      } else {
        unpaired.append(index)
      }
    }
    leaveParagraph(enders)
    if !unpaired.isEmpty { unpaired.sort() }
  }

  private mutating func close(
    _ index: Int, _ shape: Int, _ enders: [Int], _ tokens: TextTokens, _ bytes: TextBytes
  ) {
    while let top = stack.popLast() {
      let topShape = Self.shape(bytes[Int(tokens[enders[top]].start)])
      open[topShape] -= 1
      if topShape == shape {
        partners[top] = Int32(index)
        return
      }
      unpaired.append(enders[top])
    }
  }

  private mutating func leaveParagraph(_ enders: [Int]) {
    guard !stack.isEmpty else { return }
    for number in stack { unpaired.append(enders[number]) }
    stack.removeAll(keepingCapacity: true)
    open = SIMD4()
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
