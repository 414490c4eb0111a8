// SPDX-License-Identifier: MIT
// One step as a line of a table, and as a line of JSON.
//
//     step   at  item       pos    captures
//        1    0  a+           0 ^
//        2    2  b            3

import CaseChecking
import CaseCorpus
import RegexProgram
import RegexSyntax
import SourceText

/// Writes steps.
struct StepPrinter {
  private let pattern: [UInt8]
  private let escaping: Escaping
  private let style: Style
  private let names: [Int: String]
  private let itemWidth: Int

  /// Columns that the text of an item may take.
  private static let mostItemWidth = 28

  init(query: Query, style: Style) {
    pattern = query.input.pattern
    escaping = Escaping(showsUnicode: query.program.isUTF)
    self.style = style
    var names: [Int: String] = [:]
    for name in query.program.tree.names {
      for group in name.groups { names[group] = Escaping().display(name.name) }
    }
    self.names = names
    let longest = query.program.tree.items.prefix(10_000).map(\.length).max() ?? 0
    itemWidth = max(6, min(longest, Self.mostItemWidth))
  }

  /// The line above the first step.
  var heading: String {
    style(.quiet, "  step    at  item" + blanks(itemWidth - 4) + "   pos    captures")
  }

  /// A step as a line of text.
  func text(_ number: UInt64, _ row: StepRow) -> String {
    let item = itemColumn(row)
    let flags = (row.flags & 1 != 0 ? "^" : " ") + (row.flags & 2 != 0 ? "<" : " ")
    var line = right(String(number), 6) + right(String(row.itemSpan.start), 6) + "  " + item
    line += right(String(row.position), 6) + " " + flags
    for (index, group) in row.groups.enumerated() {
      guard let group else { continue }
      line += " \(names[index + 1] ?? String(index + 1))=\(groupText(group))"
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A step as an object and a line end.
  func json(_ number: UInt64, _ row: StepRow) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("step")
      writer.integer(Int(clamping: number))
      writer.name("offset")
      writer.integer(row.itemSpan.start)
      writer.name("item")
      writer.string(escaping.display(pattern, in: row.itemSpan))
      writer.name("position")
      writer.integer(row.position)
      writer.name("start")
      writer.integer(row.attemptStart)
      writer.name("attempt")
      writer.bool(row.flags & 1 != 0)
      writer.name("backtrack")
      writer.bool(row.flags & 2 != 0)
      writer.name("captures")
      writer.array { writer in
        for group in row.groups {
          guard let group else {
            writer.null()
            continue
          }
          writer.array {
            $0.integer(group.start)
            $0.integer(group.end)
          }
        }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  /// The text of the item, cut and filled up to its column.
  private func itemColumn(_ row: StepRow) -> String {
    if row.itemSpan.isEmpty { return style(.quiet, "(end)") + blanks(itemWidth - 5) }
    var text = ""
    var width = 0
    var offset = row.itemSpan.start
    while offset < row.itemSpan.end {
      let piece = escaping.piece(of: pattern, at: offset, end: row.itemSpan.end)
      let isLast = offset + piece.length >= row.itemSpan.end
      guard width + piece.width <= itemWidth - (isLast ? 0 : 1) else {
        text += "…"
        width += 1
        break
      }
      text += piece.text
      width += piece.width
      offset += piece.length
    }
    return style(.strong, text) + blanks(itemWidth - width)
  }

  private func right(_ text: String, _ width: Int) -> String {
    blanks(width - text.utf8.count) + text
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
