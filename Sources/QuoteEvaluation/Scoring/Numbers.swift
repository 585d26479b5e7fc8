extension Double {
  /// The number with so many decimals, rounded half up; never with an exponent.
  func fixed(_ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    guard isFinite, magnitude < 1e12 else { return "0" }
    let scaled = Int((magnitude * Double(scale) + 1e-9).rounded(.toNearestOrAwayFromZero))
    let fraction = String(scaled % scale)
    let padding = String(repeating: "0", count: decimals - fraction.count)
    let sign = sign == .minus && scaled > 0 ? "-" : ""
    return "\(sign)\(scaled / scale).\(padding)\(fraction)"
  }
}

extension String {
  /// The string with spaces after it.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// The string with spaces before it.
  func aligned(to width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}
