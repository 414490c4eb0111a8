// SPDX-License-Identifier: MIT
// What happens changes the model and asks for effects. Pure: the same messages give the same screens.
//
// Tested in StepperUITests/UpdateTests.swift.

import RegexDebugging
import RegexMachine
import TerminalScreen

/// What an update asks for: work of the session, or something outside.
enum Request: Hashable, Sendable {
  /// A line for the session.
  case line(String)
  /// A line that may be about the screen, to be read when those before it have been carried out.
  case command(String)
  /// Something for whoever has the terminal.
  case outside(Effect)

  /// Whether it is for whoever has the terminal.
  var isOutside: Bool { if case .outside = self { true } else { false } }
}

extension Model {
  /// Takes a message.
  mutating func update(_ message: Message) -> [Request] {
    switch message {
    case .input(.key(let key)): return press(key)
    case .input(.paste(let text)): return paste(text)
    case .input(.mouse(let event)): return handle(event)
    case .input(.background(let color)):
      settings.adapt(to: color)
      return []
    case .input: return []
    case .resized(let columns, let rows):
      self.columns = max(1, columns)
      self.rows = max(1, rows)
      return []
    case .woken: return playOn()
    case .edited(let target, let bytes?): return change(target, to: bytes)
    case .edited(_, nil): return []
    case .lines(let lines): return lines.map { .command($0) }
    case .told(let text, let isGood):
      tell(text, isGood ? .good : .bad)
      return []
    }
  }

  // MARK: Keys

  mutating func press(_ key: Key) -> [Request] {
    switch mode {
    case .prompt: return type(.key(key))
    case .reading: return read(key)
    case .prefix(let prefix):
      mode = .normal
      return finish(prefix, key)
    case .normal:
      guard let action = KeyMap.action(for: key) else {
        tell("\(key) does nothing here. ? shows the keys.", .bad)
        return [.outside(.bell)]
      }
      if player != nil, action != .faster, action != .slower {
        player = nil
        // Any key stops the play; the keys that move have their own effect besides.
        if action == .play || action == .escape || action == .interrupt { return [] }
      }
      notice = nil
      return perform(action)
    }
  }

  private mutating func finish(_ prefix: Mode.Prefix, _ key: Key) -> [Request] {
    guard case .character(let scalar) = key.code, key.modifiers == [] else { return [] }
    switch prefix {
    case .goto where scalar == "g": return [.line("goto start")]
    case .goto: tell("g\(scalar) does nothing; gg goes to the first step.", .bad)
    case .setMark where isMarkName(scalar): return [.line("mark \(scalar)")]
    case .gotoMark where isMarkName(scalar): return [.line("goto \(scalar)")]
    case .setMark, .gotoMark: tell("A mark is a letter.", .bad)
    }
    return [.outside(.bell)]
  }

  private func isMarkName(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  mutating func tell(_ text: String, _ kind: Notice.Kind = .plain) {
    notice = Notice(text: text, kind: kind)
  }

  // MARK: Answers

  /// Takes what a line came to.
  mutating func take(_ answer: Answer) {
    switch answer {
    case .moved(let remarks, let isBad):
      let text = remarks.joined(separator: " ")
      notice = text.isEmpty ? nil : Notice(text: text, kind: isBad ? .bad : .plain)
    case .told(let text, let isBad): tell(text, isBad ? .bad : .plain)
    case .text(let title, let lines): mode = .reading(Reading(title: title, lines: lines))
    }
  }

  /// Takes the place where the session stands now.
  mutating func take(_ scene: Scene) {
    let isSameText = scene.setup == self.scene.setup
    let isSameRun = isSameText && scene.search?.number == self.scene.search?.number
    if !isSameRun { details = Details() }
    if !isSameText {
      selectedItem = nil
      scroll = [:]
      selectedRow = [:]
    }
    if scene.place != self.scene.place || !isSameRun {
      selectedStep = nil
      // What was chosen among rows belonged to another place; the lists that stay the same keep it.
      for pane in [Pane.choices, .frames, .why] {
        scroll[pane] = nil
        selectedRow[pane] = nil
      }
      details.settingSteps = [:]
    }
    self.scene = scene
  }

  /// Takes why a line cannot be carried out; a pattern or subject that was typed can be mended.
  mutating func refuse(_ text: String) {
    // An excerpt with a caret needs rows of its own.
    let reason = text.prefix { $0 != "\n" }
    guard let (purpose, line) = edited else { return take(.told(String(reason), isBad: true)) }
    open(purpose, text: line)
    guard case .prompt(var prompt) = mode else { return }
    prompt.fault = String(reason)
    mode = .prompt(prompt)
  }

  /// Tells, before what was told of a change, how the match ends now.
  mutating func announceEnd() {
    guard let end = scene.end, let text = notice?.text else { return }
    let result =
      switch end.outcome {
      case .match: "Now it matches"
      case .noMatch: "There is no match"
      case .partial: "There is a partial match"
      case .limit: "It meets a limit"
      case .error: "It ends in an error"
      }
    notice?.text = "\(result), at step \(end.steps). \(text)"
  }

  // MARK: Play

  private mutating func playOn() -> [Request] {
    guard let player, case .normal = mode, scene.place != .end else {
      self.player = nil
      return []
    }
    return [.line("step"), .outside(.wake(milliseconds: player.delay))]
  }
}

extension Player {
  static let speeds = [1, 2, 4, 8, 15, 30, 60]

  /// Milliseconds between two steps.
  var delay: Int { 1000 / speed }

  mutating func change(by count: Int) {
    let index = Self.speeds.firstIndex(of: speed) ?? 0
    speed = Self.speeds[min(max(0, index + count), Self.speeds.count - 1)]
  }
}

extension ScreenSettings {
  /// Chooses the theme for a background, unless the user has chosen one.
  mutating func adapt(to background: RGB) {
    guard !hasChosenTheme else { return }
    // Weights of ITU-R BT.601, in thousandths.
    let brightness =
      299 * Int(background.red) + 587 * Int(background.green) + 114 * Int(background.blue)
    theme = brightness > 128_000 ? .light : .dark
  }
}
