package import NewsSyntax
package import NewsText
import QuoteRecords
package import RuleEngine

/// Runs every finder over texts.
///
/// A class, so that sharing it between tasks counts one reference and not each of its tables.
package final class ArticleAnalyzer: Sendable {
  package let reader: TextReader
  package let analyzer: Analyzer
  package let attributions: AttributionFinder
  private let speakers: SpeakerResolver
  package let markers: MarkerFinder
  package let amounts: AmountFinder
  package let claims: ClaimFinder
  private let pool = ScratchPool()

  package init(pack: RulePack, words: WordFinder = .wide) throws(PackError) {
    let (first, rest) = try sideBySide { () throws(PackError) in
      (
        TextReader(language: LanguageData(pack: pack), words: words), try Analyzer(pack: pack),
        try AttributionFinder(pack: pack), try SpeakerResolver(pack: pack),
        try ClaimFinder(pack: pack)
      )
    } _: { () throws(PackError) in
      (try MarkerFinder(pack: pack), try AmountFinder(pack: pack))
    }
    (reader, analyzer, attributions, speakers, claims) = first
    (markers, amounts) = rest
  }

  /// A text to look through: an article's, or a title.
  package struct Text: Sendable {
    var bytes: [UInt8]
    /// Who published the article.
    var outlet: String?

    /// Takes a text.
    package init(bytes: [UInt8], outlet: String? = nil) {
      self.bytes = bytes
      self.outlet = outlet
    }
  }

  /// All that is found in each of some texts, or why a text cannot be read.
  ///
  /// Each stage goes over all texts before the next begins, so that its program and tables come
  /// into the processor's cache once for all of them. No text tells anything of another.
  package func findings(
    _ texts: [Text], options: ExtractionOptions
  ) -> [Result<Findings, TextError>] {
    pool.withScratch { scratch in findings(texts, options: options, scratch: &scratch) }
  }

  /// All that is found in one text.
  package func findings(_ text: Text, options: ExtractionOptions) throws(TextError) -> Findings {
    guard let found = findings([text], options: options).first else {
      return Findings(document: try reader.read(text.bytes, lossy: options.lossy))
    }
    return try found.get()
  }

  private func findings(
    _ texts: [Text], options: ExtractionOptions, scratch: inout ExtractionScratch
  ) -> [Result<Findings, TextError>] {
    let documents = texts.map { text in
      Result { () throws(TextError) in try reader.read(text.bytes, lossy: options.lossy) }
    }
    var open: [OpenText] = []
    open.reserveCapacity(texts.count)
    for (document, text) in zip(documents, texts) {
      guard case .success(let document) = document else { continue }
      open.append(
        OpenText(
          analysis: analyzer.analyze(document, scratch: &scratch.analysis), outlet: text.outlet))
    }
    find(in: &open, options: options, scratch: &scratch)
    var found = open.makeIterator()
    return documents.map { document in
      switch document {
      case .failure(let error): .failure(error)
      case .success(let document): .success(found.next()?.findings ?? Findings(document: document))
      }
    }
  }

  private func find(
    in texts: inout [OpenText], options: ExtractionOptions, scratch: inout ExtractionScratch
  ) {
    for index in texts.indices {
      scratch.turn(to: index)
      scratch.take(texts[index].analysis, attributions.words)
    }
    let isIndirectWanted = options.types.map { $0.contains(.indirect) } ?? true
    for index in texts.indices {
      scratch.turn(to: index)
      let found = attributions.find(
        texts[index].analysis, reported: isIndirectWanted, scratch: &scratch)
      texts[index].findings.attributions = found.attributions
      texts[index].findings.unattributed = found.unattributed
    }
    if !options.quotesOnly {
      for index in texts.indices {
        scratch.turn(to: index)
        let analysis = texts[index].analysis
        texts[index].findings.amounts = amounts.find(
          document: analysis.document, lexemes: analysis.lexemes, scratch: &scratch)
      }
      for index in texts.indices where !texts[index].findings.amounts.isEmpty {
        amounts.bind(&texts[index].findings.amounts, in: texts[index].analysis)
      }
      for index in texts.indices where !texts[index].findings.amounts.isEmpty {
        scratch.turn(to: index)
        texts[index].sources = claims.sources(
          texts[index].analysis, texts[index].findings.amounts, scratch: &scratch)
      }
    }
    for index in texts.indices {
      // Those who stand behind figures are resolved with those who are quoted.
      texts[index].findings.resolution = speakers.resolve(
        texts[index].analysis, texts[index].findings.attributions,
        figures: texts[index].sources.map(\.attribution))
    }
    if options.quotesOnly { return }
    scratch.markers.removeAll()
    let matches = texts.indices.map { index in
      scratch.turn(to: index)
      return markers.match(
        texts[index].analysis, texts[index].findings.attributions, texts[index].findings.resolution,
        outlet: texts[index].outlet, scratch: &scratch)
    }
    for index in texts.indices {
      texts[index].findings.markers = markers.markers(matches[index], of: scratch.markers)
    }
    for index in texts.indices {
      texts[index].findings.claims = claims.find(
        texts[index].analysis, texts[index].findings.attributions, texts[index].sources,
        texts[index].findings.resolution, texts[index].findings.amounts)
    }
  }
}

/// A text that is being looked through, with what has been found so far.
private struct OpenText {
  let analysis: Analysis
  let outlet: String?
  var findings: Findings
  var sources: [ClaimSource] = []

  init(analysis: Analysis, outlet: String?) {
    self.analysis = analysis
    self.outlet = outlet
    findings = Findings(document: analysis.document)
  }
}

extension ArticleAnalyzer {
  /// Who does not comment in a text, by the names that stand there, in text order; nobody where it
  /// cannot be read.
  ///
  /// - Complexity: Linear in the length of the text.
  package func silent(in bytes: [UInt8]) -> [String] {
    pool.withScratch { scratch in
      guard let document = try? reader.read(bytes, lossy: true) else { return [] }
      let analysis = analyzer.analyze(document, scratch: &scratch.analysis)
      scratch.take(analysis, attributions.words)
      return markers.silent(analysis, scratch: &scratch)
    }
  }
}
