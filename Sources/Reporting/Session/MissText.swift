// SPDX-License-Identifier: MIT
// The nearest miss in words: one sentence behind "No match", and the details that `why` gives at the end.
//
//     The longest try went from 3 to 11, where `$` failed (#14): needs the end of the subject, next is "!".
//
// Tested by fixtures/sessions/misses.txt.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// Most items that the sentence names.
  private static let named = 3

  /// How near the search came, as a sentence behind others.
  func nearest(_ end: EndInfo) -> String {
    guard let miss = end.miss else { return "" }
    if miss.position <= miss.start { return " No attempt took a character." }
    let head = " The longest try went from \(miss.start) to \(miss.position), where "
    guard miss.deadEnds.count != 1 else {
      let only = miss.deadEnds[0]
      let reason = reason(only.reason, only.found, at: miss.position, short: true)
      return head + "\(name(only.item)) failed (\(step(only.step.number))): \(reason)."
    }
    let names = miss.deadEnds.prefix(Self.named).map {
      "\(name($0.item)) (\(step($0.step.number)))"
    }
    let more = miss.deadEnds.count - names.count
    let list =
      more > 0
      ? names.joined(separator: ", ") + " and \(more) more"
      : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    let found = character(at: miss.position)
    return head + "\(list) failed: " + next(found, true) + "."
  }

  /// The nearest miss in full, as lines.
  func details(_ end: EndInfo) -> [String] {
    guard let miss = end.miss, miss.position > miss.start, let last = miss.deadEnds.last else {
      return start(end)
    }
    let furthest = miss.deadEnds.max { $0.item.index < $1.item.index } ?? last
    var lines = picture(furthest.item, at: miss.position, start: miss.start)
    lines.append(
      "The longest try began at \(miss.start), took \(quoted(miss.start, miss.position)) and came to "
        + "\(miss.position). There:")
    for end in miss.deadEnds {
      lines.append(
        "  \(step(end.step.number)) \(name(end.item)): "
          + reason(end.reason, end.found, at: miss.position, short: false)
          + (end.alternatives.last.map { " (\(place($0)))" } ?? ""))
    }
    if !miss.isComplete { lines.append("  The attempt is too long to be looked at in full.") }
    return lines + start(end)
  }

  /// Why libpcre2 would not even begin, as a line, if it would not.
  private func start(_ end: EndInfo) -> [String] {
    guard let rejection = end.start else { return [] }
    let words = startText(
      rejection, subject: text.subject, from: text.startOffset, isUTF: text.isUTF)
    return [words + "."]
  }

  private func place(_ place: BranchPlace) -> String {
    guard case .group(let group) = map.tree[place.group].kind else { return "" }
    let whole =
      place.group == map.tree.root ? "the pattern" : map.description(of: place.group)
    return "alternative \(place.branch + 1) of \(group.branches.count) of \(whole)"
  }
}
