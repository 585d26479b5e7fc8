import Foundation

/// A change to an example that must not change what is found in it.
package enum Disturbance: String, Sendable, CaseIterable {
  /// An emoji of several code points and a combining accent stand before it.
  case behindEmoji = "behind an emoji and a combining accent"
  /// No-break spaces stand for its spaces.
  case noBreakSpaces = "with no-break spaces"
  /// Its letters are decomposed.
  case decomposed = "in NFD"
  /// Curly quotation marks and apostrophes stand for straight ones.
  case curly = "with curly marks"
  /// Straight quotation marks and apostrophes stand for curly ones.
  case straight = "with straight marks"
  /// Low and high marks („…“) stand for its double marks.
  case low = "with low marks"
  /// Guillemets («…») stand for its double marks.
  case guillemets = "with guillemets"
  /// Another paragraph stands before it.
  case secondParagraph = "as the second paragraph"

  private static let emoji = "\u{1F9D1}\u{1F3FD}\u{200D}\u{1F680} Cafe\u{301}s closed early. "
  private static let paragraph = "Rain fell on the harbor all day.\n\n"

  /// The text changed, its marks moved along; `nil` where the text has nothing to change.
  package func applied(to text: MarkedText) -> MarkedText? {
    switch self {
    case .behindEmoji: return text.prefixed(Self.emoji)
    case .secondParagraph: return text.prefixed(Self.paragraph)
    case .noBreakSpaces: return changed(text) { scalar, _ in scalar == " " ? "\u{A0}" : nil }
    case .decomposed:
      return changed(text) { scalar, _ in
        let string = String(scalar).decomposedStringWithCanonicalMapping
        return string.unicodeScalars.elementsEqual([scalar]) ? nil : string
      }
    case .straight:
      return changed(text) { scalar, before in
        switch scalar {
        case "\u{201C}", "\u{201D}": "\""
        case "\u{2019}" where before?.properties.isAlphabetic ?? false: "'"
        default: nil
        }
      }
    case .curly:
      return marks(text, opening: "\u{201C}", closing: "\u{201D}", apostrophe: "\u{2019}")
    case .low: return marks(text, opening: "\u{201E}", closing: "\u{201C}", apostrophe: nil)
    case .guillemets: return marks(text, opening: "\u{AB}", closing: "\u{BB}", apostrophe: nil)
    }
  }

  /// Other marks for double ones; straight ones open and close by turns, so there must be an even
  /// number of them.
  private func marks(
    _ text: MarkedText, opening: String, closing: String, apostrophe: String?
  ) -> MarkedText? {
    let straight = text.plain.unicodeScalars.count { $0 == "\"" }
    var opens = false
    return changed(text) { scalar, before in
      switch scalar {
      case "\"" where straight % 2 == 0:
        opens.toggle()
        return opens ? opening : closing
      case "\u{201C}": return opening
      case "\u{201D}": return closing
      case "'" where before?.properties.isAlphabetic ?? false: return apostrophe
      default: return nil
      }
    }
  }

  /// Puts other text for code points, one by one.
  private func changed(
    _ text: MarkedText, _ replace: (Unicode.Scalar, Unicode.Scalar?) -> String?
  ) -> MarkedText? {
    var plain = ""
    var moved: [Int: Int] = [:]
    var before: Unicode.Scalar?
    var offset = 0
    for scalar in text.plain.unicodeScalars {
      moved[offset] = plain.utf8.count
      if let other = replace(scalar, before) {
        plain += other
      } else {
        plain.unicodeScalars.append(scalar)
      }
      before = scalar
      offset += UTF8.width(scalar)
    }
    moved[offset] = plain.utf8.count
    guard !plain.unicodeScalars.elementsEqual(text.plain.unicodeScalars) else { return nil }
    let marks = text.marks.map { mark in
      var mark = mark
      let start = moved[mark.range.lowerBound] ?? 0
      mark.range = start..<max(start, moved[mark.range.upperBound] ?? 0)
      return mark
    }
    return MarkedText(plain: plain, marks: marks)
  }
}

extension MarkedText {
  /// The text behind another.
  func prefixed(_ prefix: String) -> MarkedText {
    let shift = prefix.utf8.count
    return MarkedText(
      plain: prefix + plain,
      marks: marks.map { mark in
        var mark = mark
        mark.range = mark.range.lowerBound + shift..<mark.range.upperBound + shift
        return mark
      })
  }
}
