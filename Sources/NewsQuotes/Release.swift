/// The release of quoteex.
public enum Release {
  /// The version that records name.
  public static let version = "0.1.0"
}
