// SPDX-License-Identifier: MIT
// Standard output and standard error: buffered bytes, every write checked. A full disk is an error, a
// closed pipe a quiet end.

import CaseCorpus
import Glibc

/// Writes to a file descriptor through a buffer.
struct Output {
  /// Standard output.
  static func standard() -> Output { Output(descriptor: STDOUT_FILENO) }
  /// Standard error.
  static func error() -> Output { Output(descriptor: STDERR_FILENO) }

  /// A file that is made, or emptied if it exists; the path as on the command line.
  static func file(_ argument: String) throws(Failure) -> Output {
    var path = RawArguments.bytes(of: argument).map { CChar(bitPattern: $0) }
    path.append(0)
    let descriptor = unsafe open(&path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .input("\(RawArguments.display(argument)): cannot write: \(systemText(errno))")
    }
    return Output(descriptor: descriptor, name: RawArguments.display(argument) + ": ")
  }

  private let descriptor: Int32
  /// What errors call the file, with a colon; empty for the standard outputs.
  private let name: String
  private var buffer: [UInt8] = []

  /// A file that was opened for writing; `close` closes it.
  init(descriptor: Int32, name: String = "") {
    self.descriptor = descriptor
    self.name = name
  }

  /// Adds text.
  mutating func write(_ text: String) throws(Failure) { try write(bytes: Array(text.utf8)) }

  /// Adds text and a line end.
  mutating func line(_ text: String) throws(Failure) { try write(text + "\n") }

  /// Adds bytes; they are written when there are many, or at `flush`.
  mutating func write(bytes: [UInt8]) throws(Failure) {
    buffer += bytes
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes what has been added, and closes a file.
  mutating func close() throws(Failure) {
    defer { if descriptor > STDERR_FILENO { _ = Glibc.close(descriptor) } }
    try flush()
  }

  /// Writes what has been added.
  mutating func flush() throws(Failure) {
    var start = 0
    while start < buffer.count {
      let written = unsafe buffer[start...].withUnsafeBytes { rest in
        unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        let cause = errno
        buffer.removeAll()
        throw cause == EPIPE ? .closedPipe : .input("\(name)cannot write: \(systemText(cause))")
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
