// SPDX-License-Identifier: MIT
// Every response has a JSON form that parses, on one line, in pure ASCII, with a type.

import CaseCorpus
import RegexDebugging
import Reporting
import Testing

@Suite struct JSONTests {
  static let commands = [
    "where", "why", "list", "events", "captures", "choices", "info items", "info program",
    "info breaks", "info profile", "bt", "up", "down 3", "mark a", "goto a", "goto nowhere",
    "break 1",
    "watch 1", "catch fail", "disable 2", "ignore 1 2", "delete 1", "help", "help step", "next",
    "rn",
    "finish", "rf", "c", "rc", "nf", "pm", "diff", "undo", "set option -utf m", "show pattern",
    "show options", "set subject xx", "diff", "goto diff", "set pattern (", "show subject", "undo",
    "undo", "quit",
  ]

  @Test(arguments: BreakpointTests.subjects) func everyResponseParses(
    _ pattern: String, _ subject: String
  ) throws {
    var session = try session(pattern, subject)
    for start in ["goto 1", "goto 7", "goto end"] {
      for command in [start] + Self.commands {
        let text = session.sayJSON(command)
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        #expect(isPlain, "\(command)")
        let value = try JSONValue(parsing: Array(text.utf8))
        guard case .string(let type)? = value["type"] else {
          Issue.record("\(command) has no type")
          continue
        }
        let hasText = value["text"] != nil
        #expect(hasText || type == "quit", "\(command)")
      }
    }
  }
}
