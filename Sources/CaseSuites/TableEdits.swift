// SPDX-License-Identifier: MIT
// Changes of a document as replacements of spans: a key gets another value, goes, or comes. Whatever is not
// replaced stays byte for byte as it is: comments, blank lines, order, quotation marks.
//
//   nomatch = true   # since v2      ->      match = "ab"   # since v2
//
// Tested in Tests/CaseSuitesTests/UpdateTests.swift.

import CaseCorpus
import SourceText

/// A span of a document and what stands there afterwards.
struct TextEdit {
  var span: SourceSpan
  var text: [UInt8]

  init(_ start: Int, _ end: Int, _ text: [UInt8] = []) {
    span = SourceSpan(start, end)
    self.text = text
  }

  /// The text after some edits, none of which touches what another replaces.
  static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    let ordered = edits.enumerated().sorted {
      ($0.element.span.start, $0.element.span.end, $0.offset)
        < ($1.element.span.start, $1.element.span.end, $1.offset)
    }
    var result: [UInt8] = []
    var end = 0
    for (_, edit) in ordered {
      if edit.span.start > end { result += bytes[end..<edit.span.start] }
      result += edit.text
      end = max(end, edit.span.end)
    }
    return result + bytes[end...]
  }
}

/// Makes the edits of one table.
struct TableEdits {
  let layout: TOMLLayout
  let table: Int
  private(set) var edits: [TextEdit] = []

  init(_ layout: TOMLLayout, table: Int) {
    self.layout = layout
    self.table = table
  }

  /// Gives the table some keys and takes others away.
  ///
  /// - Parameters:
  ///   - keys: The keys that it shall have, with their values.
  ///   - known: The keys that go if they are not among these.
  mutating func set(_ keys: [(key: String, value: KeyValue)], among known: [String]) {
    let entries = layout.tables[table]
    var added: [(key: String, value: KeyValue)] = []
    for (key, value) in keys {
      if let entry = entries[key] {
        change(entry, to: value)
      } else {
        added.append((key, value))
      }
    }
    let names = keys.map(\.key)
    var removed = entries.entries.filter { entry in
      known.contains(entry.key) && !names.contains(entry.key) && !isImplied(entry, names)
    }
    // What goes makes room for what comes.
    while let new = added.first,
      let place = removed.firstIndex(where: { $0.statement?.start == $0.keySpan.start })
    {
      let old = removed.remove(at: place)
      added.removeFirst()
      edits.append(
        TextEdit(old.keySpan.start, old.keySpan.end, TOMLText.key(new.key)))
      edits.append(
        TextEdit(old.value.span.start, old.value.span.end, new.value.text(quotes(of: old.value))))
    }
    let gone = removed.flatMap(statements)
    remove(gone, container: table)
    add(added, without: gone)
  }

  /// `match = true` beside offsets says nothing that they do not say.
  private func isImplied(_ entry: TOMLLayout.Entry, _ names: [String]) -> Bool {
    guard entry.key == "match", case .bool(true) = entry.value.content else { return false }
    return !names.contains("partial")
      && (names.contains("span") || names.contains("groups") || names.contains("ovector"))
  }

  // MARK: Values

  private mutating func change(_ entry: TOMLLayout.Entry, to value: KeyValue) {
    if case .groups(let groups) = value, case .table(let index) = entry.value.content {
      return change(groups: index, to: groups)
    }
    guard value != KeyValue(entry.value) else { return }
    edits.append(
      TextEdit(
        entry.value.span.start, entry.value.span.end, value.text(quotes(of: entry.value))))
  }

  private mutating func change(groups index: Int, to groups: [ExpectedGroup]) {
    var gone: [SourceSpan] = []
    for entry in layout.tables[index].entries {
      guard let group = groups.first(where: { $0.group == entry.key }) else {
        gone += statements(entry)
        continue
      }
      guard group.content != content(entry.value) else { continue }
      edits.append(
        TextEdit(
          entry.value.span.start, entry.value.span.end,
          KeyValue.text(of: group.content, quotes(of: entry.value))))
    }
    let isInline = layout.tables[index].kind == .inline
    remove(gone, container: isInline ? index : table)
  }

  private func content(_ value: TOMLLayout.Value) -> ExpectedGroup.Content? {
    switch value.content {
    case .table(let index):
      guard case .string(let text)? = layout.tables[index]["b64"]?.value.content else {
        return nil
      }
      return Base64.decode(text).map { .text($0) }
    default:
      switch KeyValue(value) {
      case .text(let text): return .text(text)
      case .span(let span): return .span(span)
      case .flag(false): return .unset
      default: return nil
      }
    }
  }

  /// The quotation marks of a string that is there; of another value those that suit the new one.
  private func quotes(of value: TOMLLayout.Value) -> TOMLText.Quotes {
    switch layout.bytes[value.span.start] {
    case .apostrophe: .literal
    case .quote: .basic
    default: .short
    }
  }

  // MARK: Statements

  /// The statements and headers that an entry is made of.
  private func statements(_ entry: TOMLLayout.Entry) -> [SourceSpan] {
    if let statement = entry.statement { return [statement] }
    guard case .table(let index) = entry.value.content else { return [] }
    let header = layout.tables[index].kind == .section ? [layout.tables[index].span] : []
    return header + layout.tables[index].entries.flatMap(statements)
  }

  private mutating func remove(_ gone: [SourceSpan], container: Int) {
    guard layout.tables[container].kind == .inline else {
      edits += gone.map { lineRemoval($0) }
      return
    }
    let all = layout.tables[container].statements
    var index = 0
    while index < all.count {
      guard gone.contains(all[index]) else {
        index += 1
        continue
      }
      let first = index
      while index < all.count, gone.contains(all[index]) { index += 1 }
      if index < all.count {
        edits.append(TextEdit(all[first].start, all[index].start))
      } else {
        edits.append(TextEdit(first > 0 ? all[first - 1].end : all[0].start, all[index - 1].end))
      }
    }
  }

  /// Takes a statement with its lines away; a comment behind it stays.
  func lineRemoval(_ statement: SourceSpan) -> TextEdit {
    let bytes = layout.bytes
    var start = statement.start
    while start > 0, bytes[start - 1] == .space || bytes[start - 1] == .tab { start -= 1 }
    var end = statement.end
    while end < bytes.count, bytes[end] == .space || bytes[end] == .tab { end += 1 }
    if end < bytes.count, bytes[end] == .hash { return TextEdit(statement.start, end) }
    return TextEdit(start, lineEnd(after: end))
  }

  /// The offset behind the end of the line of an offset.
  func lineEnd(after offset: Int) -> Int {
    layout.bytes[offset...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? layout.bytes.count
  }

  /// Adds keys behind the last statement of the table that stays.
  private mutating func add(
    _ keys: [(key: String, value: KeyValue)], without gone: [SourceSpan]
  ) {
    guard !keys.isEmpty,
      let last = layout.tables[table].statements.last(where: { !gone.contains($0) })
    else { return }
    let texts = keys.map { TOMLText.key($0.key) + Array(" = ".utf8) + $0.value.text() }
    addStatements(texts, behind: last)
  }

  /// Adds statements behind one that is there: between braces on its line, else below it.
  mutating func addStatements(_ texts: [[UInt8]], behind last: SourceSpan) {
    if layout.tables[table].kind == .inline {
      edits.append(
        TextEdit(last.end, last.end, texts.flatMap { Array(", ".utf8) + $0 }))
      return
    }
    let bytes = layout.bytes
    var start = last.start
    while start > 0, bytes[start - 1] == .space || bytes[start - 1] == .tab { start -= 1 }
    let indent = Array(bytes[start..<last.start])
    let end = lineEnd(after: last.end)
    let isLastLine = end == bytes.count && bytes.last != .lineFeed
    let lines = texts.flatMap { text in
      isLastLine ? lineBreak + indent + text : indent + text + lineBreak
    }
    edits.append(TextEdit(end, end, lines))
  }

  /// The line end of the document.
  var lineBreak: [UInt8] {
    guard let end = layout.bytes.firstIndex(of: .lineFeed), end > 0,
      layout.bytes[end - 1] == .carriageReturn
    else { return [.lineFeed] }
    return [.carriageReturn, .lineFeed]
  }
}

extension KeyValue {
  /// A value of a document; nil if it is of no kind that an expectation has.
  init?(_ value: TOMLLayout.Value) {
    switch value.content {
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .flag(flag)
    case .integer(let number?): self = .integer(number)
    case .array(let elements):
      if let span = SourceSpan(value) {
        self = .span(span)
        return
      }
      var spans: [SourceSpan?] = []
      for element in elements {
        if case .bool(false) = element.content {
          spans.append(nil)
        } else {
          guard let span = SourceSpan(element) else { return nil }
          spans.append(span)
        }
      }
      self = .spans(spans)
    default: return nil
    }
  }
}

extension SourceSpan {
  /// Two offsets of a document.
  fileprivate init?(_ value: TOMLLayout.Value) {
    guard case .array(let ends) = value.content, ends.count == 2,
      case .integer(let start?) = ends[0].content, case .integer(let end?) = ends[1].content
    else { return nil }
    self.init(start, end)
  }
}
