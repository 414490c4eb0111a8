// SPDX-License-Identifier: MIT
// pcre2_substitute: a new string made of a subject.
//
//   var pattern = try OraclePattern(pattern: Array("a".utf8))
//   let result = try pattern.substitute(
//     subject: Array("banana".utf8), replacement: Array("<$0>".utf8), names: ["SUBSTITUTE_GLOBAL"])
//   result.rc                              // 3, and the text is b<a>n<a>n<a>
//
// Tested in Tests/PCRE2OracleTests.

internal import CPCRE2

/// The result of one call of pcre2_substitute.
public struct OracleSubstitution: Hashable, Sendable {
  /// The library's answer: the number of replacements, or below 0 an error.
  ///
  /// A bad escape in `${1:+...}` is told as a number above 100, as if so many had been made.
  public var rc: Int
  /// The length of the text, or where in the template an error was found, in bytes; nil if unset.
  public var length: Int?
  /// For invalid UTF-8, where that is, in bytes; else 0.
  public var startChar: Int
  /// What was written; empty after an error below 0.
  public var text: [UInt8]
}

extension OraclePattern {
  /// Makes a new string.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - replacement: The bytes of the template.
  ///   - names: Options of the substitution without `PCRE2_`, such as SUBSTITUTE_GLOBAL.
  ///   - options: How to match.
  /// - Returns: The result; errors of the substitution are in its `rc`.
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public mutating func substitute(
    subject: [UInt8], replacement: [UInt8], names: [String],
    options: OracleMatchOptions = OracleMatchOptions()
  ) throws(OracleError) -> OracleSubstitution {
    let bits = try matchBits(options.names) | substituteBits(names) | PCRE2_NO_JIT
    let matchData = unsafe try memory().matchData
    guard let context = unsafe pcre2_match_context_create_8(nil) else { throw .outOfMemory }
    defer { unsafe pcre2_match_context_free_8(context) }
    unsafe setLimits(options, in: context)
    var room = 256 + 2 * (subject.count + replacement.count)
    while true {
      var length = room
      var rc: Int32 = 0
      let buffer = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        unsafe buffer.initialize(repeating: 0)
        rc = unsafe withBytes(subject) { subject, subjectLength in
          unsafe withBytes(replacement) { replacement, replacementLength in
            unsafe pcre2_substitute_8(
              code, subject, subjectLength, options.offset,
              bits | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH, matchData, context, replacement,
              replacementLength, buffer.baseAddress, &length)
          }
        }
        count = rc < 0 ? 0 : max(0, min(room, length))
      }
      // Sizes are imported as signed numbers: the library's "unset" is -1.
      if rc == PCRE2_ERROR_NOMEMORY, length > room {
        room = length
        continue
      }
      let isBadText = (PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1).contains(rc)
      return OracleSubstitution(
        rc: Int(rc), length: length == -1 ? nil : length,
        startChar: isBadText ? unsafe pcre2_get_startchar_8(matchData) : 0, text: buffer)
    }
  }
}

/// The option word of a substitution.
private func substituteBits(_ names: [String]) throws(OracleError) -> UInt32 {
  var bits: UInt32 = 0
  for name in names {
    switch name {
    case "SUBSTITUTE_EXTENDED": bits |= PCRE2_SUBSTITUTE_EXTENDED
    case "SUBSTITUTE_GLOBAL": bits |= PCRE2_SUBSTITUTE_GLOBAL
    case "SUBSTITUTE_LITERAL": bits |= PCRE2_SUBSTITUTE_LITERAL
    case "SUBSTITUTE_REPLACEMENT_ONLY": bits |= PCRE2_SUBSTITUTE_REPLACEMENT_ONLY
    case "SUBSTITUTE_UNKNOWN_UNSET": bits |= PCRE2_SUBSTITUTE_UNKNOWN_UNSET
    case "SUBSTITUTE_UNSET_EMPTY": bits |= PCRE2_SUBSTITUTE_UNSET_EMPTY
    default: throw .unknownMatchOption(name)
    }
  }
  return bits
}
