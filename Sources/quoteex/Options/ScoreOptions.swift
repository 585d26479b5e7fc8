import ArgumentParser
import QuoteEvaluation

/// How is scored.
struct ScoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only these: quotes, speakers, markers, amounts, points, claims, links.",
      valueName: "kind,…"))
  var kinds: [String] = []

  @Option(help: "The share of words that two contents must have in common, of all they have.")
  var threshold: Double = 0.5

  @Option(help: "Where the random numbers of intervals and significance begin.")
  var seed: UInt64 = 1

  @Option(help: "How many samples intervals and significance are drawn from.")
  var rounds: Int = 1000

  func validate() throws {
    guard threshold > 0, threshold <= 1 else {
      throw ValidationError("--threshold \(threshold): above 0, at most 1")
    }
    guard (1...100_000).contains(rounds) else {
      throw ValidationError("--rounds \(rounds): from 1 to 100000")
    }
    for kind in list where ScoredKind(rawValue: kind) == nil {
      let all = ScoredKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kinds: “\(kind)” is none of \(all)")
    }
  }

  /// The same for the library.
  var evaluation: EvaluationOptions {
    var options = EvaluationOptions(
      threshold: threshold, resampling: Resampling(seed: seed, rounds: rounds))
    if !list.isEmpty { options.kinds = Set(list.compactMap(ScoredKind.init)) }
    return options
  }

  private var list: [String] { kinds.flatMap { $0.split(separator: ",").map(String.init) } }
}
