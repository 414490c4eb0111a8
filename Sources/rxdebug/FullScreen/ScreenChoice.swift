// SPDX-License-Identifier: MIT
// Whether `rxdebug step` takes the full screen or talks in plain lines. The first that decides: what cannot go
// with a screen (--batch, --json, --no-editing), --plain, --tui, whether a person sits at both ends, TERM.
// There is no table of terminals: any name but "dumb" and "unknown" is one that moves its cursor.
//
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import Glibc
import StepperUI
import TerminalScreen

/// How a session meets a person.
enum ScreenChoice {
  /// Lines; perhaps with a remark why.
  case lines(remark: String?)
  /// The full screen.
  case screen(ScreenLook)

  /// Decides.
  ///
  /// - Parameters:
  ///   - arguments: what was asked for.
  ///   - lineOption: an option that was given and makes sense with lines alone.
  ///   - keyboard: where keys would come from.
  ///   - color: when to use colour.
  /// - Throws: `Failure.input` if the screen is asked for and cannot be.
  init(
    _ arguments: ScreenArguments, lineOption: String?, keyboard: borrowing Keyboard,
    color: ColorChoice
  ) throws(Failure) {
    let look = try ScreenLook(arguments, color)
    if arguments.tui {
      if let other = arguments.plain ? "--plain" : lineOption {
        throw .input("--tui cannot go with \(other)")
      }
      guard keyboard.isTerminal, isatty(STDOUT_FILENO) == 1 else {
        throw .input("--tui needs a terminal for keys and for the screen")
      }
      self = .screen(look)
      return
    }
    guard !arguments.plain, lineOption == nil, keyboard.isTerminal, isatty(STDOUT_FILENO) == 1
    else {
      self = .lines(remark: nil)
      return
    }
    switch environment("TERM") {
    case nil: self = .lines(remark: Self.remark("TERM is not set"))
    case "dumb": self = .lines(remark: Self.remark("TERM is dumb"))
    case "unknown": self = .lines(remark: Self.remark("TERM is unknown"))
    default: self = .screen(look)
    }
  }

  private static func remark(_ reason: String) -> String {
    "\(reason): plain lines; --tui forces the full screen"
  }
}

/// How the screen is to look.
struct ScreenLook {
  /// The colours and signs to begin with.
  var settings = ScreenSettings()
  /// How many colours the terminal has.
  var depth: ColorDepth

  /// Reads what was asked for and what the environment says.
  ///
  /// - Throws: `Failure.input` for a theme that does not exist.
  init(_ arguments: ScreenArguments, _ color: ColorChoice) throws(Failure) {
    switch arguments.theme {
    case nil, "auto":
      if Self.isBackgroundLight { settings.theme = .light }
    case let name?:
      guard let theme = ScreenSettings.Theme(rawValue: name) else {
        throw .input("--theme takes dark, light or auto, not \(RawArguments.display(name))")
      }
      settings.theme = theme
      settings.hasChosenTheme = true
    }
    settings.isASCII = arguments.ascii || !Self.isUTF8
    let detected = ColorDepth.detect(
      term: environment("TERM"), colorterm: environment("COLORTERM"))
    let hasColor = color.markup(onTerminal: detected != .none).hasColor
    depth = hasColor ? max(detected, .sixteen) : .none
  }

  /// Whether the locale says that the terminal shows UTF-8 (locale(7): the first that is set decides).
  private static var isUTF8: Bool {
    let name = environment("LC_ALL") ?? environment("LC_CTYPE") ?? environment("LANG") ?? ""
    let letters = name.lowercased().filter { $0 != "-" }
    return letters.contains("utf8")
  }

  /// What some terminals say in COLORFGBG, as "15;0": the last number is the background's colour.
  private static var isBackgroundLight: Bool {
    guard let last = environment("COLORFGBG")?.split(separator: ";").last else { return false }
    return last == "7" || last == "15"
  }
}
