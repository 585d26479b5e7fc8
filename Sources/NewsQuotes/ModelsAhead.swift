import Dispatch
import QuoteExtraction
import Synchronization

/// The compiled models of a language, and what extracts with them, taken up on another processor
/// while the one that will ask for them does something else, such as reading arguments.
package final class ModelsAhead: Sendable {
  private let language: String
  private let made = Mutex<Models?>(nil)
  private let group = DispatchGroup()

  /// Begins, and does not wait.
  package init(language: String) {
    self.language = language
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      guard var models = Models(compiled: language) else { return }
      models.analysis = try? ArticleAnalyzer(pack: models.pack)
      made.withLock { $0 = models }
    }
  }

  /// The models, when they are there; `nil` for another language, and in a program that was linked
  /// without any.
  package func models(language: String) -> Models? {
    guard language == self.language else { return nil }
    wait()
    return made.withLock { $0 }
  }

  /// Returns when nothing is under way any more, as it must be where the program ends.
  package func wait() { group.wait() }
}
