// SPDX-License-Identifier: MIT
// The scanner behind TOMLLayout: statements, headers, keys. It goes forward through any bytes and stops at what is no
// TOML. It has to be strict: the parser behind TOMLKit has assertions that some malformed texts break.
//
// Tested in Tests/CaseSuitesTests/LayoutTests.swift.

import SourceText

/// A position in a document, and what has been found before it.
struct TOMLScanner {
  var layout: TOMLLayout
  var position = 0
  let bytes: [UInt8]
  private var depth = 0

  init(_ layout: TOMLLayout) {
    self.layout = layout
    bytes = layout.bytes
  }

  /// One part of a key.
  struct KeyPart {
    var text: String
    var span: SourceSpan
  }

  /// Why scanning ends before the end of the document.
  enum Fault: Error {
    /// The text is not TOML: in words, what is wrong.
    case notTOML(String)
    /// Values are nested too deep.
    case tooDeep
  }

  /// Scans the whole document.
  mutating func document() throws(SuiteError) {
    do throws(Fault) {
      var section = 0
      while true {
        try skipBlankLines()
        guard let byte = peek() else { return }
        if byte == .bracket {
          section = try header()
        } else {
          try statement(in: section)
        }
        try endOfLine()
      }
    } catch {
      let place = LineMap(bytes).place(of: position)
      switch error {
      case .notTOML(let words): throw SuiteError(place, .syntax(words))
      case .tooDeep: throw SuiteError(place, .tooDeep(limit: TOMLLayout.depthLimit))
      }
    }
  }

  // MARK: Bytes

  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  func starts(with byte: UInt8, times count: Int) -> Bool {
    position + count <= bytes.count
      && bytes[position..<position + count].allSatisfy { $0 == byte }
  }

  mutating func take(_ byte: UInt8, _ what: String) throws(Fault) {
    guard peek() == byte else { throw .notTOML("expected \(what)") }
    position += 1
  }

  mutating func skipBlanks() {
    while let byte = peek(), byte == .space || byte == .tab { position += 1 }
  }

  /// Skips blanks, line ends and comments.
  mutating func skipBlankLines() throws(Fault) {
    while let byte = peek() {
      switch byte {
      case .space, .tab: position += 1
      case .lineFeed, .carriageReturn: try lineEnd()
      case .hash: try comment()
      default: return
      }
    }
  }

  mutating func lineEnd() throws(Fault) {
    if peek() == .carriageReturn { position += 1 }
    try take(.lineFeed, "a line end")
  }

  /// Takes what may follow a statement on its line.
  private mutating func endOfLine() throws(Fault) {
    skipBlanks()
    guard let byte = peek(), byte != .hash else { return }
    guard byte == .lineFeed || byte == .carriageReturn else {
      throw .notTOML("expected the end of the line")
    }
  }

  private mutating func comment() throws(Fault) {
    let start = position
    while let byte = peek(), byte != .lineFeed, byte != .carriageReturn {
      try refuseControl(byte)
      position += 1
    }
    layout.comments.append(SourceSpan(start, position))
  }

  func refuseControl(_ byte: UInt8) throws(Fault) {
    guard byte >= 0x20 && byte != 0x7f || byte == .tab else {
      throw .notTOML("a control character")
    }
  }

  /// What stands between two brackets, one level deeper.
  mutating func nested<Result>(
    _ body: (inout TOMLScanner) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    guard depth < TOMLLayout.depthLimit else { throw .tooDeep }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  // MARK: Statements

  /// Takes `key = value` into a table and its statements.
  mutating func statement(in container: Int) throws(Fault) {
    let parts = try key()
    skipBlanks()
    try take(.equals, "= behind the key")
    skipBlanks()
    let value = try value()
    let statement = SourceSpan(parts[0].span.start, value.span.end)
    var table = container
    for part in parts.dropLast() { table = try child(part, of: table, mayBeElement: false) }
    guard let last = parts.last, layout.tables[table][last.text] == nil else {
      position = parts[0].span.start
      throw .notTOML("this key is used already")
    }
    layout.tables[table].append(
      .init(key: last.text, keySpan: last.span, value: value, statement: statement))
    layout.tables[container].statements.append(statement)
  }

  /// Takes `[a.b]` or `[[a.b]]`; the table that the following statements belong to.
  private mutating func header() throws(Fault) -> Int {
    let start = position
    let isElement = peek(1) == .bracket
    position += isElement ? 2 : 1
    skipBlanks()
    let parts = try key()
    skipBlanks()
    for _ in 0..<(isElement ? 2 : 1) { try take(.bracketEnd, "]") }
    let span = SourceSpan(start, position)
    var table = 0
    for part in parts.dropLast() { table = try child(part, of: table, mayBeElement: true) }
    guard let last = parts.last else { return table }
    return isElement
      ? try element(last, of: table, span) : try section(last, of: table, span)
  }

  /// The table of a header in brackets: a new one, or one that other headers have implied.
  private mutating func section(
    _ part: KeyPart, of table: Int, _ span: SourceSpan
  ) throws(Fault) -> Int {
    guard let entry = layout.tables[table][part.text] else {
      let new = addTable(.section, span)
      layout.tables[table].append(
        .init(
          key: part.text, keySpan: part.span, value: .init(content: .table(new), span: span),
          statement: nil))
      return new
    }
    guard case .table(let known) = entry.value.content else { throw notATable(part) }
    if layout.tables[known].kind == .implied {
      layout.tables[known].kind = .section
      layout.tables[known].span = span
    }
    return known
  }

  /// The table of a header in double brackets: one more of its array.
  private mutating func element(
    _ part: KeyPart, of table: Int, _ span: SourceSpan
  ) throws(Fault) -> Int {
    let new = addTable(.section, span)
    let value = TOMLLayout.Value(content: .table(new), span: span)
    guard let index = layout.tables[table].place(of: part.text) else {
      layout.tables[table].append(
        .init(
          key: part.text, keySpan: part.span,
          value: .init(content: .array([value]), span: span), statement: nil))
      return new
    }
    guard case .array(var elements) = layout.tables[table].entries[index].value.content else {
      throw notATable(part)
    }
    // Let go of it, so that appending does not copy.
    layout.tables[table].entries[index].value.content = .array([])
    elements.append(value)
    layout.tables[table].entries[index].value.content = .array(elements)
    return new
  }

  /// The table that a part of a key names; the last one of an array where that may be.
  private mutating func child(
    _ part: KeyPart, of table: Int, mayBeElement: Bool
  ) throws(Fault) -> Int {
    guard let entry = layout.tables[table][part.text] else {
      let new = addTable(.implied, part.span)
      layout.tables[table].append(
        .init(
          key: part.text, keySpan: part.span,
          value: .init(content: .table(new), span: part.span), statement: nil))
      return new
    }
    switch entry.value.content {
    case .table(let known): return known
    case .array(let elements) where mayBeElement:
      guard case .table(let last)? = elements.last?.content else { throw notATable(part) }
      return last
    default: throw notATable(part)
    }
  }

  private mutating func notATable(_ part: KeyPart) -> Fault {
    position = part.span.start
    return .notTOML("this key has another kind of value already")
  }

  mutating func addTable(_ kind: TOMLLayout.Table.Kind, _ span: SourceSpan) -> Int {
    layout.tables.append(.init(kind: kind, span: span))
    return layout.tables.count - 1
  }

  // MARK: Keys

  /// Takes a key with all its parts, at least one.
  private mutating func key() throws(Fault) -> [KeyPart] {
    var parts: [KeyPart] = []
    while true {
      guard parts.count < TOMLLayout.depthLimit else { throw .tooDeep }
      parts.append(try keyPart())
      let end = position
      skipBlanks()
      guard peek() == .point else {
        position = end
        return parts
      }
      position += 1
      skipBlanks()
    }
  }

  private mutating func keyPart() throws(Fault) -> KeyPart {
    let start = position
    let text: [UInt8]
    switch peek() {
    case .quote: text = try basicString(isKey: true)
    case .apostrophe: text = try literalString(isKey: true)
    default:
      while let byte = peek(), byte.isBareKey { position += 1 }
      guard position > start else { throw .notTOML("expected a key") }
      text = Array(bytes[start..<position])
    }
    guard !text.contains(0) else { throw .notTOML("a NUL character in a key") }
    return KeyPart(
      text: String(decoding: text, as: UTF8.self), span: SourceSpan(start, position))
  }
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0a
  static let carriageReturn: UInt8 = 0x0d
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let apostrophe: UInt8 = 0x27
  static let comma: UInt8 = 0x2c
  static let point: UInt8 = 0x2e
  static let equals: UInt8 = 0x3d
  static let bracket: UInt8 = 0x5b
  static let backslash: UInt8 = 0x5c
  static let bracketEnd: UInt8 = 0x5d
  static let brace: UInt8 = 0x7b
  static let braceEnd: UInt8 = 0x7d

  /// Whether it may stand in a key without quotation marks.
  var isBareKey: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
    default: false
    }
  }
}
