/// How the words of one wording relate to another's, to check the relations of clusters.
struct WordComparison {
  private let wording: [String]
  private let member: [String]
  /// The words of each that stand against other words, or against nothing, in the best alignment.
  private let replaced: [(wording: [String], member: [String])]

  /// Aligns two wordings by their longest common sequence of words; O(n·m).
  init(_ wording: [String], _ member: [String]) {
    self.wording = wording
    self.member = member
    replaced = Self.differences(wording, member)
  }

  /// The words of a text as they are compared: lower case, without marks and possessive s, small
  /// numbers in figures and contractions in full.
  static func words(_ text: String) -> [String] {
    var text = text.lowercased().replacing("’", with: "'")
    for (short, full) in contractions { text = text.replacing(short, with: full) }
    text = text.replacing(/'s\b/, with: "").replacing("'", with: "")
    return text.split { !$0.isLetter && !$0.isNumber }.map { numbers[String($0)] ?? String($0) }
  }

  private static let contractions = [
    ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("n't", " not"),
    ("'re", " are"), ("'ll", " will"), ("'ve", " have"), ("'d", " would"), ("i'm", "i am"),
  ]

  private static let numbers: [String: String] = {
    let words = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
      "twenty",
    ]
    var out = ["eleventh": "11th", "tenth": "10th", "thirty": "30", "forty": "40", "fifty": "50"]
    for (index, word) in words.enumerated() { out[word] = String(index + 1) }
    return out
  }()

  /// Whether the words allow a relation.
  func allows(_ relation: String) -> Bool {
    switch relation {
    case "exact": isEqual
    case "partial": !isEqual && isRun
    case "near": changed.isEmpty && sharesHalf
    case "altered": !isEqual && !isRun && sharesHalf
    default: !isEqual
    }
  }

  /// Whether every piece of a member is a run of a wording's words, one behind the other.
  static func isInOrder(_ pieces: [[String]], in wording: [String]) -> Bool {
    var rest = wording[...]
    for piece in pieces {
      guard let start = rest.indices.first(where: { rest[$0...].starts(with: piece) }) else {
        return false
      }
      rest = rest[(start + piece.count)...]
    }
    return pieces.count > 1
  }

  /// What differs, in words.
  var difference: String {
    if isEqual { return "the words are equal" }
    if isRun { return "its words are a run of the other's" }
    return replaced.map {
      "'\($0.wording.joined(separator: " "))' against '\($0.member.joined(separator: " "))'"
    }.joined(separator: ", ")
  }

  private var isEqual: Bool { wording.joined() == member.joined() }

  /// Whether the letters of some run of words are the member's.
  private var isRun: Bool {
    let letters = member.joined()
    guard !letters.isEmpty else { return false }
    return wording.indices.contains { start in
      var run = ""
      for word in wording[start...] where run.count < letters.count { run += word }
      return run == letters
    }
  }

  private var sharesHalf: Bool {
    let lost = replaced.reduce(0) { $0 + $1.member.count }
    return 2 * (member.count - lost) >= min(member.count, wording.count)
  }

  /// Where words of content stand against other words of content.
  private var changed: [(wording: [String], member: [String])] {
    replaced.filter {
      !Self.function.isSuperset(of: $0.wording) && !Self.function.isSuperset(of: $0.member)
        && $0.wording.joined() != $0.member.joined()
    }
  }

  private static func differences(
    _ wording: [String], _ member: [String]
  ) -> [(wording: [String], member: [String])] {
    var length = Array(
      repeating: Array(repeating: 0, count: member.count + 1), count: wording.count + 1)
    for row in wording.indices.reversed() {
      for column in member.indices.reversed() {
        length[row][column] =
          wording[row] == member[column]
          ? length[row + 1][column + 1] + 1 : max(length[row + 1][column], length[row][column + 1])
      }
    }
    var out: [(wording: [String], member: [String])] = []
    var open: (wording: [String], member: [String]) = ([], [])
    var row = 0
    var column = 0
    while row < wording.count || column < member.count {
      if row < wording.count, column < member.count, wording[row] == member[column] {
        if !open.wording.isEmpty || !open.member.isEmpty { out.append(open) }
        open = ([], [])
        row += 1
        column += 1
      } else if column == member.count
        || (row < wording.count && length[row + 1][column] >= length[row][column + 1])
      {
        open.wording.append(wording[row])
        row += 1
      } else {
        open.member.append(member[column])
        column += 1
      }
    }
    if !open.wording.isEmpty || !open.member.isEmpty { out.append(open) }
    return out
  }

  private static let function: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "so", "of", "in", "on",
    "at", "to", "for", "from", "by", "with", "as", "into", "is", "are", "was", "were", "be", "been",
    "has", "have", "had", "will", "would", "can", "could", "may", "might", "it", "its", "he", "she",
    "they", "we", "i", "you", "his", "her", "their", "our", "my", "just", "very", "really", "well",
    "do", "does", "did", "am", "some", "any", "someone", "somebody", "everyone", "everybody", "who",
    "which", "than", "then",
    "there", "here", "up", "out",
  ]
}
