extension PackSource {
  /// The pack that this one says it lies over, where its manifest can be read and says so.
  package var extends: String? {
    var faults: [Diagnostic] = []
    return PackManifest.read(self, faults: &faults)?.extends
  }
}
