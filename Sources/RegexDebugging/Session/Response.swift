// SPDX-License-Identifier: MIT
// What a session answers: values, no text. Reporting's `renderText` puts them into words.

public import RegexMachine
public import RegexProgram
public import RegexSyntax

/// Pattern and subject, for whoever renders a response.
public struct SessionText: Sendable {
  /// The pattern with its tables.
  public let map: PatternMap
  /// The subject's bytes.
  public let subject: [UInt8]
  /// Whether both are UTF-8.
  public let isUTF: Bool
}

/// Why a session stands where it stands.
public enum StopReason: Hashable, Sendable {
  /// The session has just begun.
  case opened
  /// It was asked to go there.
  case arrived
  /// One or more breakpoints.
  case breakpoints([BreakpointHit])
  /// Only tracepoints: carrying out the command goes on where this has paused.
  case traced([BreakpointHit], Command)
  /// The search from here found nothing before the end or the start.
  case nothingFound(Command)
  /// There is nothing beyond.
  case noFurther
  /// The caller stopped a long run.
  case interrupted
}

/// The end of a match.
public struct EndInfo: Hashable, Sendable {
  /// How it ended.
  public var end: MatchEnd
  /// The groups, the whole match first; empty if there is no match.
  public var captures: [CaptureRange?]
  /// The name of the mark in force; without a match that of the mark passed last.
  public var mark: [UInt8]?
  /// The place that most likely kept the search from a match, if there is none.
  public var miss: NearestMiss?
  /// The next likely ones.
  public var otherMisses: [NearestMiss] = []
  /// Edits that make a match, where they were asked for.
  public var edits: [SuggestedEdit] = []
  /// Why libpcre2 would not even begin, if that is known.
  public var start: StartRejection?
  /// Where the search started in the subject, in bytes.
  public var startOffset = 0
}

/// A place with what there is to say about it.
public enum PlaceView: Hashable, Sendable {
  /// Before a step.
  case step(Why)
  /// After the last step.
  case end(EndInfo)
}

/// A group and its value.
public struct CaptureRow: Hashable, Sendable {
  /// The group's number; 0 is the whole match.
  public var group: Int
  /// Its value; nil if it is not set.
  public var range: CaptureRange?
  /// Whether it was closed last.
  public var isLatest: Bool
  /// The step that gave it its value, as far as that can be found.
  public var setAt: UInt64?
}

/// A choice still open.
public struct ChoiceRow: Hashable, Sendable {
  /// What it would do.
  public var target: ChoiceTarget
  /// Where in the subject it goes on; for a repetition where it ends now, in bytes.
  public var position: Int
}

/// What stands where in pattern and subject.
public struct Listing: Hashable, Sendable {
  /// The place.
  public var place: PlaceView
  /// The groups.
  public var captures: [CaptureRange?]
}

/// How often the items of the pattern were tried and failed up to a place.
public struct Profile: Hashable, Sendable {
  /// How often each item was tried, by index.
  public var visits: [UInt64]
  /// How often each item failed.
  public var failures: [UInt64]
  /// The greatest position that was reached, in bytes, and the first step there.
  public var furthest: (position: Int, step: UInt64) { (position, step) }
  var position: Int
  var step: UInt64
  /// Steps counted.
  public var steps: UInt64
}

/// What `print` shows.
public enum SessionValue: Hashable, Sendable {
  /// A number.
  case number(Int)
  /// A group; nil if it is not set.
  case capture(CaptureRange?)
}

/// Why a command could not be carried out.
public enum SessionFault: Hashable, Sendable {
  /// No item is meant by a target.
  case noSuchItem(BreakTarget)
  /// No item of the pattern has a text in it.
  case nothingContains(String)
  /// The subject is not so long.
  case positionBeyondEnd(Int)
  /// The subject has fewer lines.
  case lineBeyondEnd(Int, count: Int)
  /// There is no breakpoint of a number.
  case noSuchBreakpoint(Int)
  /// There are too many watchpoints, catchpoints and conditions.
  case tooManyBreakpoints
  /// There is no frame further out, or further in.
  case noFrame(isFurtherOut: Bool)
  /// The caller stopped a long computation.
  case interrupted
  /// The group is not set, or what set it cannot be found.
  case noSetting(String)
  /// There is no mark of a name.
  case noSuchMark(String)
  /// The search is over, there is no step to tell of.
  case atEnd
  /// The match cannot be run with what was set; the session is as it was.
  case cannotRun(SessionError, pattern: [UInt8])
  /// There is no change to take back.
  case nothingToUndo
  /// There has been no change, so there is nothing to compare with.
  case nothingToCompare
  /// The runs before and after the last change do not part.
  case nothingParts
  /// The session looks for one match only.
  case oneSearchOnly
  /// There is no search of a number.
  case noSuchSearch(Int)
  /// The subject cannot be searched from where the next search would start.
  case refusedSearch(SubjectError)
  /// Nothing is to be replaced.
  case noReplacement
}

/// The answer to a command.
public struct Response: Sendable {
  /// What it can be.
  public enum Body: Sendable {
    /// The session stands somewhere.
    case stopped(StopReason, PlaceView)
    /// The explanation of the place.
    case why(PlaceView)
    /// Where the session stands.
    case place(PlaceView)
    /// The groups; whether the match is complete; the name of the mark in force.
    case captures([CaptureRow], isComplete: Bool, mark: [UInt8]?)
    /// The choices, the next one first, and how many there are in all.
    case choices([ChoiceRow], total: Int)
    /// The items of the pattern; the current one.
    case items(current: ItemID?, breakpoints: [Breakpoint])
    /// The program; the current instruction.
    case program(Program, current: Int?)
    /// The breakpoints.
    case breakpoints([Breakpoint])
    /// A breakpoint was set.
    case breakpointSet(Breakpoint)
    /// Breakpoints were removed or switched.
    case breakpointsChanged(Command, [Int])
    /// The groups and calls around the step, innermost first, and which of them is shown.
    case frames([Frame], selected: Int)
    /// One of them.
    case frame(Frame, number: Int)
    /// How often each item was tried.
    case profile(Profile)
    /// Pattern and subject.
    case list(Listing)
    /// Edits that make a match.
    case suggestions(Suggestions)
    /// The latest changes of a group, the latest first; whether those are all.
    case history(String, [DatedChange], isComplete: Bool)
    /// The steps from this one on.
    case ahead([FoldedStep])
    /// What happens between this step and the next.
    case events([MachineEvent], Program)
    /// An assertion was looked into.
    case asserted(AssertionResult)
    /// The value of one thing here.
    case value(BreakCondition.Operand, SessionValue)
    /// A breakpoint has commands now.
    case attached(Int, commands: Int)
    /// The matches found so far, how many there are, and whether no more follow.
    case matches([MatchRow], total: Int, isComplete: Bool)
    /// The template of a substitution.
    case replacement(ReplacementView)
    /// The place has a name now.
    case marked(String, Place)
    /// Another run has taken the place of the one in hand.
    case changed(RunChange, PlaceView)
    /// A change that would change nothing.
    case unchanged
    /// What is matched with what.
    case shown(ShowTopic, RunSetup)
    /// The run before the last change beside this one.
    case difference(RunDifference)
    /// Help on all verbs, or on one.
    case help([CommandVerb], isWhole: Bool)
    /// The command could not be carried out.
    case fault(SessionFault)
    /// The session is to end.
    case quit
  }
  /// Pattern and subject.
  public let text: SessionText
  /// The answer.
  public internal(set) var body: Body
  /// The search in hand; nil if the session looks for one match only.
  public internal(set) var search: SearchView?

  /// Makes a response.
  public init(text: SessionText, body: Body) {
    self.text = text
    self.body = body
  }
}
