import Dispatch

/// The pieces of all inputs, in the order in which they were named, in batches for one worker each,
/// read only as they are asked for.
struct InputSequence: AsyncSequence, Sendable {
  typealias Element = [InputItem]
  typealias Failure = Never

  private let paths: [String]
  private let format: InputFormat?

  /// Takes files, folders and `-` for standard input.
  init(_ paths: [String], format: InputFormat?) {
    self.paths = paths
    self.format = format
  }

  func makeAsyncIterator() -> Iterator { Iterator(cursor: InputCursor(paths, format: format)) }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate let cursor: InputCursor

    func next() async -> [InputItem]? { await cursor.nextBatch() }
  }
}

/// Reads inputs on a thread of its own, so that waiting for a slow pipe holds no worker up.
private actor InputCursor {
  private let executor = BlockingExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let format: InputFormat?
  private var paths: ArraySlice<String>
  private var files: ArraySlice<String> = []
  private var lines: (reader: LineReader, origin: LineOrigin)?

  /// How many pieces make a batch: enough that handing it over is nothing beside the work in it,
  /// few enough that workers end together and memory is bounded.
  private static let batchCount = 128
  /// How many bytes make a batch.
  private static let batchBytes = 1 << 16

  init(_ paths: [String], format: InputFormat?) {
    self.paths = paths[...]
    self.format = format
  }

  /// The next pieces; `nil` after the last. Waits only for the first of them, so that what a pipe
  /// brought is worked on before more is there.
  func nextBatch() -> [InputItem]? {
    guard let first = next() else { return nil }
    var batch = [first]
    var bytes = first.size
    while batch.count < Self.batchCount, bytes < Self.batchBytes, let item = ready() {
      batch.append(item)
      bytes += item.size
    }
    return batch
  }

  private func next() -> InputItem? {
    while true {
      if let item = nextLine(waiting: true) ?? nextFile() { return item }
      guard let path = paths.popFirst() else { return nil }
      if let item = begin(path) { return item }
    }
  }

  /// The next piece of the input that was begun, where it is at hand.
  private func ready() -> InputItem? { nextLine(waiting: false) ?? nextFile() }

  private func nextFile() -> InputItem? {
    guard lines == nil else { return nil }
    return files.popFirst().map { .file(path: $0, id: Folder.stem(of: $0)) }
  }

  /// Begins an input; yields what it is, unless it has pieces.
  private func begin(_ path: String) -> InputItem? {
    do {
      if path == "-" { return try begin(FileReader(), path, id: "stdin") }
      switch try PathKind(path) {
      case .folder:
        files = try Folder.textFiles(in: path)[...]
        return files.isEmpty ? .problem("\(path): no *.txt in this folder") : nil
      case .file where try isText(path): return .file(path: path, id: Folder.stem(of: path))
      case .file, .pipe: return try begin(FileReader(path: path), path, id: Folder.stem(of: path))
      }
    } catch {
      return .problem("\(error)")
    }
  }

  /// Whether a file is one text.
  private func isText(_ path: String) throws -> Bool {
    if let format = InputFormat.of(path, asked: format) { return format != .ndjson }
    var reader = LineReader(try FileReader(path: path))
    return try reader.beginning() == .text
  }

  /// Begins lines, or what can be read once. Where neither its name nor an option tells, what
  /// begins as an object of JSON is lines, so that records can be piped from one run into another;
  /// an array of them is told of, for as a text it would be an article of nonsense.
  private func begin(_ file: FileReader, _ name: String, id: String) throws -> InputItem? {
    var reader = LineReader(file)
    switch try beginning(of: name, &reader) {
    case .text: return .text(try reader.rest(), id: id)
    case .array:
      return .problem("\(name): a JSON array; one object a line is read, as “jq -c .[]” makes them")
    case .object:
      lines = (reader, LineOrigin(file: name, number: 0))
      return nil
    }
  }

  private func beginning(
    of name: String, _ reader: inout LineReader
  ) throws -> LineReader.Beginning {
    switch InputFormat.of(name, asked: format) {
    case .ndjson: .object
    case .text, .marked: .text
    case nil: try reader.beginning()
    }
  }

  /// The next line that is not empty, or the next indented object; `nil` where there is none, or
  /// would have to be waited for.
  private func nextLine(waiting: Bool) -> InputItem? {
    while lines != nil {
      do {
        guard let record = try lines?.reader.nextRecord(waiting: waiting) else {
          if waiting { lines = nil }
          return nil
        }
        lines?.origin.number += 1
        let origin = lines?.origin
        lines?.origin.number += record.lines - 1
        if let origin, !record.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
          return .line(record.bytes, origin)
        }
      } catch {
        lines = nil
        return .problem("\(error)")
      }
    }
    return nil
  }
}

extension InputItem {
  /// About how many bytes it holds, or its file has.
  fileprivate var size: Int {
    switch self {
    case .text(let bytes, _), .line(let bytes, _): bytes.count
    case .file(let path, _): PathKind.size(of: path)
    case .problem: 0
    }
  }
}

/// Runs an actor on a thread that may block.
private final class BlockingExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "quoteex.input")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
