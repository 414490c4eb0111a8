// SPDX-License-Identifier: MIT
// Looks for the places that kept a search from finding something, and for the edits that would help. What
// failed where is collected by one more run; then edits of the text at these places, and of the pattern at
// these items, are tried. A place where one small edit makes a match that explains much of the text ranks
// first; where no edit helps, how far the attempt came decides.
//
// Everything is bounded: failures, runs, steps. Tested in RegexDebuggingTests/MissTests.swift.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// An edit that makes a match, and the failure that it belongs to.
struct HelpfulEdit {
  var edit: Edit
  /// Index of the failure.
  var failure: Int
  /// The item that it is about: the one that failed, or the one before.
  var item: Int
  /// Bits that the match tells, less what the edit costs.
  var score: Double
}

/// A search for misses.
struct MissSearch {
  let trial: EditTrial
  let map: PatternMap
  var failures: [FailedItem] = []
  var helpful: [HelpfulEdit] = []
  /// Whether everything was tried.
  private(set) var isComplete = true
  /// Whether the whole search was looked at, to its end.
  private(set) var sawAll = false
  var budget = TrialBudget(steps: 4_000_000, runs: 8000, perRun: 100_000)

  /// Steps of the search that are looked at.
  private static let collectedSteps: UInt64 = 1_000_000
  private static let sliceSteps: UInt64 = 100_000

  init(_ trial: EditTrial, _ map: PatternMap) {
    self.trial = trial
    self.map = map
  }

  /// Does all of it, or part of it if the caller wants no more.
  mutating func run(_ shouldContinue: () -> Bool) {
    guard collect(shouldContinue) else { return isComplete = false }
    let hasTriedTexts = tryTexts(shouldContinue)
    let hasTriedPatterns = shouldContinue() && tryPatterns(shouldContinue)
    isComplete = hasTriedTexts && hasTriedPatterns
  }

  private mutating func collect(_ shouldContinue: () -> Bool) -> Bool {
    guard
      var machine = try? Machine(
        program: trial.program, subject: trial.subject, options: trial.options)
    else { return false }
    var observer = MissObserver(
      from: nil, isInLookaround: map.lookaroundItems, trial.program, staysInAttempt: false)
    while machine.outcome == nil, machine.steps < Self.collectedSteps {
      machine.run(&observer, until: machine.steps + Self.sliceSteps)
      guard shouldContinue() else { return false }
    }
    observer.finish()
    failures = observer.failures
    sawAll = machine.outcome != nil
    return true
  }

  // MARK: Texts

  private mutating func tryTexts(_ shouldContinue: () -> Bool) -> Bool {
    let edits = TextEdits(program: trial.program, subject: trial.subject)
    var seen: Set<TriedEdit> = []
    var count = 0
    var asked = budget.steps
    let order = failures.indices.sorted { failures[$0].reach > failures[$1].reach }
    for index in order {
      let failure = failures[index]
      for edit in edits.edits(for: failure)
      where seen.insert(TriedEdit(edit: edit, start: failure.step.attemptStart)).inserted {
        if budget.isSpent { return false }
        count += 1
        if count & 63 == 0 || asked - budget.steps > Self.sliceSteps {
          asked = budget.steps
          if !shouldContinue() { return false }
        }
        guard let match = trial.run(text: edit, from: failure.step.attemptStart, &budget) else {
          continue
        }
        helpful.append(
          HelpfulEdit(
            edit: edit, failure: index, item: failure.step.item, score: match.bits - edit.cost))
      }
    }
    return true
  }

  private struct TriedEdit: Hashable {
    var edit: Edit
    var start: Int
  }

  // MARK: Patterns

  private mutating func tryPatterns(_ shouldContinue: () -> Bool) -> Bool {
    budget = TrialBudget(steps: 4_000_000, runs: 1000, perRun: 300_000)
    let edits = PatternEdits(map, trial.subject)
    var seen: Set<Edit> = []
    tryQuoting()
    if trial.program.isAnchored { tryAnchors(edits, &seen) }
    for index in patternOrder() {
      let failure = failures[index]
      let item = ItemID(failure.step.item)
      var candidates = edits.edits(
        ofFailed: item, at: failure.position, from: failure.step.position
      ).map { ($0, failure.step.item) }
      for previous in failure.previous {
        candidates += edits.edits(ofPrevious: ItemID(previous), at: failure.position)
          .map { ($0, previous) }
      }
      for (edit, about) in candidates where seen.insert(edit).inserted {
        if budget.isSpent { return false }
        if !shouldContinue() { return false }
        guard let match = trial.run(pattern: edit, &budget) else { continue }
        let place = self.failure(of: item, from: match.start) ?? index
        helpful.append(
          HelpfulEdit(edit: edit, failure: place, item: about, score: match.bits - edit.cost))
      }
    }
    return true
  }

  /// The failures whose items are edited: those where an edit of the text helps, and for each item where it
  /// came furthest.
  private func patternOrder() -> [Int] {
    var order: [Int] = []
    var seen: Set<Int> = []
    let best = helpful.sorted { $0.score > $1.score }
    for helpful in best where order.count < 24 {
      if seen.insert(helpful.failure).inserted { order.append(helpful.failure) }
    }
    var items: Set<Int> = []
    let far = failures.indices.sorted { failures[$0].reach > failures[$1].reach }
    for index in far where items.insert(failures[index].step.item).inserted {
      if seen.insert(index).inserted { order.append(index) }
    }
    return Array(order.prefix(120))
  }

  /// The failure of an item in the attempt from a start that came furthest.
  private func failure(of item: ItemID, from start: Int) -> Int? {
    failures.indices.filter {
      failures[$0].step.item == item.index && failures[$0].step.attemptStart == start
    }.max { failures[$0].position < failures[$1].position }
  }
}

extension FailedItem {
  /// How far the attempt had come, in bytes.
  var reach: Int { position - step.attemptStart }
}
