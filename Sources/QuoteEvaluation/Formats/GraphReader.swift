import NewsText
import QuoteRecords

/// Makes records of labeled spans and their links.
///
/// A quote is a `Content` with what is linked to it, in either direction. What rests on a span with
/// a fault is left out, so that nothing is read in part; all else is kept.
struct GraphReader {
  /// Which labels stand for which roles.
  var names: LabelNames
  /// Pairs quotation marks, where labels do not say whether a quote is direct.
  var texts = TextReader(language: LanguageData())

  /// What came of reading one text's spans.
  struct Reading {
    var record: ArticleRecord
    var covers: Set<LabelKind>
    var faults: [LabelFault]
  }

  /// Reads the spans of one text.
  func read(_ graph: SpanGraph, _ offsets: TextOffsets, id: String) -> Reading {
    let (joined, taken) = graph.withPiecesJoined()
    var pass = GraphPass(
      graph: joined, offsets: offsets, quoted: QuotedParts(offsets.bytes, reader: texts))
    pass.assignRoles(names, but: taken)
    pass.followLinks()
    return pass.reading(id)
  }
}

/// One pass over the spans of one text.
struct GraphPass {
  let graph: SpanGraph
  let offsets: TextOffsets
  let quoted: QuotedParts
  var faults: [LabelFault] = []
  var roles: [SpanRole?] = []
  /// What is linked to each content, amount, marker and speaker.
  var attached: [Int: [(label: String, node: Int)]] = [:]
  /// The speaker that each mention belongs to.
  var speakerOfMention: [Int: Int] = [:]
  /// What a content lies in.
  var outer: [Int: Int] = [:]
  var broken: Set<Int> = []

  init(graph: SpanGraph, offsets: TextOffsets, quoted: QuotedParts) {
    self.graph = graph
    self.offsets = offsets
    self.quoted = quoted
  }

  mutating func assignRoles(_ names: LabelNames, but taken: Set<Int>) {
    for (index, node) in graph.nodes.enumerated() {
      let role = names.role(of: node.label)
      roles.append(taken.contains(index) ? nil : role)
      if node.isBroken { broken.insert(index) }
      guard role == nil, !taken.contains(index) else { continue }
      broken.insert(index)
      faults.append(
        node.place.fault(
          "unknown_label", "“\(node.label)” is none of \(names.known); name its role"))
    }
  }

  mutating func followLinks() {
    for link in graph.links where roles[link.from] != .aside && roles[link.to] != .aside {
      guard
        follow(link.label, from: link.from, to: link.to)
          || follow(link.label, from: link.to, to: link.from)
      else {
        if !broken.contains(link.from), !broken.contains(link.to) {
          faults.append(
            link.place.fault(
              "unknown_link",
              "“\(link.label)” from \(graph.nodes[link.from].label) to"
                + " \(graph.nodes[link.to].label) says nothing of a quote"))
        }
        continue
      }
    }
  }

  /// Attaches one span to another where their roles allow it.
  private mutating func follow(_ label: String, from: Int, to: Int) -> Bool {
    guard let first = roles[from] else { return false }
    let second = roles[to]
    switch (first, second) {
    case (.content, nil), (.amount, nil), (.marker, nil), (.claim, nil):
      // What it is linked to cannot be read, so it cannot be read as a whole.
      broken.insert(from)
      return true
    case (.content, .content?):
      guard label.lowercased() == "nested" else { return false }
      outer[from] = to
      return true
    case (.content, .cue?), (.content, .source?), (.content, .addressee?), (.content, .speaker?),
      (.content, .mention?), (.content, .quoted?), (.amount, .detail?), (.marker, .detail?),
      (.marker, .speaker?), (.claim, .detail?), (.claim, .cue?), (.claim, .content?),
      (.claim, .amount?), (.claim, .speaker?), (.claim, .mention?):
      attached[from, default: []].append((label.lowercased(), to))
      if broken.contains(to) { broken.insert(from) }
      return true
    case (.speaker, .mention?), (.speaker, .speaker?), (.mention, .mention?):
      speakerOfMention[to] = from
      return true
    default: return false
    }
  }

  /// What was read.
  mutating func reading(_ id: String) -> GraphReader.Reading {
    var record = ArticleRecord(id: id)
    record.textSHA256 = SHA256.hex(of: offsets.bytes)
    let speakers = readSpeakers(into: &record)
    let amounts = readAmounts(into: &record)
    let quotes = readQuotes(into: &record, speakers)
    readMarkers(into: &record, speakers)
    readClaims(into: &record, speakers.merging(amounts) { $1 }.merging(quotes) { $1 })
    for index in good(.unattributed) {
      guard let span = spans(index).first else { continue }
      record.unattributed.append(
        UnattributedRecord(
          span: span, reason: graph.nodes[index].value("reason") ?? "unknown",
          rule: graph.nodes[index].value("rule") ?? ""))
    }
    tellUnattached()
    return .init(record: record, covers: covers, faults: faults)
  }

  /// The spans of a role that can be read, by place.
  func good(_ role: SpanRole) -> [Int] {
    graph.nodes.indices.filter { roles[$0] == role && !broken.contains($0) }
      .sorted { place(of: $0) < place(of: $1) }
  }

  /// By where it begins; the longer first.
  private func place(of node: Int) -> (Int, Int, Int) {
    let pieces = graph.nodes[node].pieces
    return (pieces.first?.lowerBound ?? 0, -(pieces.last?.upperBound ?? 0), node)
  }

  /// The pieces of a node as spans in code points.
  func spans(_ node: Int) -> [Span] { graph.nodes[node].pieces.map(offsets.span) }

  private var covers: Set<LabelKind> {
    var kinds: Set<LabelKind> = [.quotes]
    for role in roles {
      switch role {
      case .speaker?, .mention?: kinds.insert(.speakers)
      case .amount?: kinds.insert(.amounts)
      case .marker?: kinds.insert(.markers)
      case .claim?: kinds.insert(.claims)
      case .unattributed?: kinds.insert(.unattributed)
      default: continue
      }
    }
    return kinds
  }

  /// Cues, sources and addressees that belong to no quote.
  private mutating func tellUnattached() {
    let used = Set(attached.values.flatMap { $0.map(\.node) })
    for (index, node) in graph.nodes.enumerated() where !used.contains(index) {
      guard let role = roles[index], [.cue, .source, .addressee].contains(role), !node.isBroken
      else { continue }
      faults.append(node.place.fault("unattached", "“\(node.label)” belongs to no content"))
    }
  }
}
