// SPDX-License-Identifier: MIT
// How the lines of a pattern are laid out in a pane: long lines go on in further rows if everything has room that way,
// else each line has one row and is seen around the item in hand.
//
// Example: a line of 100 characters takes two rows of 60 columns, the second beginning with an item where possible.
// Tested in StepperUITests/PatternPaneTests.swift.

import RegexSyntax
import SourceText
import TerminalScreen

/// The rows that a pattern would take.
struct PatternRows {
  /// One of them.
  struct Row {
    /// The line, from 0.
    var line: Int
    /// What it shows at most.
    var span: SourceSpan
    /// Whether it begins its line.
    var isFirst: Bool
    /// Whether it ends its line.
    var isLast: Bool
  }

  private let lines: [SourceSpan]
  /// The rows, where lines may have more than one.
  private var wrapped: [Row] = []
  private var isWrapped = false

  /// How many there are.
  var count: Int { isWrapped ? wrapped.count : lines.count }

  /// A row from above.
  subscript(index: Int) -> Row {
    isWrapped
      ? wrapped[index] : Row(line: index, span: lines[index], isFirst: true, isLast: true)
  }

  /// Lays out a pattern.
  ///
  /// - Parameters:
  ///   - layout: the pattern's lines.
  ///   - text: its bytes.
  ///   - columns: the room for a row.
  ///   - most: the rows that there are.
  init(_ layout: PatternLayout, _ text: DrawnText, columns: Int, most: Int) {
    lines = layout.lines
    guard lines.count <= most, text.bytes.count <= most * max(1, columns) * 4 else { return }
    for line in lines.indices where wrapped.count <= most {
      wrap(line, layout, text, columns: max(1, columns), most: most)
    }
    isWrapped = wrapped.count <= most && wrapped.last?.line == lines.count - 1
  }

  private mutating func wrap(
    _ line: Int, _ layout: PatternLayout, _ text: DrawnText, columns: Int, most: Int
  ) {
    let whole = layout.lines[line]
    let isLastLine = line == layout.lines.count - 1
    var at = whole.start
    repeat {
      let rest = SourceSpan(at, whole.end)
      let window = TextWindow(
        text, in: rest, columns: columns, end: isLastLine ? PatternPane.endGlyph : nil)
      var end = max(window.end, at + 1)
      // What is cut of a comment is not worth a row.
      let goesOn = window.isCutBehind && !isComment(SourceSpan(end, whole.end), layout)
      end = goesOn ? lineBreak(in: SourceSpan(at, end), layout) ?? end : whole.end
      wrapped.append(
        Row(line: line, span: SourceSpan(at, end), isFirst: at == whole.start, isLast: !goesOn))
      if !goesOn { return }
      at = end
    } while wrapped.count <= most
  }

  private func isComment(_ span: SourceSpan, _ layout: PatternLayout) -> Bool {
    layout.comments(in: span).contains { $0.start <= span.start && span.end <= $0.end }
  }

  /// Where the item begins that the end of a row would cut, if it is not too far from there.
  private func lineBreak(in span: SourceSpan, _ layout: PatternLayout) -> Int? {
    guard let item = layout.items(in: span).last else { return nil }
    let label = layout.span(of: item)
    return label.end > span.end && label.start > span.start + span.count / 2 ? label.start : nil
  }

  /// The row that an offset of a line is in.
  func row(of offset: Int, line: Int) -> Int {
    guard isWrapped else { return line }
    return wrapped.lastIndex { $0.line == line && $0.span.start <= offset } ?? 0
  }
}
