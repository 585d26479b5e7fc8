import Foundation

/// A program that was run to its end.
struct Child {
  /// Seconds from its start to its end.
  let wall: Double
  /// Seconds of the processor.
  let processor: Double
  /// The most memory that it had, in bytes.
  let memory: Int

  /// Why a program could not be run.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs a program with its output thrown away, and writes to its input what is given, as often as
  /// it takes for so many bytes.
  init(_ arguments: [String], input: [UInt8] = [], bytes: Int = 0) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    let words = arguments.map { strdup($0) } + [nil]
    let surroundings = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + surroundings { free(word) } }
    let clock = ContinuousClock()
    let start = clock.now
    var process: pid_t = 0
    guard posix_spawnp(&process, arguments[0], &actions, nil, words, surroundings) == 0 else {
      throw Failure(description: "\(arguments[0]): cannot be run")
    }
    close(ends[0])
    Self.feed(input, bytes, to: ends[1])
    close(ends[1])
    var status: Int32 = 0
    var usage = rusage()
    wait4(process, &status, 0, &usage)
    let time = clock.now - start
    guard status == 0 else {
      throw Failure(description: "\(arguments.joined(separator: " ")): ended with \(status >> 8)")
    }
    wall = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    processor = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    memory = usage.ru_maxrss * 1024
  }

  private static func feed(_ input: [UInt8], _ bytes: Int, to descriptor: Int32) {
    var left = bytes
    while left > 0, !input.isEmpty {
      var written = 0
      while written < input.count {
        let count = input.withUnsafeBytes {
          write(descriptor, $0.baseAddress?.advanced(by: written), input.count - written)
        }
        if count < 0 { return }
        written += count
      }
      left -= input.count
    }
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
