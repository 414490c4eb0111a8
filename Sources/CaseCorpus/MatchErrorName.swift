// SPDX-License-Identifier: MIT
// The names of the library's match errors, as case files write them: MATCHLIMIT is -47.
//
// Source: pcre2.h of 10.42, "Error codes for matching functions".
// Tested in Tests/CaseCorpusTests/ObservationTests.swift.

/// The match errors of libpcre2 by name.
public enum MatchErrorName {
  /// The number of an error; nil for a name that is none.
  ///
  /// - Parameter name: The name without `PCRE2_ERROR_`.
  /// - Returns: A number below -2.
  public static func number(of name: String) -> Int? {
    table.first { $0.name == name }?.number
  }

  /// The name of an error; nil for a number that has none here.
  public static func name(of number: Int) -> String? {
    table.first { $0.number == number }?.name
  }

  /// All names, those of UTF-8 faults first.
  public static var all: [String] { table.map(\.name) }

  /// UTF8_ERR1 to UTF8_ERR21 are -3 to -23; of the others those that a match can end with.
  private static let table: [(name: String, number: Int)] =
    (1...21).map { ("UTF8_ERR\($0)", -2 - $0) } + [
      ("BADDATA", -29), ("BADMAGIC", -31), ("BADMODE", -32), ("BADOFFSET", -33),
      ("BADOPTION", -34), ("BADUTFOFFSET", -36), ("CALLOUT", -37), ("INTERNAL", -44),
      ("JIT_BADOPTION", -45), ("JIT_STACKLIMIT", -46), ("MATCHLIMIT", -47), ("NOMEMORY", -48),
      ("NULL", -51), ("RECURSELOOP", -52), ("DEPTHLIMIT", -53), ("UNSET", -55),
      ("BADOFFSETLIMIT", -56), ("HEAPLIMIT", -63), ("INTERNAL_DUPMATCH", -65),
    ]
}
