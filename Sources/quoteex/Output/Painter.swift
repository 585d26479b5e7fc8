/// Writes text with colours, where those are welcome, and makes what articles say safe to show.
struct Painter: Sendable {
  /// What a piece of text is; each looks different.
  enum Style: String, Sendable {
    case heading = "1"
    case quote = "32"
    case speaker = "1;36"
    case marker = "33"
    case amount = "35"
    case note = "2"
    case failure = "31"
  }

  /// Whether colours are written.
  var isColoured: Bool

  /// The text in a style.
  func paint(_ text: String, _ style: Style) -> String {
    let text = Self.safe(text)
    return isColoured && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The text with each control or line-breaking character as a space, so that no article can
  /// steer a terminal.
  static func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
      case .format where Self.isBidiControl(scalar): result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The same of each line of a text.
  static func safeLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
      .joined(separator: "\n")
  }

  /// The text in lines of at most so many characters, broken at spaces; every line after the first
  /// begins with the indent.
  static func wrap(_ text: String, width: Int, indent: String) -> String {
    var lines: [String] = [""]
    for word in safe(text).split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n" + indent)
  }

  private static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
