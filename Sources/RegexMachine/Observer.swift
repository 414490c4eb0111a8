// SPDX-License-Identifier: MIT
// Who is told what the machine does. An observer is a generic parameter of the run function: each of
// the types below gets a loop of its own in which what it does not ask for is not there. So observers
// live in this module; what a user wrote runs only while the machine is paused.
//
// Measured on catastrophic patterns: counting costs nothing visible, a class or a closure in this place
// 2 to 20 times the whole run (Benchmarks/README.md).

import RegexProgram

/// Receives the steps, and where it asks for them the finer events, of a run.
public protocol MachineObserver {
  /// Whether `step` is called at all.
  static var wantsSteps: Bool { get }
  /// Whether `event` and `backtrack` are called.
  static var wantsEvents: Bool { get }
  /// Whether `repeated` and `stopped` are called; only where events are wanted, too.
  static var wantsRepeats: Bool { get }
  /// The fewest records that the stack held at a step, or less: checkpoints then copy more than they need.
  var minimumDepth: Int { get }

  /// An item is about to be tried. True pauses the machine before it.
  mutating func step(_ step: StepView) -> Bool
  /// Something happened between two steps.
  mutating func event(_ event: MachineEvent)
  /// A repeat of one unit goes on behind so many of them: as many as its instruction took, but for the
  /// exact number of more than two given back. Told each time it takes or gives back.
  mutating func repeated(instruction: Int, count: Int)
  /// A repeat of one unit would have taken one more, but what is at a position is none (it may be the
  /// end).
  mutating func stopped(instruction: Int, at position: Int)
  /// Something failed, and the machine goes back. Called before the stack is popped.
  mutating func backtrack()
  /// Going back the machine has come to a verb, which now acts.
  mutating func triggerVerb()
}

extension MachineObserver {
  /// Steps are told unless an observer says otherwise.
  public static var wantsSteps: Bool { true }
  /// Events are not told unless an observer says otherwise.
  public static var wantsEvents: Bool { false }
  /// Repeats are not told unless an observer says otherwise.
  public static var wantsRepeats: Bool { false }
  /// Ignores it.
  public mutating func repeated(instruction: Int, count: Int) {}
  /// Ignores it.
  public mutating func stopped(instruction: Int, at position: Int) {}
  /// Nothing is known.
  public var minimumDepth: Int { 0 }
  /// Goes on.
  public mutating func step(_ step: StepView) -> Bool { false }
  /// Ignores the event.
  public mutating func event(_ event: MachineEvent) {}
  /// Ignores it.
  public mutating func backtrack() {}
  /// Ignores it.
  public mutating func triggerVerb() {}
}

/// The moment before an item is tried; valid only during the call that gets it.
public struct StepView {
  /// The step's number, from 1.
  public let number: UInt64
  /// Index of the item in `Tree.items`.
  public let item: Int
  /// Where in the subject.
  public let position: Int
  /// Where this attempt began.
  public let attemptStart: Int
  /// 1 = first step of an attempt, 2 = something was undone since the step before; both may be set.
  public let flags: UInt8
  /// Records on the backtrack stack, trail included.
  public let depth: Int
  let registers: Memory<UInt32>
  let stack: Memory<Choice>

  /// 1 + the highest group in force.
  public var captureTop: Int { Int(registers[1] >> 16) + 1 }
  /// The group closed last, 0 = none.
  public var captureLast: Int { Int(registers[1] & 0xFFFF) }
  /// Stack index of the record of the innermost call, 0 = not in a call.
  public var callRecord: Int { Int(registers[Register.call]) }
  /// The number of active calls.
  public var callDepth: Int { callRecord == 0 ? 0 : Int(stack[callRecord - 1].pc) }
  /// The value of a group below `captureTop`; nil if it is not set.
  public func capture(_ group: Int) -> CaptureRange? { registers.capture(group) }
}
