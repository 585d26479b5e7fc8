import Foundation
import Testing

@testable import QuoteRecords

/// Our reader beside Foundation's, on texts made of the parts that JSON's grammar has, whole, cut
/// off and put together wrongly.
@Suite("JSON like Foundation's")
struct JSONConformanceTests {
  private static let numbers = [
    "0", "-0", "1", "-1", "10", "0.5", "-0.25", "1e2", "1E+2", "1.5e-2", "123456789", "01", "-",
    "1.", ".5", "1e", "1e+", "+1", "0x10", "1_000", "--1", "00", "1.e2", "Infinity", "NaN",
  ]
  private static let strings = [
    #""""#, #""a""#, #""a b""#, #""\n\t\r\b\f\/\\\"""#, #""\u0041""#, #""\u00e9""#, #""\u20AC""#,
    #""\ud83d\ude00""#, #""\u0000""#, "\"\u{E9}\u{20AC}\u{1F600}\"", "\"\u{2028}\"", "\"\u{7F}\"",
    #""unfinished"#, #""\x""#, #""\u12""#, #""\u12G4""#, #""\"#, "'a'", "\"a\nb\"", "\"a\tb\"",
    "\"\u{1}\"", "“a”", #""a"b"#, #""long enough to be read eight bytes at a time, and more""#,
    #""eight by\neight by\u0041eight by""#,
  ]
  private static let structures = [
    "[]", "{}", "[ ]", "{ }", "[1]", "[1,2]", "[1 , 2 ]", #"{"a":1}"#,
    #"{"a":{"b":[1,{"c":null}]}}"#,
    #"{ "a" : 1 , "b" : 2 }"#, "[[[[]]]]", "[true,false,null]", "true", "false", "null", "tru",
    "True", "nul", "truefalse", "[,1]", "[1 2]", "[1", "1]", "[", "]", "{", "}", #"{"a"}"#,
    #"{"a":}"#, #"{,"a":1}"#, #"{a:1}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, "{1:2}",
    #"{"a":1"#, #"{"a":1]"#, "[1}", "", " ", "\n", "1 2", "[] []", "// no\n1", "[1] // no",
    "\t[\r\n1\n]\r\n", "\u{FEFF}[1]",
  ]

  @Test("the same is refused and the same is read", arguments: numbers + strings + structures)
  func alike(json: String) {
    for text in [json, " \(json)\n", "[\(json)]", "{\"k\":\(json)}", "[0,\(json),\"z\"]"] {
      compare(Array(text.utf8))
    }
  }

  @Test(
    "a comma behind the last is refused, as RFC 8259 has it; Foundation takes it",
    arguments: ["[1,]", #"{"a":1,}"#, #"{"k":[1,]}"#])
  func lastComma(json: String) {
    #expect(throws: (any Error).self) { try JSONReader().read(Array(json.utf8)) }
  }

  @Test("bytes that are not UTF-8 are refused")
  func invalid() {
    for bad: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xFF],
    ] {
      compare([0x22] + bad + [0x22])
      compare(Array("[\"eight bytes \"".utf8) + [0x2C, 0x22] + bad + [0x22, 0x5D])
    }
  }

  private func compare(_ bytes: [UInt8]) {
    let ours = try? JSONReader().read(bytes).value
    let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    let text = String(decoding: bytes, as: UTF8.self).debugDescription
    #expect((ours == nil) == (theirs == nil), "\(text)")
    if let ours, let theirs { #expect(Self.isAlike(ours, theirs), "\(text)") }
  }

  /// Whether a value is what Foundation has read.
  private static func isAlike(_ value: JSONValue, _ other: Any) -> Bool {
    switch value {
    case .null: return other is NSNull
    case .bool(let value): return ((other as? Bool) ?? (other as? NSNumber)?.boolValue) == value
    case .number(let literal):
      let number =
        (other as? NSNumber)?.doubleValue ?? (other as? Double) ?? Double(other as? Int ?? 0)
      return number == Double(literal)
    case .string(let text):
      // Byte by byte: strings are equal where they are only canonically so.
      return (other as? String).map { Array($0.utf8) } == Array(text.utf8)
    case .array(let values):
      guard let others = other as? [Any], others.count == values.count else { return false }
      return zip(values, others).allSatisfy { isAlike($0, $1) }
    case .object(let members):
      guard let others = other as? [String: Any], others.count == members.count else {
        return false
      }
      return members.allSatisfy { member in
        others[member.key].map { isAlike(member.value, $0) } ?? false
      }
    }
  }
}
