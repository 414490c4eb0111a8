// SPDX-License-Identifier: MIT
// A text of `matches` that does not match any more goes to `nonmatches`, and the other way round:
//
//   matches = ["a", "b"]   # seen       ->      matches = ["a"]   # seen
//   nonmatches = ["c"]                          nonmatches = ["c", "b"]
//
// Tested in Tests/CaseSuitesTests/UpdateTests.swift.

import SourceText

/// Moves an element from one list of a pattern to the end of the other.
struct ListMove {
  private let layout: TOMLLayout
  private let table: Int
  private var edits: [TextEdit] = []

  /// The edits that move an element.
  ///
  /// - Parameters:
  ///   - layout: The document.
  ///   - table: The table of the pattern.
  ///   - source: The list that the element is in, `matches` or `nonmatches`.
  ///   - index: Its place there, from 0.
  /// - Returns: Edits within the table and its list.
  static func edits(
    _ layout: TOMLLayout, table: Int, from source: String, at index: Int
  ) -> [TextEdit] {
    var move = ListMove(layout, table)
    move.run(source, index)
    return move.edits
  }

  private init(_ layout: TOMLLayout, _ table: Int) {
    self.layout = layout
    self.table = table
  }

  private mutating func run(_ source: String, _ index: Int) {
    let target = source == "matches" ? "nonmatches" : "matches"
    let entries = layout.tables[table]
    guard let entry = entries[source], case .array(let elements) = entry.value.content,
      elements.indices.contains(index), let statement = entry.statement
    else { return }
    let text = Array(layout.text(elements[index].span))
    if let other = entries[target], case .array(let others) = other.value.content {
      append(text, to: other.value.span, others)
    } else if elements.count == 1 {
      // The list becomes the other one.
      edits.append(TextEdit(entry.keySpan.start, entry.keySpan.end, Array(target.utf8)))
      return
    } else {
      var edits = TableEdits(layout, table: table)
      edits.addStatements([Array("\(target) = [".utf8) + text + [.bracketEnd]], behind: statement)
      self.edits += edits.edits
    }
    remove(index, of: elements)
  }

  // MARK: Removing

  private mutating func remove(_ index: Int, of elements: [TOMLLayout.Value]) {
    let bytes = layout.bytes
    let span = elements[index].span
    let comma = comma(after: span.end)
    var lineStart = span.start
    while lineStart > 0, bytes[lineStart - 1].isBlank { lineStart -= 1 }
    var end = comma.map { $0 + 1 } ?? span.end
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    let isBehindLineStart = lineStart == 0 || bytes[lineStart - 1] == .lineFeed
    let isBeforeLineEnd = bytes[end] == .lineFeed || bytes[end] == .carriageReturn
    if isBehindLineStart, isBeforeLineEnd {
      // Alone on its lines, which go; a comma before them may stay.
      let next = bytes[end...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
      edits.append(TextEdit(lineStart, next))
    } else if bytes[end] == .hash || isBehindLineStart {
      edits.append(TextEdit(span.start, end))
    } else if isBeforeLineEnd {
      edits.append(TextEdit(lineStart, comma.map { $0 + 1 } ?? span.end))
    } else if index + 1 < elements.count || index == 0 {
      edits.append(TextEdit(span.start, comma == nil ? span.end : end))
    } else if let before = self.comma(after: elements[index - 1].span.end), comma == nil,
      bytes[(before + 1)..<span.start].allSatisfy(\.isBlank)
    {
      edits.append(TextEdit(before, span.end))
    } else {
      edits.append(TextEdit(lineStart, comma.map { $0 + 1 } ?? span.end))
    }
  }

  /// The comma behind an element; nil if there is none.
  private func comma(after offset: Int) -> Int? {
    var position = offset
    while position < layout.bytes.count {
      switch layout.bytes[position] {
      case .comma: return position
      case .space, .tab, .lineFeed, .carriageReturn: position += 1
      case .hash:
        while position < layout.bytes.count, layout.bytes[position] != .lineFeed { position += 1 }
      default: return nil
      }
    }
    return nil
  }

  // MARK: Adding

  private mutating func append(
    _ text: [UInt8], to array: SourceSpan, _ elements: [TOMLLayout.Value]
  ) {
    let bytes = layout.bytes
    let lineBreak = TableEdits(layout, table: table).lineBreak
    guard let last = elements.last else {
      var start = array.end - 1
      while bytes[start - 1].isBlank { start -= 1 }
      let isLineOfItsOwn = bytes[start - 1] == .lineFeed
      let indent = Array("  ".utf8)
      edits.append(
        isLineOfItsOwn
          ? TextEdit(start, start, indent + text + [.comma] + lineBreak)
          : TextEdit(array.end - 1, array.end - 1, text))
      return
    }
    let next = bytes[last.span.end...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.count
    guard next < array.end else {
      edits.append(TextEdit(last.span.end, last.span.end, Array(", ".utf8) + text))
      return
    }
    // A line of its own, indented as the last one.
    let lineStart = bytes[..<last.span.start].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
    let indent = bytes[lineStart...].prefix(while: \.isBlank)
    let comma = comma(after: last.span.end)
    if comma == nil {
      edits.append(TextEdit(last.span.end, last.span.end, [.comma]))
    }
    // The comma may stand on a line further down.
    let place =
      comma.map { bytes[$0...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? next } ?? next
    guard place < array.end else {
      edits.append(TextEdit(array.end - 1, array.end - 1, text))
      return
    }
    edits.append(
      TextEdit(place, place, indent + text + (comma == nil ? [] : [.comma]) + lineBreak))
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == .space || self == .tab }
}
