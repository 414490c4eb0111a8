// SPDX-License-Identifier: MIT
// A session on the screen as fixtures/screens/NAME/session.txt has it:
//
//     pattern (a+)+b
//     subject "aaac\n"           as `set subject` takes it
//     option CASELESS            any number of these
//     moment opened              a name for what the screen shows after the keys up to here
//     keys s s f                 see TypedKeys
//     moment failed
//
// Lines that begin with # are remarks.

import RegexDebugging
import RegexSyntax
import Reporting
import TerminalScreen

@testable import StepperUI

/// A session with moments at which the screen is looked at.
struct ScreenScript {
  /// Why a file is none.
  struct Fault: Error {
    let line: String
  }
  private enum Line {
    case keys([TerminalInput])
    case moment(String)
  }

  private var settings: [Setting] = []
  private var lines: [Line] = []

  init(_ text: String) throws {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let word = line.prefix { $0 != " " }
      let rest = String(line.dropFirst(word.count + 1))
      switch word {
      case "pattern", "subject", "option":
        guard case .set(let changes) = try Command.parse("set \(line)") else {
          throw Fault(line: String(line))
        }
        settings += changes
      case "keys": lines.append(.keys(try TypedKeys.parse(rest)))
      case "moment": lines.append(.moment(rest))
      default: throw Fault(line: String(line))
      }
    }
  }

  /// The session at its beginning.
  func stepper(_ screen: ScreenSettings = ScreenSettings()) throws -> Stepper {
    var setup = RunSetup(pattern: [], subject: [])
    setup.options.compile.insert(.utf)
    for setting in settings { setup.apply(setting) }
    var session = try Session(setup)
    session.askLibrary()
    return Stepper(session, name: "", settings: screen) {
      $0.libraryCheck(cap: 100_000).map(\.brief)
    }
  }

  /// What the screen shows at each moment, and the frame after every single key.
  func run(
    columns: Int, rows: Int, _ screen: ScreenSettings = ScreenSettings(),
    watching watch: (CellGrid) -> Void = { _ in }
  ) throws -> [(moment: String, grid: CellGrid)] {
    var stepper = try stepper(screen)
    _ = stepper.send(.resized(columns: columns, rows: rows))
    var result: [(String, CellGrid)] = []
    for line in lines {
      switch line {
      case .keys(let keys):
        for key in keys {
          _ = stepper.send(.input(key))
          watch(stepper.model.view())
        }
      case .moment(let name):
        while stepper.idle() {}
        let grid = stepper.model.view()
        watch(grid)
        result.append((name, grid))
      }
    }
    return result
  }
}
