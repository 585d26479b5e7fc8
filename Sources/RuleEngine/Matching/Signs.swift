/// Something that a pattern asks of an item: a test that the item passes, or a span that begins
/// at it.
enum Sign: Sendable, Hashable {
  case element(CompiledElement)
  case mention(Int32)
  case phrase(Int32)

  /// Whether words alone can tell that it does not hold.
  var asksForWords: Bool {
    switch self {
    case .element(let element): element.firstWordTest != nil
    case .phrase: true
    case .mention: false
    }
  }
}

/// Sets of signs, a bit each, as the rules of one bank number them.
///
/// Whether anything of what can come next at an instruction holds at an item is then one `and`.
typealias SignSet = UInt64

extension SignSet {
  /// How many signs a bank numbers.
  static let mostSigns = 62
  /// Holds behind the last item of a sentence, and nowhere else.
  static let end: SignSet = 1 << 62
  /// Holds everywhere: stands for what needs no item, and for tests that got no number.
  static let always: SignSet = 1 << 63
}

/// The signs that the rules of a section ask for, each once.
struct SignIndex {
  private(set) var signs: [Sign] = []
  private var numbers: [Sign: Int32] = [:]

  /// The number of the sign that each instruction of a program asks for; -1 where it asks for
  /// none.
  mutating func read(_ program: Program) -> [Int32] {
    let elements = program.elements.map { number(.element($0)) }
    return program.code.map { instruction in
      switch instruction.operation {
      case .item: elements[Int(instruction.first)]
      case .mention: number(.mention(instruction.first))
      case .phrase: number(.phrase(instruction.first))
      default: -1
      }
    }
  }

  private mutating func number(_ sign: Sign) -> Int32 {
    if let number = numbers[sign] { return number }
    numbers[sign] = Int32(signs.count)
    signs.append(sign)
    return Int32(signs.count - 1)
  }
}

/// Which signs of a section a bank has, and their bits.
struct SignNumbering {
  /// The signs, by the section's numbers, in the order of their bits.
  private(set) var members: [Int32] = []
  private var places: [Int8]

  /// - Parameter count: How many signs the section has.
  init(count: Int) { places = Array(repeating: -1, count: count) }

  /// How many of some signs would be new.
  func missing(of others: [Int32]) -> Int { others.count { places[Int($0)] < 0 } }

  /// Adds signs as far as there is room.
  mutating func add(_ others: [Int32]) {
    for sign in others where places[Int(sign)] < 0 && members.count < SignSet.mostSigns {
      places[Int(sign)] = Int8(members.count)
      members.append(sign)
    }
  }

  /// The bit of a sign; `always` for one that has none.
  func bit(of sign: Int32) -> SignSet {
    places[Int(sign)] < 0 ? .always : 1 << SignSet(places[Int(sign)])
  }
}
