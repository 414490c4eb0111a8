// SPDX-License-Identifier: MIT
// Every error that a template can raise: PCRE2's number and our words for it.
//
// `%` in a message stands for the culprit's text, escaped and shortened. Tested in ConformanceTests/SubstitutionTests.swift.

public import SourceText

/// Makes an error of a template with our words for PCRE2's number.
public func replacementError(
  _ code: Int, at offset: Int, span: SourceSpan, in text: [UInt8]
) -> ReplacementError {
  let (message, hint) = words(code)
  let limit = 40
  let shown = SourceSpan(span.start, min(span.end, span.start + limit))
  let culprit =
    Escaping().display(text, in: shown) + (shown.end < span.end ? "…" : "")
  let parts = message.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
  return ReplacementError(
    code: code, offset: offset, span: span,
    message: parts.map(String.init).joined(separator: culprit), hint: hint)
}

private func words(_ code: Int) -> (message: String, hint: String) {
  switch code {
  case -35:
    (
      "% is no reference to a group",
      "Expected $1, ${1}, $name, ${name} or $*MARK; write $$ for a dollar."
    )
  case -49:
    (
      "The pattern has no group that % could mean",
      "Write ${1}2 for group 1 and a 2, or let unknown groups count as unset."
    )
  case -55:
    (
      "The group that % means is not set in this match",
      "Write ${n:-text} in the extended syntax, or let unset groups give no text."
    )
  case -57:
    (
      "The escape % does not stand for a character",
      "Escapes for characters, \\Q, \\E, \\U, \\L, \\u and \\l are known here; write \\\\ for a backslash."
    )
  case -58: ("The brace of % is not closed", "Add the missing }.")
  case -59: ("% has neither + nor - behind the colon", "Expected ${n:-text} or ${n:+text:text}.")
  case 101: ("The replacement ends in a lone backslash", "Write \\\\ for a backslash itself.")
  case 102...199:
    (
      "The escape % is malformed (pattern error \(code))",
      "Write a character as \\x{41}, \\o{101} or \\cA; write \\\\ for a backslash itself."
    )
  default:
    ("The replacement is not valid UTF-8 from % on", "Save it as UTF-8, or match bytes.")
  }
}
