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
