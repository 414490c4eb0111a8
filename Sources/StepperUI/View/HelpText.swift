// SPDX-License-Identifier: MIT
// What `?` shows: every key of the table, in two columns, and what the marks of the panes mean.
//
// Tested in StepperUITests/KeyTests.swift.

import TerminalScreen

/// The help.
enum HelpText {
  /// The help as a text over the panes, in two columns where there is room.
  static func reading(columns: Int) -> Reading {
    let groups = KeyMap.all.map { [$0.title] + $0.bindings.compactMap(line) + [""] }
    // Move and Go on the left, the rest beside them.
    let left = groups.prefix(2).flatMap { $0 }
    let right = groups.dropFirst(2).flatMap { $0 }
    let isWide = columns >= 112
    let keys = isWide ? beside(left, right) : left + right
    return Reading(title: "Help", lines: keys + [""] + marks)
  }

  private static func beside(_ left: [String], _ right: [String]) -> [String] {
    let width = 52
    return (0..<max(left.count, right.count)).map { row in
      let first = row < left.count ? left[row] : ""
      let second = row < right.count ? right[row] : ""
      if second.isEmpty { return first }
      return first + String(repeating: " ", count: max(1, width - first.count)) + second
    }
  }

  private static func line(_ binding: KeyBinding) -> String? {
    guard !binding.summary.isEmpty else { return nil }
    let keys = binding.keys.map(name).joined(separator: " ")
    let padding = String(repeating: " ", count: max(1, 18 - keys.count))
    return "  " + keys + padding + binding.summary
  }

  /// A key as a person names it.
  static func name(_ key: Key) -> String {
    switch (key.code, key.modifiers) {
    case (.character(" "), []): "Space"
    case (.character(let scalar), .control):
      "Ctrl-" + String(Character(scalar)).uppercased()
    case (.right, _): "Right"
    case (.left, _): "Left"
    case (.up, _): "Up"
    case (.down, _): "Down"
    case (.backspace, _): "Bksp"
    case (.enter, _): "Enter"
    case (.tab, _): "Tab"
    case (.function(let number), _): "F\(number)"
    default: key.description
    }
  }

  private static let marks = [
    "Below the subject",
    "  1 to 9 the innermost group that took a character, + a later group, . taken outside groups;",
    "  a triangle or ^ where the search stands, F the furthest failure, S the start of the attempt.",
    "Offsets are bytes from 0; [A,B) is from A up to but not with B.",
    "",
    "Everything that has a key has a command, too: :help lists them, :help VERB explains one.",
    "Commands of the screen: :focus PANE, :layout NAME, :zoom, :play, :edit, :copy, :export FILE,",
    "  :set heat|hex|ascii|mouse on|off, :set theme dark|light, :keys (this help).",
  ]
}
