import FlatImage
import RuleEngine

/// A value for each word form, the default for most: two bytes a word form, as few values are
/// told apart.
struct LexemeTable<Value: Sendable>: Sendable {
  private let places: FlatArray<UInt16>
  private let values: [Value]

  /// Whether a word form has another value than the default.
  @inline(__always)
  func isKnown(_ lexeme: LexemeID) -> Bool { places[Int(lexeme)] != 0 }

  /// Gives the values of many word forms, in their order: the memory is lent once for all.
  @inline(__always)
  func forEach(_ lexemes: [LexemeID], _ body: (_ place: Int, _ value: Value) -> Void) {
    places.withUnsafeBufferPointer { places in
      values.withUnsafeBufferPointer { values in
        for (index, lexeme) in lexemes.enumerated() {
          precondition(Int(lexeme) < places.count, "no such word form")
          let place = Int(places[Int(lexeme)])
          precondition(place < values.count, "no such value")
          body(index, values[place])
        }
      }
    }
  }

  /// The value of a word form.
  @inline(__always)
  subscript(lexeme: LexemeID) -> Value { values[Int(places[Int(lexeme)])] }
}

extension LexemeTable where Value: Hashable {
  /// Puts the values of some word forms in a table over a vocabulary.
  init(_ known: [LexemeID: Value], default value: Value, _ vocabulary: Vocabulary) {
    var places = [UInt16](repeating: 0, count: vocabulary.count)
    var values = [value]
    var placeOf = [value: 0]
    for (lexeme, one) in known.sorted(by: { $0.key < $1.key })
    where lexeme != 0 && Int(lexeme) < places.count && values.count < Int(UInt16.max) {
      if placeOf[one] == nil {
        placeOf[one] = values.count
        values.append(one)
      }
      places[Int(lexeme)] = UInt16(placeOf[one] ?? 0)
    }
    self.places = FlatArray(places)
    self.values = values
  }
}

extension LexemeTable where Value: BitwiseCopyable {
  /// Takes the table up; see `Imaged`, to which a type of values without references cannot conform.
  init(from image: inout ImageReader) throws(ImageError) {
    places = try image.flatArray()
    values = try image.array()
  }

  /// Lays the table down.
  func lay(into image: inout ImageWriter) {
    image.lay(places)
    image.lay(values)
  }
}

extension LexemeTable where Value: BitwiseCopyable & Hashable {
  /// The table of a pack, under a name that no other part of it has: carried by the program, else
  /// made of the values of some word forms.
  init(
    _ name: String, of pack: RulePack, default value: Value, known: () -> [LexemeID: Value]
  ) {
    self =
      pack.prepared(name) {
        CarriedTable(table: LexemeTable(known(), default: value, pack.vocabulary))
      }.table
  }
}

/// A table that a program can carry.
private struct CarriedTable<Value: Sendable & BitwiseCopyable>: Imaged {
  let table: LexemeTable<Value>

  init(table: LexemeTable<Value>) { self.table = table }

  init(from image: inout ImageReader) throws(ImageError) {
    table = try LexemeTable(from: &image)
  }

  func lay(into image: inout ImageWriter) { table.lay(into: &image) }
}
