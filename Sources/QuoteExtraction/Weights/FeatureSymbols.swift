import FlatImage
import NewsSyntax
import RuleEngine

/// What gives values their symbols, in the order in which they are asked for.
protocol SymbolSource {
  /// A word form that no table knows.
  var unknown: Symbol { get }
  /// The symbol of a text.
  mutating func symbol(_ text: @autoclosure () -> String) -> Symbol
}

/// Gives symbols by names, and keeps what it gave.
private struct NamedSymbols: SymbolSource {
  var names: FeatureNames
  var given: [Symbol] = []

  var unknown: Symbol { names.unknown }

  mutating func symbol(_ text: @autoclosure () -> String) -> Symbol {
    let symbol = names.symbol(text())
    given.append(symbol)
    return symbol
  }
}

/// Gives the symbols again that were given before, whatever the text: no name is made.
private struct KeptSymbols: SymbolSource {
  let unknown: Symbol
  let given: [Symbol]
  var place = 0

  mutating func symbol(_ text: @autoclosure () -> String) -> Symbol {
    guard place < given.count else { return .none }
    defer { place += 1 }
    return given[place]
  }
}

/// The symbols of the values that are no words, made once when a model loads; a class, for all that
/// writes features holds it.
final class FeatureSymbols: Sendable {
  let one, yes, no, none, start, end, quotation: Symbol
  private let unknown: Symbol
  let finite, verb, noun, nouns, name, number, other, document: Symbol
  let to, modal, passive, perfect, progressive: Symbol
  let near, middle, far, left, right, agentless: Symbol
  /// By part of speech, frame, kind of content, kind of source, construction, last mark.
  private let tags, frames, kinds, sourceKinds, constructions, lastMarks: [Symbol]
  /// Numbers from 0 to 10.
  private let digits: [Symbol]
  /// Counts by the bucket they fall in: up to 16, and up to 32.
  private let counts, longCounts: [Symbol]
  /// All of them, in the order in which they were asked for.
  private let given: [Symbol]

  convenience init(_ names: inout FeatureNames) {
    // Names grow in one place only: two that hold them would copy them with each.
    var source = NamedSymbols(names: names)
    names = FeatureNames(vocabulary: names.vocabulary)
    self.init(&source, given: { $0.given })
    names = source.names
  }

  convenience init(from image: inout ImageReader) throws(ImageError) {
    var source = KeptSymbols(unknown: try image.value(), given: try image.array())
    self.init(&source, given: { $0.given })
  }

  private init<Source: SymbolSource>(_ names: inout Source, given: (Source) -> [Symbol]) {
    unknown = names.unknown
    one = names.symbol("1")
    yes = names.symbol("yes")
    no = names.symbol("no")
    none = names.symbol("none")
    start = names.symbol("START")
    end = names.symbol("END")
    quotation = names.symbol("Q")
    finite = names.symbol("finite")
    verb = names.symbol("verb")
    noun = names.symbol("noun")
    nouns = names.symbol("nouns")
    name = names.symbol("name")
    number = names.symbol("number")
    other = names.symbol("other")
    document = names.symbol("document")
    to = names.symbol("to")
    modal = names.symbol("modal")
    passive = names.symbol("passive")
    perfect = names.symbol("perfect")
    progressive = names.symbol("progressive")
    near = names.symbol("near")
    middle = names.symbol("middle")
    far = names.symbol("far")
    left = names.symbol("left")
    right = names.symbol("right")
    agentless = names.symbol("agentless")
    tags = Tag.allCases.map { names.symbol(String(describing: $0)) }
    frames = [.none] + ReportedFrame.allCases.map { names.symbol($0.name) }
    kinds = [.none] + ReportedFrame.ContentKind.allCases.map { names.symbol($0.name) }
    sourceKinds = ReportedCandidate.SourceKind.allCases.map {
      names.symbol(String(describing: $0))
    }
    constructions = Construction.allCases.map { names.symbol($0.name) }
    lastMarks = (UInt8.min...UInt8.max).compactMap { QuotationFacts.LastMark(rawValue: $0) }
      .map { names.symbol(String(describing: $0)) }
    digits = (0...10).map { names.symbol(String($0)) }
    counts = (0...16).map { names.symbol(FeatureSymbols.bucket($0, last: 16)) }
    longCounts = (0...32).map { names.symbol(FeatureSymbols.bucket($0, last: 32)) }
    self.given = given(names)
  }

  /// A word form, or a base form.
  @inline(__always)
  func word(_ lexeme: LexemeID) -> Symbol {
    lexeme == 0 ? unknown : Symbol(number: lexeme + 1)
  }

  private static func bucket(_ count: Int, last: Int) -> String {
    if count >= last { return "\(last)+" }
    return switch count {
    case ..<4: String(count)
    case 4...7: "4-7"
    case 8...15: "8-15"
    default: "16-31"
    }
  }

  subscript(tag: Tag) -> Symbol { tags[Int(tag.rawValue)] }
  subscript(frame: ReportedFrame) -> Symbol { frames[Int(frame.rawValue)] }
  subscript(kind: ReportedFrame.ContentKind) -> Symbol { kinds[Int(kind.rawValue)] }
  subscript(kind: ReportedCandidate.SourceKind) -> Symbol { sourceKinds[Int(kind.rawValue)] }
  subscript(construction: Construction) -> Symbol { constructions[Int(construction.rawValue)] }
  subscript(mark: QuotationFacts.LastMark) -> Symbol { lastMarks[Int(mark.rawValue)] }

  /// A number from 0 to 10.
  func digit(_ number: Int) -> Symbol { digits[min(max(number, 0), 10)] }

  /// A count: 0 to 3, 4-7, 8-15, 16+.
  func bucket(_ count: Int) -> Symbol { counts[min(max(count, 0), 16)] }

  /// A count: 0 to 3, 4-7, 8-15, 16-31, 32+.
  func longBucket(_ count: Int) -> Symbol { longCounts[min(max(count, 0), 32)] }

  func decision(_ isSo: Bool) -> Symbol { isSo ? yes : no }
}

extension FeatureSymbols: Imaged {
  func lay(into image: inout ImageWriter) {
    image.lay(unknown)
    image.lay(given)
  }
}
