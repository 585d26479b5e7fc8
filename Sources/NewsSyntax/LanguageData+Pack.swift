package import NewsText
package import RuleEngine

extension LanguageData {
  /// What the text layer must know of a language, from a pack's `text.…` lexicons.
  package init(pack: RulePack) {
    var lexicons: [String: [Entry]] = [:]
    for name in pack.lexiconNames where name.hasPrefix("text.") {
      lexicons[name] = pack.entries(of: name).map { ($0.lemma, $0.attributes) }
    }
    self.init(lexicons: lexicons)
  }
}
