public import ArgumentParser
public import NewsQuotes

/// How records are laid out.
enum Layout: String, EnumerableFlag {
  /// One record a line.
  case ndjson
  /// Indented JSON.
  case pretty
  /// For a person's eyes.
  case listing

  static func help(for value: Layout) -> ArgumentHelp? {
    switch value {
    case .ndjson: "Write one JSON record a line; the default, except at a terminal."
    case .pretty: "Write indented JSON."
    case .listing: "Write a readable listing; the default at a terminal."
    }
  }

  /// What writes records in a layout, or in the one that fits where standard output goes.
  static func renderer(_ asked: Layout?) -> Renderer {
    switch asked ?? (Terminal.isOutput ? .listing : .ndjson) {
    case .ndjson: Renderer(form: .json(.compact))
    case .pretty: Renderer(form: .json(.pretty))
    case .listing:
      Renderer(
        form: .listing(
          Listing(
            painter: Painter(isColoured: Terminal.isOutput && Terminal.hasColour),
            width: Terminal.isOutput ? Terminal.width : 80)))
    }
  }
}

extension FlatTable: ExpressibleByArgument {}
extension TableFormat: ExpressibleByArgument {}
