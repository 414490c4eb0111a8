// SPDX-License-Identifier: MIT
// Words in columns, read downwards as `ls` has them: what Tab lists.
//
// Example: `back break` `bt` `catch` on 20 columns:
//
//     back   bt
//     break  catch
//
// Tested in TerminalScreenTests/LineEditorTests.swift.

/// Words in columns.
public enum CandidateTable {
  private static let gap = 2

  /// Lays the words out.
  ///
  /// - Parameters:
  ///   - words: the words; control characters in them are shown, not sent.
  ///   - width: the columns of the terminal.
  ///   - limit: how many words are shown at most; behind them stands how many more there are.
  /// - Returns: the rows of the table as bytes, each with its end.
  public static func bytes(_ words: [String], width: Int, limit: Int = 200) -> [UInt8] {
    let cells = words.prefix(limit).map { Glyph.glyphs(for: $0.unicodeScalars) }
    let widths = cells.map { $0.reduce(0) { $0 + $1.width } }
    let columnWidth = (widths.max() ?? 0) + gap
    // The last column of the terminal stays empty, as in PromptView.
    let columns = max(1, (width - 1 + gap) / columnWidth)
    let rows = (cells.count + columns - 1) / columns
    var bytes: [UInt8] = []
    for row in 0..<rows {
      for index in stride(from: row, to: cells.count, by: rows) {
        for glyph in cells[index] { glyph.append(to: &bytes) }
        guard index + rows < cells.count else { break }
        bytes += [UInt8](repeating: 0x20, count: columnWidth - widths[index])
      }
      bytes += [0x0D, 0x0A]
    }
    if words.count > limit { bytes += Array("... and \(words.count - limit) more\r\n".utf8) }
    return bytes
  }
}
