// SPDX-License-Identifier: MIT
// Whether a pattern names CR or LF as characters. If it does not, an attempt never starts between the
// two of a CRLF (with a newline convention that knows CRLF).
//
// Source: pcre2api(3), PCRE2_INFO_HASCRORLF; what counts was found by running the library.

import RegexSyntax

enum ExplicitNewlines {
  /// Whether CR or LF is listed in a class, or is an end of a range there; but not as the only member of
  /// a negated class.
  static func areIn(_ characterClass: CharacterClass, _ tree: Tree) -> Bool {
    if characterClass.negated && characterClass.members.count == 1,
      case .character = tree[characterClass.members, 0].kind
    {
      return false
    }
    return characterClass.members.indices.contains { index in
      switch tree.members[index].kind {
      case .character(let character): isNewline(character)
      case .range(let low, let high): isNewline(low) || isNewline(high)
      default: false
      }
    }
  }

  /// Whether a literal is CR or LF.
  static func isNewline(_ character: UInt32) -> Bool {
    character == 0x0A || character == 0x0D
  }
}
