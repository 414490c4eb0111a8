// SPDX-License-Identifier: MIT
// A long text cut to the surroundings of a span, fit for display: what stands before the span, in it, and
// behind it.
//
//     Excerpt(Array("on 2024-may".utf8), around: SourceSpan(3, 7), limit: 8).marked    // 2024
//
// Tested in Tests/ReportingTests/CaseTextTests.swift.

import SourceText

/// A piece of a text around a span.
struct Excerpt: Hashable, Sendable {
  /// What stands before the span, without what was cut off.
  private(set) var before = ""
  /// What is in the span; empty where there is none.
  private(set) var marked = ""
  /// What stands behind it.
  private(set) var after = ""
  /// Bytes that were cut off at the front.
  private(set) var bytesBefore = 0
  /// Bytes that were cut off at the end.
  private(set) var bytesAfter = 0

  /// Cuts a text to at most `limit` bytes; one third of them stands before the span.
  init(_ bytes: [UInt8], around span: SourceSpan?, limit: Int) {
    let count = bytes.count
    let start = min(max(0, span?.start ?? 0), count)
    let end = min(max(start, span?.end ?? start), count)
    var from = 0
    if count > limit { from = max(0, min(start - limit / 3, count - limit)) }
    while from > 0, from < start, bytes[from] & 0xC0 == 0x80 { from += 1 }
    var to = min(count, from + limit)
    // A character that is cut goes as a whole; it has at most three bytes behind its first.
    let least = max(from, to - 3)
    while to < count, to > least, bytes[to] & 0xC0 == 0x80 { to -= 1 }
    func text(_ from: Int, _ to: Int) -> String {
      from < to ? Escaping().display(bytes, in: SourceSpan(from, to)) : ""
    }
    before = text(from, min(start, to))
    marked = text(start, min(end, to))
    after = text(end, to)
    bytesBefore = from
    bytesAfter = count - to
  }

  /// The whole piece, with `…` where something was cut off.
  var text: String {
    (bytesBefore > 0 ? "…" : "") + before + marked + after + (bytesAfter > 0 ? "…" : "")
  }
}
