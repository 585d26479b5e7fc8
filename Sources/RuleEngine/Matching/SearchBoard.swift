/// What a search looks at, as it lies in memory: the steps of a bank, the items of a sentence, and
/// where rules may begin.
///
/// The buffers belong to arrays that are held, unchanged, by the call that lends the board.
struct SearchBoard {
  let steps: UnsafeBufferPointer<RuleBank.Step>
  let elements: UnsafeBufferPointer<CompiledElement>
  /// The items of the sentence.
  let items: ItemSigns
  /// The first item where a rule may begin, and which may at each from there on.
  let first: Int
  let candidates: UnsafeBufferPointer<UInt64>
}
