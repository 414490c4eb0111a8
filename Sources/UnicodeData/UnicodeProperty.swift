// SPDX-License-Identifier: MIT
// A property as a pattern can name it in \p{...}, resolved.

/// A Unicode property that `\p{...}` can ask for, in the vocabulary of PCRE2 10.42 (Unicode 14).
public enum UnicodeProperty: Hashable, Sendable {
  /// Every code point (`Any`).
  case any
}
