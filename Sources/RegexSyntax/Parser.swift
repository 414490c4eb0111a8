// SPDX-License-Identifier: MIT

/// Reads a pattern.
///
/// - Throws: `PatternError` where libpcre2 10.42 would refuse it.
import SourceText

public func parsePattern(_ pattern: [UInt8], options: PatternOptions = PatternOptions())
  throws(PatternError) -> Tree
{
  throw PatternError(code: 0, offset: 0, span: .init(0, 0), message: "", hint: "")
}
