// SPDX-License-Identifier: MIT
// A document read twice: by TOMLKit, which says whether it is TOML and what it means, and by TOMLLayout, which
// knows where everything stands. Both must agree, or the document is refused. TOMLLayout comes first: the parser
// behind TOMLKit has assertions that some malformed texts break.
//
// TOMLKit takes C strings, so what holds a NUL is looked at before; it never frees what it hands out, so each
// value is asked for once. Tested in Tests/CaseSuitesTests/LayoutTests.swift.

public import SourceText
import TOMLKit

/// A valid TOML document with the places of its keys and values.
public struct TOMLDocument: Sendable {
  /// The keys and values.
  public let layout: TOMLLayout
  /// The lines of the document.
  public let lines: LineMap
  /// Whether a byte order mark stands before the document.
  public let hasByteOrderMark: Bool

  /// The longest document that is read, in bytes.
  public static let sizeLimit = 16 << 20

  /// Reads a document.
  ///
  /// - Parameter file: The bytes of a file.
  /// - Throws: `SuiteError` if they are not TOML.
  public init(_ file: [UInt8]) throws(SuiteError) {
    let start = LineColumn(line: 1, column: 1)
    guard file.count <= Self.sizeLimit else {
      throw SuiteError(start, .tooLarge(limit: Self.sizeLimit))
    }
    hasByteOrderMark = file.starts(with: [0xef, 0xbb, 0xbf])
    let bytes = hasByteOrderMark ? Array(file.dropFirst(3)) : file
    lines = LineMap(bytes)
    if let fault = firstUTF8Fault(in: bytes) {
      throw SuiteError(lines.place(of: fault.offset), .badUTF8)
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw SuiteError(lines.place(of: offset), .nul)
    }
    layout = try TOMLLayout(bytes)
    let root: TOMLTable
    do {
      root = try TOMLTable(string: String(decoding: bytes, as: UTF8.self))
    } catch let error as TOMLParseError {
      throw SuiteError(
        Self.place(error.source.begin, in: bytes, lines), .syntax(Self.words(error.description)))
    } catch {
      throw SuiteError(start, .syntax("\(error)"))
    }
    if let offset = firstDisagreement(layout, table: 0, root) {
      throw SuiteError(
        lines.place(of: offset), .other("this cannot be told apart: write it in another way"))
    }
  }

  /// TOMLKit counts characters of a line, we count bytes.
  private static func place(
    _ position: TOMLSourcePosition, in bytes: [UInt8], _ lines: LineMap
  ) -> LineColumn {
    guard let span = lines.span(ofLine: position.line) else {
      return lines.place(of: bytes.count)
    }
    var offset = span.start
    for _ in 1..<max(1, position.column) where offset < span.end {
      offset += decodeUTF8(bytes, at: offset).length
    }
    return LineColumn(line: position.line, column: offset - span.start + 1)
  }

  /// The parser's words in our style: no capital, one line.
  private static func words(_ description: String) -> String {
    let text = Escaping().display(Array(description.utf8))
    guard let first = text.first else { return "this is not TOML" }
    return first.lowercased() + text.dropFirst()
  }
}

// MARK: - Agreement

/// Where the layout and TOMLKit differ; nil if they do not.
func firstDisagreement(_ layout: TOMLLayout, table: Int, _ theirs: TOMLTable) -> Int? {
  let ours = layout.tables[table]
  guard ours.entries.count == theirs.count else { return ours.span.start }
  for entry in ours.entries {
    guard !entry.key.utf8.contains(0), let value = theirs[entry.key] else {
      return entry.keySpan.start
    }
    if let offset = firstDisagreement(layout, entry.value, value) { return offset }
  }
  return nil
}

private func firstDisagreement(
  _ layout: TOMLLayout, _ ours: TOMLLayout.Value, _ theirs: any TOMLValueConvertible
) -> Int? {
  switch (ours.content, theirs.type) {
  case (.table(let index), .table):
    guard let table = theirs.table else { return ours.span.start }
    return firstDisagreement(layout, table: index, table)
  case (.array(let elements), .array):
    guard let array = theirs.array, array.count == elements.count else { return ours.span.start }
    for (index, element) in elements.enumerated() {
      if let offset = firstDisagreement(layout, element, array[index]) { return offset }
    }
    return nil
  default: return isEqual(ours.content, theirs) ? nil : ours.span.start
  }
}

private func isEqual(_ ours: TOMLLayout.Content, _ theirs: any TOMLValueConvertible) -> Bool {
  switch (ours, theirs.type) {
  case (.string(let text), .string):
    // A C string ends at the first NUL.
    theirs.string.map { $0.utf8.elementsEqual(text.prefix { $0 != 0 }) } ?? false
  case (.integer(let number), .int): theirs.int == number
  case (.float(let number), .double):
    theirs.double.map { $0 == number || $0.isNaN && number.isNaN } ?? false
  case (.bool(let flag), .bool): theirs.bool == flag
  case (.date, .date), (.date, .time), (.date, .dateTime): true
  default: false
  }
}
