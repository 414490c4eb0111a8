// SPDX-License-Identifier: MIT
// The way in: pattern bytes and options to a tree. What the stages do, in PCRE2's order:
//
//   options that exclude each other, start settings (Parser+Start), the text itself
//   (PatternParser), lengths of lookbehinds (LookbehindLengths), references and the other checks
//   that need the whole pattern (ReferenceChecks).
//
// Example: `parsePattern(Array("a(b|c)+".utf8))` is a tree with one capturing group.
// Tested in RegexSyntaxTests.

/// Reads a pattern.
///
/// - Parameters:
///   - pattern: The bytes of the pattern; any bytes, also zero.
///   - options: What the caller sets; the pattern's own start settings are added to it.
/// - Returns: The tree; all its references are resolved.
/// - Throws: `PatternError` where libpcre2 10.42 would refuse the pattern.
/// - Complexity: O(*n*) in the bytes of the pattern, apart from lookbehinds that call groups.
///
/// Source: pcre2pattern(3), pcre2api(3).
public func parsePattern(_ pattern: [UInt8], options: PatternOptions = PatternOptions())
  throws(PatternError) -> Tree
{
  var parser = PatternParser(try StartReader(pattern, options: options))
  if parser.options.compile.contains(.literal) {
    parser.parseLiteralText()
  } else {
    try parser.parseText()
  }
  if parser.hasLookbehind { try parser.measureLookbehinds() }
  try parser.checkReferences()
  return parser.finishTree()
}
