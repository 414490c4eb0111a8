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
    if miss.position <= miss.start && !miss.hasEdit { return " No attempt took a character." }
    let failed = miss.deadEnds.filter { $0.reason != .takesNoMore }
    guard !failed.isEmpty else { return "" }
    let head = " " + way(miss)
    guard failed.count != 1 else {
      let only = failed[0]
      let reason = reason(only.reason, only.found, at: miss.position, short: true)
      return head + "\(name(only.item)) failed (\(step(only.step.number))): \(reason)."
    }
    let names = failed.prefix(Self.named).map {
      "\(name($0.item)) (\(step($0.step.number)))"
    }
    let more = failed.count - names.count
    let list =
      more > 0
      ? names.joined(separator: ", ") + " and \(more) more"
      : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    let found = character(at: miss.position)
    return head + "\(list) failed: " + next(found, true) + "."
  }

  /// Where the attempt went, as the beginning of a sentence.
  private func way(_ miss: NearestMiss) -> String {
    miss.position > miss.start
      ? "The nearest try went from \(miss.start) to \(miss.position), where "
      : "The nearest try was at \(miss.start), where "
  }

  /// The nearest misses in full, and the edits that would help, as lines.
  func details(_ end: EndInfo, withPicture: Bool = true) -> [String] {
    misses(end, withPicture) + edits(end.edits) + start(end)
  }

  private func misses(_ end: EndInfo, _ withPicture: Bool) -> [String] {
    guard let miss = end.miss, miss.position > miss.start || miss.hasEdit,
      let first = miss.deadEnds.first
    else { return [] }
    let shown =
      miss.hasEdit ? first : miss.deadEnds.max { $0.item.index < $1.item.index } ?? first
    var lines = withPicture ? picture(shown.item, at: miss.position, start: miss.start) : []
    lines.append(
      miss.position > miss.start
        ? "The nearest try began at \(miss.start), took \(quoted(miss.start, miss.position)) and "
          + "came to \(miss.position). There:"
        : "The nearest try began at \(miss.start). There:")
    for end in miss.deadEnds {
      lines.append(
        "  \(step(end.step.number)) \(name(end.item)): "
          + reason(end.reason, end.found, at: miss.position, short: false)
          + (end.alternatives.last.map { " (\(place($0)))" } ?? ""))
    }
    if !miss.isComplete { lines.append("  The search is too long to be looked at in full.") }
    for other in end.otherMisses where other.hasEdit {
      let names = other.deadEnds.prefix(Self.named).map { name($0.item) }
      lines.append(
        "Or the try from \(other.start), at \(other.position): "
          + names.joined(separator: ", ") + ".")
    }
    return lines
  }

  /// Why libpcre2 would not even begin, as a line, if it would not.
  private func start(_ end: EndInfo) -> [String] {
    guard let rejection = end.start else { return [] }
    let words = startText(
      rejection, subject: text.subject, from: end.startOffset, isUTF: text.isUTF)
    return [words + "."]
  }

  private func place(_ place: BranchPlace) -> String {
    guard case .group(let group) = map.tree[place.group].kind else { return "" }
    let whole =
      place.group == map.tree.root ? "the pattern" : map.description(of: place.group)
    return "alternative \(place.branch + 1) of \(group.branches.count) of \(whole)"
  }
}
