/// Says on standard error how far a long run is, where a person looks.
struct Progress {
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var articles = 0
  private var bytes = 0
  private var hasLine = false

  /// Makes a progress line; none is ever shown where nobody looks, or where results go to the same
  /// terminal.
  init() {
    isShown = Terminal.isError && !Terminal.isOutput
    begin = clock.now
    last = begin
  }

  /// Counts an article; after two seconds, shows the counts twice a second.
  mutating func count(bytes count: Int) {
    articles += 1
    bytes += count
    guard isShown else { return }
    let now = clock.now
    guard now - begin > .seconds(2), now - last > .milliseconds(500) else { return }
    last = now
    hasLine = true
    let seconds = Double((now - begin).components.seconds)
    let rate = seconds > 0 ? Double(bytes) / 1e6 / seconds : 0
    let tenths = Int((rate * 10).rounded())
    let megabytes = bytes / 1_000_000
    StandardError.write(
      "\r\u{1B}[K\(articles) articles, \(megabytes) MB, \(tenths / 10).\(tenths % 10) MB/s")
  }

  /// Removes the line.
  mutating func end() {
    if hasLine { StandardError.write("\r\u{1B}[K") }
    hasLine = false
  }
}
