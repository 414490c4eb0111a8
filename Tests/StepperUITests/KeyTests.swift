// SPDX-License-Identifier: MIT
// The table of keys, and the help made from it.

import RegexDebugging
import TerminalScreen
import TestFiles
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
    let rows = HelpText.reading(columns: columns)
      .rows(.max, columns: columns - 4, isASCII: false)
    let text = rows.map(\.text).joined(separator: "\n")
    for binding in KeyMap.all.flatMap(\.bindings) where !binding.summary.isEmpty {
      #expect(text.contains(HelpText.name(binding.keys[0])), "\(binding.keys[0])")
    }
    #expect(rows.allSatisfy { $0.width <= columns - 4 })
  }

  @Test("the manual names every key that is explained") func manual() throws {
    let page = String(
      decoding: try #require(readFile("\(packageRoot)/man/rxdebug-screen.7")), as: UTF8.self)
    let heads = page.split(separator: "\n").filter { $0.hasPrefix(".It Ic ") }
    let words = heads.flatMap { $0.split(separator: " ") }.map(String.init)
    let roff = ["\"": "\\(dq", "'": "\\(aq", ":": "\\&:", "?": "\\&?", ";": "\\&;", ",": "\\&,"]
    for binding in KeyMap.all.flatMap(\.bindings) where !binding.summary.isEmpty {
      let name = HelpText.name(binding.keys[0])
      let isNamed = words.contains(roff[name] ?? name) || words.contains(name + name)
      #expect(isNamed, "\(name)")
    }
  }
}
