// SPDX-License-Identifier: MIT
// How many commands of a script a session carries out in a second: reading, doing and putting into words, in the
// middle of a match of a billion steps, which the session has run through before.

import Glibc
import RegexDebugging
import RegexMachine
import Reporting

/// Carries out 10,000 commands of each script and prints the rates.
func benchScript() throws {
  var session = try Session(
    pattern: Array("(?:a|b|ab)*c".utf8),
    subject: Array(String(repeating: "ab", count: 20).utf8))
  _ = renderText(session.execute(.goto(.end)))
  let steps = session.end?.steps ?? 0
  let scripts: [(name: String, lines: [String])] = [
    ("step", ["step"]), ("step and back", ["step", "step", "step", "back"]),
    ("moving and looking", ["step", "where", "next-fail", "why", "back", "captures", "list"]),
  ]
  print("script of 10,000 commands in a match of \(steps) steps (bar 50000 commands/s)")
  for script in scripts {
    _ = session.execute(.goto(.step(steps / 2)))
    var characters = 0
    let start = now()
    for number in 0..<10_000 {
      let command = try Command.parse(script.lines[number % script.lines.count])
      characters += renderText(session.execute(command)).utf8.count
    }
    let seconds = now() - start
    print("  \(script.name): \(Int(10_000 / seconds)) commands/s, \(characters) bytes")
    fflush(nil)
  }
}
