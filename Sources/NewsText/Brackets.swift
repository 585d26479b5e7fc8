/// Pairs brackets within paragraphs.
enum Brackets {
  /// For each token that opens a bracket the token that closes it, else -1; and the brackets
  /// without a partner. A closing bracket closes the innermost open one of its kind, and what is
  /// open inside stays without. Linear: each bracket is pushed and popped once.
  static func pair(
    _ tokens: [Token], _ bytes: [UInt8], in paragraphs: [Range<Int>]
  ) -> (partners: [Int32], unpaired: [Int]) {
    var partners = Array(repeating: Int32(-1), count: tokens.count)
    var unpaired: [Int] = []
    var stack: [Int] = []
    var open = [0, 0, 0]
    for paragraph in paragraphs {
      for index in paragraph {
        let token = tokens[index]
        if token.kind == .openBracket {
          stack.append(index)
          open[kind(bytes[Int(token.start)])] += 1
        } else if token.kind == .closeBracket {
          let kind = kind(bytes[Int(token.start)])
          guard open[kind] > 0 else {
            unpaired.append(index)
            continue
          }
          while let top = stack.popLast() {
            let topKind = self.kind(bytes[Int(tokens[top].start)])
            open[topKind] -= 1
            if topKind == kind {
              partners[top] = Int32(index)
              break
            }
            unpaired.append(top)
          }
        }
      }
      unpaired.append(contentsOf: stack)
      stack.removeAll(keepingCapacity: true)
      open = [0, 0, 0]
    }
    return (partners, unpaired.sorted())
  }

  /// Round, square, and all others.
  private static func kind(_ first: UInt8) -> Int {
    switch first {
    case 0x28, 0x29: 0
    case 0x5B, 0x5D: 1
    default: 2
    }
  }
}
