// SPDX-License-Identifier: MIT
// One run of a session: a pattern, a subject and how they are matched, and the timeline of that match. What a
// session keeps besides, breakpoints and marks, outlives its run: the run can be replaced by another one.
//
//     var setup = session.setup
//     setup.subject = Array("another text".utf8)
//     let run = try Run(setup)
//
// Tested in RegexDebuggingTests.

public import RegexMachine
import RegexProgram
public import RegexSyntax
import SourceText

/// Why there is no session.
public enum SessionError: Error, Hashable, Sendable {
  /// The pattern is wrong.
  case pattern(PatternError)
  /// The engine cannot run the pattern; the span is that of the construct in the pattern.
  case unsupported(String, start: Int, end: Int)
  /// The subject cannot be searched.
  case subject(SubjectError)
  /// The replacement cannot be used.
  case replacement(ReplacementError)
  /// A partial match is looked for and cannot be replaced.
  case partialReplacement
}

extension SessionError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .pattern(let error): error.description
    case .unsupported(let text, _, _): text
    case .subject(let error): error.description
    case .replacement(let error): error.description
    case .partialReplacement: "a partial match cannot be replaced"
    }
  }
}

/// What a run is made from.
public struct RunSetup: Hashable, Sendable {
  /// The pattern's bytes.
  public var pattern: [UInt8]
  /// The subject's bytes.
  public var subject: [UInt8]
  /// The options of the pattern.
  public var options: PatternOptions
  /// The options of the match, its limits among them.
  public var matchOptions: MatchOptions
  /// Memory for checkpoints, in bytes.
  public var checkpointBytes: Int
  /// Steps between checkpoints in a short match.
  public var checkpointInterval: UInt64 = 4096
  /// Whether all matches are looked for, and what they are replaced by; nil for one match.
  public var plan: SearchPlan?

  /// Makes a setup; nothing is checked yet.
  public init(
    pattern: [UInt8], subject: [UInt8], options: PatternOptions = PatternOptions(),
    matchOptions: MatchOptions = MatchOptions(), checkpointBytes: Int = 64 << 20
  ) {
    self.pattern = pattern
    self.subject = subject
    self.options = options
    self.matchOptions = matchOptions
    self.checkpointBytes = checkpointBytes
  }
}

/// A run with all that is known of it.
struct Run: ~Copyable {
  let setup: RunSetup
  let text: SessionText
  let choices: ChoiceMap
  var timeline: Timeline
  /// What kept the search from a match, once that has been looked for.
  var report: MissReport?
  /// The searches of which this run is one; nil if it is the only one.
  var chain: SearchChain?
  /// Whether exploring was the first to know the end.
  var isEndExplored = false
  /// Whether a command has led to the end.
  var hasLedToEnd = false
  /// Why libpcre2 would not even begin, once somebody has asked it.
  var start: StartRejection??
  /// What came of the last step, once somebody has looked.
  var lastLine: StepLine?
  /// The course of the match as it was drawn last.
  var course: Course?
  /// The run that counts how often the items are tried in the whole match, as long as it goes on.
  var heat: HeatRun?
  /// What it has counted, once it is over.
  var wholeProfile: Profile?

  /// Prepares a run, which stands before its first step.
  ///
  /// - Throws: `SessionError` if there is nothing to run.
  init(_ setup: RunSetup) throws(SessionError) {
    let program = try Run.compile(setup)
    let machine: Machine
    do {
      machine = try Machine(
        program: program, subject: setup.subject, options: setup.matchOptions)
    } catch {
      throw .subject(error)
    }
    if setup.plan?.replacement != nil,
      !setup.matchOptions.flags.isDisjoint(with: [.partialSoft, .partialHard])
    {
      throw .partialReplacement
    }
    let chain = try setup.plan.map { (plan) throws(SessionError) in
      try SearchChain(plan, options: setup.matchOptions, for: program.tree)
    }
    self.setup = setup
    self.chain = chain
    text = SessionText(map: PatternMap(program.tree), subject: setup.subject, isUTF: program.isUTF)
    choices = ChoiceMap(program)
    timeline = Timeline(
      machine, checkpointBytes: setup.checkpointBytes,
      checkpointInterval: setup.checkpointInterval)
    timeline.move(to: .step(1))
  }

  /// Prepares another search with the same pattern and subject, which stands before it begins.
  ///
  /// - Throws: `SubjectError` if the subject cannot be searched so.
  init(_ other: borrowing Run, matchOptions: MatchOptions) throws(SubjectError) {
    let machine = try Machine(
      program: other.timeline.machine.program, subject: other.setup.subject,
      options: matchOptions)
    setup = other.setup
    text = other.text
    choices = other.choices
    timeline = Timeline(
      machine, checkpointBytes: setup.checkpointBytes,
      checkpointInterval: setup.checkpointInterval)
  }

  private static func compile(_ setup: RunSetup) throws(SessionError) -> Program {
    let tree: Tree
    do { tree = try parsePattern(setup.pattern, options: setup.options) } catch {
      throw .pattern(error)
    }
    do { return try compileTraced(tree) } catch {
      throw .unsupported(error.description, start: error.span.start, end: error.span.end)
    }
  }
}
