// SPDX-License-Identifier: MIT
// Rows, placements and hashes of the oracle. The placements are the examples of the callout
// rules: `p+n` is a callout at pattern offset p for an item of n bytes, `#m` its number.

import PCRE2Oracle
import SourceText
import Testing

/// A pattern compiled for tracing.
func traced(_ pattern: String, _ compile: [String] = []) throws -> OraclePattern {
  try OraclePattern(
    pattern: bytes(pattern), options: OracleOptions(compile: compile), plain: true,
    autoCallout: true)
}

@Suite("Oracle: tracing")
struct TraceTests {
  @Test func rowsOfALiteral() throws {
    var pattern = try traced("abc")
    let trace = try pattern.trace(subject: bytes("xabc"), cap: 20_000)
    #expect(
      trace.rows.map(\.values) == [
        [0, 1, 0, 0, 1, 1, 0],
        [0, 1, 1, 1, 3, 1, 0],
        [1, 1, 2, 1, 0, 1, 0],
        [2, 1, 3, 1, 0, 1, 0],
        [3, 0, 4, 1, 0, 1, 0],
      ])
    #expect(trace.total == 5)
    #expect(trace.manualCallouts == 0)
    #expect(trace.match.ovector == [OracleRange(1, 4)])
  }

  @Test func hashOfNestedRepeats() throws {
    var pattern = try traced("(a+)+b")
    let trace = try pattern.trace(subject: bytes("aaac"), cap: 20_000)
    #expect(trace.rows.count == 43)
    #expect(trace.hash.hexDigits == "e04421a311941840")
    #expect(trace.match == OracleMatch(rc: -1))
    let rows = try traced("(a*)*b").rows("aac")
    #expect(rows.count == 40)
  }

  @Test func capturesInForceAreShown() throws {
    let rows = try traced("(a)|(b)c").rows("bc")
    let last = try #require(rows.last)
    #expect(last.captures == [-1, -1, 0, 1])
    #expect(last.captureTop == 3)
    #expect(last.captureLast == 2)
  }

  @Test func flagsOfPossessiveLoops() throws {
    let rows = try traced("(a)++b").rows("aab")
    #expect(rows.filter { $0.patternPosition == 5 }.map(\.flags) == [2])
    #expect(rows.first?.flags == 1)
  }

  @Test func emptyStreams() throws {
    var pattern = try traced("a", ["EXTRA_MATCH_WORD"])
    let trace = try pattern.trace(subject: [], cap: 20_000)
    #expect(trace.rows.isEmpty)
    #expect(trace.total == 0)
    #expect(trace.hash.hexDigits == "cbf29ce484222325")
  }

  @Test func theCapKeepsTheFirstRowsAndTheTotalIsCounted() throws {
    var pattern = try traced("(a+)+b")
    let counted = try pattern.trace(subject: bytes("aaac"), cap: 5, total: 43)
    #expect(counted.rows.count == 5)
    #expect(counted.total == 43)
    #expect(counted.match.rc == -1)
    let stopped = try pattern.trace(subject: bytes("aaac"), cap: 5, total: 42)
    #expect(stopped.total == nil)
    #expect(stopped.match.rc == -37)
    #expect(stopped.hash == counted.hash)
    let count = try pattern.countCallouts(subject: bytes("aaac"))
    #expect(count.count == 43)
    #expect(count.match.rc == -1)
  }

  @Test func aVisitorStopsTheMatch() throws {
    var pattern = try traced("abc")
    var positions: [Int] = []
    let match = try pattern.trace(subject: bytes("xabc")) { row in
      positions.append(row.currentPosition)
      return row.currentPosition < 2
    }
    #expect(positions == [0, 1, 2])
    #expect(match == OracleMatch(rc: -37))
    #expect(throws: OracleError.unknownMatchOption("X")) {
      try pattern.trace(subject: [], options: .init(names: ["X"])) { _ in true }
    }
  }

  @Test func calloutsOfThePatternAreCounted() throws {
    var pattern = try traced("a(?C1)b(?C'x')c")
    let trace = try pattern.trace(subject: bytes("abc"), cap: 20_000)
    #expect(trace.rows.map(\.number) == [255, 1, -1, 255])
    #expect(trace.manualCallouts == 2)
  }

  @Test(arguments: [
    ("abc", "0+1 1+1 2+1 3+0"),
    ("a+(?#x)?b", "0+8 8+1 9+0"),
    ("a\\Qb\\E+c", "0+3 3+4 7+1 8+0"),
    ("\\Qab\\Ec", "2+1 3+3 6+1 7+0"),
    ("(?#c)a", "5+1 6+0"),
    ("a(b|c)d", "0+1 1+1 2+1 3+1 4+1 5+1 6+1 7+0"),
    ("(?:a|b)+c", "0+3 3+1 4+1 5+1 6+2 8+1 9+0"),
    ("(?-i)a", "5+1 6+0"),
    ("(*UTF)a", "6+1 7+0"),
    ("a(?C1)b", "0+1 6+1#1 7+0"),
    ("(?C1)(?C2)a", "5+0#1 10+1#2 11+0"),
    ("a(?C'x')", "0+1 8+0#-1 8+0"),
    ("", "0+0"),
    ("(a){2,4}b", "0+1 1+1 2+6 1+1 2+6 1+1 2+6 1+1 2+6 8+1 9+0"),
    ("a{,3}b", "0+1 1+1 2+1 3+1 4+1 5+1 6+0"),
  ])
  func placements(pattern: String, expected: String) throws {
    let list = try traced(pattern).placement().map { item in
      "\(item.position)+\(item.length)" + (item.number == 255 ? "" : "#\(item.number)")
    }
    #expect(list.joined(separator: " ") == expected)
  }
}

@Suite("Trace hash")
struct TraceHashTests {
  /// The definition, byte by byte, without the shortcut for small numbers.
  private func reference(_ numbers: [Int]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in numbers {
      for shift in stride(from: 0, to: 64, by: 8) {
        let byte = UInt64(bitPattern: Int64(number)) >> UInt64(shift) & 0xff
        hash = (hash ^ byte) &* 0x100_0000_01b3
      }
    }
    return hash
  }

  @Test func theShortcutChangesNothing() {
    let numbers = [0, 1, 255, 256, 257, 65_535, 1 << 40, -1, Int.max, Int.min, 7]
    var hash = TraceHash()
    for number in numbers { hash.add(number) }
    #expect(hash.value == reference(numbers))
  }

  @Test func digitsAreAlwaysSixteen() {
    #expect(TraceHash().hexDigits == "cbf29ce484222325")
    for number in 0..<300 {
      var hash = TraceHash()
      hash.add(number)
      #expect(hash.hexDigits.utf8.count == 16)
      #expect(UInt64(hash.hexDigits, radix: 16) == hash.value)
    }
  }
}

extension OraclePattern {
  /// The rows of one match of a pattern that is used once.
  consuming func rows(_ subject: String) throws -> [OracleRow] {
    var pattern = self
    return try pattern.trace(subject: bytes(subject), cap: 20_000).rows
  }
}
