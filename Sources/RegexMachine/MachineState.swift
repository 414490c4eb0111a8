// SPDX-License-Identifier: MIT
// Everything that changes during a run: plain data, so that a copy of it with its registers and its
// stack is a complete checkpoint.

import RegexProgram

/// The state of a machine between two calls of `run`.
struct MachineState {
  /// The piece of the subject that is searched.
  var fragment: Fragment
  /// Index of the next instruction; while paused, of the item reported last.
  var pc = 0
  /// Where in the subject.
  var position: Int
  /// Where this attempt began.
  var attemptStart: Int
  /// Records on the stack.
  var depth = 0
  /// So many records from the bottom are surely as they were when the latest checkpoint was taken or gone back to.
  var intact = 0
  /// Most steps that are reported.
  var stepLimit: UInt64
  /// Steps reported.
  var steps: UInt64 = 0
  /// The step at which the run under way stops.
  var stop: UInt64 = 0
  /// The callout flags collected since the last step.
  var flags: UInt8 = 0
  /// The flags that the last step was reported with.
  var stepFlags: UInt8 = 0
  /// Whether the machine stands before the item at `pc`, already reported.
  var isPaused = false
  /// Why the attempt begins where it does.
  var attemptReason = AttemptReason.first
  /// Verbs (*SKIP:name) passed in this attempt.
  var skipNamesPassed: UInt32 = 0
  /// How many of them count for nothing: the attempt is run again because a name was not found.
  var skipNamesIgnored: UInt32 = 0
  /// The mark passed last in any attempt (index into `Program.markNames` plus 1), 0 = none: what is
  /// reported if there is no match.
  var lastMark: UInt32 = 0
  /// Where the byte that a match needs comes next.
  var required = RequiredPlace()
  /// What is known of partial matches.
  var partial = PartialNotes()
  /// How it ended, once it has.
  var outcome: Outcome?
  /// The end of the match, once there is one.
  var matchEnd = 0
  /// The whole match, once there is one.
  var match: CaptureRange {
    CaptureRange(start: Int(registers[Register.matchStart]), end: matchEnd)
  }
  let registers: Memory<UInt32>
  var stack: Memory<Choice>
  /// See `SearchContext.wideAnswers`.
  let wideAnswers: Memory<UInt8>

  init(_ facts: SearchFacts, fragment: Fragment, stepLimit: UInt64) {
    self.stepLimit = stepLimit
    self.fragment = fragment
    position = fragment.start
    attemptStart = fragment.start
    stack = Memory(count: facts.headroom + 256)
    registers = Memory(count: facts.registerCount)
    wideAnswers = Memory(count: facts.wideSets << 11)
    if facts.wideSets > 0 { wideAnswers.fill(0) }
    clearRegisters()
    registers[Register.matchStart] = UInt32(fragment.start)
  }

  /// Notes after a run how much of the stack it has left as it was.
  mutating func noteIntact(_ result: RunResult, _ minimumDepth: Int, _ headroom: Int) {
    // Behind the last step of a search nothing is known of the depth.
    if case .finished = result { intact = 0 }
    intact = max(0, min(intact, minimumDepth - headroom))
  }

  /// Gives the registers the values with which every attempt begins.
  private func clearRegisters() {
    for register in 0..<registers.count { registers[register] = Register.unset }
    registers[Register.captureState] = 0
    registers[Register.call] = 0
    registers[Register.mark] = 0
  }

  /// Goes on with the next piece of the subject.
  ///
  /// `skipNamesIgnored` stays: an anchored attempt is not run again at once, the next piece is its turn.
  mutating func begin(_ fragment: Fragment) {
    self.fragment = fragment
    // A hard partial match ends a piece at a step that has been reported.
    if isPaused { flags = 0 }
    isPaused = false
    clearRegisters()
    pc = 0
    depth = 0
    position = fragment.start
    attemptStart = fragment.start
    attemptReason = .bumpAlong
    partial = PartialNotes()
    required = RequiredPlace()
    outcome = nil
  }

  func free() {
    registers.free()
    wideAnswers.free()
    stack.free()
  }
}

extension Memory<UInt32> {
  /// Undoes the end of a capturing group: the group is open again where it began, and has its former
  /// value.
  @inline(__always)
  func restoreCapture(_ choice: Choice, _ openRegisters: Int) {
    let group = choice.capturedGroup &- 1
    let index = Register.captures &+ 2 &* group
    self[openRegisters &+ group] = self[index]
    self[index] = choice.position
    self[index &+ 1] = choice.extra
    self[Register.captureState] = choice.captureState
  }

  /// The value of a capturing group; nil if it is not set.
  func capture(_ group: Int) -> CaptureRange? {
    let index = Register.captures + 2 * (group - 1)
    guard self[index] != Register.unset else { return nil }
    return CaptureRange(start: Int(self[index]), end: Int(self[index + 1]))
  }
}
