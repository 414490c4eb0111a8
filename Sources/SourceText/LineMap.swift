// SPDX-License-Identifier: MIT
// From byte offsets to lines and columns and back.
//
// Example: in "ab\ncd" the offset 4 is line 2, column 2.
// Tested in SourceTextTests.

/// A place in a text as editors name it.
public struct LineColumn: Hashable, Sendable, CustomStringConvertible {
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1 in bytes.
  public var column: Int

  /// Makes a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place as `line:column`.
  public var description: String { "\(line):\(column)" }
}

/// Where the lines of a text begin: LF, CR and CRLF end a line.
public struct LineMap: Hashable, Sendable {
  /// Offsets of the first byte of each line; never empty.
  public private(set) var starts: [Int]
  /// Offsets behind the last byte of each line, its newline not counted.
  public private(set) var ends: [Int]

  /// Finds the lines of a text.
  ///
  /// - Complexity: O(*n*) in the bytes of the text.
  public init(_ bytes: [UInt8]) {
    starts = [0]
    ends = []
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      ends.append(offset - 1)
      if byte == 0x0D, offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
      starts.append(offset)
    }
    ends.append(bytes.count)
  }

  /// The number of lines, at least 1.
  public var count: Int { starts.count }

  /// The place of an offset; offsets outside the text are moved to its nearer end.
  ///
  /// - Complexity: O(log *n*) in the lines.
  public func place(of offset: Int) -> LineColumn {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let inside = min(max(offset, starts[low]), max(starts[low], lastOffset))
    return LineColumn(line: low + 1, column: inside - starts[low] + 1)
  }

  /// The offset of a place; nil if there is no such line or the column is outside it.
  public func offset(of place: LineColumn) -> Int? {
    guard place.line >= 1, place.line <= starts.count, place.column >= 1 else { return nil }
    let offset = starts[place.line - 1] + place.column - 1
    return offset <= ends[place.line - 1] ? offset : nil
  }

  /// The bytes of a line counted from 1, without its newline; nil if there is no such line.
  public func span(ofLine line: Int) -> SourceSpan? {
    guard line >= 1, line <= starts.count else { return nil }
    return SourceSpan(starts[line - 1], ends[line - 1])
  }

  private var lastOffset: Int { ends.last ?? 0 }
}
