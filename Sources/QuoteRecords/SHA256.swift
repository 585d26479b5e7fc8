import CDigest

/// SHA-256 over bytes (FIPS 180-4), fed in pieces of any size.
package struct SHA256: Sendable {
  private var state = cdigest_begin()
  /// What fills no block of 64 bytes yet.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  /// A digest of nothing yet.
  package init() {}

  /// Takes the next bytes. Linear in their number.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { update($0) }
  }

  /// Takes the next bytes. Linear in their number.
  package mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let missing = rest.prefix(64 - pending.count)
      pending.append(contentsOf: missing)
      rest = rest.dropFirst(missing.count)
      guard pending.count == 64 else { return }
      cdigest_mix(&state, pending, 1)
      pending.removeAll(keepingCapacity: true)
    }
    let blocks = rest.count / 64
    cdigest_mix(&state, UnsafeBufferPointer(rebasing: rest).baseAddress, blocks)
    pending.append(contentsOf: rest.dropFirst(blocks * 64))
  }

  /// The 32 bytes of the digest of all that was taken; more can follow in `self`.
  package func digest() -> [UInt8] {
    var state = self.state
    var last = pending
    last.append(0x80)
    while last.count % 64 != 56 { last.append(0) }
    withUnsafeBytes(of: (length &* 8).bigEndian) { last.append(contentsOf: $0) }
    cdigest_mix(&state, last, last.count / 64)
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    withUnsafeBytes(of: state.words) { words in
      for word in words.bindMemory(to: UInt32.self) {
        withUnsafeBytes(of: word.bigEndian) { digest.append(contentsOf: $0) }
      }
    }
    return digest
  }

  /// The digest of some bytes in lower-case hexadecimal: 64 characters.
  package static func hex(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hex()
  }

  /// The digest of all that was taken, in lower-case hexadecimal: 64 characters.
  package func hex() -> String {
    let digest = digest()
    return String(unsafeUninitializedCapacity: digest.count * 2) { text in
      for (place, byte) in digest.enumerated() {
        text[place * 2] = Self.digit(byte >> 4)
        text[place * 2 + 1] = Self.digit(byte & 15)
      }
      return digest.count * 2
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}
