import CDigest
import Testing

@testable import QuoteRecords

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "equals the published digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
          + "klmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func published(message: String, digest: String) {
    #expect(SHA256.hex(of: Array(message.utf8)) == digest)
  }

  @Test("a million times the letter a")
  func million() {
    var hash = SHA256()
    for _ in 0..<1000 { hash.update([UInt8](repeating: 0x61, count: 1000)) }
    #expect(
      hash.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("pieces of any size give the digest of the whole", arguments: [1, 7, 55, 56, 63, 64, 65])
  func pieces(size: Int) {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    for length in [0, 54, 55, 56, 63, 64, 65, 119, 120, 128, 300] {
      var hash = SHA256()
      for start in stride(from: 0, to: length, by: size) {
        hash.update(Array(bytes[start..<min(start + size, length)]))
      }
      #expect(hash.hex() == SHA256.hex(of: Array(bytes[..<length])), "length \(length)")
    }
  }

  @Test(
    "the processor's instructions give what plain arithmetic gives",
    .enabled(if: cdigest_gear() > 0, "this processor has no instructions for SHA-256"))
  func gears() {
    let bytes = (0..<64 * 20 + 3).map { UInt8(truncatingIfNeeded: ($0 &* 0x9E37_79B9) >> 11) }
    for blocks in 0..<20 {
      for start in 0...3 {
        let digests = [Int32](0...1).map { gear in
          var state = cdigest_begin()
          let isThere = bytes[start...].withUnsafeBufferPointer {
            cdigest_mix_in_gear(gear, &state, $0.baseAddress, blocks) == 1
          }
          #expect(isThere)
          return withUnsafeBytes(of: state) { Array($0) }
        }
        #expect(digests[0] == digests[1], "\(blocks) blocks from \(start)")
      }
    }
  }

  @Test("plain arithmetic gives the published digest")
  func plain() {
    var block = Array("abc".utf8) + [0x80]
    block += [UInt8](repeating: 0, count: 63 - block.count) + [24]
    var state = cdigest_begin()
    #expect(cdigest_mix_in_gear(0, &state, block, 1) == 1)
    #expect(state.words.0 == 0xba78_16bf)
    #expect(state.words.7 == 0xf200_15ad)
  }
}
