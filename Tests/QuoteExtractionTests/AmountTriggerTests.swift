import QuoteExtraction
import Testing

/// Which sentences are read for amounts.
@Suite struct AmountTriggerTests {
  private let kit: AmountTestKit

  init() throws { kit = try AmountTestKit.shared.get() }

  @Test(
    "a unit with a number, or with an article shortly before it",
    arguments: [
      "The party lost a full percentage-point in May.", "Sales fell by double digits last year.",
      "They lent it a couple of hundred dollars.", "Reed paid a dollar for the old mill.",
      "The fee is N5,000 in Lagos.", "It became a multibillion-dollar business.",
      "He made millions.", "They didn’t pay 5 percent.", "I’m owed £30m.",
    ])
  func read(text: String) throws { #expect(try kit.amounts(in: text).count == 1) }

  @Test(
    "a word for a unit, or digits, alone",
    arguments: [
      "Sen. Reed won the race in the 1990s.", "The 18-year-old had won before.",
      "Several of the bucks ran across the road.", "The point was that nobody won.",
      "They don’t know, and I’m late.", "Nobody won, and the clerk DIDN’T count 12 votes.",
    ])
  func left(text: String) throws { #expect(try kit.amounts(in: text).isEmpty) }
}
