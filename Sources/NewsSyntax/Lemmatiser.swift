package import FlatImage
package import RuleEngine

/// Gives the base form of verbs and nouns: `say` for "said", `city` for "cities".
///
/// Built at load for every word form of the vocabulary, from the lemmas seen in training, the
/// forms that lexicons of verbs and nouns list, and the spelling rules of English; asking is one
/// look-up. A word whose base form is not known is its own.
package struct Lemmatiser: Sendable {
  /// The verb and the noun that each lexeme is a form of; 0 for none but itself.
  private var verbs: FlatArray<LexemeID>
  private var nouns: FlatArray<LexemeID>
  /// Whether a lexeme is the base form of a verb.
  private var bases: FlatArray<Bool>

  /// The name of the table of lemmas, and its columns.
  package static let table = "lemmas"
  package static let columns = ["lemma", "class", "count"]

  /// Builds the lemmatiser of a pack: its table `lemmas` and the lexicons `verb.…` and `noun.…`,
  /// of which those named `….irregular` go before all others.
  ///
  /// - Throws: `lemmas.missing` where the pack has no such table.
  package init(pack: RulePack) throws(PackError) {
    self = try pack.prepared("lemmas") { () throws(PackError) in try Lemmatiser(reading: pack) }
  }

  private init(reading pack: RulePack) throws(PackError) {
    let vocabulary = pack.vocabulary
    verbs = FlatArray([LexemeID](repeating: 0, count: vocabulary.count))
    nouns = verbs
    bases = FlatArray([Bool](repeating: false, count: vocabulary.count))
    guard let table = pack.table(Self.table), table.columns == Self.columns else {
      let message = "no table \(Self.table) with columns \(Self.columns.joined(separator: ", "))"
      throw PackError(diagnostics: [
        Diagnostic(
          file: "weights/\(Self.table).tsv", line: 0, column: 0, code: "lemmas.missing",
          message: message)
      ])
    }
    let lexicons = (0..<vocabulary.lexiconCount).map { vocabulary.lexicon($0) }
    for lexicon in lexicons.filter({ $0.name.hasSuffix(".irregular") }) {
      add(lexicon, vocabulary)
    }
    for row in table.rows.indices {
      let cells = table.rows.cells(row)
      let lemma = vocabulary.lexeme(String(decoding: cells[0], as: UTF8.self))
      guard lemma != 0 else { continue }
      let isVerb = cells[1].first == UInt8(ascii: "v")
      for form in isVerb ? Inflection.verb(Array(cells[0])) : Inflection.noun(Array(cells[0])) {
        set(vocabulary.lexeme(String(decoding: form, as: UTF8.self)), to: lemma, verb: isVerb)
      }
    }
    for lexicon in lexicons where !lexicon.name.hasSuffix(".irregular") {
      add(lexicon, vocabulary)
    }
  }

  private mutating func add(_ lexicon: Lexicon, _ vocabulary: Vocabulary) {
    let isVerb = lexicon.name.hasPrefix("verb.")
    guard isVerb || lexicon.name.hasPrefix("noun.") else { return }
    for entry in lexicon.entries where !entry.lemma.contains(" ") {
      let lemma = vocabulary.lexeme(entry.lemma)
      let bytes = Array(entry.lemma.utf8)
      let regular = isVerb ? Inflection.verb(bytes) : Inflection.noun(bytes)
      for form in entry.forms { set(vocabulary.lexeme(form), to: lemma, verb: isVerb) }
      for form in regular {
        set(vocabulary.lexeme(String(decoding: form, as: UTF8.self)), to: lemma, verb: isVerb)
      }
    }
  }

  private mutating func set(_ form: LexemeID, to lemma: LexemeID, verb: Bool) {
    guard form != 0, lemma != 0 else { return }
    if verb {
      bases.array[Int(lemma)] = true
      if verbs[Int(form)] == 0 { verbs.array[Int(form)] = lemma }
    } else if nouns[Int(form)] == 0 {
      nouns.array[Int(form)] = lemma
    }
  }

  /// The base form of a word under a tag; the word itself where none is known, or the tag has
  /// none.
  @inline(__always)
  package func lemma(of lexeme: LexemeID, tag: Tag) -> LexemeID {
    let known: LexemeID
    switch tag {
    case .VBP: known = bases[Int(lexeme)] ? lexeme : verbs[Int(lexeme)]
    case .VBD, .VBG, .VBN, .VBZ, .MD: known = verbs[Int(lexeme)]
    case .NNS, .NNPS: known = nouns[Int(lexeme)]
    default: return lexeme
    }
    return known == 0 ? lexeme : known
  }
}

extension Tag {
  /// Whether words with it may have a base form other than themselves.
  var isInflected: Bool { isAny(of: [.VBP, .VBD, .VBG, .VBN, .VBZ, .MD, .NNS, .NNPS]) }
}

/// The regular forms of English verbs and nouns, in ASCII bytes.
enum Inflection {
  /// Third person, past and -ing; where the last consonant may be doubled, both ways.
  static func verb(_ lemma: [UInt8]) -> [[UInt8]] {
    guard let last = lemma.last, lemma.count > 1 else { return [] }
    let before = lemma[lemma.count - 2]
    var forms = noun(lemma)
    switch last {
    case UInt8(ascii: "e"):
      forms.append(lemma + Array("d".utf8))
      let drops = !Array("eoy".utf8).contains(before)
      let stem =
        before == UInt8(ascii: "i") ? lemma.dropLast(2) + Array("y".utf8) : lemma.dropLast()
      forms.append((drops ? Array(stem) : lemma) + Array("ing".utf8))
    case UInt8(ascii: "y") where !isVowel(before):
      forms.append(lemma.dropLast() + Array("ied".utf8))
      forms.append(lemma + Array("ing".utf8))
    default:
      var stems = [lemma]
      if last == UInt8(ascii: "c") { stems.append(lemma + Array("k".utf8)) }
      if !isVowel(last), isVowel(before), !Array("wxy".utf8).contains(last) {
        stems.append(lemma + [last])
      }
      for stem in stems {
        forms.append(stem + Array("ed".utf8))
        forms.append(stem + Array("ing".utf8))
      }
    }
    return forms
  }

  /// The plural, or a verb's third person; both spellings after -o.
  static func noun(_ lemma: [UInt8]) -> [[UInt8]] {
    guard lemma.count > 1 else { return [] }
    let regular = plural(lemma)
    return lemma.last == UInt8(ascii: "o") ? [regular, lemma + Array("s".utf8)] : [regular]
  }

  private static func plural(_ lemma: [UInt8]) -> [UInt8] {
    let last = lemma[lemma.count - 1]
    let before = lemma[lemma.count - 2]
    switch last {
    case UInt8(ascii: "y") where !isVowel(before): return lemma.dropLast() + Array("ies".utf8)
    case UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "o"):
      return lemma + Array("es".utf8)
    case UInt8(ascii: "h") where Array("cs".utf8).contains(before): return lemma + Array("es".utf8)
    default: return lemma + Array("s".utf8)
    }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }
}

extension Lemmatiser: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    verbs = try image.flatArray()
    nouns = try image.flatArray()
    bases = try image.flatArray()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(verbs)
    image.lay(nouns)
    image.lay(bases)
  }
}
