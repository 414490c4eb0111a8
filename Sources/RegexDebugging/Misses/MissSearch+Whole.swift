// SPDX-License-Identifier: MIT
// Edits that are about more than the item that failed: the anchors at the start of a pattern, which do not fail
// where the search never begins, and a pattern that was meant as plain text.
//
// Tested in RegexDebuggingTests/MissTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

extension MissSearch {
  /// Most edits of anchors that are tried.
  private static let mostAnchors = 12

  /// Tries to do without the anchors at the start, or without the text before what would match then.
  mutating func tryAnchors(_ edits: PatternEdits, _ seen: inout Set<Edit>) {
    for (item, edit) in edits.editsOfAnchors().prefix(Self.mostAnchors) {
      guard seen.insert(edit).inserted, let match = trial.run(pattern: edit, &budget),
        match.start > trial.options.startOffset
      else { continue }
      let step = TriedStep(
        number: 0, item: item.index, position: match.start, attemptStart: match.start)
      failures.append(FailedItem(step: step, position: match.start, instruction: 0))
      add(edit, match)
      let cut = Edit(.remove, trial.options.startOffset, match.start, [])
      if edit.kind == .drop, let match = trial.run(text: cut, from: match.start, &budget) {
        add(cut, match)
      }
    }
  }

  /// Adds an edit that belongs to the latest failure.
  private mutating func add(_ edit: Edit, _ match: TrialMatch) {
    helpful.append(
      HelpfulEdit(
        edit: edit, failure: failures.count - 1, item: failures[failures.count - 1].step.item,
        score: match.bits - edit.cost))
  }

  /// Tries the pattern as plain text, if the subject has that text in it.
  mutating func tryQuoting() {
    let source = trial.program.tree.source
    guard source.count > 1, source.count <= 1024, trial.subject.has(source),
      source.contains(where: { Self.metacharacters.contains($0) })
    else { return }
    let edit = Edit(
      .quote, 0, source.count, Array("\\Q".utf8) + source + Array("\\E".utf8))
    let far = failures.indices.max { failures[$0].reach < failures[$1].reach }
    guard let far, let match = trial.run(pattern: edit, &budget) else { return }
    let place = failures.indices.filter { failures[$0].step.attemptStart == match.start }
      .max { failures[$0].position < failures[$1].position }
    helpful.append(
      HelpfulEdit(
        edit: edit, failure: place ?? far, item: failures[place ?? far].step.item,
        score: match.bits - edit.cost))
  }

  private static let metacharacters = Set("\\^$.[]|()?*+{}".utf8)
}

extension [UInt8] {
  /// Whether another text stands somewhere in this one.
  fileprivate func has(_ text: [UInt8]) -> Bool {
    guard let first = text.first, count >= text.count else { return false }
    return (0...(count - text.count)).contains { start in
      self[start] == first && self[start..<(start + text.count)].elementsEqual(text)
    }
  }
}
