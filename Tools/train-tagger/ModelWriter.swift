import Foundation
import NewsSyntax
import RuleEngine

/// Writes what was learned as the tables that the tagger and the lemmatiser read.
///
/// Two things that news of one kind does not teach are added here: the words of
/// `tagger.words.prior`, which are written by hand, and that an unknown word with a capital is no
/// base form of a verb.
struct ModelWriter {
  let folder: URL
  let priors: Table?

  private static let origin =
    "learned by train-tagger from automatic tags (CoreNLP) of the train split of PolNeAR"

  func write(_ model: TaggerModel) throws {
    try write(
      Tagger.TableName.words, summary: "words and the tags that they bear, the commonest first",
      words: "form", columns: ["form", "tags", "more"],
      rows: withPriors(
        model.words.map { [$0.form] + Self.cells($0.tags, $0.common, isRare: $0.isRare) }),
      also: priors.map { "; rows of \($0.name) written for quoteex" })
    try write(
      Tagger.TableName.endings,
      summary: "shapes and endings of words not in the list, and the tags that they bear",
      columns: ["ending", "tags", "more"],
      rows: model.endings.map { Self.row(of: $0) }.filter { !$0[1].isEmpty })
    try write(
      Tagger.TableName.weights, summary: "weights of the tagger's features for each tag",
      columns: ["feature", "value", "weights"],
      rows: model.weights.map { feature in
        let weights = feature.weights.map {
          $0.tag.name + ($0.weight < 0 ? "" : "+") + "\($0.weight)"
        }
        return [feature.feature.rawValue, feature.value, weights.joined(separator: " ")]
      })
  }

  func write(_ lemmas: [LemmaCounts.Lemma]) throws {
    try write(
      Lemmatiser.table, summary: "base forms of verbs and of nouns seen in the plural",
      words: "lemma", columns: Lemmatiser.columns,
      rows: lemmas.map { [$0.lemma, $0.isVerb ? "verb" : "noun", "\($0.count)"] })
  }

  /// The rows with those written by hand, in the place of learned ones of the same word.
  private func withPriors(_ rows: [[String]]) -> [[String]] {
    guard let priors else { return rows }
    let known = Set(priors.rows.map(\.first))
    return (rows.filter { !known.contains($0.first) } + Array(priors.rows)).sorted {
      $0[0].utf8.lexicographicallyPrecedes($1[0].utf8)
    }
  }

  private static func row(of ending: TaggerModel.Ending) -> [String] {
    let name = ending.ending.name
    guard name.hasPrefix(capital) else { return [name] + cells(ending.tags, ending.common) }
    // Adverbs that the list of words lacks end in "-ly"; "Holloway" and "Whitcombe" are names.
    func isKept(_ tag: Tag) -> Bool {
      !baseForms.contains(tag) && (tag != .RB || name.hasSuffix("ly"))
    }
    let common = ending.tags.prefix(ending.common).filter(isKept)
    let more = ending.tags.dropFirst(ending.common).filter(isKept)
    return [name] + cells(common + more, common.count)
  }

  /// What the names of endings of words with a capital begin with.
  private static let capital = "C"
  private static let baseForms: Set<Tag> = [.VB, .VBP]

  /// The tags that name the class; the others, with a tilde for those of the ending.
  private static func cells(_ tags: [Tag], _ common: Int, isRare: Bool = false) -> [String] {
    let more = tags.dropFirst(common).map(\.name) + (isRare ? ["~"] : [])
    return [
      tags.prefix(common).map(\.name).joined(separator: " "), more.joined(separator: " "),
    ]
  }

  private func write(
    _ name: String, summary: String, words: String? = nil, columns: [String], rows: [[String]],
    also origin: String? = nil
  ) throws {
    var lines = [
      "# summary: \(summary)", "# origin: \(Self.origin)" + (origin ?? ""), "# licence: CC0-1.0",
    ]
    if let words { lines.append("# words: \(words)") }
    lines.append(columns.joined(separator: "\t"))
    lines += rows.map { $0.joined(separator: "\t") }
    let file = folder.appendingPathComponent(name + ".tsv")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    print("\(name): \(rows.count) rows")
  }
}
