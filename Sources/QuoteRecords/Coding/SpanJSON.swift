extension Span: JSONWritable {
  /// Writes the span as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    encodeFields(into: &writer)
    writer.endObject()
  }

  /// Writes the span as an object, part by part where it lies.
  package static func encode(_ span: UnsafePointer<Span>, into writer: inout JSONWriter) {
    writer.beginObject()
    encodePlace(span, into: &writer)
    if !span.pointee.isPlain { span.pointee.encodeRest(into: &writer) }
    writer.endObject()
  }

  /// Writes the keys of the span into the object that is open.
  func encodeFields(into writer: inout JSONWriter) {
    withUnsafePointer(to: self) { Self.encodePlace($0, into: &writer) }
    if !isPlain { encodeRest(into: &writer) }
  }

  @inline(never)
  private static func encodePlace(_ span: UnsafePointer<Span>, into writer: inout JSONWriter) {
    let (start, end) = (span.pointee.start, span.pointee.end)
    switch span.pointee.words {
    case .own(let text): writer.fields(start: start, end: end, text: text)
    case .part(let text, let from, let to):
      text.withUnsafeBufferPointer {
        writer.fields(
          start: start, end: end,
          text: UnsafeBufferPointer(rebasing: $0[Int(from)..<Int(to)]))
      }
    }
  }

  private func encodeRest(into writer: inout JSONWriter) {
    if let field { writer.field("field", field) }
    if let utf8 { writer.field("utf8", utf8) }
    if let utf16 { writer.field("utf16", utf16) }
    if let prefix { writer.field("prefix", prefix) }
    if let suffix { writer.field("suffix", suffix) }
  }

  /// The largest offset that a record may have: no text is so long, and sums of offsets that a
  /// record gives are numbers still.
  private static let most = 1 << 53

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      start: try fields.integer(required: "start"), end: try fields.integer(required: "end"),
      text: try fields.string(required: "text"), field: try fields.string("field"))
    guard 0 <= start, start <= end, end <= Self.most else {
      throw RecordError(
        code: .invalidValue, path: "end", detail: "\(end) for a span that starts at \(start)")
    }
    utf8 = try fields.range("utf8")
    utf16 = try fields.range("utf16")
    prefix = try fields.string("prefix")
    suffix = try fields.string("suffix")
  }
}

extension Range<Int>: JSONWritable {
  /// Writes `[lower, upper]`.
  package func encode(into writer: inout JSONWriter) {
    writer.beginArray()
    writer.integer(lowerBound)
    writer.integer(upperBound)
    writer.endArray()
  }
}

extension RecordFields {
  fileprivate func range(_ key: String) throws(RecordError) -> Range<Int>? {
    guard let value = value(key) else { return nil }
    guard case .array(let ends) = value, ends.count == 2, case .number(let first) = ends[0],
      case .number(let last) = ends[1], let start = Int(first), let end = Int(last),
      0 <= start, start <= end
    else {
      throw RecordError(
        code: .invalidValue, path: key, detail: "two ascending whole numbers should be here")
    }
    return start..<end
  }
}

extension CodedSpan: JSONWritable {
  /// Writes the code and the span as one object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("code", code)
    span.encodeFields(into: &writer)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(code: try fields.string(required: "code"), span: try Span(fields: fields))
  }
}
