// SPDX-License-Identifier: MIT
// The commands of the `:` prompt that are about the screen. All others are the session's, the same as without a
// screen.
//
//     :focus subject    :layout events    :set theme light    :export view.svg
//
// Tested in StepperUITests/PromptTests.swift.

/// A command about the screen.
enum ScreenCommand: Hashable {
  /// The pane that has the keys.
  case focus(Pane)
  /// How the panes share the screen.
  case arrangement(ScreenSettings.Arrangement)
  /// The view into a file.
  case export(String)
  /// Something that is on or off.
  case set(Switch, Bool)
  /// The colours.
  case theme(ScreenSettings.Theme)
  /// The same as a key.
  case action(Action)

  /// Something that is on or off.
  enum Switch: String, Hashable, CaseIterable {
    case heat, hex, ascii, mouse
  }

  /// What a line is.
  enum Reading {
    /// Nothing about the screen.
    case notOne
    case command(ScreenCommand)
    /// Something about the screen that cannot be; what to say.
    case wrong(String)
  }

  /// The first words of the commands, for completion: with what can follow.
  static let words: [String: [String]] = [
    "focus": Pane.allCases.map(\.word),
    "layout": ScreenSettings.Arrangement.allCases.map(\.rawValue),
    "export": [],
    "zoom": [],
    "play": [],
    "edit": [],
    "copy": [],
    "keys": [],
  ]

  /// What can follow `set`, besides what the session can set.
  static let settings = Switch.allCases.map(\.rawValue) + ["theme"]

  /// Reads a line.
  static func parse(_ line: String) -> Reading {
    let words = line.split(separator: " ").map(String.init)
    switch words.first {
    case "focus":
      guard words.count == 2, let pane = Pane.named(words[1]) else {
        return .wrong("focus takes a pane: \(Pane.allCases.map(\.word).joined(separator: ", ")).")
      }
      return .command(.focus(pane))
    case "layout":
      if words.count == 1 { return .command(.action(.arrangement)) }
      guard words.count == 2, let arrangement = ScreenSettings.Arrangement(rawValue: words[1])
      else { return .wrong("layout takes standard, text or events.") }
      return .command(.arrangement(arrangement))
    case "export":
      let path = line.dropFirst("export".count).drop { $0 == " " }
      return path.isEmpty ? .command(.action(.export)) : .command(.export(String(path)))
    case "zoom" where words.count == 1: return .command(.action(.zoom))
    case "play" where words.count == 1: return .command(.action(.play))
    case "edit" where words.count == 1: return .command(.action(.edit))
    case "copy" where words.count == 1: return .command(.action(.copy))
    case "keys" where words.count == 1: return .command(.action(.help))
    case "set" where words.count >= 2: return setting(words)
    default: return .notOne
    }
  }

  private static func setting(_ words: [String]) -> Reading {
    if words[1] == "theme" {
      guard words.count == 3, let theme = ScreenSettings.Theme(rawValue: words[2]) else {
        return .wrong("set theme takes dark or light.")
      }
      return .command(.theme(theme))
    }
    guard let what = Switch(rawValue: words[1]) else { return .notOne }
    switch words.dropFirst(2) {
    case [], ["on"]: return .command(.set(what, true))
    case ["off"]: return .command(.set(what, false))
    default: return .wrong("set \(what.rawValue) takes on or off.")
    }
  }
}

extension Pane {
  /// The pane in one word.
  var word: String { self == .frames ? "groups" : title.lowercased() }

  /// The pane of a word, its beginning, or its number.
  static func named(_ word: String) -> Pane? {
    if let number = Int(word) { return Pane(rawValue: number) }
    return allCases.first { $0.word == word } ?? allCases.first { $0.word.hasPrefix(word) }
  }
}

extension Model {
  mutating func perform(_ command: ScreenCommand) -> [Request] {
    switch command {
    case .focus(let pane): focus = pane
    case .arrangement(let arrangement): settings.arrangement = arrangement
    case .export(let path): return export(to: path)
    case .theme(let theme):
      settings.choose(theme)
    case .set(let what, let isOn):
      settings.set(what, isOn)
      if what == .mouse { return [.outside(.mouse(isOn))] }
    case .action(let action): return perform(action)
    }
    return []
  }
}

extension ScreenSettings {
  /// Takes the colours that the user has chosen.
  mutating func choose(_ theme: Theme) {
    self.theme = theme
    hasChosenTheme = true
  }

  mutating func set(_ what: ScreenCommand.Switch, _ isOn: Bool) {
    switch what {
    case .heat: showsHeat = isOn
    case .hex: showsHex = isOn
    case .ascii: isASCII = isOn
    case .mouse: hasMouse = isOn
    }
  }
}
