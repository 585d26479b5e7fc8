/// How JSON is laid out.
public enum JSONStyle: Sendable, Hashable, CaseIterable {
  /// On one line, without spaces: for NDJSON.
  case compact
  /// Indented by two spaces: for people.
  case pretty
}
