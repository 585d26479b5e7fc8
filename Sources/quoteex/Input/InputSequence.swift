import Dispatch
import Synchronization

/// The pieces of all inputs, in the order in which they were named, read only as they are asked
/// for.
struct InputSequence: AsyncSequence, Sendable {
  typealias Element = InputItem
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

    func next() async -> InputItem? { await cursor.next() }
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

  init(_ paths: [String], format: InputFormat?) {
    self.paths = paths[...]
    self.format = format
  }

  func next() -> InputItem? {
    while true {
      if let line = nextLine() { return line }
      if let file = files.popFirst() { return .file(path: file, id: Folder.stem(of: file)) }
      guard let path = paths.popFirst() else { return nil }
      if let item = begin(path) { return item }
    }
  }

  /// Begins an input; yields what it is, unless it has pieces.
  private func begin(_ path: String) -> InputItem? {
    let format = InputFormat.of(path, asked: self.format)
    do {
      if path == "-" {
        guard format == .ndjson else { return .text(try FileReader().rest(), id: "stdin") }
        lines = (LineReader(FileReader()), LineOrigin(file: "-", number: 0))
        return nil
      }
      if try PathKind(path) == .folder {
        files = try Folder.textFiles(in: path)[...]
        return files.isEmpty ? .problem("\(path): no *.txt in this folder") : nil
      }
      guard format == .ndjson else { return .file(path: path, id: Folder.stem(of: path)) }
      lines = (LineReader(try FileReader(path: path)), LineOrigin(file: path, number: 0))
      return nil
    } catch {
      return .problem("\(error)")
    }
  }

  private func nextLine() -> InputItem? {
    while var current = lines {
      do {
        guard let line = try current.reader.next() else {
          lines = nil
          return nil
        }
        current.origin.number += 1
        lines = current
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
          return .line(line, current.origin)
        }
      } catch {
        lines = nil
        return .problem("\(error)")
      }
    }
    return nil
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
