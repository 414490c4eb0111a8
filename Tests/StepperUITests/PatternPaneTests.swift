// SPDX-License-Identifier: MIT
// The pattern in its pane.

import RegexDebugging
import RegexSyntax
import Testing

@testable import StepperUI

private let config = """
  ^ (?<key> \\w+ ) \\s* = \\s*            # name
  (?: " (?<str> [^"]* ) "              # quoted value
    | (?<num> \\d+ )                    # number
  ) \\s* $
  """

@Suite("The pane of the pattern")
struct PatternPaneTests {
  @Test("show")
  func show() throws {
    var s = try session(config, "timeout = 30 s", [.extended, .multiline])
    for c in ["break 3:5", "goto 33"] { s.execute(try Command.parse(c)) }
    var m = model(&s)
    if case .profile(let p) = s.execute(try Command.parse("info profile")).body { m.details.heat = (p, false) }
    m.selectedItem = ItemID(13)
    for (c, r) in [(78, 12), (76, 7), (50, 5), (30, 4), (20, 3), (9, 2), (1, 1)] {
      let pane = PatternPane(model: m).content(columns: c, rows: r)
      print("== \(c)x\(r)", pane.heading); for l in pane.grid.text { print("|" + l) }
    }
    var one = try model(#"^(?<year>\d{4})-(?<month>\d\d)-(?:0[1-9]|[12]\d|3[01])T(?<time>\d\d:\d\d(?::\d\d)?)(?<zone>Z|[+-]\d\d:\d\d)$"#, "2024-01-02T03:04:05Z", [], "goto 12")
    for i in [3, 30, 99] { one.selectedItem = ItemID(i)
    for (c, r) in [(78, 12), (60, 4), (40, 2)] {
      let pane = PatternPane(model: one).content(columns: c, rows: r)
      print("== \(c)x\(r)", pane.heading); for l in pane.grid.text { print("|" + l) }
    }}
  }
}
