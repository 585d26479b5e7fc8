import QuoteRecords

/// What a figure must reach: `quotes.joint.f1>=0.68`.
public struct Floor: Sendable, Hashable {
  /// The figure's key.
  public var key: String
  /// What it must reach.
  public var least: Double

  /// Reads `key>=value`.
  ///
  /// - Throws: What is wrong with it.
  public init(_ text: String) throws(FloorError) {
    guard let sign = text.firstRange(of: ">=") else {
      throw FloorError("“\(text)”: key>=value should be here")
    }
    key = String(text[..<sign.lowerBound].filter { $0 != " " })
    let value = text[sign.upperBound...].filter { $0 != " " }
    guard let number = Double(value), number.isFinite else {
      throw FloorError("“\(text)”: “\(value)” is no number")
    }
    least = number
  }

  /// Makes a floor.
  public init(key: String, least: Double) {
    self.key = key
    self.least = least
  }

  /// Reads a file of floors: an object of objects with `floor` and `why`, by key; or several such
  /// objects, each the floors of one part of the gold.
  ///
  /// - Parameters:
  ///   - name: What messages call the file.
  ///   - split: The part of the gold whose floors are wanted, where the file has several.
  /// - Throws: What is wrong with the file.
  public static func file(
    _ bytes: [UInt8], name: String, split: String? = nil
  ) throws(LabelFault) -> [Floor] {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader().read(bytes).value
    } catch {
      throw LabelFault(
        file: name, line: error.place.line, column: error.place.column, code: "invalid_json",
        message: "\(error.code.rawValue): \(error.detail)")
    }
    guard case .object(let members) = split.flatMap({ value[$0] }) ?? value else {
      throw LabelFault(file: name, code: "wrong_type", message: "an object should be here")
    }
    var floors: [Floor] = []
    for member in members {
      guard case .number(let literal)? = member.value["floor"], let least = Double(literal),
        member.value["why"]?.string?.isEmpty == false
      else {
        throw LabelFault(
          file: name, code: "invalid_value",
          message: "\(member.key): an object with “floor” and “why” should be here")
      }
      floors.append(Floor(key: member.key, least: least))
    }
    return floors
  }
}

/// Why a floor cannot be read, or does not hold.
public struct FloorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public var description: String

  init(_ description: String) { self.description = description }
}

extension Evaluation {
  /// The floors that do not hold, in words.
  ///
  /// - Throws: The keys that there are, where a floor names another.
  public func violations(of floors: [Floor]) throws(FloorError) -> [String] {
    let figures = self.figures
    var violations: [String] = []
    for floor in floors {
      guard let figure = figures[floor.key] else {
        throw FloorError(
          "“\(floor.key)” is no figure of this evaluation; there are:\n  "
            + figures.keys.sorted().joined(separator: "\n  "))
      }
      if figure < floor.least {
        violations.append("\(floor.key) is \(figure.fixed(4)), below \(floor.least.fixed(4))")
      }
    }
    return violations
  }
}
