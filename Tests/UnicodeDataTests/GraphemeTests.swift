// SPDX-License-Identifier: MIT
// Grapheme clusters against libpcre2's \X: every code point beside one of each class, and every
// sequence of four classes.

import CPCRE2
import TestThreads
import Testing
import UnicodeData

@Suite("Grapheme clusters are libpcre2's") @CodePointTests
struct GraphemeTests {
  /// One code point of each class.
  nonisolated static let examples: [GraphemeBreak: UInt32] = [
    .other: 0x61, .carriageReturn: 0x0D, .lineFeed: 0x0A, .control: 0x02, .extend: 0x300,
    .prepend: 0x600, .spacingMark: 0x903, .hangulL: 0x1100, .hangulV: 0x1160, .hangulT: 0x11A8,
    .hangulLV: 0xAC00, .hangulLVT: 0xAC01, .regionalIndicator: 0x1F1E6,
    .zeroWidthJoiner: 0x200D, .extendedPictographic: 0x1F600,
  ]

  /// What stands before and after the code point in a probe; together they tell all classes that
  /// PCRE2 tells apart (it does not tell Extend from the joiner).
  struct Probe: CustomTestStringConvertible {
    var before: GraphemeBreak?
    var after: GraphemeBreak?

    var testDescription: String {
      [before, after].map { $0.map { "\($0)" } ?? "" }.joined(separator: " _ ")
    }
  }

  nonisolated static let probes: [Probe] =
    [.prepend, .carriageReturn, .hangulL, .hangulV, .hangulT, .regionalIndicator, .other]
    .map { Probe(before: $0) }
    + [.extend, .lineFeed, .hangulL, .hangulV, .hangulT, .regionalIndicator, .other]
    .map { Probe(after: $0) }
    + [Probe(before: .extendedPictographic, after: .extendedPictographic)]

  /// Whether a probe around a code point is one cluster.
  static func isCluster(_ before: UInt32?, _ code: UInt32, _ after: UInt32?) -> Bool {
    var cluster = GraphemeCluster(first: before ?? code)
    if before != nil, !cluster.take(code, oddIndicatorsBefore: { false }) { return false }
    guard let after else { return true }
    return cluster.take(after) { false }
  }

  /// All code points, each with the bytes of a probe around it.
  static func subject(_ before: [UInt8], _ after: [UInt8]) -> [UInt8] {
    let all = AllCodePoints.subject
    var subject = before
    subject.reserveCapacity(all.count + (before.count + after.count) * 0x110000)
    // U+0001 separates the probes, so another control stands for it.
    subject.append(0)
    var index = 1
    while index < all.count {
      let byte = all[index]
      if byte & 0xC0 != 0x80 {
        subject.append(contentsOf: after)
        subject.append(contentsOf: before)
      }
      subject.append(byte == 1 ? 2 : byte)
      index += 1
    }
    return subject + after
  }

  @Test("Every code point in every probe", arguments: probes)
  func everyCodePoint(_ probe: Probe) throws {
    let left = probe.before.flatMap { GraphemeTests.examples[$0] }
    let right = probe.after.flatMap { GraphemeTests.examples[$0] }
    let before = [1] + (left.map(utf8) ?? [])
    let after = right.map(utf8) ?? []
    let extra = before.count + after.count
    let one = "(?:\\x01\\X(?=\\x01|\\z))*+"
    let more = "(?:(?!\\x01\\X(?=\\x01|\\z))\\x01[^\\x01]++)*+"
    let pattern = try #require(Oracle("(?s)\(more)(\(one))", options: PCRE2_ANCHORED))
    var differences: [String] = []
    var code: UInt32 = 0
    func check(upTo end: UInt32, expecting expected: Bool) {
      while code < end {
        if GraphemeTests.isCluster(left, code, right) != expected, code != 1,
          code & 0x1F_F800 != 0xD800
        {
          differences.append(String(code, radix: 16))
        }
        code += 1
      }
    }
    for run in pattern.matches(GraphemeTests.subject(before, after), group: 1) {
      check(upTo: AllCodePoints.codePoint(at: run.lowerBound, extra: extra), expecting: false)
      check(upTo: AllCodePoints.codePoint(at: run.upperBound, extra: extra), expecting: true)
    }
    check(upTo: 0x110000, expecting: false)
    #expect(differences.isEmpty)
  }

  @Test("No two characters that stand alone join")
  func charactersThatStandAlone() {
    let classes = Set(
      (0..<0x110000).filter { GraphemeBreak.standsAlone($0) }.map {
        UnicodeTables.graphemeBreak(of: $0)
      })
    #expect(!classes.isEmpty)
    for first in classes {
      for second in classes {
        #expect(!first.joins(second))
      }
    }
  }

  @Test("Every sequence of four classes, and rows of flags from every start")
  func sequences() throws {
    let classes = GraphemeBreak.allCases.compactMap { GraphemeTests.examples[$0] }
    #expect(classes.count == GraphemeBreak.allCases.count)
    var text: [UInt32] = []
    for first in classes {
      for second in classes {
        for third in classes {
          for fourth in classes { text += [first, second, third, fourth, 1] }
        }
      }
    }
    let flags: [UInt32] = Array(repeating: 0x1F1E6, count: 9)
    let pattern = try #require(Oracle("\\X"))
    for (text, start) in [(text, 0)] + (0..<9).map({ (flags, $0) }) {
      let found = pattern.matches(Array(text[start...].flatMap(utf8))).map(\.count)
      let own = GraphemeTests.clusters(Array(text[start...]))
      #expect(found == own)
      let subject = text.flatMap(utf8)
      let offset = text[..<start].flatMap(utf8).count
      let first = try #require(pattern.match(subject, from: offset))
      #expect(first.count == GraphemeTests.clusterLength(text, from: start).bytes)
    }
  }

  /// The number of bytes of each cluster.
  static func clusters(_ text: [UInt32]) -> [Int] {
    var result: [Int] = []
    var start = 0
    while start < text.count {
      let (codePoints, bytes) = clusterLength(text, from: start)
      result.append(bytes)
      start += codePoints
    }
    return result
  }

  /// The length of the cluster that starts at a position.
  static func clusterLength(_ text: [UInt32], from start: Int) -> (codePoints: Int, bytes: Int) {
    var cluster = GraphemeCluster(first: text[start])
    var end = start + 1
    while end < text.count,
      cluster.take(
        text[end],
        oddIndicatorsBefore: {
          text[..<(end - 1)].reversed().prefix {
            UnicodeTables.graphemeBreak(of: $0) == .regionalIndicator
          }.count % 2 == 1
        })
    {
      end += 1
    }
    return (end - start, text[start..<end].reduce(0) { $0 + utf8($1).count })
  }
}
