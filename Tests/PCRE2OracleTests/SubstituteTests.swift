// SPDX-License-Identifier: MIT
// pcre2_substitute as the oracle shows it: counts, texts of any length, errors with their offsets.

import PCRE2Oracle
import Testing

@Suite struct SubstituteTests {
  private func substitute(
    _ pattern: String, _ subject: [UInt8], _ replacement: String, _ names: [String] = [],
    _ compile: [String] = []
  ) throws -> OracleSubstitution {
    var pattern = try OraclePattern(
      pattern: Array(pattern.utf8), options: .init(compile: compile))
    return try pattern.substitute(
      subject: subject, replacement: Array(replacement.utf8),
      names: names.map { "SUBSTITUTE_" + $0 })
  }

  @Test func textAndCount() throws {
    let result = try substitute("a", Array("banana".utf8), "<$0>", ["GLOBAL"])
    #expect(result.rc == 3)
    #expect(result.text == Array("b<a>n<a>n<a>".utf8))
    #expect(result.length == 12)
  }

  @Test func aTextThatOutgrowsTheFirstBuffer() throws {
    let subject = [UInt8](repeating: 0x61, count: 1000)
    let result = try substitute("a", subject, String(repeating: "$0", count: 100), ["GLOBAL"])
    #expect(result.rc == 1000)
    #expect(result.text == [UInt8](repeating: 0x61, count: 100_000))
  }

  @Test func errors() throws {
    let missingBrace = try substitute("(a)", [0x61], "b${1")
    #expect(missingBrace.rc == -58)
    #expect(missingBrace.length == 4)
    #expect(missingBrace.text == [])
    let badText = try substitute("a", [0x61, 0xFF], "b", [], ["UTF"])
    #expect(badText.rc == -23)
    #expect(badText.length == nil)
    #expect(badText.startChar == 1)
  }

  @Test func aBadEscapeInATextLooksLikeACount() throws {
    let result = try substitute("(a)", [0x61], #"${1:-\y}"#, ["EXTENDED"])
    #expect(result.rc == 103)
    #expect(result.length == 5)
  }

  @Test func unknownOptionIsRefused() throws {
    #expect(throws: OracleError.unknownMatchOption("SUBSTITUTE_ALL")) {
      _ = try substitute("a", [], "b", ["ALL"])
    }
  }
}
