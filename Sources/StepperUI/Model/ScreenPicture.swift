// SPDX-License-Identifier: MIT
// The screen of a session that is not on one: what `export` writes in line mode and in scripts.
//
//     var picture = ScreenPicture(columns: 120, rows: 40)
//     picture.take("focus events")                          // .done
//     picture.file("shot.svg", of: &session)                // the bytes of an SVG
//
// Tested in StepperUITests/ScreenPictureTests.swift.

public import RegexDebugging
import Reporting

/// How a session would look on a screen.
public struct ScreenPicture: Sendable {
  /// What a line is to the picture.
  public enum Answer: Hashable, Sendable {
    /// Nothing about how a screen looks.
    case notOne
    /// It has been taken.
    case done
    /// It is about the screen and cannot be; what to say.
    case wrong(String)
  }

  /// Steps of a match that are run in advance at most.
  private static let mostExplored: UInt64 = 10_000_000

  private let columns: Int
  private let rows: Int
  private let name: String
  private var settings: ScreenSettings
  private var focus = Pane.pattern
  private var isZoomed = false

  /// Makes a picture.
  ///
  /// - Parameters:
  ///   - columns: the columns of the screen, at least 1.
  ///   - rows: its rows, at least 1.
  ///   - name: what pattern and subject are called; may be empty.
  ///   - settings: what is set about the screen.
  public init(
    columns: Int, rows: Int, name: String = "", settings: ScreenSettings = ScreenSettings()
  ) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.name = name
    self.settings = settings
  }

  /// Takes a line if it is about how the screen looks: `focus`, `zoom`, `layout`, and `set` with theme, heat, hex,
  /// ascii or mouse.
  public mutating func take(_ line: String) -> Answer {
    switch ScreenCommand.parse(line) {
    case .notOne: return .notOne
    case .wrong(let text): return .wrong(text)
    case .command(.focus(let pane)): focus = pane
    case .command(.arrangement(let arrangement)): settings.arrangement = arrangement
    case .command(.action(.arrangement)): settings.arrangement = settings.arrangement.next
    case .command(.action(.zoom)): isZoomed.toggle()
    case .command(.set(let what, let isOn)): settings.set(what, isOn)
    case .command(.theme(let theme)): settings.choose(theme)
    case .command(.action), .command(.export): return .notOne
    }
    return .done
  }

  /// The content of a file with the view of a session.
  ///
  /// The rest of the match is run for it, 10 million steps at most; the session stays where it is.
  ///
  /// - Parameters:
  ///   - path: the name of the file; its ending says what to write: .txt, .json or .svg.
  ///   - session: the session.
  ///   - verdict: what libpcre2 says to the match, in a few words.
  /// - Returns: the bytes; nil for another ending.
  public func file(
    _ path: String, of session: inout Session, verdict: String? = nil
  ) -> [UInt8]? {
    var model = Model(session.scene(), name: name, settings: settings)
    (model.columns, model.rows) = (columns, rows)
    (model.focus, model.isZoomed) = (focus, isZoomed)
    model.complete(with: &session, steps: Self.mostExplored)
    model.details.verdict = verdict
    return model.file(path)
  }
}

extension Model {
  /// Looks up all that a stepper finds out between keys.
  fileprivate mutating func complete(with session: inout Session, steps: UInt64) {
    while !session.explore(steps: 1_000_000), session.explored.steps < steps {}
    take(session.scene())
    let around = UInt64(2 * max(20, rows))
    let first = number > around ? number - around : 1
    details.lines = session.stepLines(from: first, count: Int(2 * around))
    details.overview = session.overview(columns: overviewColumns)
    details.settingSteps = session.settingSteps(within: steps) { true }
    details.heat = session.profileAll(steps: steps)
  }
}
