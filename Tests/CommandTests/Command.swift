#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import Foundation
import QuoteRecords

/// What came of a run of the built program.
struct CommandRun {
  /// The exit status, or 128 and the signal that ended it.
  var status: Int32
  /// What it wrote to standard output.
  var output: [UInt8]
  /// What it wrote to standard error.
  var errors: String

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Its lines.
  var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// The records that its lines are.
  func records() throws -> [ArticleRecord] {
    try lines.map { try ArticleRecord(json: Array($0.utf8)) }
  }
}

/// Runs the program that was built beside the tests.
enum Command {
  /// Where standard output goes.
  enum Destination {
    case captured
    case file(String)
    /// A pipe that nobody reads.
    case closedPipe
  }

  /// The program: the one that was built beside the tests, or what `QUOTEEX_PROGRAM` names, such as
  /// a release build, which starts faster.
  static var program: String {
    if let named = ProcessInfo.processInfo.environment["QUOTEEX_PROGRAM"] { return named }
    let tests =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
    while folder.path.contains(".xctest") { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("quoteex").path
  }

  /// The data files of these tests.
  static func data(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Data").appendingPathComponent(name).path
  }

  /// Runs it to the end.
  static func run(
    _ arguments: [String], input: [UInt8] = [], to destination: Destination = .captured,
    environment: [String: String] = [:], interruptAfter milliseconds: UInt32? = nil,
    by signalNumber: Int32 = SIGINT
  ) throws -> CommandRun {
    try Scratch.with { folder in
      let inputPath = folder + "/in"
      let outputPath = folder + "/out"
      let errorPath = folder + "/err"
      try Data(input).write(to: URL(fileURLWithPath: inputPath))
      var files = SpawnFiles()
      if milliseconds != nil {
        files.openPipe(STDIN_FILENO, folder + "/pipe")
      } else {
        files.open(STDIN_FILENO, inputPath, O_RDONLY)
      }
      switch destination {
      case .captured: files.open(STDOUT_FILENO, outputPath, O_WRONLY | O_CREAT)
      case .file(let path): files.open(STDOUT_FILENO, path, O_WRONLY)
      case .closedPipe: files.closedPipe(STDOUT_FILENO, outputPath)
      }
      files.open(STDERR_FILENO, errorPath, O_WRONLY | O_CREAT)
      let process = try files.spawn([program] + arguments, environment)
      if let milliseconds {
        usleep(milliseconds * 1000)
        kill(process, signalNumber)
      }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      files.close()
      var contents: [UInt8] = []
      if case .captured = destination {
        contents = try [UInt8](Data(contentsOf: URL(fileURLWithPath: outputPath)))
      }
      let signal = status & 0x7F
      return CommandRun(
        status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
        output: contents,
        errors: (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "")
    }
  }
}

/// What a new process finds open.
private struct SpawnFiles {
  private var actions: [(inout posix_spawn_file_actions_t) -> Void] = []
  private var descriptors: [Int32] = []
  private var readers: [Int32] = []

  mutating func open(_ descriptor: Int32, _ path: String, _ flags: Int32) {
    actions.append { posix_spawn_file_actions_addopen(&$0, descriptor, path, flags, 0o600) }
  }

  /// A pipe that is open for reading and never written to.
  mutating func openPipe(_ descriptor: Int32, _ path: String) {
    mkfifo(path, 0o600)
    descriptors.append(systemOpen(path, O_RDWR | O_CLOEXEC))
    open(descriptor, path, O_RDONLY)
  }

  /// A pipe that is open for writing, and whose only reader goes away once the program runs.
  mutating func closedPipe(_ descriptor: Int32, _ path: String) {
    mkfifo(path, 0o600)
    readers.append(systemOpen(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    open(descriptor, path, O_WRONLY)
  }

  /// Starts the program.
  func spawn(_ arguments: [String], _ environment: [String: String]) throws -> pid_t {
    var list = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&list)
    defer { posix_spawn_file_actions_destroy(&list) }
    for action in actions { action(&list) }
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &list, nil, &argv, &envp)
    for reader in readers { _ = systemClose(reader) }
    guard code == 0 else { throw SpawnError(program: arguments[0], code: code) }
    return process
  }

  /// Closes this process's ends.
  func close() {
    for descriptor in descriptors { _ = systemClose(descriptor) }
  }
}

/// A program that could not be started.
struct SpawnError: Error {
  var program: String
  var code: Int32
}

/// A folder that is gone afterwards.
enum Scratch {
  static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quoteex-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  /// Writes a file and gives its path.
  static func write(_ text: String, _ name: String, in folder: String) throws -> String {
    try write(Array(text.utf8), name, in: folder)
  }

  /// Writes a file and gives its path.
  static func write(_ bytes: [UInt8], _ name: String, in folder: String) throws -> String {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }
}

private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
