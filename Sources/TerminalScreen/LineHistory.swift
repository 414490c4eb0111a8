// SPDX-License-Identifier: MIT
// The lines that were typed before, oldest first.
// Tested in TerminalScreenTests/LineEditorTests.swift.

/// Lines that were typed before.
public struct LineHistory: Sendable {
  /// The lines, the oldest first.
  public private(set) var lines: [String]
  /// How many are kept at most.
  public let limit: Int

  /// Makes a history of some lines, the oldest first; of too many the oldest are dropped.
  ///
  /// - Precondition: the limit is at least 1.
  public init(_ lines: [String] = [], limit: Int = 1000) {
    precondition(limit > 0, "a history keeps at least one line")
    self.lines = Array(lines.suffix(limit))
    self.limit = limit
  }

  /// Adds a line unless it is blank or the same as the last one; tells whether it was added.
  @discardableResult
  public mutating func add(_ line: String) -> Bool {
    guard line != lines.last, !line.allSatisfy({ $0 == " " || $0 == "\t" }) else { return false }
    lines.append(line)
    if lines.count > limit { lines.removeFirst(lines.count - limit) }
    return true
  }
}
