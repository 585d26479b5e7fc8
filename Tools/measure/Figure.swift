/// Something measured, in the unit that its bound is in.
struct Figure {
  /// What it is called; its bound is found by it.
  let name: String
  /// What is compared, for people.
  let what: String
  /// Megabytes of text a second, where text is read.
  var rate: Double?
  /// The median of the rounds.
  let value: Double
}

/// What a figure must reach, and why.
struct Bound {
  /// Whether the figure may not be above it, instead of not below.
  let isMost: Bool
  /// The figure.
  var value: Double
  /// Why it is this one.
  let why: String

  /// Whether a figure keeps to it.
  func holds(_ figure: Figure) -> Bool {
    isMost ? figure.value <= value : figure.value >= value
  }

  /// The bound as it stands in tables.
  var text: String { (isMost ? "≤ " : "≥ ") + decimal(value) }

  /// Takes a share of a figure, or of its inverse where it must not be above.
  mutating func set(by figure: Figure, share: Double) {
    value = isMost ? figure.value / share : figure.value * share
  }

  /// Writes bounds as `read` reads them, in the order of figures.
  static func text(of bounds: [String: Bound], _ figures: [Figure]) -> String {
    figures.reduce(into: "figure\twhich\tbound\twhy\n") { text, figure in
      guard let bound = bounds[figure.name] else { return }
      let which = bound.isMost ? "most" : "least"
      text += "\(figure.name)\t\(which)\t\(decimal(bound.value))\t\(bound.why)\n"
    }
  }

  /// Reads bounds: name, `least` or `most`, the figure, why; parted by tabs, under a header.
  static func read(_ text: String) -> [String: Bound] {
    var bounds: [String: Bound] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4, let value = Double(cells[2]) else { continue }
      bounds[cells[0]] = Bound(isMost: cells[1] == "most", value: value, why: cells[3])
    }
    return bounds
  }
}

/// A number with two digits behind the point.
func decimal(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100)." + String(hundredths % 100 + 100).dropFirst()
}

/// The middle one of some numbers; 0 of none.
func median(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.sorted()[values.count / 2]
}

/// The figures as a Markdown table.
func table(_ figures: [Figure], _ bounds: [String: Bound]) -> String {
  var text = "| | MB/s | figure | bound | why |\n| --- | ---: | ---: | ---: | --- |\n"
  for figure in figures {
    let bound = bounds[figure.name]
    let cells = [
      figure.what, figure.rate.map(decimal) ?? "", decimal(figure.value), bound?.text ?? "",
      bound?.why ?? "",
    ]
    text += "| " + cells.joined(separator: " | ") + " |\n"
  }
  return text
}
