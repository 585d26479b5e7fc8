import FlatImage
import RuleEngine

/// All that attribution makes of the tables of a pack, as a program carries it.
struct AttributionTables: Sendable {
  let symbols: FeatureSymbols
  let rates: CueRates
  let reported: ReportedTables
  let thresholds: Thresholds
  let certainty: CertaintyModel
  /// The names of symbols that are no word forms: only learning and explanations ask for them.
  let names: LazyPart<[String]>

  init(pack: RulePack) {
    var names = FeatureNames(vocabulary: pack.vocabulary)
    symbols = FeatureSymbols(&names)
    rates = CueRates(pack: pack, names)
    reported = ReportedTables(pack: pack, symbols: symbols, &names)
    thresholds = Thresholds(settings: Settings(pack: pack))
    certainty = CertaintyModel(pack: pack, &names)
    self.names = LazyPart(names.otherNames)
  }
}

extension AttributionTables: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    symbols = try image.part()
    rates = try image.part()
    reported = try image.part()
    thresholds = try image.value()
    certainty = try image.part()
    names = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(symbols)
    image.lay(rates)
    image.lay(reported)
    image.lay(thresholds)
    image.lay(certainty)
    image.lay(names)
  }
}
