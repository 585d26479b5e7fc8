/// Labeled spans and the links between them: what annotation tools hold, whatever their files look
/// like. Readers make it of a file, writers a file of it; `GraphReader` and `GraphWriter` alone
/// know what labels and links say of quotes.
struct SpanGraph: Sendable {
  /// A labeled span.
  struct Node: Sendable {
    /// The label as the file has it.
    var label: String
    /// Its pieces in bytes of the text; none where its place is not to be trusted.
    var pieces: [Range<Int>]
    /// What is said of it, in order.
    var attributes: [Attribute]
    /// Where it stands in the file.
    var place: LabelPlace

    init(
      _ label: String, _ pieces: [Range<Int>], attributes: [Attribute] = [],
      place: LabelPlace = LabelPlace(origin: LabelOrigin(file: ""))
    ) {
      self.label = label
      self.pieces = pieces
      self.attributes = attributes
      self.place = place
    }

    /// Whether a fault was told of it, so that nothing that rests on it can be read.
    var isBroken: Bool { pieces.isEmpty }

    /// The value of an attribute, whatever the case of its name.
    func value(_ name: String) -> String? {
      attributes.first { $0.name.lowercased() == name }?.value
    }

    /// Whether an attribute is set.
    func flag(_ name: String) -> Bool { value(name).map { $0.lowercased() != "false" } ?? false }
  }

  /// Something said of a span.
  struct Attribute: Sendable, Hashable {
    /// What.
    var name: String
    /// Its value; `true` for what has none.
    var value: String

    init(_ name: String, _ value: String = "true") {
      self.name = name
      self.value = value
    }
  }

  /// A link between two spans, by their places in `nodes`.
  struct Link: Sendable {
    /// The label as the file has it.
    var label: String
    /// Where it starts.
    var from: Int
    /// Where it ends.
    var to: Int
    /// Where it stands in the file.
    var place = LabelPlace(origin: LabelOrigin(file: ""))
  }

  /// The spans.
  var nodes: [Node] = []
  /// The links.
  var links: [Link] = []

  /// The label of a link from the first piece of a span to another, in formats whose spans are of
  /// one piece.
  static let part = "Part"

  /// The same with every span in one piece, the others linked to the first.
  func inSinglePieces() -> SpanGraph {
    var graph = self
    for index in nodes.indices {
      for piece in nodes[index].pieces.dropFirst() {
        graph.nodes.append(Node(nodes[index].label, [piece]))
        graph.links.append(Link(label: Self.part, from: index, to: graph.nodes.count - 1))
      }
      graph.nodes[index].pieces = Array(nodes[index].pieces.prefix(1))
    }
    return graph
  }

  /// The same with linked pieces put together, also where they are linked in a chain; what was put
  /// elsewhere is named in `taken`.
  func withPiecesJoined() -> (graph: SpanGraph, taken: Set<Int>) {
    var graph = self
    var heads: [Int: Int] = [:]
    func head(of node: Int) -> Int {
      var node = node
      while let next = heads[node] { node = next }
      return node
    }
    graph.links = links.filter { link in
      guard link.label.lowercased() == Self.part.lowercased() else { return true }
      // A link that closes a ring says nothing.
      if heads[link.to] == nil, head(of: link.from) != link.to { heads[link.to] = link.from }
      return false
    }
    for node in heads.keys.sorted() {
      let head = head(of: node)
      let isBroken = nodes[node].isBroken || graph.nodes[head].isBroken
      graph.nodes[head].pieces += nodes[node].pieces
      graph.nodes[head].pieces.sort { $0.lowerBound < $1.lowerBound }
      if isBroken { graph.nodes[head].pieces = [] }
    }
    return (graph, Set(heads.keys))
  }
}
