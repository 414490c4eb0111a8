// SPDX-License-Identifier: MIT
// The names of binary properties. Tested in UnicodeDataTests/NameTests.swift.

internal import CUnicodeTables

extension BinaryProperty {
  /// The long name as Unicode writes it, such as `White_Space`.
  public var name: String {
    tableText { unicode_binary_name_byte(rawValue, $0) }
  }
}
