// SPDX-License-Identifier: MIT
// The subject in its pane.

import RegexDebugging
import RegexSyntax
import Testing

@testable import StepperUI

@Suite("The pane of the subject")
struct SubjectPaneTests {
  @Test("show")
  func show() throws {
    func dump(_ m: Model, _ sizes: [(Int, Int)]) {
      for (c, r) in sizes {
        let pane = SubjectPane(model: m).content(columns: c, rows: r)
        print("== \(c)x\(r)", pane.heading); for l in pane.grid.text { print("|" + l) }
      }
    }
    var m = try model("^(?<key>\\w+)\\s*=\\s*(?:\"(?<str>[^\"]*)\"|(?<num>\\d+))\\s*$", "timeout = 30 s", [], "goto 18")
    dump(m, [(78, 3), (78, 5), (40, 4), (20, 2), (8, 2), (1, 1)])
    m.settings.showsHex = true
    dump(m, [(78, 7), (40, 4), (20, 3)])
    m.settings.isASCII = true
    dump(m, [(78, 7)])
    var s = try session("(?<=😀)b", "a\u{301}b\n漢字\u{200D}😀b" + String(repeating: "lorem ipsum ", count: 30), [.utf])
    for c in ["goto 12"] { s.execute(try Command.parse(c)) }
    m = model(&s)
    dump(m, [(78, 3), (78, 5), (40, 14)])
    s.execute(try Command.parse("goto 160")); m = model(&s)
    dump(m, [(78, 3), (78, 5), (40, 14)])
    m.settings.isASCII = true
    dump(m, [(78, 3)])
  }
}
