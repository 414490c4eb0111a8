// SPDX-License-Identifier: MIT
// Verdicts, errors and options of the oracle. The expected values are the library's documented
// behaviour, written down by hand.

import PCRE2Oracle
import Testing

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// One match of a pattern that must compile.
func match(
  _ pattern: String, _ subject: String, _ compile: [String] = [],
  _ options: OracleMatchOptions = OracleMatchOptions()
) throws -> OracleMatch {
  var compiled = try OraclePattern(
    pattern: bytes(pattern), options: OracleOptions(compile: compile))
  return try compiled.match(subject: bytes(subject), options: options)
}

/// What the library says when it refuses a pattern.
func compileError(_ pattern: String, _ options: OracleOptions = OracleOptions()) -> OracleError? {
  do throws(OracleError) {
    _ = try OraclePattern(pattern: bytes(pattern), options: options)
    return nil
  } catch {
    return error
  }
}

@Suite("Oracle: matching")
struct MatchTests {
  @Test func groupsHaveOffsetsAndUnsetOnesAreNil() throws {
    let result = try match("(a)|(b)", "xb")
    #expect(result.rc == 3)
    #expect(result.ovector == [OracleRange(1, 2), nil, OracleRange(1, 2)])
    let short = try match("(a)|(b)", "a")
    #expect(short.rc == 2)
    #expect(short.ovector == [OracleRange(0, 1), OracleRange(0, 1), nil])
  }

  @Test func failureHasNoRanges() throws {
    #expect(try match("(a+)+b", "aaac") == OracleMatch(rc: -1))
  }

  @Test func emptySubjectAndEmptyPattern() throws {
    #expect(try match("", "").ovector == [OracleRange(0, 0)])
    #expect(try match("x*", "").ovector == [OracleRange(0, 0)])
    #expect(try match("x", "").rc == -1)
  }

  @Test func partialMatchHasOneRange() throws {
    let options = OracleMatchOptions(names: ["PARTIAL_SOFT"])
    let result = try match("(a)(b)c", "xab", [], options)
    #expect(result.rc == -2)
    #expect(result.ovector == [OracleRange(1, 3)])
    #expect(result.startChar == 1)
  }

  @Test func marksComeWithMatchesAndFailures() throws {
    #expect(try match("a(*MARK:one)b", "ab").mark == bytes("one"))
    #expect(try match("(*MARK:two)a", "b", ["NO_START_OPTIMIZE"]).mark == bytes("two"))
    #expect(try match("a", "a").mark == nil)
  }

  @Test func resetStartMayLieBehindTheEnd() throws {
    let result = try match("(?=ab\\K)", "ab", ["EXTRA_ALLOW_LOOKAROUND_BSK"])
    #expect(result.ovector == [OracleRange(2, 0)])
    #expect(result.startChar == 0)
  }

  @Test func offsetsAndTheirLimit() throws {
    #expect(try match("a", "aba", [], .init(offset: 1)).ovector == [OracleRange(2, 3)])
    #expect(try match("a", "a", [], .init(offset: 2)).rc == -33)
    #expect(try match("a", "a", [], .init(offset: -1)).rc == -33)
    let limited = ["USE_OFFSET_LIMIT"]
    #expect(try match("a", "xxa", limited, .init(offsetLimit: 1)).rc == -1)
    #expect(try match("a", "xxa", limited, .init(offsetLimit: 2)).rc == 1)
    #expect(try match("a", "xxa", [], .init(offsetLimit: 1)).rc == -56)
  }

  @Test func limitsEndTheMatch() throws {
    let subject = String(repeating: "a", count: 25) + "c"
    #expect(try match("(a+)+$", subject, [], .init(matchLimit: 1000)).rc == -47)
    #expect(try match("(a|b)*c", subject, [], .init(depthLimit: 2)).rc == -53)
    #expect(try match("(a|b)*c", subject, [], .init(heapLimit: 0)).rc == -63)
  }

  @Test func badTextIsReportedWithItsPlace() throws {
    var pattern = try OraclePattern(pattern: bytes("a"), options: .init(compile: ["UTF"]))
    let result = try pattern.match(subject: [0x61, 0x62, 0xff])
    #expect(result == OracleMatch(rc: -23, startChar: 2))
  }

  @Test func aPatternCanBeUsedAgain() throws {
    var pattern = try OraclePattern(pattern: bytes("(?<y>a)(?<z>b)?"), jit: true)
    #expect(pattern.captureCount == 2)
    #expect(pattern.names == ["y": [1], "z": [2]])
    for _ in 0..<3 {
      #expect(try pattern.match(subject: bytes("ab")).rc == 3)
      #expect(try pattern.match(subject: bytes("c")) == OracleMatch(rc: -1))
      #expect(try pattern.match(subject: bytes("a")).ovector.last == .some(nil))
    }
  }

  @Test func duplicateNamesListAllGroups() throws {
    let pattern = try OraclePattern(
      pattern: bytes("(?<n>a)|(b)|(?<n>c)"), options: .init(compile: ["DUPNAMES"]))
    #expect(pattern.names == ["n": [1, 3]])
  }
}

@Suite("Oracle: options and errors")
struct OptionTests {
  @Test func badPatternsCarryNumberOffsetAndText() {
    let error = compileError("a(b")
    #expect(
      error == .compile(code: 114, offset: 3, message: "missing closing parenthesis"))
    #expect(error?.description == "error 114 at offset 3: missing closing parenthesis")
  }

  @Test func unknownNamesAreNotIgnored() {
    #expect(
      compileError("a", .init(compile: ["CASELESS", "NOSUCH"])) == .unknownCompileOption("NOSUCH"))
    #expect(
      compileError("a", .init(compile: ["NO_UTF_CHECK"])) == .unknownCompileOption("NO_UTF_CHECK"))
    #expect(compileError("a", .init(newline: "LFCR")) == .unknownNewline("LFCR"))
    #expect(compileError("a", .init(bsr: "ASCII")) == .unknownBSR("ASCII"))
    #expect(throws: OracleError.unknownMatchOption("DFA_SHORTEST")) {
      try match("a", "a", [], OracleMatchOptions(names: ["DFA_SHORTEST"]))
    }
  }

  @Test func newlineAndBSR() throws {
    func ends(_ newline: String?) throws -> Int {
      var pattern = try OraclePattern(pattern: bytes("a$"), options: .init(newline: newline))
      return try pattern.match(subject: bytes("a\r\n")).rc
    }
    #expect(try [nil, "LF", "CR", "CRLF", "ANY", "ANYCRLF"].map(ends) == [-1, -1, -1, 1, 1, 1])
    for (bsr, rc) in [(nil, 1), ("UNICODE", 1), ("ANYCRLF", -1)] {
      var pattern = try OraclePattern(pattern: bytes("\\R"), options: .init(bsr: bsr))
      #expect(try pattern.match(subject: bytes("\u{b}")).rc == rc)
    }
  }

  @Test func limitsOfPatterns() {
    #expect(compileError("abcd", .init(maxPatternLength: 4)) == nil)
    #expect(isCompileError(compileError("abcd", .init(maxPatternLength: 3)), 188))
    #expect(compileError("((a))", .init(parensNestLimit: 2)) == nil)
    #expect(isCompileError(compileError("((a))", .init(parensNestLimit: 1)), 119))
  }

  @Test func literalTakesOnlyOneOfThePlainOptions() throws {
    var pattern = try OraclePattern(
      pattern: bytes("a.c"), options: .init(compile: ["LITERAL"]), plain: true, autoCallout: true)
    #expect(try pattern.match(subject: bytes("abca.c")).ovector == [OracleRange(3, 6)])
  }

  @Test func theLibraryIsTheOneWeEqual() {
    #expect(OracleLibrary.versionString == "10.42 2022-12-11")
    #expect(OracleLibrary.unicodeVersion == "14.0.0")
    #expect(OracleLibrary.errorText(-47) == "match limit exceeded")
    #expect(OracleLibrary.errorText(114) == "missing closing parenthesis")
    #expect(OracleLibrary.errorText(12345) == "unknown error")
  }

  private func isCompileError(_ error: OracleError?, _ number: Int) -> Bool {
    guard case .compile(let code, _, _) = error else { return false }
    return code == number
  }
}
