// SPDX-License-Identifier: MIT
// The changes that `history` tells against a plain run.

import RegexDebugging
import RegexMachine
import Testing

@Suite struct HistoryTests {
  @Test(arguments: BreakpointTests.subjects) func everyChange(
    _ pattern: String, _ subject: String
  ) throws {
    var plain = try timeline(pattern, subject)
    var expected: [[(group: Int, words: String)]] = []
    var before: [CaptureRange?] = []
    var isAtEnd = false
    while !isAtEnd {
      plain.move(to: .step(UInt64(expected.count) + 1))
      guard case .step(let step) = plain.place else {
        isAtEnd = true
        continue
      }
      let now = plain.inspect { machine, _, _, _ in machine.captures }
      var changes = expected.last ?? []
      for group in now.indices.dropFirst() where group < before.count && before[group] != now[group]
      {
        let words =
          "\(step): \(String(describing: before[group])) \(String(describing: now[group]))"
        changes.insert((group, words), at: 0)
      }
      before = now
      expected.append(changes)
    }
    var session = try session(pattern, subject)
    for step in [1, 2, expected.count / 2, expected.count] where step > 0 {
      session.execute(.goto(.step(UInt64(step))))
      for group in 1..<max(before.count, 1) {
        let response = session.execute(.history("\(group)", 1000))
        guard case .history(_, let changes, let isComplete) = response.body else {
          Issue.record("no history of group \(group)")
          continue
        }
        #expect(isComplete)
        let words = changes.map {
          "\($0.step): \(String(describing: $0.change.old)) \(String(describing: $0.change.new))"
        }
        #expect(words == expected[step - 1].filter { $0.group == group }.map(\.words))
      }
      #expect(session.place == .step(UInt64(step)))
    }
  }
}
