// SPDX-License-Identifier: MIT
// What all jobs have done together, and the printing of it: one line every ten seconds, each kind of
// difference once.

import DifferentialTesting
import Glibc
import Synchronization

/// The totals of a run, shared by its jobs.
final class Board: Sendable {
  private struct State {
    var tally = PairTally()
    /// How often each kind of difference was found.
    var kinds: [String: Int] = [:]
    var nextReport: ContinuousClock.Instant
    var isFull = false
  }

  private let state: Mutex<State>
  private let start = ContinuousClock.now
  private let end: ContinuousClock.Instant
  private let most: Int

  init(minutes: Double, most: Int) {
    self.most = most
    end = start + .seconds(minutes * 60)
    state = Mutex(State(nextReport: start + .seconds(10)))
  }

  /// Whether the time is over, or enough differences were found.
  var isOver: Bool { ContinuousClock.now >= end || state.withLock { $0.isFull } }

  /// Kinds of differences so far.
  var differences: Int { state.withLock { $0.kinds.count } }

  /// Adds the work of a round.
  func add(_ tally: PairTally, since before: PairTally, _ finding: Finding?) {
    state.withLock { state in
      state.tally.add(tally.since(before))
      if let finding { report(finding, &state) }
      guard ContinuousClock.now >= state.nextReport else { return }
      state.nextReport += .seconds(10)
      tell(line(state))
    }
  }

  /// The totals in words.
  var summary: String {
    state.withLock { state in
      let list = state.tally.unsupported.sorted { $0.value > $1.value }
        .map { "\($0.value) \($0.key)" }
      return line(state) + "\nnot compared: " + (list.isEmpty ? "-" : list.joined(separator: ", "))
    }
  }

  private func report(_ finding: Finding, _ state: inout State) {
    let kind = finding.kind
    state.kinds[kind, default: 0] += 1
    guard state.kinds[kind] == 1 else { return }
    tell("DIFFERENCE in round \(finding.seed): \(finding.report)")
    state.isFull = state.kinds.count >= most
  }

  private func line(_ state: State) -> String {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let perMinute = Double(state.tally.steps) / max(seconds, 0.001) * 60 / 1e6
    return "\(Int(seconds)) s: \(state.tally.pairs) pairs, \(state.tally.patterns) patterns "
      + "(\(state.tally.refused) refused by both), \(state.tally.steps) steps "
      + "(\(Int(perMinute)) million a minute), \(state.tally.bounded) cut short, "
      + "\(state.kinds.values.reduce(0, +)) differences of \(state.kinds.count) kinds"
  }

  /// Prints a line at once, also into a file.
  private func tell(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = unsafe write(1, bytes, bytes.count)
  }
}

extension PairTally {
  /// What was done since an earlier tally of the same campaign.
  func since(_ before: PairTally) -> PairTally {
    var result = PairTally()
    result.pairs = pairs - before.pairs
    result.patterns = patterns - before.patterns
    result.steps = steps - before.steps
    result.refused = refused - before.refused
    result.bounded = bounded - before.bounded
    for (construct, count) in unsupported {
      let more = count - before.unsupported[construct, default: 0]
      if more > 0 { result.unsupported[construct] = more }
    }
    return result
  }
}
