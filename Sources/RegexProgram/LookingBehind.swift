// SPDX-License-Identifier: MIT
// How far a pattern looks back from where it stands. With UTF this decides from where a subject has to be
// valid, and where looking back ends; and whether an empty partial match tells something.
//
// Source: pcre2api(3), PCRE2_INFO_MAXLOOKBEHIND; pcre2partial(3), "Requirements for a partial match".

import RegexSyntax

enum LookingBehind {
  /// How far MATCH_WORD looks back, in characters.
  static func ofWrapping(in tree: Tree) -> Int {
    let options = tree.options.compile
    return options.contains(.extraMatchWord) && !options.contains(.extraMatchLine) ? 1 : 0
  }

  /// How far an assertion without a body looks back, in characters: lookbehinds know their lengths
  /// themselves (`Branch.lookbehindLength`).
  static func length(of kind: SimpleAssertion) -> Int {
    switch kind {
    case .wordBoundary, .notWordBoundary, .wordStart, .wordEnd, .subjectStart: 1
    default: 0
    }
  }
}
