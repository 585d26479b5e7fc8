/// A fragment's mention and the mention that holds it, with what speaks for this one.
package struct Attachment {
  /// The fragment's mention.
  package var fragment: Int
  /// The mention that holds its words.
  package var container: Int
  /// How many words around both are the same.
  package var context: Int
  /// How many days lie between.
  package var gap: Int
  /// How many words the container has.
  package var length: Int

  /// Makes one that was weighed before.
  package init(fragment: Int, container: Int, context: Int, gap: Int, length: Int) {
    self.fragment = fragment
    self.container = container
    self.context = context
    self.gap = gap
    self.length = length
  }

  /// Whether this is the better container of the two: the words around it, the date, the length,
  /// the order decide.
  func isBetter(than other: Attachment) -> Bool {
    (-min(context, 2), gap, -length, container, fragment)
      < (-min(other.context, 2), other.gap, -other.length, other.container, other.fragment)
  }
}

/// Weighs what speaks for short words being of one utterance with others.
///
/// Work is bounded: of a fragment that occurs in very many mentions nothing is linked by its words
/// alone, and each mention of the rest is compared with the nearest few.
struct FragmentLinker {
  /// With how many later mentions of the same words a mention is compared.
  private static let neighbours = 24
  /// How many mentions that hold a fragment are looked at on each side of its date.
  private static let containers = 24

  private let corpus: Corpus
  private let rule: LinkRule

  init(_ corpus: Corpus) {
    self.corpus = corpus
    rule = LinkRule(options: corpus.options)
  }

  /// The pairs among some mentions of a short text, in order, that are of one occasion. Those of a
  /// text without a key are never of one occasion where only one has a date.
  func pairs(of text: TextIndex.ID, _ mentions: some Collection<Int>, _ occurrences: Occurrences?)
    -> [(Int, Int)]
  {
    let words = 0..<corpus.texts.range(text).count
    let reach = words.count < LinkRule.shortWords ? LinkRule.narrowWindow : rule.options.window
    let isWeak = corpus.texts.isWeak(text, table: corpus.table)
    var pairs: [(Int, Int)] = []
    for (offset, first) in mentions.enumerated() {
      for second in mentions.dropFirst(offset + 1).prefix(Self.neighbours) {
        if let gap = corpus.gap(first, second), gap > reach { break }
        if isWeak, (corpus.day(first) == nil) != (corpus.day(second) == nil) { break }
        let evidence = evidence((first, text, words), (second, text, words), occurrences)
        if let evidence, rule.joins(evidence) { pairs.append((first, second)) }
      }
    }
    return pairs
  }

  /// Some mentions of a fragment with those that may hold them, of which the places are known.
  func attachments(
    of text: TextIndex.ID, _ fragments: some Sequence<Int>, to containers: [Container],
    _ occurrences: Occurrences?
  ) -> [Attachment] {
    let count = corpus.texts.range(text).count
    let order = containers.map(\.mention)
    var result: [Attachment] = []
    for fragment in fragments {
      let middle = Occurrences.lower(order, fragment)
      let near = max(0, middle - Self.containers)..<min(order.count, middle + Self.containers)
      for container in containers[near] {
        let length = corpus.texts.range(container.text).count
        guard container.word + count <= length else { continue }
        let words = container.word..<container.word + count
        let evidence = evidence(
          (fragment, text, 0..<count), (container.mention, container.text, words), occurrences)
        if let evidence, rule.attaches(evidence) {
          result.append(
            Attachment(
              fragment: fragment, container: container.mention, context: evidence.context,
              gap: evidence.gap ?? Int.max, length: length))
        }
      }
    }
    return result
  }

  /// Whether words are said on many occasions other than a mention's.
  func isSlogan(_ occurrences: Occurrences, of mention: Int) -> Bool {
    occurrences.isSlogan(on: corpus.day(mention), window: rule.options.window)
  }

  private typealias Stretch = (mention: Int, text: TextIndex.ID, words: Range<Int>)

  /// What speaks for the same words in two mentions being of one utterance; `nil` where something
  /// forbids it.
  private func evidence(
    _ first: Stretch, _ second: Stretch, _ occurrences: Occurrences?
  ) -> LinkRule.Evidence? {
    let (one, two) = (corpus.mentions[first.mention], corpus.mentions[second.mention])
    let (voice, other) = (corpus.voice(first.mention), corpus.voice(second.mention))
    guard !one.overlaps(two), !voice.conflicts(with: other) else { return nil }
    var evidence = LinkRule.Evidence(
      words: first.words.count, tenths: corpus.texts.tenths(first.text))
    evidence.gap = corpus.gap(first.mention, second.mention)
    evidence.agrees = voice.agrees(with: other)
    evidence.isSlogan = occurrences.map { isSlogan($0, of: first.mention) } ?? false
    let around = surroundings(first)
    let otherAround = surroundings(second)
    evidence.context = around.context(with: otherAround)
    if first.words.count < LinkRule.shortWords {
      let stretch = corpus.texts.words[corpus.texts.range(first.text)]
      evidence.shared = around.shared(with: otherAround, beside: stretch, table: corpus.table)
    }
    return evidence
  }

  private func surroundings(_ stretch: Stretch) -> Surroundings {
    Surroundings(
      of: stretch.words, in: stretch.text, mention: corpus.mentions[stretch.mention],
      texts: corpus.texts)
  }
}
