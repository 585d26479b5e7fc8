import FlatImage
import RuleEngine

/// The integers of a table of a pack by name: a row for each, a name and a number.
struct WeightTable: Sendable {
  private let values: [String: Int]

  init(_ name: String, of pack: RulePack) {
    self = pack.prepared("weights: \(name)") {
      var values: [String: Int] = [:]
      for row in pack.rows(name) where row.count >= 2 { values[row[0]] = Int(row[1]) }
      return WeightTable(values: values)
    }
  }

  private init(values: [String: Int]) { self.values = values }

  subscript(name: String) -> Int? { values[name] }
}

extension WeightTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    let names = try image.part([String].self)
    let numbers = try image.array(of: Int.self)
    values = Dictionary(zip(names, numbers)) { first, _ in first }
  }

  func lay(into image: inout ImageWriter) {
    let sorted = values.sorted { $0.key < $1.key }
    image.lay(sorted.map(\.key))
    image.lay(sorted.map(\.value))
  }
}
