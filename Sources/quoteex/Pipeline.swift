import NewsQuotes

/// What a worker makes of a piece of input.
struct Piece: Sendable {
  /// What goes to standard output.
  var bytes: [UInt8] = []
  /// What goes to standard error.
  var messages: [String] = []
  /// Whether it is an article that could not be read, or no article at all.
  var isFailed = false
  /// How much was read.
  var size = 0
}

/// Runs pieces of input through the workers and writes what they make in order.
struct Pipeline {
  private let input: InputSequence
  private let workers: Int

  /// Takes the inputs.
  ///
  /// - Throws: `Fault` where they cannot be read.
  init(_ options: InputOptions) throws {
    input = try options.sequence()
    workers = options.workers
  }

  /// Runs until the input ends, nobody reads the output any more, or the user interrupts.
  ///
  /// - Throws: `Fault` where output cannot be written, or when interrupted.
  /// - Returns: Whether every article could be read.
  ///
  /// - Parameter work: What is made of each of some pieces of input, in their order.
  func run<Output: Sendable>(
    _ work: @escaping @Sendable ([InputItem]) -> [Output],
    consume: (Output, inout Progress) throws -> Bool
  ) async throws {
    var progress = Progress()
    defer { progress.end() }
    for try await outputs in OrderedResults(
      of: input, jobs: workers, transform: { $0.map(work) })
    {
      for output in outputs where try !consume(output, &progress) { return }
    }
  }

  /// Runs what makes something of each piece of input by itself.
  func run<Output: Sendable>(
    each work: @escaping @Sendable (InputItem) -> Output,
    consume: (Output, inout Progress) throws -> Bool
  ) async throws {
    try await run({ $0.map(work) }, consume: consume)
  }

  /// Runs and writes what is made of each piece by itself; returns how the run ends.
  func write(
    header: [UInt8], each work: @escaping @Sendable (InputItem) -> Piece
  ) async throws -> ExitStatus {
    try await write(header: header) { $0.map(work) }
  }

  /// Runs and writes; returns how the run ends.
  func write(
    header: [UInt8], _ work: @escaping @Sendable ([InputItem]) -> [Piece]
  ) async throws -> ExitStatus {
    let output = Output()
    var failed = 0
    var total = 0
    if try output.write(header) == .closed { return .done }
    try await run(work) { piece, progress in
      total += 1
      if piece.isFailed { failed += 1 }
      progress.count(bytes: piece.size)
      if !piece.messages.isEmpty { progress.end() }
      for message in piece.messages { StandardError.say(message) }
      return try output.write(piece.bytes) == .written
    }
    guard failed > 0 else { return .done }
    StandardError.say("\(failed) of \(total) inputs could not be read")
    return .failed
  }
}
