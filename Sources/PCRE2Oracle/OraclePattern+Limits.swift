// SPDX-License-Identifier: MIT
// The limits that a pattern sets for itself at its start: (*LIMIT_MATCH=9). A caller of the library can only go
// below them. Tested in Tests/CaseCheckingTests/LimitSearchTests.swift.

internal import CPCRE2

extension OraclePattern {
  /// The match limit that the pattern sets for itself; nil if it sets none.
  public var ownMatchLimit: Int? { ownLimit(PCRE2_INFO_MATCHLIMIT) }
  /// The depth limit that the pattern sets for itself; nil if it sets none.
  public var ownDepthLimit: Int? { ownLimit(PCRE2_INFO_DEPTHLIMIT) }
  /// The heap limit in KiB that the pattern sets for itself; nil if it sets none.
  public var ownHeapLimit: Int? { ownLimit(PCRE2_INFO_HEAPLIMIT) }

  private func ownLimit(_ item: Int32) -> Int? {
    var value: UInt32 = 0
    let answer = unsafe pcre2_pattern_info_8(code, UInt32(item), &value)
    return answer == 0 ? Int(value) : nil
  }
}
