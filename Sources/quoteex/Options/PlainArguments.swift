/// Arguments as they are given most often: names of files, flags, and options with their values
/// behind them.
///
/// The parser looks at each option of a command by reflection, several times, which takes longer
/// than an article does. What this takes, it takes as the parser would; all else is the parser's.
struct PlainArguments {
  /// What is no option.
  private(set) var inputs: [String] = []
  private var flags: [String] = []
  private var values: [(name: String, value: String)] = []

  /// Something that only the parser can tell about.
  struct Refusal: Error {}

  /// Takes arguments.
  ///
  /// - Parameters:
  ///   - flags: The flags that there are, with their dashes.
  ///   - options: The options that take one value, with their dashes.
  /// - Throws: `Refusal` where there is another option, one in another form, or one without value.
  init(
    _ arguments: ArraySlice<String>, flags: [String], options: [String]
  ) throws(Refusal) {
    var rest = arguments
    while let argument = rest.popFirst() {
      if argument.isEmpty { throw Refusal() }
      if !argument.hasPrefix("-") {
        inputs.append(argument)
      } else if flags.contains(argument) {
        if self.flags.contains(argument) { throw Refusal() }
        self.flags.append(argument)
      } else {
        guard options.contains(argument), let value = rest.popFirst(), !value.isEmpty,
          !value.hasPrefix("-")
        else { throw Refusal() }
        values.append((argument, value))
      }
    }
  }

  /// Whether a flag is given.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The values of an option that may be repeated.
  func values(_ name: String) -> [String] {
    values.filter { $0.name == name }.map(\.value)
  }

  /// The value of an option; `nil` where it is not given.
  func value(_ name: String) throws(Refusal) -> String? {
    let values = values(name)
    guard values.count < 2 else { throw Refusal() }
    return values.first
  }

  /// What the value of an option stands for; `nil` where it is not given.
  func value<Value>(
    _ name: String, _ read: (String) -> Value?
  ) throws(Refusal) -> Value? {
    guard let text = try value(name) else { return nil }
    guard let value = read(text) else { throw Refusal() }
    return value
  }
}
