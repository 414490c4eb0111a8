// SPDX-License-Identifier: MIT
// Characters that belong to something, those first that a person would type.
//
// Tested in RegexCoverageTests/ProposalTests.swift.

import RegexProgram
import RegexSyntax
import SourceText
import UnicodeData

/// Finds characters.
enum SampleCharacters {
  /// ASCII in the order in which characters are proposed.
  private static let preferred: [UInt32] =
    Array("abxyz0179ABXYZ _-.!,:/".unicodeScalars).map(\.value)
    + (0x21..<0x7F).map { UInt32($0) } + [0x20, 0x09, 0x0A, 0x0D] + (0..<0x20).map { UInt32($0) }
    + [0x7F]

  /// Others that stand for many properties.
  private static let wide: [UInt32] =
    Array("éÉßλΛжЖ中あ٣€×😀ǅªʰ\u{A0}\u{301}\u{2028}\u{85}".unicodeScalars).map(\.value)

  /// Characters of a set, the likeliest first.
  static func members(of set: CharacterSet, isUTF: Bool, most: Int = 12) -> [UInt32] {
    var result: [UInt32] = []
    for value in preferred where set.table[Int(value)] == CharacterSet.Answer.yes {
      if !result.contains(value) { result.append(value) }
      if result.count == most { return result }
    }
    guard isUTF else {
      return result + (0x80...0xFF).filter { set.table[Int($0)] != 0 }.prefix(most - result.count)
    }
    for value in wide where set.containsWide(value) { result.append(value) }
    if !set.isNegated, let first = set.ranges.first { result.append(first) }
    return result
  }

  /// The first character that passes a test, among the likely ones and then all up to U+30FF.
  static func first(_ test: (UInt32) -> Bool) -> UInt32? {
    preferred.first(where: test) ?? wide.first(where: test)
      ?? (0x80...0x30FF).first(where: test)
  }

  /// A character that an escape stands for; several are one after another.
  static func sample(of type: CharacterType) -> [UInt32] {
    switch type {
    case .digit: [0x30, 0x37]
    case .notDigit: [0x61, 0x2D]
    case .word: [0x61, 0x30, 0x5F]
    case .notWord: [0x2D, 0x20]
    case .space: [0x20, 0x0A]
    case .notSpace: [0x61, 0x2D]
    case .horizontalSpace: [0x20, 0x09]
    case .notHorizontalSpace: [0x61]
    case .verticalSpace, .newlineSequence: [0x0A, 0x0D]
    case .notVerticalSpace, .notNewline, .graphemeCluster, .anyByte: [0x61, 0x78, 0x20]
    }
  }
}
