// SPDX-License-Identifier: MIT
// Whole texts from files and from standard input.

import CaseCorpus
import Glibc
import SourceText

/// Reads whole texts.
enum InputText {
  /// The bytes of standard input, up to its end.
  static func standardInput() throws(Failure) -> [UInt8] {
    try rest(of: STDIN_FILENO, name: "standard input")
  }

  /// The bytes of a file, its path as on the command line; `-` is standard input.
  static func file(_ argument: String) throws(Failure) -> [UInt8] {
    if argument == "-" { return try standardInput() }
    let name = RawArguments.display(argument)
    let descriptor = try open(argument)
    defer { _ = close(descriptor) }
    return try rest(of: descriptor, name: name)
  }

  /// Opens a file for reading.
  static func open(_ argument: String) throws(Failure) -> Int32 {
    var path = RawArguments.bytes(of: argument).map { CChar(bitPattern: $0) }
    path.append(0)
    let descriptor = unsafe Glibc.open(&path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .input("\(RawArguments.display(argument)): cannot open: \(systemText(errno))")
    }
    return descriptor
  }

  /// Whether standard input is a terminal.
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// What is left to be read from a descriptor.
  static func rest(of descriptor: Int32, name: String) throws(Failure) -> [UInt8] {
    var text: [UInt8] = []
    var failure: Int32 = 0
    while true {
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        let got = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        count = max(0, got)
        failure = got < 0 ? errno : 0
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw .input("\(name): cannot read: \(systemText(failure))") }
      if chunk.isEmpty { return text }
      text += chunk
    }
  }
}
