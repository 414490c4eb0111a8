// SPDX-License-Identifier: MIT
// Classes in plain words: listed if short (`[^"]` is `any character but '"'`), else by their own text.

import RegexSyntax
import SourceText

extension PatternMap {
  /// Most members that are listed one by one.
  private static let listedMembers = 4

  func noun(of characterClass: CharacterClass, _ node: Node) -> Noun {
    let members = Array(tree[characterClass.members])
    if members.isEmpty {
      return characterClass.negated
        ? Noun("any character", "characters of any kind") : Noun("no character at all")
    }
    let words = members.compactMap { word(for: $0) }
    guard members.count <= Self.listedMembers, words.count == members.count else {
      let code = Wording.code(Array(tree.source[node.span.start..<node.span.end]))
      return Noun("a character of " + code, "characters of " + code)
    }
    let isCaseless = node.modes.contains(.caseless) ? " in any case" : ""
    let list = joined(words) + isCaseless
    if characterClass.negated {
      return Noun("any character but " + list, "characters other than " + list)
    }
    if words.count == 1, case .range = members[0].kind {
      return Noun("a character from " + list, "characters from " + list)
    }
    return words.count == 1
      ? Noun(list) : Noun("one of " + list, "characters out of " + list)
  }

  private func joined(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  private func word(for member: ClassMember) -> String? {
    switch member.kind {
    case .character(let value): return Wording.quoted(value, isUTF: isUTF)
    case .range(let first, let last):
      return Wording.quoted(first, isUTF: isUTF) + " to " + Wording.quoted(last, isUTF: isUTF)
    case .type(.digit): return "a digit"
    case .type(.word): return "a word character"
    case .type(.space): return "white space"
    case .type, .property, .posix: return nil
    }
  }
}
