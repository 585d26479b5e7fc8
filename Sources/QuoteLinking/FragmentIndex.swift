/// Where the words of short texts occur in longer ones.
///
/// Every run of up to seven words of every text is looked up among the short texts: linear in the
/// words of all texts. Of a fragment that texts of more than `limit` mentions hold no place is
/// kept.
struct FragmentIndex {
  /// A place at which a longer text has the words of a fragment.
  struct Place: Hashable {
    var text: TextIndex.ID
    /// The first of them in the longer text.
    var word: Int
  }

  /// How many mentions may hold a fragment for it to be linked by them.
  static let limit = 2000

  private var places: [TextIndex.ID: [Place]] = [:]
  private var holders: [TextIndex.ID: Int] = [:]
  /// The fragments that more mentions hold.
  private(set) var stock: Set<TextIndex.ID> = []

  /// Finds all places. A text counts once for each fragment, at the first place.
  init(texts: TextIndex, table: WordTable) {
    let fragments = Self.fragments(texts, table)
    guard !fragments.isEmpty else { return }
    var filter = [Bool](repeating: false, count: 1 << 20)
    for hash in fragments.keys { filter[Int(truncatingIfNeeded: hash) & (filter.count - 1)] = true }
    for text in 0..<texts.count {
      let range = texts.range(text)
      for start in range {
        var hash: UInt64 = 1
        for end in start..<min(range.upperBound, start + LinkRule.fragmentWords) {
          hash = Hash.combine(hash, table.hash(texts.words[end]))
          guard filter[Int(truncatingIfNeeded: hash) & (filter.count - 1)],
            end - start + 1 < range.count, let fragment = fragments[hash]
          else { continue }
          let place = Place(text: text, word: start - range.lowerBound)
          add(place, mentions: texts.mentions[text].count, of: fragment)
        }
      }
    }
  }

  /// The places of a fragment, in the order of the texts.
  func places(of fragment: TextIndex.ID) -> [Place] { places[fragment] ?? [] }

  /// The fragments that occur anywhere, in order.
  var fragments: [TextIndex.ID] { places.keys.sorted() }

  private mutating func add(_ place: Place, mentions: Int, of fragment: TextIndex.ID) {
    guard !stock.contains(fragment), places[fragment]?.last?.text != place.text else { return }
    let count = (holders[fragment] ?? 0) + mentions
    holders[fragment] = count
    if count > Self.limit {
      stock.insert(fragment)
      places[fragment] = nil
    } else {
      places[fragment, default: []].append(place)
    }
  }

  private static func fragments(_ texts: TextIndex, _ table: WordTable) -> [UInt64: TextIndex.ID] {
    var fragments: [UInt64: TextIndex.ID] = [:]
    for text in 0..<texts.count where texts.range(text).count <= LinkRule.fragmentWords {
      let hash = texts.words[texts.range(text)].reduce(UInt64(1)) {
        Hash.combine($0, table.hash($1))
      }
      if fragments[hash] == nil { fragments[hash] = text }
    }
    return fragments
  }
}
