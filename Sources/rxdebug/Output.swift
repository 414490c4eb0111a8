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

  /// A file that is made, or replaced by `close` if it exists: until then the old one stays as it is.
  ///
  /// - Parameter argument: The path as on the command line.
  /// - Returns: The file, open for writing.
  /// - Throws: `Failure.input` if it cannot be made.
  static func file(_ argument: String) throws(Failure) -> Output {
    let name = RawArguments.display(argument)
    var status = stat()
    let isThere = unsafe stat(systemPath(argument), &status) == 0
    let isPlain = !isThere || status.st_mode & S_IFMT == S_IFREG
    // A pipe or a device is written to as it is.
    let draft = isPlain ? realPath(argument) + ".\(getpid()).new" : nil
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    let mode = isThere ? status.st_mode & 0o777 : 0o644
    let descriptor = unsafe open(systemPath(draft ?? argument), flags, mode)
    guard descriptor >= 0 else {
      throw .input("\(name): cannot write: \(systemText(errno))")
    }
    return Output(descriptor: descriptor, name: name + ": ", draft: draft)
  }

  /// What a path leads to, through links; itself where there is nothing yet.
  private static func realPath(_ argument: String) -> String {
    guard let real = unsafe realpath(systemPath(argument), nil) else { return argument }
    defer { unsafe free(real) }
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: real, count: strlen(real)))
    return RawArguments.string(for: bytes)
  }

  private let descriptor: Int32
  /// What errors call the file, with a colon; empty for the standard outputs.
  private let name: String
  /// What is written until the end, in the place of the file.
  private let draft: String?
  private var buffer: [UInt8] = []

  /// A file that was opened for writing; `close` closes it.
  init(descriptor: Int32) { self.init(descriptor: descriptor, name: "", draft: nil) }

  private init(descriptor: Int32, name: String, draft: String?) {
    self.descriptor = descriptor
    self.name = name
    self.draft = draft
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

  /// Writes what has been added, and closes a file, which then takes its place.
  mutating func close() throws(Failure) {
    defer { if descriptor > STDERR_FILENO { _ = Glibc.close(descriptor) } }
    try flush()
    guard let draft else { return }
    let suffix = ".\(getpid()).new"
    guard unsafe rename(systemPath(draft), systemPath(String(draft.dropLast(suffix.count)))) == 0
    else {
      let cause = errno
      _ = unsafe unlink(systemPath(draft))
      throw .input("\(name)cannot write: \(systemText(cause))")
    }
  }

  /// Gives a file up that is not to be written after all.
  mutating func discard() {
    buffer.removeAll()
    if let draft { _ = unsafe unlink(systemPath(draft)) }
    if descriptor > STDERR_FILENO { _ = Glibc.close(descriptor) }
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
        if let draft { _ = unsafe unlink(systemPath(draft)) }
        throw cause == EPIPE ? .closedPipe : .input("\(name)cannot write: \(systemText(cause))")
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
