/// The version of a store's schema.
public enum StoreVersion {
  /// The version that this release writes.
  public static let current = 1
}
