// SPDX-License-Identifier: MIT
// The clipboard of whoever sits at the terminal, also through ssh: OSC 52, which most terminals obey, and tmux
// where set-clipboard is not off. Whether it was obeyed cannot be known.
//
//     Clipboard.sequence(for: Array("a".utf8))    // ESC ] 52 ; c ; YQ== BEL
//
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import CaseCorpus

/// Copying by the terminal.
enum Clipboard {
  /// The most bytes that can be copied: terminals take sequences of up to 100,000 bytes, of which 8 are not
  /// the text's, and Base64 makes four bytes of three.
  static let limit = 74_994

  /// The bytes that copy a text; nil if it is longer than `limit`.
  static func sequence(for text: [UInt8]) -> [UInt8]? {
    guard text.count <= limit else { return nil }
    return Array("\u{1B}]52;c;".utf8) + Base64.encode(text) + [0x07]
  }
}
