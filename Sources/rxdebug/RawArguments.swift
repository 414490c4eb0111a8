// SPDX-License-Identifier: MIT
// The command line as bytes. A pattern or a subject may be any bytes, but the argument parser takes
// strings, and making a string repairs invalid UTF-8. So bytes that are no UTF-8 travel through the parser
// as code points at the end of the private use planes, U+10FF00 plus the byte, and are turned back where
// an argument is used. A genuine code point of that range travels byte by byte too: nothing is lost.
//
// Tested in Tests/CommandTests/InputTests.swift.

import SourceText

/// The arguments of the process, and strings that stand for bytes.
enum RawArguments {
  private static let base: UInt32 = 0x10_FF00

  /// The arguments without the program's name, as strings for the parser.
  static func all() -> [String] {
    var arguments: [String] = []
    let vector = unsafe CommandLine.unsafeArgv
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let start = unsafe vector[index] else { break }
      var bytes: [UInt8] = []
      var offset = 0
      while unsafe start[offset] != 0 {
        unsafe bytes.append(UInt8(bitPattern: start[offset]))
        offset += 1
      }
      arguments.append(string(for: bytes))
    }
    return arguments
  }

  /// A string that stands for some bytes.
  static func string(for bytes: [UInt8]) -> String {
    var string = String.UnicodeScalarView()
    var offset = 0
    while offset < bytes.count {
      let character = validCharacter(bytes, at: offset)
      if let character, character.value < base, let scalar = Unicode.Scalar(character.value) {
        string.append(scalar)
        offset += character.length
      } else {
        if let scalar = Unicode.Scalar(base + UInt32(bytes[offset])) { string.append(scalar) }
        offset += 1
      }
    }
    return String(string)
  }

  /// The bytes that a string stands for.
  static func bytes(of string: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(string.utf8.count)
    for scalar in string.unicodeScalars {
      if scalar.value >= base, scalar.value <= base + 0xFF {
        bytes.append(UInt8(scalar.value - base))
      } else {
        appendUTF8(scalar.value, to: &bytes)
      }
    }
    return bytes
  }

  /// What messages and reports call a file of the command line; `-` is standard input.
  static func fileName(_ path: String) -> String {
    path == "-" ? "standard input" : display(path)
  }

  /// An argument or a text made of arguments as it may be shown: on one line, without controls.
  static func display(_ string: String) -> String { Escaping().display(bytes(of: string)) }
}
