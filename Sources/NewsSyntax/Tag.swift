/// A part of speech of the Penn Treebank.
@usableFromInline package enum Tag: UInt8, Sendable, CaseIterable {
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
  @inlinable package var isVerb: Bool {
    rawValue >= Tag.VB.rawValue && rawValue <= Tag.VBZ.rawValue
  }
  /// A finite form: past, present.
  @inlinable package var isFinite: Bool { self == .VBD || self == .VBP || self == .VBZ }
  /// Any noun.
  @inlinable package var isNoun: Bool {
    rawValue >= Tag.NN.rawValue && rawValue <= Tag.NNPS.rawValue
  }
  /// A proper noun.
  @inlinable package var isName: Bool { self == .NNP || self == .NNPS }
  /// Any adjective.
  @inlinable package var isAdjective: Bool {
    rawValue >= Tag.JJ.rawValue && rawValue <= Tag.JJS.rawValue
  }
  /// Any adverb.
  @inlinable package var isAdverb: Bool {
    rawValue >= Tag.RB.rawValue && rawValue <= Tag.RBS.rawValue
  }
  /// Whether it is one of some tags.
  @inlinable
  @inline(__always)
  package func isAny(of set: TagSet) -> Bool { set.contains(self) }

  /// Whether two are the same. Written out, so that other modules compare the one byte that a tag
  /// is instead of calling what the compiler derives.
  @inlinable
  @inline(__always)
  package static func == (left: Tag, right: Tag) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}

/// Some parts of speech, a bit each: asked without a loop.
@usableFromInline package struct TagSet: Sendable, ExpressibleByArrayLiteral {
  @usableFromInline let bits: UInt64

  /// Takes tags; a literal of them is folded when it is compiled.
  @inlinable
  @inline(__always)
  package init(arrayLiteral tags: Tag...) {
    var bits: UInt64 = 0
    for tag in tags { bits |= 1 &<< UInt64(tag.rawValue) }
    self.bits = bits
  }

  /// Whether a tag is among them.
  @inlinable
  @inline(__always)
  package func contains(_ tag: Tag) -> Bool { bits &>> UInt64(tag.rawValue) & 1 == 1 }
}
