// SPDX-License-Identifier: MIT
// What keys mean at a moment.

import TerminalScreen

/// What keys mean.
enum Mode: Sendable {
  /// Each does something at once.
  case normal
  /// The second of two keys is awaited.
  case prefix(Prefix)
  /// A line is typed at the bottom.
  case prompt(Prompt)
  /// A text lies over the panes.
  case reading(Reading)

  /// The first of two keys.
  enum Prefix: Hashable, Sendable {
    /// g: a second g goes to the first step.
    case goto
    /// ': the name of a mark to go to.
    case gotoMark
    /// ": the name of a mark to set.
    case setMark
  }
}

/// A line that is typed.
struct Prompt: Sendable {
  /// What it is for.
  enum Purpose: Hashable, Sendable {
    case command, search, pattern, subject, export
    /// Commands of a breakpoint, up to end.
    case attached
  }

  var purpose: Purpose
  var editor: LineEditor
  /// What the word can become, after a second Tab.
  var candidates: [String] = []
  /// Why the text could not be taken.
  var fault: String?

  /// What stands before the line.
  var label: String {
    switch purpose {
    case .command: ":"
    case .search: "/"
    case .pattern: "pattern: "
    case .subject: "subject: "
    case .export: "export to: "
    case .attached: "> "
    }
  }
}

/// A text over the panes.
struct Reading: Sendable {
  /// What it is: the command that gave it, or Help.
  let title: String
  /// The first row that is shown.
  var top = 0
  private let lines: [String]

  init(title: String, lines: [String]) {
    self.title = title
    self.lines = lines
  }

  /// The text in rows of at most so many columns.
  func rows(columns: Int, isASCII: Bool) -> [StyledText] {
    lines.flatMap { line -> [StyledText] in
      let text = StyledText(line)
      guard text.width(asciiOnly: isASCII) > columns else { return [text] }
      let blanks = line.prefix { $0 == " " }.count
      return text.wrapped(
        to: columns, indent: min(blanks + 2, columns / 2), asciiOnly: isASCII)
    }
  }
}
