// SPDX-License-Identifier: MIT
// Whether a pattern looks at characters before the place where it stands: then even an empty partial
// match tells something.
//
// Source: pcre2partial(3), "Requirements for a partial match".

import RegexSyntax

enum LookingBehind {
  /// Whether there is a lookbehind of some length, `\b`, `\B` or `\A` anywhere.
  static func isIn(_ tree: Tree) -> Bool {
    if tree.options.compile.contains(.extraMatchWord) { return true }
    return tree.nodes.contains { node in
      switch node.kind {
      case .assertion(let kind): return isBehind(kind)
      case .group(let group): return group.branches.contains { ($0.lookbehindLength ?? 0) > 0 }
      default: return false
      }
    }
  }

  private static func isBehind(_ kind: SimpleAssertion) -> Bool {
    switch kind {
    case .wordBoundary, .notWordBoundary, .wordStart, .wordEnd, .subjectStart: true
    default: false
    }
  }
}
