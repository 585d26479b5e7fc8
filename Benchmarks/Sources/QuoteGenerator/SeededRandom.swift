/// Numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// Starts from some numbers, so that any place of a sequence can be made by itself.
  init(_ parts: Int...) {
    state = 0x9E37_79B9_7F4A_7C15
    for part in parts {
      state = next() ^ UInt64(bitPattern: Int64(part))
    }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number below a bound that is not 0.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A number from 0 up to 1.
  mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
