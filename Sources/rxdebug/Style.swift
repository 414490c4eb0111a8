// SPDX-License-Identifier: MIT
// Colour and emphasis on a terminal; nothing is told by colour alone. The choice, the first that decides:
// --color, NO_COLOR (no colour, bold stays), CLICOLOR_FORCE and FORCE_COLOR, whether it is a terminal.

import Glibc

/// When to use colour.
enum ColorChoice: String {
  case auto, always, never

  /// Reads a choice; none is `auto`.
  init(argument: String?) throws(Failure) {
    guard let choice = ColorChoice(rawValue: argument ?? "auto") else {
      throw .input(
        "--color takes auto, always or never, not \(RawArguments.display(argument ?? ""))")
    }
    self = choice
  }

  /// What of it is used.
  ///
  /// - Parameter isTerminal: whether a terminal shows it that knows them.
  /// - Returns: whether there is colour, and whether there is bold and the like.
  func markup(onTerminal isTerminal: Bool) -> (hasColor: Bool, hasEmphasis: Bool) {
    switch self {
    case .always: return (true, true)
    case .never: return (false, false)
    case .auto: break
    }
    if environment("NO_COLOR") != nil { return (false, isTerminal) }
    let forced = [environment("CLICOLOR_FORCE"), environment("FORCE_COLOR")]
    if forced.contains(where: { $0 != nil && $0 != "0" }) { return (true, true) }
    return (isTerminal, isTerminal)
  }
}

/// How text is marked up.
struct Style {
  /// What a piece of text is.
  enum Role {
    case good, bad, quiet, strong
  }

  private let hasColor: Bool
  private let hasEmphasis: Bool

  /// Text as it is.
  static let plain = Style(hasColor: false, hasEmphasis: false)

  private init(hasColor: Bool, hasEmphasis: Bool) {
    self.hasColor = hasColor
    self.hasEmphasis = hasEmphasis
  }

  /// The style for a descriptor.
  static func standard(_ choice: ColorChoice, descriptor: Int32 = STDOUT_FILENO) -> Style {
    let isTerminal = isatty(descriptor) == 1 && environment("TERM") != "dumb"
    let markup = choice.markup(onTerminal: isTerminal)
    return Style(hasColor: markup.hasColor, hasEmphasis: markup.hasEmphasis)
  }

  /// Marks up a text.
  func callAsFunction(_ role: Role, _ text: String) -> String {
    switch role {
    case .good: hasColor ? "\u{1B}[32m\(text)\u{1B}[39m" : text
    case .bad: hasColor ? "\u{1B}[31m\(text)\u{1B}[39m" : text
    case .quiet: hasColor ? "\u{1B}[2m\(text)\u{1B}[22m" : text
    case .strong: hasEmphasis ? "\u{1B}[1m\(text)\u{1B}[22m" : text
    }
  }
}

/// A variable of the environment; nil if it is not set or empty.
func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}
