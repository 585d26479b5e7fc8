import Foundation
import PackagePlugin

/// Carries the files of `models/` inside the binary, as one Swift file that `embed-models` writes.
@main
struct EmbedModels: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = target.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedModels+Packs.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(root.lastPathComponent)",
        executable: try context.tool(named: "embed-models").url,
        arguments: [root.path(percentEncoded: false), output.path(percentEncoded: false)],
        inputFiles: files(under: root), outputFiles: [output])
    ]
  }

  /// The files of all packs: SwiftPM runs the tool again when one changes, comes or goes.
  private func files(under root: URL) -> [URL] {
    let walker = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
    var found: [URL] = []
    while let url = walker?.nextObject() as? URL {
      if (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true {
        found.append(url)
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}
