// SPDX-License-Identifier: MIT
// Whether a pattern names CR or LF as characters. If it does not, an attempt never starts between the
// two of a CRLF (with a newline convention that knows CRLF).
//
// Source: pcre2api(3), PCRE2_INFO_HASCRORLF; what counts was found by running the library.

import RegexSyntax

enum ExplicitNewlines {
  /// Whether CR or LF stands in the pattern: as a literal, or listed in a class, or as an end of a
  /// range there; but not as the only member of a negated class.
  static func areIn(_ tree: Tree) -> Bool {
    tree.nodes.contains { node in
      switch node.kind {
      case .literal(let character): isNewline(character)
      case .characterClass(let characterClass): areIn(characterClass)
      default: false
      }
    }
  }

  private static func areIn(_ characterClass: CharacterClass) -> Bool {
    if characterClass.negated && characterClass.members.count == 1,
      case .character = characterClass.members[0].kind
    {
      return false
    }
    return characterClass.members.contains { member in
      switch member.kind {
      case .character(let character): isNewline(character)
      case .range(let low, let high): isNewline(low) || isNewline(high)
      default: false
      }
    }
  }

  private static func isNewline(_ character: UInt32) -> Bool {
    character == 0x0A || character == 0x0D
  }
}
