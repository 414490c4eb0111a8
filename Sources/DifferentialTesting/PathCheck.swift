// SPDX-License-Identifier: MIT
// One search on every path of the machine: each observer, with pauses, from checkpoints, with little
// memory and few steps. All of them have to come to the same end.
//
// Tested in Tests/ConformanceTests, which runs it over every case of fixtures/cases.

import CaseChecking
public import RegexMachine
public import RegexProgram
import RegexSyntax

/// Runs one search on every path of the machine.
///
/// - Parameters:
///   - program: What is searched for.
///   - subject: Where.
///   - options: How; its limits bound the first run and so all others.
///   - seed: Decides where the machine is paused and copied.
/// - Returns: The first path that comes to another end than the plain run, in words; nil if none does.
/// - Throws: `SubjectError` as `Machine.init`.
public func checkPaths(
  of program: Program, subject: [UInt8], options: MatchOptions, seed: UInt64
) throws(SubjectError) -> String? {
  var check = PathCheck(
    program: program, subject: subject, options: options,
    random: SeededGenerator(seed: seed))
  return try check.run()
}

/// What a run came to.
private struct RunEnd: Hashable {
  let result: MatchResult
  let outcome: Outcome?
  let steps: UInt64

  init(_ machine: borrowing Machine) {
    result = MatchResult(machine)
    outcome = machine.outcome
    steps = machine.steps
  }

  var words: String { "\(result.summary) after \(steps) steps (\(result.groups.count) groups)" }
}

private struct PathCheck {
  let program: Program
  let subject: [UInt8]
  let options: MatchOptions
  var random: SeededGenerator
  var end: RunEnd?
  var failure: String?

  mutating func run() throws(SubjectError) -> String? {
    var machine = try newMachine()
    machine.run()
    end = RunEnd(machine)
    try checkObservers()
    try checkRows()
    try checkBreaks()
    try checkPauses()
    try checkCheckpoints()
    try checkLimits()
    return failure
  }

  private func newMachine(_ limits: MatchLimits? = nil) throws(SubjectError) -> Machine {
    var options = options
    options.limits = limits ?? options.limits
    return try Machine(program: program, subject: subject, options: options)
  }

  private mutating func expect(_ machine: borrowing Machine, _ path: String) {
    let other = RunEnd(machine)
    guard failure == nil, let end, other != end else { return }
    failure = "\(path): \(other.words) instead of \(end.words)"
  }

  private mutating func expect(_ count: UInt64, _ path: String) {
    guard failure == nil, let end, count != end.steps else { return }
    failure = "\(path): \(count) steps instead of \(end.steps)"
  }

  // MARK: Observers

  private mutating func checkObservers() throws(SubjectError) {
    var counting = CountingObserver()
    var machine = try newMachine()
    machine.run(&counting)
    expect(machine, "counting observer")
    expect(counting.steps, "counting observer")

    var rows = RowObserver(items: items, cap: .max, keepsRows: false)
    machine = try newMachine()
    machine.run(&rows)
    expect(machine, "row observer")
    expect(UInt64(rows.count), "row observer")

    var events = EventObserver(cap: 1000)
    machine = try newMachine()
    machine.run(&events)
    expect(machine, "event observer")

    var search = SearchObserver(
      StepQuery(), between: (after: 0, before: .max), pausesAtHit: false,
      itemCount: items.count, resumedAt: nil, progress: Progress())
    machine = try newMachine()
    machine.run(&search)
    expect(machine, "search observer")
  }

  private var items: [(position: Int, length: Int)] {
    program.tree.items.map { (position: $0.position, length: $0.length) }
  }

  /// Rows from one run, and from runs of a few steps each.
  private mutating func checkRows() throws(SubjectError) {
    guard let end, end.steps <= 2000 else { return }
    var rows = RowObserver(items: items, cap: .max, keepsRows: true)
    var whole = try newMachine()
    whole.run(&rows)
    var window = StepWindow(program: program, capacity: 1 + random.below(7))
    var machine = try newMachine()
    var read = 0
    while machine.outcome == nil {
      window.removeAll()
      machine.run(&window)
      for index in 0..<window.count {
        if failure == nil, read >= rows.rows.count || rows.rows[read] != Array(window.row(index)) {
          failure = "step window: step \(read + 1) is not that of the row observer"
        }
        read += 1
      }
    }
    expect(machine, "step window")
    expect(UInt64(read), "step window")
  }

  private mutating func checkBreaks() throws(SubjectError) {
    let flags = items.map { _ in random.oneIn(3) }
    let positions = Set((0..<2).map { _ in random.below(subject.count + 1) })
    var observer = BreakObserver(items: flags, positions: positions)
    var machine = try newMachine()
    while machine.outcome == nil {
      machine.run(&observer)
      guard machine.outcome == nil else { break }
      let isMeant =
        machine.item.map { flags[$0.index] } == true || positions.contains(machine.position)
      if !isMeant, failure == nil { failure = "break observer: a pause at step \(machine.steps)" }
    }
    expect(machine, "break observer")
  }

  // MARK: Pauses and checkpoints

  private mutating func checkPauses() throws(SubjectError) {
    guard let end else { return }
    let stride = 1 + Int(min(end.steps, 1 << 20)) / 8
    var machine = try newMachine()
    while machine.outcome == nil {
      let stop = machine.steps + 1 + UInt64(random.below(stride))
      machine.run(until: stop)
      if machine.outcome == nil, machine.steps != stop, failure == nil {
        failure = "pausing: at step \(machine.steps) instead of \(stop)"
      }
    }
    expect(machine, "pausing")
  }

  private mutating func checkCheckpoints() throws(SubjectError) {
    guard let end, end.steps > 0 else { return }
    let places = (0..<3).map { _ in 1 + UInt64(random.below(Int(min(end.steps, 1 << 40)))) }
    var machine = try newMachine()
    var saved: [Checkpoint] = [machine.checkpoint()]
    for place in places.sorted() where place > machine.steps {
      machine.run(until: place)
      saved.append(machine.checkpoint())
    }
    machine.run()
    expect(machine, "after taking checkpoints")
    saved.append(machine.checkpoint())
    for checkpoint in saved.shuffled(using: &random) {
      machine.restore(checkpoint)
      if machine.steps != checkpoint.steps, failure == nil {
        failure = "checkpoint: step \(machine.steps) instead of \(checkpoint.steps)"
      }
      machine.run()
      expect(machine, "from the checkpoint at step \(checkpoint.steps)")
    }
  }

  // MARK: Limits

  private mutating func checkLimits() throws(SubjectError) {
    guard let end else { return }
    var limits = options.limits
    limits.stackBytes = random.below(8192)
    var machine = try newMachine(limits)
    machine.run()
    if machine.outcome != .limit(.memory) { expect(machine, "\(limits.stackBytes) stack bytes") }

    limits = options.limits
    limits.callDepth = random.below(6)
    machine = try newMachine(limits)
    machine.run()
    if machine.outcome != .limit(.depth) { expect(machine, "call depth \(limits.callDepth)") }

    limits = options.limits
    limits.steps = UInt64(random.below(Int(min(end.steps, 1 << 40)) + 2))
    machine = try newMachine(limits)
    machine.run()
    if machine.outcome != .limit(.steps) {
      expect(machine, "step limit \(limits.steps)")
    } else if machine.steps != limits.steps, failure == nil {
      failure = "step limit \(limits.steps): ended at step \(machine.steps)"
    }
  }
}
