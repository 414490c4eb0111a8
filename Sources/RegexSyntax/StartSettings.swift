// SPDX-License-Identifier: MIT
// What a pattern sets for itself before it begins.
//
// Example: `(*LIMIT_MATCH=9)(*NOTEMPTY)a` has two settings. Tested in RegexSyntaxTests.

/// Limits and start conditions that a pattern sets for itself at its start, `(*LIMIT_MATCH=9)`.
public struct StartSettings: Hashable, Sendable {
  /// The setting `(*LIMIT_MATCH=n)`.
  public var matchLimit: UInt32?
  /// The setting `(*LIMIT_DEPTH=n)` or `(*LIMIT_RECURSION=n)`.
  public var depthLimit: UInt32?
  /// The setting `(*LIMIT_HEAP=n)`, in KiB.
  public var heapLimit: UInt32?
  /// The setting `(*NOTEMPTY)`.
  public var notEmpty = false
  /// The setting `(*NOTEMPTY_ATSTART)`.
  public var notEmptyAtStart = false
  /// The setting `(*NO_JIT)`.
  public var noJIT = false

  /// No settings.
  public init() {}
}
