// SPDX-License-Identifier: MIT
// The explanation of one step as values: what is tried, what was found, how it went, and where the search
// goes on. `Explainer` makes it by running from the step to the next one; Reporting puts it into words.

public import RegexMachine
public import RegexSyntax
public import SourceText

/// A step: an item about to be tried at a position.
public struct StepInfo: Hashable, Sendable {
  /// Its number, from 1.
  public var number: UInt64
  /// The item.
  public var item: ItemID
  /// Where in the subject, in bytes.
  public var position: Int
  /// Which attempt, from 1.
  public var attempt: Int
  /// Where the attempt began, in bytes.
  public var attemptStart: Int
  /// The flags of the step: 1 = first of an attempt, 2 = something was undone before it.
  public var flags: UInt8
}

/// What stands at a position of the subject.
public enum Found: Hashable, Sendable {
  /// A character (a code point in UTF mode, else a byte value).
  case character(UInt32)
  /// Nothing: the subject ends here.
  case end
}

/// How the trial of an item went.
public enum Verdict: Hashable, Sendable {
  /// It matched and took a stretch of the subject, which may be empty.
  case matched(SourceSpan)
  /// It takes nothing by its nature (a bracket, a setting) and matching goes on.
  case passed
  /// It failed.
  case failed(FailureReason)
}

/// A change of a group.
public struct CaptureChange: Hashable, Sendable {
  /// The group's number.
  public var group: Int
  /// The value before.
  public var old: CaptureRange?
  /// The value after.
  public var new: CaptureRange?
}

/// Where the search goes back to after a failure.
public struct Retreat: Hashable, Sendable {
  /// The step that left the choice; nil if it is the attempt itself, or lies too far back to look for.
  public var step: UInt64?
  /// The item of that step.
  public var item: ItemID?
  /// Verbs to which the search came back on the way, in order.
  public var verbs: [VerbEffect]
  /// What is done there.
  public var target: ChoiceTarget
  /// Where in the subject matching goes on, in bytes.
  public var position: Int
  /// Groups that get another value by it.
  public var restored: [CaptureChange]
}

/// What comes after a step.
public enum Continuation: Hashable, Sendable {
  /// Another step.
  case step(StepInfo)
  /// The search is over.
  case end(MatchEnd)
}

/// Why a step goes as it does.
public struct Why: Hashable, Sendable {
  /// The step.
  public var step: StepInfo
  /// What the item is.
  public var role: ItemRole
  /// What is tried in plain words, "a digit"; empty for brackets.
  public var trial: String
  /// What stands at the position.
  public var found: Found
  /// How it went.
  public var verdict: Verdict
  /// Groups that were set by the step.
  public var closed: [CaptureChange]
  /// Calls that begin or end by the step, in order.
  public var calls: [CallChange]
  /// Groups that get back their former value because a call has ended.
  public var restored: [CaptureChange]
  /// The calls that are active before the step.
  public var callDepth: Int
  /// The mark that the step sets.
  public var mark: [UInt8]?
  /// Whether the item is a (*SKIP:name) that counts for nothing, its name not having been found before.
  public var isIgnored: Bool
  /// Whether another round of a quantified group begins.
  public var repeats: Bool
  /// Where the search goes back to, if the item failed.
  public var retreat: Retreat?
  /// What comes next.
  public var next: Continuation
}
