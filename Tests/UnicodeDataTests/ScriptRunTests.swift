// SPDX-License-Identifier: MIT
// Script runs against libpcre2: two, three and four code points of every kind that matters.

import TestThreads
import Testing
import UnicodeData

@Suite("Script runs are libpcre2's") @CodePointTests
struct ScriptRunTests {
  /// What a script run knows of a code point.
  struct Kind: Hashable {
    var script: Script
    var extensions: ScriptSet
    var digitSet: Int
  }

  /// One code point of each kind, and how many there are of digits.
  nonisolated static let examples: [(kind: Kind, code: UInt32)] = {
    var seen: Set<Kind> = []
    var result: [(Kind, UInt32)] = []
    for code: UInt32 in 1..<0x32000 where code & 0x1F_F800 != 0xD800 {
      let kind = Kind(
        script: UnicodeTables.script(of: code),
        extensions: UnicodeTables.scriptExtensions(of: code),
        digitSet: UnicodeTables.digitSetIndex(of: code))
      if seen.insert(kind).inserted { result.append((kind, code)) }
    }
    return result
  }()

  /// The kinds that have to do with the mixtures of Han, and a few that have not.
  nonisolated static let mixed: [UInt32] = {
    let asian: [Script] = [.han, .hiragana, .katakana, .bopomofo, .hangul]
    let few: [Script] = [.latin, .arabic, .common, .inherited, .unknown, .yi, .mongolian]
    return examples.filter { kind, _ in
      asian.contains { $0 == kind.script || kind.extensions.contains($0) }
        || (few.contains(kind.script) && kind.extensions.isEmpty && kind.digitSet < 5)
    }.map(\.code)
  }()

  /// The sequences in which we and libpcre2 differ.
  static func differences(_ sequences: some Sequence<[UInt32]>) throws -> [String] {
    let oracle = try #require(Oracle("(?s)\\A(*sr:.*)\\z", fast: false))
    var result: [String] = []
    for sequence in sequences {
      var run = ScriptRun()
      let own = sequence.map { run.take($0) }.allSatisfy { $0 }
      if (oracle.match(sequence.flatMap(utf8)) != nil) != own {
        result.append(sequence.map { String($0, radix: 16) }.joined(separator: " ") + " \(own)")
      }
    }
    return result
  }

  @Test("Every two kinds")
  func pairs() throws {
    let codes = ScriptRunTests.examples.map(\.code)
    #expect(codes.count > 250)
    let pairs = codes.lazy.flatMap { first in codes.lazy.map { [first, $0] } }
    let found = try ScriptRunTests.differences(pairs)
    #expect(found.isEmpty)
  }

  @Test("Every three kinds around Han")
  func triples() throws {
    let codes = ScriptRunTests.mixed
    let triples = codes.lazy.flatMap { first in
      codes.lazy.flatMap { second in codes.lazy.map { [first, second, $0] } }
    }
    let found = try ScriptRunTests.differences(triples)
    #expect(found.isEmpty)
  }

  @Test("Every four kinds that are Han or mix with it")
  func quadruples() throws {
    let codes: [UInt32] = [
      0x2E80, 0x3041, 0x30A1, 0x2EA, 0x1100, 0x3006, 0x302A, 0x3031, 0x303C, 0x3099, 0xA700, 0x3001,
      0x41, 0x20, 0x300, 0x660,
    ]
    let pairs = codes.flatMap { first in codes.map { [first, $0] } }
    let found = try ScriptRunTests.differences(
      pairs.lazy.flatMap { first in pairs.lazy.map { first + $0 } })
    #expect(found.isEmpty)
  }

  @Test("Two decimal digits are in one run exactly if they are of one set of ten")
  func digits() throws {
    let digits = (0..<0x110000 as Range<UInt32>).filter {
      UnicodeTables.generalCategory(of: $0) == .decimalNumber
    }
    #expect(digits.count == 660)
    let found = try ScriptRunTests.differences(
      digits.lazy.flatMap { first in digits.lazy.map { [first, $0] } })
    #expect(found.isEmpty)
  }
}
