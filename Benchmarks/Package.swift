// swift-tools-version: 6.2

import PackageDescription

/// A package of its own, so that what measures never reaches those who use quoteex.
let package = Package(
  name: "quoteex-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "quoteex", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "QuoteGenerator", dependencies: [.product(name: "NewsQuotes", package: "quoteex")]),
    .executableTarget(
      name: "linking",
      dependencies: ["QuoteGenerator", .product(name: "NewsQuotes", package: "quoteex")]),
    .executableTarget(
      name: "Stages",
      dependencies: [
        .product(name: "NewsQuotes", package: "quoteex"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Stages",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
