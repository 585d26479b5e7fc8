import Benchmark
import BenchmarkStages

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(5))
  do {
    let stages = try Stages(articles: 50)
    for stage in [stages.baseline] + stages.all {
      Benchmark(stage.name) { benchmark in
        for _ in benchmark.scaledIterations { blackHole(stage.run()) }
      }
    }
  } catch {
    print("benchmarks: \(error)")
  }
}
