// SPDX-License-Identifier: MIT
// Faults of case files: of one line, after which the rest goes on, and of the file as a whole.

/// A line that is no case; the lines after it can still be read.
public struct CaseError: Error, Hashable, Sendable {
  /// The number of the line, from 1.
  public var line: Int
  /// The byte of the line at which the fault is, from 1; nil where it is the line as a whole.
  public var column: Int?
  /// What is wrong with it.
  public var reason: Reason

  /// Makes an error; the place of a JSON error in its line is its column.
  public init(line: Int, column: Int? = nil, reason: Reason) {
    self.line = line
    self.column = column
    if column == nil, case .json(let error) = reason { self.column = error.offset + 1 }
    self.reason = reason
  }

  /// Line and column as `3:17`, or only the line.
  public var place: String { "\(line)\(column.map { ":\($0)" } ?? "")" }

  /// The kinds of faults.
  public enum Reason: Hashable, Sendable {
    /// The line does not decode.
    case json(JSONError)
    /// The line is longer than the reader's limit, in bytes.
    case lineTooLong(limit: Int)
    /// The text is not what its format asks for, in words.
    case text(String)
  }
}

extension CaseError.Reason: CustomStringConvertible {
  /// The fault in words, without its place.
  public var description: String {
    switch self {
    case .json(let error): error.reason.description
    case .lineTooLong(let limit): "longer than \(limit) bytes"
    case .text(let words): words
    }
  }
}

extension CaseError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    "line \(line)\(column.map { ", column \($0)" } ?? ""): \(reason)"
  }
}

/// A case file that cannot be read on.
public enum CaseFileError: Error, Hashable, Sendable {
  /// The file could not be opened: its path and the system's error number.
  case cannotOpen(path: String, errno: Int32)
  /// Reading failed: the path and the system's error number.
  case cannotRead(path: String, errno: Int32)
  /// The file is compressed, and its gzip data is not whole.
  case damaged(path: String, fault: GzipFault)
  /// Nothing is there that reads files of this format.
  case unreadableFormat(path: String, format: CaseFormat)
}

/// What is wrong with gzip data.
public enum GzipFault: Error, Hashable, Sendable {
  /// The data ends before its end is marked.
  case truncated
  /// Something else than gzip data follows its end.
  case trailingBytes
  /// The data does not decode, in zlib's words.
  case corrupt(String)
}

extension GzipFault: CustomStringConvertible {
  /// The fault in words.
  public var description: String {
    switch self {
    case .truncated: "it ends too early"
    case .trailingBytes: "other bytes follow its end"
    case .corrupt(let text): text
    }
  }
}

extension CaseFileError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let errno): "\(path): cannot open: \(systemText(errno))"
    case .cannotRead(let path, let errno): "\(path): cannot read: \(systemText(errno))"
    case .damaged(let path, let fault): "\(path): damaged gzip data: \(fault)"
    case .unreadableFormat(let path, let format):
      "\(path): files of the format \(format.rawValue) are not read here"
    }
  }
}
