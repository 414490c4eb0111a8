// SPDX-License-Identifier: MIT
// Sessions as a user sees them, word for word: fixtures/sessions/*.txt, whose form Reporting's Transcript
// describes ("json step" shows an answer as JSON).
//
// RXDEBUG_RECORD=1 rewrites the answers, and fails the run.

import Reporting
import TestFiles
import Testing

@Suite struct GoldenTests {
  static let files = [
    "readme", "units", "repeats", "assertions", "groups", "lookarounds", "references", "ends",
    "commands", "display", "verbs", "calls",
    "moving", "breakpoints", "misses", "json", "scripting", "claims", "settings", "differences",
    "searches", "replacements", "starts",
  ]

  @Test(arguments: files) func session(_ name: String) throws {
    let path = "\(packageRoot)/fixtures/sessions/\(name).txt"
    let bytes = try #require(readFile(path), "no file \(path)")
    let before = String(decoding: bytes, as: UTF8.self)
    let after = Transcript.replay(try Transcript.parse(before))
    if isRecording {
      #expect(writeFile(path, Array(after.utf8)))
      Issue.record(
        "recorded \(name).txt: look at the difference and run again without RXDEBUG_RECORD")
    } else {
      let expected = before.split(separator: "\n", omittingEmptySubsequences: false)
      let found = after.split(separator: "\n", omittingEmptySubsequences: false)
      for (line, (left, right)) in zip(expected, found).enumerated() where left != right {
        Issue.record("\(name).txt:\(line + 1)\nexpected: \(left)\nfound:    \(right)")
        return
      }
      #expect(expected.count == found.count)
    }
  }
}
