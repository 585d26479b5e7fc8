/// What finds the words of texts. Both find the same ones.
public enum WordFinder: String, Sendable, Hashable, CaseIterable {
  /// A table of ICU's property data, looked up in the widest registers that the processor has.
  case wide
  /// ICU alone: some forty times slower.
  case icu
}

/// Where word boundaries and what is known of characters come from.
enum WordSource: Sendable {
  /// The table made of ICU's property data.
  case table
  /// ICU itself; or why it cannot be used.
  case icu(Result<ICUWordBreaker, ICUWordBreaker.Failure>)

  /// Makes ready what a finder needs; for ICU some milliseconds.
  init(_ finder: WordFinder) {
    switch finder {
    case .wide: self = .table
    case .icu:
      self = .icu(Result { () throws(ICUWordBreaker.Failure) in try ICUWordBreaker() })
    }
  }

  /// What is known of characters.
  var characters: CharacterTable {
    switch self {
    case .table: CharacterTable(usesICU: false)
    case .icu: CharacterTable(usesICU: true)
    }
  }
}
