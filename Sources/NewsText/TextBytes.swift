/// The bytes of a text, and its tokens, as the steps of reading see them.
///
/// `TextReader` opens these views for the time of one step and closes them behind it; what holds
/// one lives within the step and is not handed out. They cost no count of references and no check
/// of bounds in a release build; in a debug build, which the tests run, every index is checked.
typealias TextBytes = UnsafeBufferPointer<UInt8>

/// See `TextBytes`.
typealias TextTokens = UnsafeBufferPointer<Token>

/// See `TextBytes`: the marks of a paragraph.
typealias TextMarks = UnsafeBufferPointer<QuoteMark>
