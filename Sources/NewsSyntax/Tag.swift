/// A part of speech of the Penn Treebank.
package enum Tag: UInt8, Sendable, CaseIterable {
  case none, CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS
  case RB, RBR, RBS, RP, SYM, TO, UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB
  /// `,`
  case comma
  /// `:` `;` `-` `—` `…`
  case colon
  /// `.` `?` `!`
  case stop
  /// An opening or closing quotation mark.
  case quote
  /// An opening bracket.
  case open
  /// A closing bracket.
  case close
  /// `$` `£` `€`
  case currency
  /// A whole quotation folded into one item.
  case quotation

  /// Any form of a verb, modals left out.
  package var isVerb: Bool { rawValue >= Tag.VB.rawValue && rawValue <= Tag.VBZ.rawValue }
  /// A finite form: past, present.
  package var isFinite: Bool { self == .VBD || self == .VBP || self == .VBZ }
  /// Any noun.
  package var isNoun: Bool { rawValue >= Tag.NN.rawValue && rawValue <= Tag.NNPS.rawValue }
  /// A proper noun.
  package var isName: Bool { self == .NNP || self == .NNPS }
  /// Any adjective.
  package var isAdjective: Bool { rawValue >= Tag.JJ.rawValue && rawValue <= Tag.JJS.rawValue }
  /// Any adverb.
  package var isAdverb: Bool { rawValue >= Tag.RB.rawValue && rawValue <= Tag.RBS.rawValue }
}
