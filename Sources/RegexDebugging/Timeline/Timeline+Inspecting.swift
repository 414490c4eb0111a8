// SPDX-License-Identifier: MIT
// Access to the machine at a place, for whoever builds a view of their own.

public import RegexMachine

extension Timeline {
  /// Calls a function with the machine as it stands here, the place, the attempts begun, and the events
  /// between this step and the next (none at the end).
  public mutating func inspect<Result>(
    _ body: (borrowing Machine, Place, Int, [MachineEvent]) -> Result
  ) -> Result {
    let events = place == .end ? [] : eventsToNextStep()
    return body(machine, place, progress.attempts, events)
  }
}

extension Timeline {
  /// The value of something here.
  func value(of operand: StepCondition.Operand) -> SessionValue {
    switch operand {
    case .position: return .number(machine.position)
    case .start: return .number(machine.attemptStart)
    case .step: return .number(Int(clamping: machine.steps))
    case .attempt: return .number(attempts)
    case .callDepth: return .number(machine.callDepth)
    case .backtracks: return .number(Int(clamping: backtracks))
    case .group(let groups):
      let captures = machine.captures
      return .capture(groups.lazy.compactMap { $0 < captures.count ? captures[$0] : nil }.first)
    }
  }

  /// Whether a condition is true here.
  func holds(_ condition: StepCondition, in subject: [UInt8]) -> Bool {
    switch value(of: condition.operand) {
    case .number(let number): condition.holds(for: number)
    case .capture(let range): condition.holds(for: range, in: subject)
    }
  }
}
