// SPDX-License-Identifier: MIT
// The keys of suites, by the tables in which they may stand. rxdebug-corpus(5) says what they mean.

/// The keys of suites.
enum SuiteKeys {
  /// What the file sets for all its patterns, and a pattern for its subjects.
  static let settings = [
    "options", "match_options", "newline", "bsr", "parens_nest_limit", "max_pattern_length",
    "limits", "step_budget", "tags",
  ]
  /// Keys of the file.
  static let file = settings + ["pattern"]
  /// Keys of a pattern.
  static let pattern =
    settings + [
      "name", "id", "pattern", "pattern_b64", "patterns", "offset", "offset_limit", "error",
      "error_offset", "capture_count", "subject", "matches", "nonmatches",
    ]
  /// What is expected of a match.
  static let expectation = [
    "match", "match_b64", "span", "ovector", "groups", "nomatch", "partial", "error", "mark",
    "mark_b64",
  ]
  /// Keys of a subject.
  static let subject =
    expectation + [
      "name", "id", "text", "text_b64", "offset", "offset_limit", "match_options", "limits",
      "step_budget", "tags", "plain", "limit_dependent",
    ]
  /// Keys of `limits`.
  static let limits = ["match", "depth", "heap", "steps"]
  /// Values of `newline`.
  static let newlines = ["CR", "LF", "CRLF", "ANY", "ANYCRLF", "NUL"]
  /// Values of `bsr`.
  static let bsrs = ["UNICODE", "ANYCRLF"]
}
