// SPDX-License-Identifier: MIT
// Lines that are typed at the bottom: commands, what to search for, a new pattern or subject, the name of a file.
//
// Tested in StepperUITests/PromptTests.swift.

import RegexDebugging
import RegexSyntax
import TerminalScreen

extension Model {
  /// Opens a line, with a text to begin with.
  mutating func open(_ purpose: Prompt.Purpose, text: String = "") {
    notice = nil
    // Line ends that are pasted into a text are its own; elsewhere they end lines.
    let isText = purpose == .pattern || purpose == .subject
    var editor = LineEditor(
      history: LineHistory(histories[purpose] ?? []), splitsLines: !isText)
    let text = purpose == .export && text.isEmpty ? "rxdebug-\(number).txt" : text
    if !text.isEmpty { editor.begin(with: text) }
    mode = .prompt(Prompt(purpose: purpose, editor: editor))
  }

  mutating func paste(_ text: String) -> [Request] {
    if case .prompt = mode { return type(.paste(text)) }
    tell("Pasting needs a line: e edits subject or pattern, : takes a command.", .bad)
    return [.outside(.bell)]
  }

  /// Takes a key or a paste for the line that is open.
  mutating func type(_ input: TerminalInput) -> [Request] {
    guard case .prompt(var prompt) = mode else { return [] }
    if input == .key(Key(.escape)), prompt.editor.searchPrompt == nil {
      return leave(prompt.purpose)
    }
    prompt.candidates = []
    prompt.fault = nil
    let completes = prompt.purpose == .command
    let names = scene.text.map.tree.names.map { String(decoding: $0.name, as: UTF8.self) }
    let outcome = prompt.editor.handle(input) { line in
      guard completes else { return [] }
      return CommandCompletion.candidates(
        for: line, groupNames: names, settings: ScreenCommand.settings, others: ScreenCommand.words)
    }
    mode = .prompt(prompt)
    switch outcome {
    case .edited: return []
    case .refused:
      // Backspace on an empty line leaves it, as in vi.
      if input == .key(Key(.backspace)), prompt.editor.text.isEmpty {
        return leave(prompt.purpose)
      }
      return [.outside(.bell)]
    case .candidates(let words):
      prompt.candidates = words
      mode = .prompt(prompt)
      return []
    case .accepted(let lines):
      mode = .normal
      return accept(lines, prompt.purpose)
    case .interrupted, .ended: return leave(prompt.purpose)
    case .suspended: return [.outside(.suspend)]
    case .cleared: return [.outside(.redraw)]
    }
  }

  /// Leaves a line that is not to be taken.
  ///
  /// The commands of a breakpoint end there: else keys would go on being them.
  private mutating func leave(_ purpose: Prompt.Purpose) -> [Request] {
    mode = .normal
    return purpose == .attached ? [.line("end")] : []
  }

  private mutating func accept(_ lines: [String], _ purpose: Prompt.Purpose) -> [Request] {
    let line = lines.first ?? ""
    switch purpose {
    case .pattern, .subject:
      // One with an error in it can be mended.
      edited = (purpose, line)
      keep(line, for: purpose)
      return change(purpose == .pattern ? .pattern : .subject, to: Array(line.utf8))
    case .export:
      keep(line, for: purpose)
      return line.isEmpty ? [] : export(to: line)
    case .search:
      keep(line, for: purpose)
      if !line.isEmpty { sought = line }
      return searchLine
    case .command:
      return lines.filter { line in line.contains { $0 != " " } }.flatMap { line -> [Request] in
        keep(line, for: purpose)
        return [.command(line), .outside(.remember(line))]
      }
    case .attached: return lines.map { .line($0) }
    }
  }

  private var searchLine: [Request] { sought.map { [.line("search \($0)")] } ?? [] }

  private mutating func keep(_ line: String, for purpose: Prompt.Purpose) {
    var history = LineHistory(histories[purpose] ?? [])
    history.add(line)
    histories[purpose] = history.lines
  }

  /// A line of the `:` prompt: about the screen, a place, or for the session.
  mutating func command(_ line: String) -> [Request] {
    let trimmed = line.drop { $0 == " " }
    guard !trimmed.isEmpty else { return [] }
    if trimmed.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return [.line("goto \(UInt64(trimmed) ?? .max)")]
    }
    if trimmed.last == "%", let share = UInt64(trimmed.dropLast()) {
      return goto(percent: min(share, 100))
    }
    switch ScreenCommand.parse(String(trimmed)) {
    case .notOne: return [.line(line)]
    case .wrong(let text):
      tell(text, .bad)
      return [.outside(.bell)]
    case .command(let command): return perform(command)
    }
  }

  private mutating func goto(percent: UInt64) -> [Request] {
    guard let steps = scene.end?.steps ?? details.overview?.steps, steps > 0 else {
      tell("How many steps there are is not known yet.", .bad)
      return [.outside(.bell)]
    }
    let (whole, rest) = steps.quotientAndRemainder(dividingBy: 100)
    return [.line("goto \(max(1, whole * percent + rest * percent / 100))")]
  }

  // MARK: A text over the panes

  /// The rows that a text takes on this screen.
  func rowCount(of reading: Reading) -> Int {
    reading.rowCount(columns: columns - 4, isASCII: settings.isASCII)
  }

  mutating func read(_ key: Key) -> [Request] {
    guard case .reading(var reading) = mode else { return [] }
    let page = max(1, rows - 4)
    let last = max(0, rowCount(of: reading) - page)
    switch (key.code, key.modifiers) {
    case (.down, []), (.character("j"), []), (.enter, []): reading.top += 1
    case (.up, []), (.character("k"), []): reading.top -= 1
    case (.pageDown, []), (.character(" "), []), (.character("f"), []): reading.top += page
    case (.pageUp, []), (.character("b"), []), (.character("-"), []): reading.top -= page
    case (.home, []), (.character("g"), []): reading.top = 0
    case (.end, []), (.character("G"), []): reading.top = last
    case (.character("l"), .control): return [.outside(.redraw)]
    case (.character("z"), .control): return [.outside(.suspend)]
    case (.character(":"), []):
      open(.command)
      return []
    case (.escape, _), (.character("q"), _):
      mode = .normal
      return []
    default:
      // Closes it, and does what it does.
      mode = .normal
      return press(key)
    }
    reading.top = min(max(0, reading.top), last)
    mode = .reading(reading)
    return []
  }
}
