// SPDX-License-Identifier: MIT
// The table of keys, and the help made from it.

import RegexDebugging
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("The table of keys") struct KeyTests {
  @Test("no key stands twice") func unique() {
    let keys = KeyMap.all.flatMap(\.bindings).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("every line behind a key is a command") func commands() throws {
    for binding in KeyMap.all.flatMap(\.bindings) {
      if case .line(let line) = binding.action { _ = try Command.parse(line) }
    }
  }

  @Test(
    "the help names every key that is explained, and fits its columns",
    arguments: [40, 60, 80, 120])
  func help(columns: Int) {
    let rows = HelpText.reading(columns: columns).rows(columns: columns - 4, isASCII: false)
    let text = rows.map(\.text).joined(separator: "\n")
    for binding in KeyMap.all.flatMap(\.bindings) where !binding.summary.isEmpty {
      #expect(text.contains(HelpText.name(binding.keys[0])), "\(binding.keys[0])")
    }
    #expect(rows.allSatisfy { $0.width <= columns - 4 })
  }
}
