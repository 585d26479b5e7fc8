import Foundation

// Writes the packs under a folder (one folder a language) into a Swift file:
//
//     embed-models MODELS OUTPUT.swift

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: embed-models MODELS OUTPUT.swift\n".utf8))
  exit(64)
}
do {
  try EmbeddedSource(models: arguments[1]).text.write(
    toFile: arguments[2], atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("embed-models: error: \(error)\n".utf8))
  exit(1)
}
