// SPDX-License-Identifier: MIT
// Caselessness of every code point, against what caseless patterns of libpcre2 match.

import CPCRE2
import TestThreads
import Testing
import UnicodeData

@Suite("Caselessness equals libpcre2's") @CodePointTests
struct CaseTests {
  /// The code points that have another case in our tables.
  nonisolated static let cased: [UInt32] = (0..<0x110000).filter {
    UnicodeTables.otherCase(of: $0) != $0
  }

  /// `cased` as one subject, and the code point that begins at each offset of it.
  nonisolated static let subject: [UInt8] = cased.flatMap(utf8)
  nonisolated static let codePoints: [Int: UInt32] = {
    var result: [Int: UInt32] = [:]
    var offset = 0
    for code in cased {
      result[offset] = code
      offset += utf8(code).count
    }
    return result
  }()

  /// A caseless class of the code point and U+10FFFF; it grows by what the cases add.
  static func classSize(_ code: UInt32) -> Int {
    let pattern = "(?i)[\\x{\(String(code, radix: 16))}\\x{10ffff}]"
    return Oracle(pattern, fast: false)?.size ?? 0
  }

  @Test("No other code point has another case", arguments: 0..<17 as Range<UInt32>)
  func whoHasCase(_ plane: UInt32) {
    // Sizes by the length in UTF-8, of code points without case.
    let sizes = [0, 0, 0x2C2, 0x3042, 0x1F600].map(CaseTests.classSize)
    var differences: [String] = []
    for code in plane << 16..<(plane + 1) << 16 where code > 0xFF && code < 0x10FFFF {
      guard code & 0x1F_F800 != 0xD800 else { continue }
      let length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
      let isCased = CaseTests.classSize(code) != sizes[length]
      if isCased != (UnicodeTables.otherCase(of: code) != code) {
        differences.append(String(code, radix: 16))
      }
    }
    #expect(differences.isEmpty)
  }

  @Test("A caseless literal, class and back reference match the case set")
  func matches() throws {
    let back = try #require(
      Oracle("(?i)\\A(.)(?:(?!\\1).)*+" + String(repeating: "(\\1)?+(?:(?!\\1).)*+", count: 5)))
    var differences: [String] = []
    for code in Array(0..<256) + CaseTests.cased {
      let own = Array(UnicodeTables.caseSet(of: code)).filter { CaseTests.cased.contains($0) }
      let hex = String(code, radix: 16)
      for pattern in ["(?i)\\x{\(hex)}", "(?i)[\\x{\(hex)}\\x{10ffff}]"] {
        let oracle = try #require(Oracle(pattern, fast: false))
        let found = oracle.matches(CaseTests.subject).map { CaseTests.codePoints[$0.lowerBound] }
        if found != own { differences.append(pattern) }
      }
      let bytes = utf8(code)
      let found = back.groups(bytes + CaseTests.subject).dropFirst(2).map {
        CaseTests.codePoints[$0.lowerBound - bytes.count]
      }
      if found != own { differences.append("back reference to \(hex)") }
    }
    #expect(differences.isEmpty)
  }

  @Test("Every way to ask about case gives the same answer")
  func consistency() {
    for code in CaseTests.cased + [0, 0x30, 0x3042, 0x10FFFF, .max] {
      let cases = UnicodeTables.caseSet(of: code)
      #expect(cases.contains(code))
      #expect(cases.contains(UnicodeTables.otherCase(of: code)))
      #expect(UnicodeTables.hasManyCases(code) == (cases.count > 2))
      #expect(Array(cases) == Array(cases).sorted())
      for other in cases {
        #expect(UnicodeTables.equalIgnoringCase(code, other))
        #expect(UnicodeTables.caseSet(of: other) == cases)
      }
      for other in [code &+ 1, code &- 1, code ^ 0x20, 0x4B, 0x3A3, 0] {
        #expect(UnicodeTables.equalIgnoringCase(code, other) == cases.contains(other))
      }
    }
    #expect(Array(UnicodeTables.caseSet(of: 0x6B)) == [0x4B, 0x6B, 0x212A])
  }
}
