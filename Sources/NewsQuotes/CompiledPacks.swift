import CompiledModels
import FlatImage
import QuoteModels
import RuleEngine

/// The packs that the program was linked with, compiled ahead by itself (`Tools/build-program`).
enum CompiledPacks {
  /// The pack of the first of some languages that there is one for; `nil` where there is none, or
  /// the program was linked without them.
  static func pack(_ languages: [String]) -> (language: String, pack: RulePack)? {
    var count = 0
    guard let start = compiled_models(&count) else { return nil }
    // The program's own data: never written, never freed.
    return try? pack(languages, in: UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The same in what `Models.compiled` has laid down; the bytes must stay for as long as the pack
  /// is used.
  static func pack(
    _ languages: [String], in bytes: UnsafeRawBufferPointer
  ) throws(ImageError) -> (language: String, pack: RulePack)? {
    for language in languages {
      var image = ImageReader(bytes)
      for _ in 0..<Int(try image.value(UInt32.self)) {
        let name = try image.part(String.self)
        var part = ImageReader(try image.nested())
        guard name == language else { continue }
        return (name, try RulePack(from: &part) { file(of: name, $0) })
      }
    }
    return nil
  }

  private static func file(of language: String, _ path: String) -> [UInt8]? {
    EmbeddedModels.pack(language)?.bytes(of: path)
  }
}
