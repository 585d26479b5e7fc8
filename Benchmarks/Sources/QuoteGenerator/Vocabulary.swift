public import NewsQuotes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Words that nobody speaks, as frequent as those of a language: the share of the word of rank r is
/// proportional to 1 / (r + 2.7) (Zipf; Mandelbrot).
struct Vocabulary: Sendable {
  /// How many words carry grammar.
  static let functionWords = 150
  /// How many words a table of frequencies knows.
  private static let tabulated = 7500

  /// The words, the most frequent first.
  let words: [String]
  private let cumulated: [Double]

  init(count: Int = 60_000) {
    words = (0..<count).map(Self.word)
    var sum = 0.0
    cumulated = (0..<count).map { rank in
      sum += 1 / (Double(rank) + 2.7)
      return sum
    }
  }

  /// A word of running text.
  func word(_ random: inout SeededRandom) -> Int {
    let wanted = random.fraction() * (cumulated.last ?? 0)
    var (low, high) = (0, words.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A word of content.
  func contentWord(_ random: inout SeededRandom) -> Int {
    Self.functionWords + random.below(words.count - Self.functionWords)
  }

  /// What the words tell, as a linker needs it.
  var bits: WordBits { WordBits(entries: entries, unseen: Self.unseen) }

  /// What a word that is not in the table tells, in tenths of a bit.
  static let unseen = 180

  /// The words of the table.
  var entries: [WordBits.Entry] {
    let total = cumulated.last ?? 1
    return (0..<min(Self.tabulated, words.count)).map { rank in
      WordBits.Entry(
        word: words[rank], tenths: Int(-10 * log2(1 / (Double(rank) + 2.7) / total)),
        isFunctionWord: rank < Self.functionWords)
    }
  }

  /// A word of its own for each number: frequent words are short.
  private static func word(_ number: Int) -> String {
    let onsets = Array("bdfgklmnprstvz")
    let vowels = Array("aeiou")
    var rest = number
    var word = ""
    repeat {
      word.append(onsets[rest % onsets.count])
      rest /= onsets.count
      word.append(vowels[rest % vowels.count])
      rest /= vowels.count
    } while rest > 0
    return word + (number % 3 == 0 ? "n" : "")
  }
}
