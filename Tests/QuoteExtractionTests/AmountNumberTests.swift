import Testing

@testable import QuoteExtraction

/// Decimals and numbers in digits.
@Suite struct AmountNumberTests {
  @Test(
    "a decimal keeps every digit and drops zeros that say nothing",
    arguments: [
      ("0", "0"), ("000", "0"), ("-0", "0"), ("1.50", "1.5"), ("0.000001", "0.000001"),
      ("100", "100"), ("-12.040", "-12.04"), (".5", "0.5"),
      ("123456789012345678901234567890.12345", "123456789012345678901234567890.12345"),
    ])
  func decimalsRoundTrip(text: String, plain: String) {
    #expect(ExactDecimal(text)?.description == plain)
  }

  @Test("what is no decimal is refused", arguments: ["", "-", ".", "1.2.3", "1e5", "12a", "1,2"])
  func othersAreRefused(text: String) { #expect(ExactDecimal(text) == nil) }

  @Test("a number of more digits than any amount has is refused")
  func longIsRefused() { #expect(ExactDecimal(String(repeating: "1", count: 61)) == nil) }

  @Test("arithmetic is exact")
  func arithmetic() throws {
    let tenth = try #require(ExactDecimal("0.1"))
    #expect(tenth.adding(try #require(ExactDecimal("0.2"))).description == "0.3")
    #expect((tenth * tenth).description == "0.01")
    #expect((ExactDecimal(99) * ExactDecimal(99)).description == "9801")
    #expect((ExactDecimal(0) * tenth).description == "0")
    #expect(try #require(ExactDecimal("846.8")).timesTen(toThe: 6).description == "846800000")
    #expect(ExactDecimal(3).divided(by: 4)?.description == "0.75")
    #expect(ExactDecimal(1).divided(by: 1000)?.description == "0.001")
    #expect(ExactDecimal(1).divided(by: 3) == nil)
    #expect(ExactDecimal(995).adding(ExactDecimal(5)).description == "1000")
  }

  @Test("order is by value")
  func order() throws {
    let ascending = ["-20", "-3", "-0.5", "0", "0.04", "0.3", "1", "1.01", "9", "10", "2000"]
    let numbers = try ascending.map { try #require(ExactDecimal($0)) }
    #expect(numbers.shuffled().sorted() == numbers)
    for number in numbers { #expect(!(number < number)) }
  }

  @Test(
    "separators of English, of the Continent, of India and of Switzerland",
    arguments: [
      ("1,234", "1234"), ("1,234.5", "1234.5"), ("1.234,56", "1234.56"), ("1,234,567", "1234567"),
      ("1.234.567", "1234567"), ("12,34,567", "1234567"), ("2.222", "2.222"), ("3,5", "3.5"),
      ("1'234'567", "1234567"), ("0,25", "0.25"), ("1,234,567.89", "1234567.89"),
    ])
  func separators(text: String, value: String) {
    #expect(WrittenNumber.read(Array(text.utf8))?.description == value)
  }

  @Test(
    "separators that make no number are refused",
    arguments: ["10.2.15", "1,2,3", "1,23,4", "1.2,3.4", "1,,000", ","])
  func noNumbers(text: String) { #expect(WrittenNumber.read(Array(text.utf8)) == nil) }
}
