// SPDX-License-Identifier: MIT
// How far a pattern looks back from where it stands. With UTF this decides from where a subject has to be
// valid, and where looking back ends; and whether an empty partial match tells something.
//
// Source: pcre2api(3), PCRE2_INFO_MAXLOOKBEHIND; pcre2partial(3), "Requirements for a partial match".

import RegexSyntax

enum LookingBehind {
  /// The longest lookbehind in characters; at least 1 if there is `\b`, `\B` or `\A`.
  static func maximum(in tree: Tree) -> Int {
    let options = tree.options.compile
    let isWrapped = options.contains(.extraMatchWord) && !options.contains(.extraMatchLine)
    return tree.nodes.reduce(isWrapped ? 1 : 0) { longest, node in
      switch node.kind {
      case .assertion(let kind):
        return max(longest, looksBehind(kind) ? 1 : 0)
      case .group(let group):
        return group.branches.reduce(longest) { max($0, $1.lookbehindLength ?? 0) }
      default:
        return longest
      }
    }
  }

  private static func looksBehind(_ kind: SimpleAssertion) -> Bool {
    switch kind {
    case .wordBoundary, .notWordBoundary, .wordStart, .wordEnd, .subjectStart: true
    default: false
    }
  }
}
