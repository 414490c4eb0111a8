// SPDX-License-Identifier: MIT
// Where keys and commands come from: standard input, or the terminal itself where the subject came from
// standard input.
//
// Tested in Tests/TerminalDeviceTests/LineModeTests.swift.

import Glibc

/// A descriptor to read keys and commands from.
struct Keyboard: ~Copyable {
  /// The descriptor; below 0 if there is none.
  let descriptor: Int32
  /// Whether it is standard input.
  let isStandardInput: Bool

  /// Opens the terminal if standard input is taken by the subject.
  init(standardInputIsTaken: Bool) {
    isStandardInput = !standardInputIsTaken
    guard standardInputIsTaken else {
      descriptor = STDIN_FILENO
      return
    }
    // Without a terminal to answer on nobody sits at the other one either.
    descriptor = isatty(STDOUT_FILENO) == 1 ? unsafe open("/dev/tty", O_RDONLY | O_CLOEXEC) : -1
  }

  deinit { if descriptor > STDIN_FILENO { _ = close(descriptor) } }

  /// Whether a person types there.
  var isTerminal: Bool { descriptor >= 0 && isatty(descriptor) == 1 }
}
