// SPDX-License-Identifier: MIT
// A half-open range of byte offsets, the one way in which every stage points into a pattern or a
// subject. `SourceSpan(2, 5)` covers the bytes 2, 3 and 4.

/// A half-open range of byte offsets from 0 into a pattern or a subject; it may be empty.
public struct SourceSpan: Hashable, Sendable, BitwiseCopyable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset behind the last byte; equal to `start` when the span is empty.
  public var end: Int

  /// Makes the span of the bytes `start ..< end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes in the span.
  public var count: Int { end - start }

  /// Whether the span covers no byte.
  public var isEmpty: Bool { end <= start }
}

extension SourceSpan: CustomStringConvertible {
  /// The span as `start..<end`.
  public var description: String { "\(start)..<\(end)" }
}
