import ArgumentParser
import NewsQuotes
import QuoteStore
import RuleEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts the program, and turns what ends it into a message and an exit status.
@main
enum Main {
  static func main() async {
    Memory.takeInLargePieces()
    Output.ignoreClosedPipes()
    // Whoever extracts seldom asks for another language or other rules.
    let ahead =
      CommandLine.arguments.dropFirst().first == "extract" ? ModelsAhead(language: "en") : nil
    let run = Task {
      try await ModelOptions.$ahead.withValue(ahead) { try await command() }
    }
    let interrupts = Interrupts { run.cancel() }
    let status: ExitStatus
    do {
      try await run.value
      status = .done
    } catch {
      status = report(error)
    }
    ahead?.wait()
    withExtendedLifetime(interrupts) { exit(status.rawValue) }
  }

  private static func command() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let extract = ExtractCommand.plain(arguments) ?? ExtractCommand.alone(arguments) {
      return try await extract.run()
    }
    var command = try Quoteex.parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }

  /// Says what ended the run.
  private static func report(_ error: any Error) -> ExitStatus {
    switch error {
    case is CancellationError:
      return .interrupted
    case let fault as Fault:
      StandardError.say(fault.message)
      return fault.status
    case let error as SystemError:
      StandardError.say("\(error)")
      return .failed
    case let error as PackError:
      for diagnostic in error.diagnostics { StandardError.write("\(diagnostic)\n") }
      StandardError.say("the rules cannot be read")
      return .usage
    case let error as StoreError:
      StandardError.say("\(error)")
      return error.isWrongUse ? .usage : .failed
    case let error as PeopleError:
      for fault in error.faults { StandardError.write("\(fault)\n") }
      StandardError.say("the list of people cannot be read")
      return .usage
    case let code as ExitCode:
      return ExitStatus(rawValue: code.rawValue) ?? .failed
    default:
      return reportUse(error)
    }
  }

  /// Writes help where it was asked for, or says what is wrong with the arguments.
  private static func reportUse(_ error: any Error) -> ExitStatus {
    let message = Quoteex.fullMessage(for: error)
    guard Quoteex.exitCode(for: error).isSuccess else {
      StandardError.write(message + "\n")
      return .usage
    }
    do {
      _ = try Output().write(message + "\n")
      return .done
    } catch {
      StandardError.say("\(error)")
      return .failed
    }
  }
}
