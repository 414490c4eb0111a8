// SPDX-License-Identifier: MIT
// What the actions of keys do. Those that go somewhere are lines for the session, as if they had been typed.
//
// Tested in StepperUITests/UpdateTests.swift.

import RegexDebugging
import RegexSyntax
import TerminalScreen

extension Model {
  /// Does what a key stands for.
  mutating func perform(_ action: Action) -> [Request] {
    switch action {
    case .line(let line): return [.line(line)]
    case .focus(let pane): focus(on: pane)
    case .focusNext: focus(on: neighbour(1))
    case .focusPrevious: focus(on: neighbour(-1))
    case .zoom: isZoomed.toggle()
    case .arrangement: settings.arrangement = settings.arrangement.next
    case .heat: settings.showsHeat.toggle()
    case .hex: settings.showsHex.toggle()
    case .ascii: settings.isASCII.toggle()
    case .up, .down, .pageUp, .pageDown: return move(action)
    case .choose: return choose()
    case .explain: return [.line("why")]
    case .gotoChoice: return gotoChoice()
    case .toggleBreakpoint: return toggleBreakpoint()
    case .listBreakpoints: return [.line("info breaks")]
    case .toggleEnabled: return toggleEnabled()
    case .prompt(let purpose): open(purpose)
    case .searchAgain: return searchAgain("search")
    case .searchBack: return searchAgain("reverse-search")
    case .edit: return edit()
    case .editOutside: return editOutside()
    case .copy: return copy()
    case .export: open(.export)
    case .play: return play()
    case .faster, .slower: return changeSpeed(action == .faster ? 1 : -1)
    case .prefix(let prefix): mode = .prefix(prefix)
    case .help: mode = .reading(HelpText.reading(columns: columns))
    case .redraw: return [.outside(.redraw)]
    case .suspend: return [.outside(.suspend)]
    case .quit: return [.outside(.quit)]
    case .escape: escape()
    case .interrupt: tell("Nothing runs. q ends the session.")
    }
    return []
  }

  private mutating func escape() {
    if isZoomed {
      isZoomed = false
    } else {
      selectedItem = nil
      selectedStep = nil
      scroll = [:]
      selectedRow = [:]
    }
  }

  // MARK: Panes

  private mutating func focus(on pane: Pane) { focus = pane }

  /// The pane so many places further among those that are shown.
  private func neighbour(_ count: Int) -> Pane {
    let shown = isZoomed ? Pane.allCases : Layout(self).panes
    guard let index = shown.firstIndex(of: focus) else { return shown.first ?? focus }
    return shown[(index + count + shown.count) % shown.count]
  }

  private mutating func move(_ action: Action) -> [Request] {
    let count: Int
    switch action {
    case .up: count = -1
    case .down: count = 1
    case .pageUp: count = -max(1, pageRows)
    default: count = max(1, pageRows)
    }
    switch focus {
    case .pattern: selectItem(count)
    case .events: selectStep(count)
    case .timeline: return [.line(count > 0 ? "step \(count)" : "back \(-count)")]
    case .choices: selectRow(count, of: scene.choices.count)
    case .captures: selectRow(count, of: scene.captures.count)
    case .breakpoints: selectRow(count, of: scene.breakpoints.count)
    case .frames: return [.line(count > 0 ? "up" : "down")]
    case .subject, .why: scrollText(count)
    }
    return []
  }

  /// Scrolls from what is seen, as far as there is text.
  private mutating func scrollText(_ count: Int) {
    guard let inside = Layout(self).area(of: focus)?.inside else { return }
    let seen = content(of: focus, columns: inside.columns, rows: inside.rows).scroll
    scroll[focus] = min(max(0, seen.top + count), seen.last)
  }

  /// The rows of the pane that has the keys.
  private var pageRows: Int { (Layout(self).area(of: focus)?.rows ?? 3) - 3 }

  private mutating func selectItem(_ count: Int) {
    let last = scene.text.map.tree.items.count - 1
    let now = selectedItem ?? step?.item ?? ItemID(max(0, last))
    let next = min(max(0, now.index + count), last)
    if next >= 0 { selectedItem = ItemID(next) }
  }

  private mutating func selectStep(_ count: Int) {
    let known = details.lines.last?.number ?? number
    let next = Int64(clamping: selectedStep ?? number) + Int64(count)
    selectedStep = UInt64(max(1, min(next, Int64(clamping: max(known, number)))))
  }

  private mutating func selectRow(_ count: Int, of total: Int) {
    guard total > 0 else { return }
    let now = selectedRow[focus] ?? (count > 0 ? -1 : total)
    selectedRow[focus] = min(max(0, now + count), total - 1)
  }

  /// Enter: to what is chosen in the pane; the last command again where nothing is.
  private mutating func choose() -> [Request] {
    switch focus {
    case .events: if let selectedStep { return [.line("goto \(selectedStep)")] }
    case .captures:
      if let row = selectedRow[.captures], row > 0 { return [.line("where set \(row)")] }
      if selectedRow[.captures] == 0 {
        tell("The match begins where its attempt does: T goes there.")
        return []
      }
    case .breakpoints:
      if let row = selectedRow[.breakpoints], scene.breakpoints.indices.contains(row) {
        let breakpoint = scene.breakpoints[row]
        return [.line("\(breakpoint.isEnabled ? "disable" : "enable") \(breakpoint.id)")]
      }
    case .pattern:
      if let selectedItem, selectedItem != step?.item {
        return [.line("until \(scene.text.map.tree[selectedItem].position)")]
      }
    default: break
    }
    return [.line("")]
  }

  // MARK: Breakpoints

  private mutating func toggleBreakpoint() -> [Request] {
    guard let item = selectedItem ?? step?.item else {
      tell("There is no item here: choose one in pane 1 with j and k.", .bad)
      return [.outside(.bell)]
    }
    let here = scene.breakpoints.filter { $0.items.contains(item) }
    guard here.isEmpty else {
      return [.line("delete " + here.map { String($0.id) }.joined(separator: " "))]
    }
    return [.line("break \(scene.text.map.tree[item].position)")]
  }

  /// The breakpoint that is chosen, or all: on if none is.
  private mutating func toggleEnabled() -> [Request] {
    guard !scene.breakpoints.isEmpty else {
      tell("There are no breakpoints. b sets one.", .bad)
      return [.outside(.bell)]
    }
    if focus == .breakpoints, let row = selectedRow[.breakpoints],
      scene.breakpoints.indices.contains(row)
    {
      let breakpoint = scene.breakpoints[row]
      return [.line("\(breakpoint.isEnabled ? "disable" : "enable") \(breakpoint.id)")]
    }
    return [.line(scene.breakpoints.contains(where: \.isEnabled) ? "disable" : "enable")]
  }

  private mutating func gotoChoice() -> [Request] {
    guard case .step(let why) = scene.view, let retreat = why.retreat else {
      tell("This step does not fail: the search does not go back here.", .bad)
      return [.outside(.bell)]
    }
    guard let step = retreat.step else {
      tell("What it goes back to is the attempt itself, or lies too far back.", .bad)
      return [.outside(.bell)]
    }
    return [.line("goto \(step)")]
  }

  // MARK: Search, play

  private mutating func searchAgain(_ verb: String) -> [Request] {
    guard let sought else {
      open(.search)
      return []
    }
    return [.line("\(verb) \(sought)")]
  }

  private mutating func play() -> [Request] {
    guard scene.place != .end else {
      tell("The search is over; gg goes to the first step.", .bad)
      return [.outside(.bell)]
    }
    let new = Player()
    player = new
    return [.outside(.wake(milliseconds: new.delay))]
  }

  private mutating func changeSpeed(_ count: Int) -> [Request] {
    guard player != nil else {
      tell("P plays; then > and < change the speed.")
      return []
    }
    player?.change(by: count)
    return []
  }
}

extension ScreenSettings.Arrangement {
  var next: Self {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
