// SPDX-License-Identifier: MIT
// The options of `rxdebug step` that say how it meets a person.

import ArgumentParser

/// The full screen or plain lines, and how the screen is drawn.
struct ScreenArguments: ParsableArguments {
  @Flag(help: "Plain lines, not the full screen.") var plain = false
  @Flag(help: "The full screen, whatever TERM says.") var tui = false
  @Flag(help: "Draw with ASCII alone.") var ascii = false
  @Option(help: ArgumentHelp("dark, light or auto.", valueName: "name")) var theme: String?
  @Option(help: ArgumentHelp("The size of exported pictures, 120x40.", valueName: "size"))
  var size: String?
}
