/// The escapes of WebAnno TSV 3: a backslash before what has a meaning of its own.
enum WebAnnoEscapes {
  /// Text of a sentence or a token; line ends of sentences are lines of their own.
  static func text(_ text: String) -> String { escape(text, []) }

  /// A value of an annotation. What could be taken for nothing (`_`, `*`) is escaped too.
  static func value(_ value: String) -> String {
    escape(value, ["[", "]", "|", "_", ";", "*"])
  }

  /// What an escaped text says.
  static func plain(_ text: Substring) -> String {
    guard text.utf8.contains(0x5C) else { return String(text) }
    var plain = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let next = scalars.popFirst() else {
        plain.append(scalar)
        continue
      }
      switch next {
      case "t": plain.append("\t")
      case "n": plain.append("\n")
      case "r": plain.append("\r")
      case "b": plain.append("\u{8}")
      case "f": plain.append("\u{C}")
      case "u": plain.append(unicode(&scalars))
      default: plain.append(next)
      }
    }
    return String(plain)
  }

  /// Splits at a character that is not escaped.
  static func split(_ text: Substring, at mark: Unicode.Scalar) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isEscaped = false
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      if isEscaped {
        isEscaped = false
      } else if scalars[index] == "\\" {
        isEscaped = true
      } else if scalars[index] == mark {
        parts.append(text[start..<index])
        start = scalars.index(after: index)
      }
    }
    return parts + [text[start...]]
  }

  private static func unicode(_ scalars: inout Substring.UnicodeScalarView) -> Unicode.Scalar {
    let digits = String(String.UnicodeScalarView(scalars.prefix(4)))
    guard digits.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
    else { return "\u{FFFD}" }
    scalars = scalars.dropFirst(4)
    return scalar
  }

  private static func escape(_ text: String, _ reserved: Set<Unicode.Scalar>) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
      case _ where scalar.value < 0x20 || scalar == "\u{85}" || scalar.value & ~1 == 0x2028:
        let digits = String(scalar.value, radix: 16)
        let padding = String(repeating: "0", count: 4 - digits.count)
        escaped.append(contentsOf: "\\u\(padding)\(digits)".unicodeScalars)
      case _ where reserved.contains(scalar):
        escaped.append("\\")
        escaped.append(scalar)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
