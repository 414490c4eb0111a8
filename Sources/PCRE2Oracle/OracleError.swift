// SPDX-License-Identifier: MIT
// What can go wrong before a match has a result. Tested in Tests/PCRE2OracleTests.

/// A reason why the library was not asked, or why it refused a pattern.
public enum OracleError: Error, Hashable, Sendable {
  /// The library refused the pattern: its error number, a byte offset into the pattern, its text.
  case compile(code: Int, offset: Int, message: String)
  /// No compile option of PCRE2 10.42 has this name.
  case unknownCompileOption(String)
  /// No match option that this oracle accepts has this name.
  case unknownMatchOption(String)
  /// The newline convention is none of CR, LF, CRLF, ANY, ANYCRLF, NUL.
  case unknownNewline(String)
  /// The meaning of `\R` is neither UNICODE nor ANYCRLF.
  case unknownBSR(String)
  /// The library could not allocate memory.
  case outOfMemory
}

extension OracleError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch self {
    case .compile(let code, let offset, let message):
      "error \(code) at offset \(offset): \(message)"
    case .unknownCompileOption(let name): "unknown compile option \(name)"
    case .unknownMatchOption(let name): "unknown match option \(name)"
    case .unknownNewline(let name):
      "unknown newline \(name): use CR, LF, CRLF, ANY, ANYCRLF or NUL"
    case .unknownBSR(let name): "unknown bsr \(name): use UNICODE or ANYCRLF"
    case .outOfMemory: "libpcre2 could not allocate memory"
    }
  }
}
