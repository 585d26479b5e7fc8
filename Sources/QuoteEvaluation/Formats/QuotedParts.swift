import NewsText
import QuoteRecords

/// What of a text stands between quotation marks, for formats that do not say.
struct QuotedParts: Sendable {
  private let quotations: [(outer: Range<Int>, inner: Range<Int>)]
  private let bytes: [UInt8]

  /// Pairs the marks of a text.
  init(_ bytes: [UInt8], reader: TextReader) {
    self.bytes = bytes
    let document = try? reader.read(bytes)
    quotations = (document?.quotations ?? []).compactMap { quotation in
      guard let document, quotation.open != nil else { return nil }
      return (document.bytes(of: quotation.outer), document.bytes(of: quotation.inner))
    }
  }

  /// The parts of a content that stand between marks, without the marks. Marks around the cue as
  /// well do not count: there somebody quotes somebody.
  func inside(_ content: [Range<Int>], cue: [Range<Int>]) -> [Range<Int>] {
    let own = quotations.filter { quotation in
      !cue.contains {
        quotation.outer.lowerBound <= $0.lowerBound
          && $0.upperBound <= quotation.outer.upperBound
      }
    }
    var found: [Range<Int>] = []
    for piece in content {
      for quotation in own {
        let part = piece.clamped(to: quotation.inner)
        guard !part.isEmpty, !found.contains(where: { covers($0, part) }) else { continue }
        found.append(part)
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Direct, mixed or indirect: whether all, some or no words of a content stand between marks.
  func type(of content: [Range<Int>], cue: [Range<Int>]) -> QuoteType {
    let inside = inside(content, cue: cue)
    let words = content.flatMap(wordBytes)
    let quoted = words.count { byte in inside.contains { $0.contains(byte) } }
    if quoted == 0 { return .indirect }
    return quoted == words.count ? .direct : .mixed
  }

  private func covers(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  /// Where the letters and digits of a stretch begin.
  private func wordBytes(_ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    var at = range.lowerBound
    for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { found.append(at) }
      at += UTF8.width(scalar)
    }
    return found
  }
}
