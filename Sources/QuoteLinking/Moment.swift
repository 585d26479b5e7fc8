/// When something was published, read from an ISO 8601 date or time.
struct Moment: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z; a date alone is its midnight, without a zone in UTC.
  var seconds: Int

  /// Days since 1970-01-01, in UTC.
  var day: Int { Int((Double(seconds) / 86_400).rounded(.down)) }

  /// Reads `2031-05-02`, `2031-05-02T10:30`, `2031-05-02T10:30:59.5Z`, `2031-05-02 10:30:59+02:00`.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2),
      let day = Self.number(bytes, 8, 2), 1...12 ~= month, 1...31 ~= day
    else { return nil }
    seconds = Self.days(year, month, day) * 86_400
    guard bytes.count > 10 else { return }
    guard bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
      let hour = Self.number(bytes, 11, 2), let minute = Self.number(bytes, 14, 2),
      bytes[13] == 0x3A, hour < 25, minute < 60
    else { return nil }
    seconds += hour * 3600 + minute * 60
    var next = 16
    if bytes.count > 16, bytes[16] == 0x3A, let second = Self.number(bytes, 17, 2) {
      seconds += second
      next = 19
    }
    while next < bytes.count, bytes[next] == 0x2E || 0x30...0x39 ~= bytes[next] { next += 1 }
    if next < bytes.count, bytes[next] == 0x2B || bytes[next] == 0x2D,
      let hours = Self.number(bytes, next + 1, 2)
    {
      let colon = next + 3 < bytes.count && bytes[next + 3] == 0x3A ? 1 : 0
      let minutes = Self.number(bytes, next + 3 + colon, 2) ?? 0
      let offset = hours * 3600 + minutes * 60
      seconds -= bytes[next] == 0x2B ? offset : -offset
    }
  }

  static func < (first: Moment, second: Moment) -> Bool { first.seconds < second.seconds }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<start + count] {
      guard 0x30...0x39 ~= byte else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// Days from 1970-01-01 to a date of the Gregorian calendar (H. Hinnant's days_from_civil).
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
