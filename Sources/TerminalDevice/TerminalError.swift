// SPDX-License-Identifier: MIT
// What can go wrong with a terminal.

import Glibc

/// Why a terminal cannot be used.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A descriptor is not a terminal.
  case notATerminal
  /// Another device of this process is in raw mode.
  case inUse
  /// A system call failed, with this error number.
  case system(call: String, number: Int32)

  /// The error in words.
  public var description: String {
    switch self {
    case .notATerminal: return "not a terminal"
    case .inUse: return "the terminal is in use"
    case .system(let call, let number):
      guard let text = unsafe strerror(number) else { return "\(call): error \(number)" }
      return unsafe "\(call): \(String(cString: text))"
    }
  }
}
