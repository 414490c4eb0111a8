// SPDX-License-Identifier: MIT
// Memory that several patterns match with: the results are those of memory of their own, and little is kept.

import PCRE2Oracle
import Testing

@Suite("Oracle: shared memory")
struct MatchMemoryTests {
  @Test func resultsAreTheSame() throws {
    let memory = try OracleMatchMemory()
    let patterns = [
      "(a)|(b)", "a(?=b(*COMMIT)c)[^d]|abd", "(*MARK:m)x", String(repeating: "(a?)", count: 40),
      "(a+)+$", "\\Ka",
    ]
    for subject in ["aab", "xb", "", "aaaaaaaaaaaaaaaaab", "abc"] {
      for options in [[], ["PARTIAL_HARD"], ["NOTEMPTY"]] {
        for pattern in patterns {
          var compiled = try OraclePattern(pattern: bytes(pattern))
          let options = OracleMatchOptions(names: options)
          let shared = try compiled.match(subject: bytes(subject), options: options, in: memory)
          #expect(try compiled.match(subject: bytes(subject), options: options) == shared)
        }
      }
    }
  }

  @Test func muchIsGivenBack() throws {
    let memory = try OracleMatchMemory()
    let deep = try OraclePattern(pattern: bytes("(?:(a)|b)*c"))
    let subject = Array(repeating: UInt8(0x61), count: 100_000)
    #expect(try deep.match(subject: subject, in: memory).rc == -1)
    #expect(memory.bytesKept < 1 << 18)
    #expect(try deep.match(subject: bytes("aac"), in: memory).rc == 2)
    let kept = memory.bytesKept
    #expect(kept > 0)
    for _ in 0..<10 { _ = try deep.match(subject: bytes("aac"), in: memory) }
    #expect(memory.bytesKept == kept)
  }
}
