// SPDX-License-Identifier: MIT
// Where the items and the comments of a pattern stand, line by line: made once for a pattern, so that drawing it costs
// what is seen and not what there is.
//
//     let layout = PatternLayout(scene.text)
//     layout.items(in: layout.lines[2])      // the items of the third line
//
// Tested in StepperUITests/PatternPaneTests.swift.

import RegexDebugging
import RegexSyntax
import SourceText

/// A pattern as lines with items and comments in them.
struct PatternLayout: Sendable {
  /// The bytes of each line; a newline that is an item of its own counts to its line.
  let lines: [SourceSpan]
  /// The items by where they stand.
  private let items: [ItemID]
  /// The stretches that name them, in the same order.
  private let spans: [SourceSpan]
  private let comments: [SourceSpan]
  /// The line of each item, from 0.
  private let lineOfItem: [Int]
  /// The stretch that names each item.
  private let labels: [SourceSpan]
  /// The length of the longest of them, in bytes, as far as short names go.
  let longestItem: Int

  init(_ text: SessionText) {
    let map = text.map
    labels = map.labels
    longestItem = min(14, map.labels.map { $0.end - $0.start }.max() ?? 0)
    items = map.tree.items.indices.map { ItemID($0) }.sorted {
      (map.labels[$0.index].start, $0.index) < (map.labels[$1.index].start, $1.index)
    }
    spans = items.map { map.labels[$0.index] }
    comments = map.tree.trivia.compactMap { trivia in
      switch trivia.kind {
      case .comment, .lineComment: trivia.span
      case .whiteSpace, .quoteStart, .quoteEnd, .startSetting: nil
      }
    }
    var lineOfItem = [Int](repeating: 0, count: items.count)
    var lines = (0..<map.lines.count).map { line in
      SourceSpan(map.lines.starts[line], map.lines.ends[line])
    }
    for (item, span) in zip(items, spans) {
      let line = map.lines.place(of: span.start).line - 1
      lineOfItem[item.index] = line
      // A newline that is matched can be looked at, so it is shown.
      if !span.isEmpty, span.start >= lines[line].end, line + 1 < lines.count {
        lines[line].end = map.lines.starts[line + 1]
      }
    }
    self.lines = lines
    self.lineOfItem = lineOfItem
  }

  /// The line of an item, from 0.
  func line(of item: ItemID) -> Int { lineOfItem[item.index] }

  /// The stretch of the pattern that names an item; empty for the end.
  func span(of item: ItemID) -> SourceSpan { labels[item.index] }

  /// The items that a stretch of the pattern has a part of; that of the end stands behind everything.
  ///
  /// - Complexity: O(log *n*) in the items of the pattern.
  func items(in span: SourceSpan) -> ArraySlice<ItemID> {
    items[range(of: spans, in: span)]
  }

  /// The comments that a stretch of the pattern has a part of.
  func comments(in span: SourceSpan) -> ArraySlice<SourceSpan> {
    comments[range(of: comments, in: span)]
  }

  /// The spans, sorted and apart from each other, that meet a span.
  private func range(of spans: [SourceSpan], in span: SourceSpan) -> Range<Int> {
    func first(_ isBefore: (SourceSpan) -> Bool) -> Int {
      var (low, high) = (0, spans.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(spans[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first { max($0.end, $0.start + 1) <= span.start }
    let end = first { $0.start < span.end || ($0.isEmpty && $0.start <= span.end) }
    return start..<max(start, end)
  }
}
