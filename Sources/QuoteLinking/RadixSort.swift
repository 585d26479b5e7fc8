/// Sorts numbers digit by digit, the least significant first. Linear, with as much memory again.
enum RadixSort {
  private static let digitBits: UInt64 = 8
  /// Below how many numbers comparing is faster.
  private static let few = 256

  /// Sorts numbers, ascending, by their bits from one on; numbers that are the same in these stay
  /// in their order. A digit that is the same in all is passed over.
  static func sort(_ numbers: inout [UInt64], from bit: UInt64 = 0) {
    guard numbers.count > few else {
      return numbers.sort { $0 >> bit < $1 >> bit }
    }
    let digits = 1 << digitBits
    var places = [Int](repeating: 0, count: digits)
    var spare = [UInt64](repeating: 0, count: numbers.count)
    for shift in stride(from: bit, to: UInt64(UInt64.bitWidth), by: Int(digitBits)) {
      for digit in places.indices { places[digit] = 0 }
      for number in numbers { places[Int((number >> shift) & UInt64(digits - 1))] += 1 }
      if places.contains(numbers.count) { continue }
      var start = 0
      for digit in places.indices { (places[digit], start) = (start, start + places[digit]) }
      numbers.withUnsafeBufferPointer { source in
        spare.withUnsafeMutableBufferPointer { target in
          for number in source {
            let digit = Int((number >> shift) & UInt64(digits - 1))
            target[places[digit]] = number
            places[digit] += 1
          }
        }
      }
      swap(&numbers, &spare)
    }
  }
}

extension [UInt64] {
  /// Removes what is the same as the number before.
  mutating func removeRepeated() {
    var last: UInt64?
    removeAll { number in
      defer { last = number }
      return number == last
    }
  }
}
