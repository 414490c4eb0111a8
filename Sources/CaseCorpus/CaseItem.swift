// SPDX-License-Identifier: MIT
// What a reader of case files finds, one after another: cases, what it leaves out, and faults.

/// A case and where it stands in its file.
public struct PlacedCase: Hashable, Sendable {
  /// The forms that a case comes in.
  public enum Content: Hashable, Sendable {
    /// A line of NDJSON as it stands in the file; nobody has looked at it.
    case line([UInt8])
    /// A case that was read from another format.
    case parsed(Case)
  }

  /// The number of its line, from 1; of several lines the first.
  public var line: Int
  /// The case.
  public var content: Content

  /// Places a case.
  public init(line: Int, content: Content) {
    self.line = line
    self.content = content
  }

  /// The case as one line of NDJSON without its line end.
  public var json: [UInt8] {
    switch content {
    case .line(let bytes): return bytes
    case .parsed(let given):
      var writer = JSONWriter()
      given.write(to: &writer)
      return writer.bytes
    }
  }

  /// Decodes the case.
  ///
  /// - Throws: `CaseError` with the line's number if the line is no case.
  public func decoded() throws(CaseError) -> Case {
    switch content {
    case .line(let bytes): try Case(json: bytes, lineNumber: line)
    case .parsed(let given): given
    }
  }
}

/// A test of another tool that no case can say; it is left out.
public struct SkippedCase: Hashable, Sendable {
  /// The number of its line, from 1.
  public var line: Int
  /// The byte of the line to which the reason refers, from 1; nil where it is the line as a whole.
  public var column: Int?
  /// Why it is left out, in words.
  public var reason: String

  /// Makes a skipped case.
  public init(line: Int, column: Int? = nil, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }
}

/// One thing that a reader finds.
public enum CaseItem: Hashable, Sendable {
  /// A case.
  case found(PlacedCase)
  /// A test that is left out.
  case skipped(SkippedCase)
  /// Something that is not what the format asks for.
  case fault(CaseError)
}
