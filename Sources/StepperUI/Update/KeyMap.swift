// SPDX-License-Identifier: MIT
// What keys do: one table for the keyboard, the help and the hints at the bottom. `KeyMap.action(for:)` looks a key
// up; `KeyMap.all` is what `?` shows.
//
// Tested in StepperUITests/KeyTests.swift.

import TerminalScreen

/// What a key does.
enum Action: Hashable, Sendable {
  /// A line for the session.
  case line(String)
  /// Going around between the panes.
  case focus(Pane), focusNext, focusPrevious, zoom, arrangement
  /// What the panes show.
  case heat, hex, ascii
  /// Within the pane that has the keys.
  case up, down, pageUp, pageDown, choose
  /// The whole explanation; the step to which a failure goes back.
  case explain, gotoChoice
  /// Breakpoints.
  case toggleBreakpoint, listBreakpoints, toggleEnabled
  /// A line to type.
  case prompt(Prompt.Purpose)
  /// What was searched for last.
  case searchAgain, searchBack
  /// What the keys belong to: pattern or subject, in place or in an editor.
  case edit, editOutside
  /// To the clipboard, and into a file.
  case copy, export
  /// Steps by themselves.
  case play, faster, slower
  /// The first of two keys.
  case prefix(Mode.Prefix)
  /// The screen itself.
  case help, redraw, suspend, quit, escape, interrupt
}

/// Some keys and what they do.
struct KeyBinding {
  let keys: [Key]
  let action: Action
  /// What it does, for the help; empty where another line of the help speaks for it.
  let summary: String

  init(_ keys: [Key], _ action: Action, _ summary: String = "") {
    self.keys = keys
    self.action = action
    self.summary = summary
  }
}

/// Keys under a heading of the help.
struct KeyGroup {
  let title: String
  let bindings: [KeyBinding]
}

/// The keys.
enum KeyMap {
  /// The action of a key; nil if it has none.
  static func action(for key: Key) -> Action? { table[key] }

  private static let table: [Key: Action] = {
    var table: [Key: Action] = [:]
    for binding in all.flatMap(\.bindings) {
      for key in binding.keys { table[key] = binding.action }
    }
    return table
  }()

  /// All keys, in the order of the help.
  static let all: [KeyGroup] = [moving, going, stopping, looking, changing, session]

  private static let moving = KeyGroup(
    title: "Move",
    bindings: [
      KeyBinding([Key("s"), Key(" "), Key(.right), Key("l")], .line("step"), "one step forward"),
      KeyBinding(
        [Key("S"), Key("-"), Key(.backspace), Key(.left), Key("h")], .line("back"),
        "one step back"),
      KeyBinding([Key("n")], .line("next"), "over the group, call or item"),
      KeyBinding([Key("N"), Key("p")], .line("reverse-next"), "back over it"),
      KeyBinding([Key("r")], .line("finish"), "to the end of this group"),
      KeyBinding([Key("R")], .line("reverse-finish"), "back to its start"),
      KeyBinding([Key("f")], .line("next-fail"), "next step that fails"),
      KeyBinding([Key("F")], .line("previous-fail"), "previous step that fails"),
      KeyBinding([Key("m")], .line("next-match"), "next step that matches"),
      KeyBinding([Key("M")], .line("previous-match"), "previous step that matches"),
      KeyBinding([Key("t")], .line("next-attempt"), "next attempt"),
      KeyBinding([Key("T")], .line("previous-attempt"), "previous attempt"),
    ])

  private static let going = KeyGroup(
    title: "Go",
    bindings: [
      KeyBinding([Key("c")], .line("continue"), "run to a breakpoint or the end"),
      KeyBinding([Key("C")], .line("reverse-continue"), "run back to a breakpoint"),
      KeyBinding([Key("g")], .prefix(.goto), "gg: first step"),
      KeyBinding([Key("G")], .line("goto end"), "the end (:123 a step, :50% a share)"),
      KeyBinding([Key("\"")], .prefix(.setMark), "\"x: set mark x"),
      KeyBinding([Key("'")], .prefix(.gotoMark), "'x: go to mark x"),
      KeyBinding([Key("/")], .prompt(.search), "search items: text, fail, verb ..."),
      KeyBinding([Key(";")], .searchAgain, "search again"),
      KeyBinding([Key(",")], .searchBack, "search backwards"),
      KeyBinding([Key("P")], .play, "play, and stop it"),
      KeyBinding([Key(">")], .faster, "play faster"),
      KeyBinding([Key("<")], .slower, "play slower"),
    ])

  private static let stopping = KeyGroup(
    title: "Stop",
    bindings: [
      KeyBinding([Key("b")], .toggleBreakpoint, "breakpoint on the item, or off"),
      KeyBinding([Key("B")], .listBreakpoints, "list breakpoints"),
      KeyBinding([Key("D")], .toggleEnabled, "switch breakpoints off or on"),
    ])

  private static let looking = KeyGroup(
    title: "Look",
    bindings: [
      KeyBinding([Key("w")], .explain, "why, in full"),
      KeyBinding([Key("W")], .gotoChoice, "step it goes back to"),
      KeyBinding([Key("u")], .line("up"), "group or call around"),
      KeyBinding([Key("d")], .line("down"), "group or call inside"),
      KeyBinding([Key("k"), Key(.up)], .up, "up in the pane; previous item in 1"),
      KeyBinding([Key("j"), Key(.down)], .down, "down in the pane; next item in 1"),
      KeyBinding([Key(.pageUp)], .pageUp),
      KeyBinding([Key(.pageDown)], .pageDown),
      KeyBinding([Key(.tab)], .focusNext, "next pane; 1 to 9 a pane"),
      KeyBinding([Key(.tab, .shift)], .focusPrevious),
      KeyBinding([Key("z")], .zoom, "zoom the pane, and back"),
      KeyBinding([Key("v")], .arrangement, "next layout"),
      KeyBinding([Key("H")], .heat, "heat on or off"),
      KeyBinding([Key("x")], .hex, "subject in hex"),
      KeyBinding([Key("a")], .ascii, "boxes or ASCII"),
    ]
      + Pane.allCases.compactMap { pane in
        Unicode.Scalar(UInt32(48 + pane.rawValue)).map { KeyBinding([Key($0)], .focus(pane)) }
      })

  private static let changing = KeyGroup(
    title: "Change",
    bindings: [
      KeyBinding([Key("e")], .edit, "edit the subject; in 1 the pattern"),
      KeyBinding([Key("E")], .editOutside, "the same in $EDITOR"),
      KeyBinding([Key("y")], .copy, "copy what the pane shows"),
      KeyBinding([Key("o")], .export, "export the view: .txt .json .svg"),
    ])

  private static let session = KeyGroup(
    title: "Session",
    bindings: [
      KeyBinding([Key(":")], .prompt(.command), "any command (:help)"),
      KeyBinding([Key(.enter)], .choose, "again; to what is chosen in 1 5 8"),
      KeyBinding([Key("?"), Key(.function(1))], .help, "this help"),
      KeyBinding([Key(.escape)], .escape),
      KeyBinding([Key("l", .control)], .redraw, "draw again"),
      KeyBinding([Key("z", .control)], .suspend, "suspend"),
      KeyBinding([Key("c", .control)], .interrupt, "stop a run"),
      KeyBinding([Key("q")], .quit, "quit"),
    ])
}
