package import NewsSyntax
import NewsText
import QuoteRecords
package import RuleEngine

/// Finds who the sources of attributions are, over the whole article.
///
/// Mentions are found first (names, descriptions, pronouns), names are brought together, then one
/// sweep in text order settles descriptions and pronouns. Where two people fit equally well the
/// source stays unresolved, with candidates and a reason: a wrong speaker is worse than none.
package struct SpeakerResolver: Sendable {
  private let words: SpeakerWords
  private let nouns: SpeakerNouns

  /// Reads the lexicons and weights of a pack.
  ///
  /// - Throws: Where the table `speaker` lacks a weight.
  package init(pack: RulePack) throws(PackError) {
    words = try SpeakerWords(pack: pack)
    nouns = SpeakerNouns(pack: pack)
  }

  /// Finds the speakers of an article and assigns them to its attributions; linear in its length.
  ///
  /// - Parameters:
  ///   - attributions: What is attributed.
  ///   - figures: Attributions of figures; their assignments follow those of the others.
  package func resolve(
    _ analysis: Analysis, _ attributions: [Attribution], figures: [Attribution] = []
  ) -> SpeakerResolution {
    let sourced = Sourced(attributions: attributions, figures: figures)
    guard !sourced.indices.isEmpty else { return SpeakerResolution() }
    var scanner = MentionScanner(MentionText(analysis, words: words))
    scanner.scan()
    var reader = SourceReader(scanner: scanner)
    var readings: [SourceReading] = []
    readings.reserveCapacity(sourced.indices.count)
    for index in sourced.indices {
      let said = sourced[index]
      var reading = reader.read(said.source, cue: said.cue)
      if reading.uses.contains(.asking), !isQuestion(said, in: analysis.document),
        !isAgent(said, in: analysis)
      {
        reading.uses.remove(.asking)
      }
      readings.append(reading)
    }
    var clusters = NameClusters(scanner: reader.finish())
    clusters.cluster()
    var sweep = ReferenceSweep(clusters: clusters, readings: readings, nouns: nouns)
    sweep.run()
    var builder = ResolutionBuilder(sweep: sweep, attributions: sourced, readings: readings)
    return builder.build()
  }

  /// "Asked by a reporter whether it was late, she said": whether who asks stands behind "by".
  private func isAgent(_ said: Sourced.Item, in analysis: Analysis) -> Bool {
    guard let first = said.source.first?.lowerBound else { return false }
    let item = analysis.items.firstPlace { $0.tokens.lowerBound >= first }
    return item > 0 && analysis.items[item - 1].words.contains(.by)
  }

  /// Whether what is said is a question in the speaker's own words: "“Why?” Reed asked", not "asked
  /// for calm".
  private func isQuestion(_ said: Sourced.Item, in document: Document) -> Bool {
    guard said.type != .indirect, let last = said.content.last?.last else { return false }
    return (last...min(last + 1, document.tokens.count - 1)).contains { token in
      document.tokens[token].bytes.contains { document.bytes[$0] == UInt8(ascii: "?") }
    }
  }
}
