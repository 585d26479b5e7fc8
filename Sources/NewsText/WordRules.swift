/// The word boundary rules of UAX #29 (Unicode 15) in the language of ICU's rule-based iterator,
/// without any tailoring. Numbers are the rules' own.
enum WordRules {
  static let text = #"""
    !!chain;
    !!quoted_literals_only;
    $CR = [\p{Word_Break = CR}];
    $LF = [\p{Word_Break = LF}];
    $Newline = [\p{Word_Break = Newline}];
    $Extend = [\p{Word_Break = Extend}];
    $ZWJ = [\p{Word_Break = ZWJ}];
    $Format = [\p{Word_Break = Format}];
    $RI = [\p{Word_Break = Regional_Indicator}];
    $Katakana = [\p{Word_Break = Katakana}];
    $Hebrew = [\p{Word_Break = Hebrew_Letter}];
    $ALetter = [\p{Word_Break = ALetter}];
    $SingleQuote = [\p{Word_Break = Single_Quote}];
    $DoubleQuote = [\p{Word_Break = Double_Quote}];
    $MidNumLet = [\p{Word_Break = MidNumLet}];
    $MidLetter = [\p{Word_Break = MidLetter}];
    $MidNum = [\p{Word_Break = MidNum}];
    $Numeric = [\p{Word_Break = Numeric}];
    $ExtendNumLet = [\p{Word_Break = ExtendNumLet}];
    $WSegSpace = [\p{Word_Break = WSegSpace}];
    $Pictographic = [\p{Extended_Pictographic}];
    $AHLetter = [$ALetter $Hebrew];
    $MidNumLetQ = [$MidNumLet $SingleQuote];
    $Ignored = [$Extend $Format $ZWJ];
    # WB3
    $CR $LF;
    # WB3c
    $ZWJ $Pictographic;
    # WB3d
    $WSegSpace $WSegSpace;
    # WB4
    ^$Ignored+;
    [^$CR $LF $Newline $Ignored] $Ignored*;
    # WB5 to WB7c
    $AHLetter $Ignored* $AHLetter;
    $AHLetter $Ignored* ($MidLetter | $MidNumLetQ) $Ignored* $AHLetter;
    $Hebrew $Ignored* $SingleQuote;
    $Hebrew $Ignored* $DoubleQuote $Ignored* $Hebrew;
    # WB8 to WB12
    $Numeric $Ignored* $Numeric;
    $AHLetter $Ignored* $Numeric;
    $Numeric $Ignored* $AHLetter;
    $Numeric $Ignored* ($MidNum | $MidNumLetQ) $Ignored* $Numeric;
    # WB13 to WB13b
    $Katakana $Ignored* $Katakana;
    ($AHLetter | $Numeric | $Katakana | $ExtendNumLet) $Ignored* $ExtendNumLet;
    $ExtendNumLet $Ignored* ($AHLetter | $Numeric | $Katakana);
    # WB15, WB16
    ^$RI $Ignored* $RI;
    # WB999
    .;
    """#
}
