// SPDX-License-Identifier: MIT
// Faults of case files: of one line, after which the rest goes on, and of the file as a whole.

/// A line that is no case; the lines after it can still be read.
public struct CaseError: Error, Hashable, Sendable {
  /// The number of the line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: Reason

  /// Makes an error.
  public init(line: Int, reason: Reason) {
    self.line = line
    self.reason = reason
  }

  /// The kinds of faults.
  public enum Reason: Hashable, Sendable {
    /// The line does not decode.
    case json(JSONError)
    /// The line is longer than the reader's limit, in bytes.
    case lineTooLong(limit: Int)
  }
}

extension CaseError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch reason {
    case .json(let error): "line \(line): \(error)"
    case .lineTooLong(let limit): "line \(line): longer than \(limit) bytes"
    }
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
    }
  }
}
