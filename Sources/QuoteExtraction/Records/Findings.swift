package import NewsText

/// All that was found in one text, an article's or a title's, before it becomes a record.
package struct Findings: Sendable {
  /// The text.
  package var document: Document
  /// What was said.
  package var attributions: [Attribution]
  /// Quotations that nobody said.
  package var unattributed: [UnattributedQuotation]
  /// Who speaks, and who says which attribution.
  package var resolution: SpeakerResolution
  /// Where it rests on unnamed sources.
  package var markers: [Marker]
  /// Money and percentages.
  package var amounts: [Amount]
  /// What is asserted as fact.
  package var claims: [Claim]

  /// How many things were found that get an id.
  var itemCount: Int {
    attributions.count + resolution.speakers.count + markers.count + amounts.count + claims.count
  }

  /// Puts findings together.
  package init(
    document: Document, attributions: [Attribution] = [],
    unattributed: [UnattributedQuotation] = [], resolution: SpeakerResolution = .init(),
    markers: [Marker] = [], amounts: [Amount] = [], claims: [Claim] = []
  ) {
    self.document = document
    self.attributions = attributions
    self.unattributed = unattributed
    self.resolution = resolution
    self.markers = markers
    self.amounts = amounts
    self.claims = claims
  }
}
