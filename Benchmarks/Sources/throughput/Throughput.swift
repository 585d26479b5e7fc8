import BenchmarkStages

/// Prints the throughput of each stage and its ratio to ICU's word breaking on the same text.
@main
struct Throughput {
  private static let rounds = 5

  static func main() throws {
    let stages = try Stages()
    print("\(stages.byteCount / 1000) KB of text, one thread, best of \(rounds) rounds\n")
    let baseline = rate(of: stages.baseline, stages.byteCount)
    row("stage", "MB/s", "ratio to ICU words")
    row(stages.baseline.name, decimal(baseline), decimal(1))
    for stage in stages.all {
      let rate = rate(of: stage, stages.byteCount)
      row(stage.name, decimal(rate), decimal(rate / baseline))
    }
  }

  /// Megabytes a second.
  private static func rate(of stage: Stage, _ bytes: Int) -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    for _ in 0..<rounds {
      var result = 0
      let time = clock.measure { result = stage.run() }
      precondition(result >= 0)
      best = min(best, time)
    }
    let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
    return Double(bytes) / 1e6 / max(seconds, 1e-9)
  }

  private static func row(_ name: String, _ rate: String, _ ratio: String) {
    print(name + pad(name, 12) + pad(rate, 10) + rate + pad(ratio, 22) + ratio)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count))
  }

  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000 + 1000).dropFirst()
    return "\(thousandths / 1000).\(fraction)"
  }
}
