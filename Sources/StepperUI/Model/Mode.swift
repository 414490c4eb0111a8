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

  /// How many rows of at most so many columns the text takes.
  ///
  /// - Complexity: O(bytes); of 10,000 short lines less than a millisecond.
  func rowCount(columns: Int, isASCII: Bool) -> Int {
    lines.reduce(0) {
      $0 + (Self.fits($1, columns) ? 1 : Self.wrapped($1, columns, isASCII).count)
    }
  }

  /// The rows that are seen, of at most so many columns: so many from `top` on.
  func rows(_ count: Int, columns: Int, isASCII: Bool) -> ArraySlice<StyledText> {
    var skipped = 0
    var rows: [StyledText] = []
    for line in lines {
      guard rows.count < count else { break }
      if Self.fits(line, columns) {
        if skipped < top { skipped += 1 } else { rows.append(StyledText(line)) }
      } else {
        let wrapped = Self.wrapped(line, columns, isASCII)
        let hidden = min(wrapped.count, top - skipped)
        skipped += hidden
        rows += wrapped.dropFirst(hidden)
      }
    }
    return rows.prefix(count)
  }

  /// Whether a line is short enough for a row at first sight: in ASCII a byte is a column.
  private static func fits(_ line: String, _ columns: Int) -> Bool {
    line.utf8.count <= columns && line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private static func wrapped(_ line: String, _ columns: Int, _ isASCII: Bool) -> [StyledText] {
    let text = StyledText(line)
    guard text.width(asciiOnly: isASCII) > columns else { return [text] }
    let blanks = line.prefix { $0 == " " }.count
    return text.wrapped(to: columns, indent: min(blanks + 2, columns / 2), asciiOnly: isASCII)
  }
}
