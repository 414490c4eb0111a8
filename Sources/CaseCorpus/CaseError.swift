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
  /// The file is compressed.
  case compressed(path: String)
}

extension CaseFileError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let errno): "\(path): cannot open: \(systemText(errno))"
    case .cannotRead(let path, let errno): "\(path): cannot read: \(systemText(errno))"
    case .compressed(let path): "\(path): compressed file: gunzip it first"
    }
  }
}
