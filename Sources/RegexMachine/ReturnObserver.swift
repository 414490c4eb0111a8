// SPDX-License-Identifier: MIT
// Looks for the first step after which the search goes back to one of some choices: an assertion asks whether a
// part of the pattern is ever tried in another way. Tested in RegexDebuggingTests/AssertionTests.swift.

/// Pauses once the search goes back to a choice that is looked for.
public struct ReturnObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// The step whose failure led back to one of the choices; nil as long as there is none.
  public private(set) var step: UInt64?
  private var latest: UInt64
  private let matters: [ChoiceKind: Set<Int>]

  /// Makes one.
  ///
  /// - Parameters:
  ///   - choices: By kind the instructions that choices name, as `MachineEvent.backtrack` tells them.
  ///   - latest: The number of the step before which the machine stands.
  public init(choices: [ChoiceKind: Set<Int>], latest: UInt64) {
    matters = choices
    self.latest = latest
  }

  /// Keeps the number; pauses if the choice was met.
  public mutating func step(_ step: StepView) -> Bool {
    latest = step.number
    return self.step != nil
  }

  /// Looks at the choice.
  public mutating func event(_ event: MachineEvent) {
    guard step == nil, case .backtrack(let kind, let instruction, _) = event,
      matters[kind]?.contains(instruction) == true
    else { return }
    step = latest
  }
}

extension Machine {
  /// Runs on and looks for a choice that the search goes back to.
  @discardableResult
  public mutating func run(
    _ observer: inout ReturnObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
