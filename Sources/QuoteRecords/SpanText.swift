/// The text of a span: one of its own, or a part of the article's, which all its spans share.
///
/// A record has dozens of spans. What they say is copied when somebody asks for it, and not at all
/// where it is only written out.
enum SpanText: Sendable {
  case own(String)
  /// Some bytes of a text in UTF-8, whole characters.
  case part(of: [UInt8], from: Int32, to: Int32)

  /// A part of a text; one that would cut a character in two is made whole with U+FFFD.
  init(_ text: [UInt8], _ bytes: Range<Int>) {
    guard let from = Int32(exactly: bytes.lowerBound), let to = Int32(exactly: bytes.upperBound),
      Self.isBoundary(bytes.lowerBound, in: text), Self.isBoundary(bytes.upperBound, in: text)
    else {
      self = .own(String(decoding: text[bytes], as: UTF8.self))
      return
    }
    self = .part(of: text, from: from, to: to)
  }

  private static func isBoundary(_ place: Int, in text: [UInt8]) -> Bool {
    place == text.count || text[place] & 0xC0 != 0x80
  }

  /// The text as a string.
  var text: String {
    switch self {
    case .own(let text): text
    case .part(let text, let from, let to):
      text.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[Int(from)..<Int(to)]), as: UTF8.self)
      }
    }
  }
}

extension SpanText: Hashable {
  static func == (one: SpanText, other: SpanText) -> Bool { one.text == other.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
