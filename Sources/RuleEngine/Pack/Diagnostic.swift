/// Something wrong in a pack, with the place where an editor should jump.
package struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as the pack's source names it.
  package var file: String
  /// The line, from 1; 0 where the fault is the file as a whole.
  package var line: Int
  /// The column in code points, from 1; 0 where the fault is the line as a whole.
  package var column: Int
  /// What is wrong, in a form that never changes: `rule.key.unknown`.
  package var code: String
  /// What is wrong, in words, with the value found and what was allowed.
  package var message: String

  /// Makes a diagnostic.
  package init(file: String, line: Int, column: Int, code: String, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.code = code
    self.message = message
  }

  /// `file:line:column: code: message`.
  package var description: String { "\(file):\(line):\(column): \(code): \(message)" }
}

/// All that is wrong with a stack of packs.
package struct PackError: Error, Sendable, CustomStringConvertible {
  /// The faults, by file and place; never empty.
  package var diagnostics: [Diagnostic]

  /// Takes the faults, which it sorts.
  package init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.sortedByPlace()
  }

  /// One fault a line.
  package var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}

extension Array where Element == Diagnostic {
  /// The faults by file, line, column and code.
  package func sortedByPlace() -> [Diagnostic] {
    sorted {
      ($0.file, $0.line, $0.column, $0.code, $0.message)
        < ($1.file, $1.line, $1.column, $1.code, $1.message)
    }
  }

  /// Throws the faults, if there are any.
  func throwIfAny() throws(PackError) {
    if !isEmpty { throw PackError(diagnostics: self) }
  }
}
