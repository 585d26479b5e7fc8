import Testing

@testable import QuoteLinking

@Suite("Sorting by digits")
struct RadixSortTests {
  @Test("any numbers are sorted, and each is left once", arguments: [0, 1, 2, 255, 256, 257, 5000])
  func random(count: Int) {
    var random = SplitMix(state: UInt64(count))
    for mask in [UInt64.max, 0xFF, 0xFFFF_0000, 7 << 61] {
      var numbers = (0..<count).map { _ in random.next() & mask }
      let sorted = numbers.sorted()
      RadixSort.sort(&numbers)
      #expect(numbers == sorted)
      numbers.removeRepeated()
      #expect(numbers == Set(sorted).sorted())
    }
  }

  @Test("numbers are sorted by their upper bits, the same in their order", arguments: [9, 5000])
  func upper(count: Int) {
    var random = SplitMix(state: UInt64(count))
    var numbers = (0..<count).map { random.next() & 0xFF_FF00_0000 | UInt64($0) }
    let sorted = numbers.sorted()
    RadixSort.sort(&numbers, from: 24)
    #expect(numbers == sorted)
  }
}
