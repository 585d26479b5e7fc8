// swift-tools-version: 6.2

import PackageDescription

/// Every target is in Swift 6 mode, and an import is internal unless it says otherwise.
let settings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: Bool = false) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: resources ? ["Data"] : [],
    swiftSettings: settings)
}

let package = Package(
  name: "quoteex",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "NewsQuotes", targets: ["NewsQuotes"]),
    .library(name: "QuoteRecords", targets: ["QuoteRecords"]),
    .library(name: "NewsText", targets: ["NewsText"]),
    .library(name: "QuoteEvaluation", targets: ["QuoteEvaluation"]),
    .executable(name: "quoteex", targets: ["quoteex"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // Imports go one way: each module sees only those before it.
    .systemLibrary(
      name: "CICULink", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .target(name: "CICU", dependencies: ["CICULink"]),
    .target(name: "CWideText"),
    .target(name: "CDigest"),
    .target(name: "CHeap"),
    module("QuoteRecords", ["CDigest"]),
    module("FlatImage"),
    .target(name: "CompiledModels"),
    module("NewsText", ["CICU", "CWideText"]),
    module(
      "RuleEngine",
      [
        "CWideText", "QuoteRecords", "FlatImage", "NewsText",
        .product(name: "Yams", package: "Yams"),
      ]),
    module("NewsSyntax", ["FlatImage", "NewsText", "RuleEngine"]),
    module(
      "QuoteExtraction", ["QuoteRecords", "FlatImage", "NewsText", "RuleEngine", "NewsSyntax"]),
    module("QuoteLinking", ["QuoteRecords"]),
    module(
      "QuoteStore",
      [
        "QuoteRecords", "QuoteLinking", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    module(
      "QuoteEvaluation",
      [
        "QuoteRecords", "NewsText", "RuleEngine",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "QuoteModels", path: "models",
      exclude: ["README.md", "SCHEMA.md", "TEMPLATE.yaml", "en"],
      swiftSettings: settings, plugins: ["EmbedModels"]),
    module(
      "NewsQuotes",
      [
        "QuoteRecords", "FlatImage", "RuleEngine", "QuoteExtraction", "QuoteLinking",
        "QuoteModels", "CompiledModels",
      ]),
    .executableTarget(
      name: "quoteex",
      dependencies: [
        "CHeap", "NewsQuotes", "NewsText", "RuleEngine", "NewsSyntax", "QuoteExtraction",
        "QuoteLinking", "QuoteRecords", "QuoteStore", "QuoteEvaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: settings),

    tests("QuoteRecordsTests", ["QuoteRecords", "CDigest"]),
    tests("QuoteLinkingTests", ["QuoteRecords", "QuoteLinking"], resources: true),

    .executableTarget(
      name: "train-tagger", dependencies: ["NewsText", "RuleEngine", "NewsSyntax"],
      path: "Tools/train-tagger", swiftSettings: settings),
    tests("NewsSyntaxTests", ["NewsSyntax", "RuleEngine", "NewsText"], resources: true),

    tests("RuleEngineTests", ["RuleEngine", "NewsText", "QuoteModels"], resources: true),

    .executableTarget(
      name: "train-attribution",
      dependencies: [
        "QuoteRecords", "NewsText", "RuleEngine", "NewsSyntax", "QuoteExtraction",
        "QuoteEvaluation",
      ],
      path: "Tools/train-attribution", swiftSettings: settings),
    .target(name: "ICUYardstick", dependencies: ["CICULink"], path: "Tools/icu-yardstick"),
    .executableTarget(
      name: "measure",
      dependencies: [
        "NewsQuotes", "NewsText", "RuleEngine", "QuoteRecords", "QuoteExtraction", "ICUYardstick",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/measure", exclude: ["bounds.tsv", "scripts.txt"], swiftSettings: settings),

    tests(
      "QuoteExtractionTests",
      [
        "QuoteExtraction", "QuoteRecords", "FlatImage", "NewsSyntax", "RuleEngine", "NewsText",
        "CICU",
      ],
      resources: true),
    tests(
      "QuoteStoreTests",
      [
        "QuoteStore", "QuoteLinking", "QuoteRecords", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "QuoteEvaluationTests",
      [
        "QuoteEvaluation", "NewsQuotes", "QuoteExtraction", "QuoteLinking", "QuoteRecords",
        "RuleEngine",
      ],
      resources: true),
    tests(
      "NewsQuotesTests",
      ["NewsQuotes", "FlatImage", "NewsSyntax", "NewsText", "QuoteExtraction", "RuleEngine"],
      resources: true),
    tests(
      "CommandTests", ["quoteex", "QuoteLinking", "QuoteRecords", "QuoteStore"], resources: true),

    tests("NewsTextTests", ["NewsText", "CICU", "CWideText"], resources: true),
    .executableTarget(
      name: "make-character-table", dependencies: ["CICU"], path: "Tools/make-character-table",
      swiftSettings: settings),
    .plugin(name: "EmbedModels", capability: .buildTool(), dependencies: ["embed-models"]),
    .executableTarget(
      name: "embed-models", dependencies: ["QuoteRecords"], path: "Tools/embed-models",
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
