/// Weighs what speaks for short words being of one utterance with others.
///
/// Work is bounded: of a fragment that occurs in very many mentions nothing is linked by its words
/// alone, and each mention of the rest is compared with the nearest few.
struct FragmentLinker {
  /// A fragment's mention and the mention that holds it, with what speaks for this one.
  struct Attachment {
    var fragment: Int
    var container: Int
    var context: Int
    var gap: Int
    var length: Int

    /// Whether this is the better container of the two: the words around it, the date, the length,
    /// the order decide.
    func isBetter(than other: Attachment) -> Bool {
      (-min(context, 2), gap, -length, container, fragment)
        < (-min(other.context, 2), other.gap, -other.length, other.container, other.fragment)
    }
  }

  /// A mention that holds the words of a fragment, and where.
  private struct Container: Comparable {
    var mention: Int
    var text: TextIndex.ID
    var word: Int

    static func < (a: Container, b: Container) -> Bool {
      (a.mention, a.word) < (b.mention, b.word)
    }
  }

  /// With how many later mentions of the same words a mention is compared.
  private static let neighbours = 24
  /// How many mentions that hold a fragment are looked at on each side of its date.
  private static let containers = 24

  private let corpus: Corpus
  private let rule: LinkRule
  private let index: FragmentIndex

  init(_ corpus: Corpus, rule: LinkRule) {
    self.corpus = corpus
    self.rule = rule
    index = FragmentIndex(texts: corpus.texts, table: corpus.table)
  }

  /// When the words of a text were said; `nil` of a text too long to be a slogan.
  func occurrences(of text: TextIndex.ID) -> Occurrences? {
    guard corpus.texts.range(text).count <= LinkRule.fragmentWords else { return nil }
    return Occurrences(
      of: text, at: index.places(of: text), isStock: index.stock.contains(text), corpus: corpus)
  }

  /// Whether words are said on many occasions other than a mention's.
  func isSlogan(_ occurrences: Occurrences, of mention: Int) -> Bool {
    occurrences.isSlogan(on: corpus.day(mention), window: rule.options.window)
  }

  /// The pairs of mentions of a short text that are of one occasion.
  func pairs(of text: TextIndex.ID, _ occurrences: Occurrences?) -> [(Int, Int)] {
    let all = corpus.texts.mentions[text]
    let words = 0..<corpus.texts.range(text).count
    let reach = words.count < LinkRule.shortWords ? LinkRule.narrowWindow : rule.options.window
    var pairs: [(Int, Int)] = []
    for (offset, first) in all.enumerated() {
      for second in all.dropFirst(offset + 1).prefix(Self.neighbours) {
        if let gap = corpus.gap(first, second), gap > reach { break }
        let evidence = evidence((first, text, words), (second, text, words), occurrences)
        if let evidence, rule.joins(evidence) { pairs.append((first, second)) }
      }
    }
    return pairs
  }

  /// All mentions of fragments with mentions that may hold them: short ones by their words, longer
  /// ones by the comparisons in which they lie whole in another text.
  func attachments(_ comparisons: [Comparison]) -> [Attachment] {
    var result: [Attachment] = []
    for text in index.fragments {
      let containers = index.places(of: text).flatMap { self.containers($0) }
      result += attachments(of: text, to: containers.sorted(), occurrences(of: text))
    }
    for comparison in comparisons where comparison.isContained && !rule.isCore(comparison) {
      let (one, two) = (comparison.first, comparison.second)
      let isFirst = corpus.texts.range(one).count < corpus.texts.range(two).count
      let text = isFirst ? one : two
      guard corpus.texts.range(text).count > LinkRule.fragmentWords else { continue }
      let place = FragmentIndex.Place(
        text: isFirst ? two : one, word: abs(comparison.offset))
      result += attachments(of: text, to: containers(place), nil)
    }
    return result
  }

  private func containers(_ place: FragmentIndex.Place) -> [Container] {
    corpus.texts.mentions[place.text].map {
      Container(mention: $0, text: place.text, word: place.word)
    }
  }

  private func attachments(
    of text: TextIndex.ID, to containers: [Container], _ occurrences: Occurrences?
  ) -> [Attachment] {
    let count = corpus.texts.range(text).count
    let order = containers.map(\.mention)
    var result: [Attachment] = []
    for fragment in corpus.texts.mentions[text] {
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
