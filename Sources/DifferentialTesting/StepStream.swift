// SPDX-License-Identifier: MIT
// All steps of a search as one plain run of the machine tells them: no timeline, no checkpoint, no search
// observer. What debugging says of a search is checked against this.
//
//     let stream = try StepStream(of: program, subject: subject, options: options)
//     stream.steps.filter(\.hasFailed).map(\.number)
//
// Used by BreakpointCheck and TravelCheck.

import RegexMachine
import RegexProgram
import RegexSyntax

/// What there is to know of a step.
struct RecordedStep: Hashable {
  var number: UInt64
  var item: Int
  var position: Int
  var start: Int
  /// Attempts begun, this one included.
  var attempt: Int
  /// As in `StepView.flags`.
  var flags: UInt8
  var captures: [CaptureRange?]
  var depth: Int
  var choices: [PendingChoice]
  var callDepth: Int
  /// How often something had failed before.
  var backtracks: UInt64 = 0
  /// Whether something failed before the next step.
  var hasFailed = false
  /// Whether the search came back to a verb before the next step.
  var metVerb = false
}

extension RecordedStep {
  /// The step before which a machine stands; nil if it stands before none.
  init?(_ machine: borrowing Machine, attempt: Int) {
    guard let item = machine.item else { return nil }
    self.init(
      number: machine.steps, item: item.index, position: machine.position,
      start: machine.attemptStart, attempt: attempt, flags: machine.stepFlags,
      captures: machine.captures, depth: machine.stackDepth,
      choices: machine.pendingChoices(limit: 20), callDepth: machine.callDepth)
  }
}

/// A search from its first step to its end.
struct StepStream {
  private(set) var steps: [RecordedStep] = []
  /// How it ended.
  let outcome: Outcome
  /// Position, attempt start, groups, active calls and failures at the end.
  let end:
    (position: Int, start: Int, captures: [CaptureRange?], callDepth: Int, backtracks: UInt64)

  init(
    of program: Program, subject: [UInt8], options: MatchOptions
  ) throws(SubjectError) {
    var machine = try Machine(program: program, subject: subject, options: options)
    machine.run(until: 1)
    // Beside it runs one that only counts.
    var counted = try Machine(program: program, subject: subject, options: options)
    var counter = CountingObserver()
    var attempts = 0
    while machine.outcome == nil {
      attempts += Int(machine.stepFlags & 1)
      guard var step = RecordedStep(machine, attempt: attempts) else { break }
      counted.run(&counter, until: machine.steps)
      step.backtracks = counter.backtracks
      var events = EventObserver(cap: .max)
      machine.run(&events, until: machine.steps + 1)
      for event in events.events {
        switch event {
        case .failed: step.hasFailed = true
        case .verb(_, _, triggered: true): step.metVerb = true
        default: continue
        }
      }
      steps.append(step)
    }
    outcome = machine.outcome ?? .noMatch
    counted.run(&counter)
    end = (
      machine.position, machine.attemptStart, machine.captures, machine.callDepth,
      counter.backtracks
    )
  }
}
