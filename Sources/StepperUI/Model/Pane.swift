// SPDX-License-Identifier: MIT
// The panes of the stepper, with the numbers by which keys choose them.

/// A pane.
public enum Pane: Int, Hashable, Sendable, CaseIterable {
  /// The pattern with its items, breakpoints and heat.
  case pattern = 1
  /// The subject with positions and groups.
  case subject
  /// Why the step goes as it does.
  case why
  /// The choices still open.
  case choices
  /// The groups and what they hold.
  case captures
  /// Breakpoints and watchpoints.
  case breakpoints
  /// The whole match, a column for so many steps.
  case timeline
  /// The steps around this one.
  case events
  /// The groups and calls around the step.
  case frames

  /// What its frame is headed with.
  var title: String {
    switch self {
    case .pattern: "Pattern"
    case .subject: "Subject"
    case .why: "Why"
    case .choices: "Choices"
    case .captures: "Captures"
    case .breakpoints: "Breakpoints"
    case .timeline: "Timeline"
    case .events: "Events"
    case .frames: "Groups and calls"
    }
  }
}
