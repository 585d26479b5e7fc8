import Benchmark
import NewsQuotes

/// What analysis code calls, each over the same articles; every case says why it is measured.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(5))
  let articles = SampleArticles.make(50)
  do {
    let extractor = try Extractor(language: .english)
    let quoted = try Extractor(
      language: .english, options: ExtractionOptions(types: [.direct, .mixed]))
    let records = articles.map { extractor.extract($0) }

    // The whole way of an article into its record.
    Benchmark("extract") { benchmark in
      for _ in benchmark.scaledIterations {
        for article in articles { blackHole(extractor.extract(article)) }
      }
    }
    // Quoted material alone: the part that most users need, without the search for reported speech.
    Benchmark("extract direct and mixed") { benchmark in
      for _ in benchmark.scaledIterations {
        for article in articles { blackHole(quoted.extract(article)) }
      }
    }
    // Quotes of all articles into clusters.
    Benchmark("link") { benchmark in
      for _ in benchmark.scaledIterations { blackHole(Linker().clusters(of: records)) }
    }
    // Records into JSON: what a stream of articles ends in.
    Benchmark("write") { benchmark in
      for _ in benchmark.scaledIterations {
        for record in records { blackHole(record.json()) }
      }
    }
  } catch {
    print("benchmarks: \(error)")
  }
}
