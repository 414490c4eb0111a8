// SPDX-License-Identifier: MIT
// What a user can ask of a session, as values. `Command.parse` makes them from a line; `Session.execute`
// carries them out. Verbs, short forms and help stand in `CommandVerb.swift`.

public import RegexMachine

/// Where a command goes to.
public enum Destination: Hashable, Sendable {
  /// A step by its number.
  case step(UInt64)
  /// The first step.
  case start
  /// After the last step.
  case end
  /// A place that was marked.
  case mark(String)
  /// The first step of a search by its number.
  case search(UInt64)
  /// The step that gave a group, by number or name, the value that it has here.
  case setting(String)
  /// The first step at which this run and the one before the last change part.
  case parting
}

/// What a watchpoint looks at.
public enum WatchTarget: Hashable, Sendable {
  /// A group, by number or name.
  case group(String)
  /// The position in the subject.
  case position
}

/// What a breakpoint is set on, as written.
public enum BreakTarget: Hashable, Sendable {
  /// The item at an offset of the pattern, in bytes.
  case offset(Int)
  /// The item at a line and column of the pattern, both from 1.
  case lineColumn(line: Int, column: Int)
  /// All items with this text.
  case text(String)
  /// The opening bracket of a group, by number or name.
  case group(String)
  /// A position of the subject, in bytes.
  case position(Int)
  /// Coming to a line of the subject, from 1.
  case subjectLine(Int)
  /// A change.
  case watch(WatchTarget)
  /// Something that happens.
  case event(StepRule.Event)
}

/// What `info` tells of.
public enum InfoTopic: String, Hashable, Sendable, CaseIterable {
  /// The breakpoints.
  case breaks
  /// The groups.
  case captures
  /// The choices still open.
  case choices
  /// The pattern's items.
  case items
  /// The instructions.
  case program
  /// How often each item was tried, and how often it failed.
  case profile
}

/// One command.
public enum Command: Hashable, Sendable {
  /// So many steps forward.
  case step(UInt64)
  /// So many steps back.
  case back(UInt64)
  /// To the next step whose item fails.
  case nextFail
  /// To the latest step before whose item fails.
  case previousFail
  /// To the next step whose item matches.
  case nextMatch
  /// To the latest step before whose item matches.
  case previousMatch
  /// To the first step of the next attempt.
  case nextAttempt
  /// To the first step of this attempt, or of the one before.
  case previousAttempt
  /// On to a breakpoint or the end.
  case run
  /// Back to a breakpoint or the start.
  case reverseContinue
  /// On over what the item begins: a group, a call, or just the item.
  case next
  /// Back over what has ended before this step.
  case reverseNext
  /// On out of the innermost group or call.
  case finish
  /// Back to where the innermost group or call began.
  case reverseFinish
  /// To the next step whose item has a text in it, or at which something happens.
  case search(String)
  /// To the latest step before of that kind.
  case reverseSearch(String)
  /// To the first step of the search that follows.
  case nextSearch
  /// To the first step of the search before.
  case previousSearch
  /// Lists what has been found so far.
  case matches
  /// Explains the replacement.
  case replacement
  /// To a place.
  case goto(Destination)
  /// On to something that is not kept as a breakpoint.
  case until(BreakTarget)
  /// Sets a breakpoint, watchpoint or catchpoint.
  case setBreak(BreakTarget, BreakOptions)
  /// Gives a breakpoint lines of commands to carry out when a run stops at it.
  case attach(Int, [String])
  /// Looks into a claim.
  case assert(Assertion)
  /// Shows one value.
  case print(BreakCondition.Operand)
  /// Passes over so many hits of a breakpoint.
  case ignore(Int, Int)
  /// Removes breakpoints; empty = all.
  case delete([Int])
  /// Switches breakpoints on; empty = all.
  case enable([Int])
  /// Switches breakpoints off; empty = all.
  case disable([Int])
  /// Tells of something.
  case info(InfoTopic)
  /// Tells where this is.
  case `where`
  /// Tells in which groups and calls this is.
  case frames
  /// Chooses the frame so many further out (further in, below 0).
  case selectFrame(Int)
  /// Explains the step.
  case why
  /// Looks for edits of text or pattern that make a match.
  case suggest
  /// Shows pattern and subject.
  case list
  /// Shows the latest changes of a group, by number or name.
  case history(String, UInt64)
  /// Shows so many steps from this one on, what repeats only once.
  case ahead(UInt64)
  /// Shows what happens between this step and the next.
  case events
  /// Changes what is matched with what, and runs the match again to this place.
  case set([Setting])
  /// Takes the last change back.
  case undo
  /// Shows what is matched with what.
  case show(ShowTopic)
  /// Compares the run before the last change with this one.
  case diff
  /// Gives the place a name.
  case mark(String)
  /// Explains the commands, or one of them.
  case help(String?)
  /// Ends the session.
  case quit
}
