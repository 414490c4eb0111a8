// SPDX-License-Identifier: MIT
// A debug session: a match on a timeline with breakpoints and marks, driven by commands. It reads nothing and
// prints nothing.
//
//     var session = try Session(pattern: Array(#"(\d+)-(\w+)$"#.utf8), subject: subject)
//     let response = session.execute(try Command.parse("next-fail"))
//
// Tested in RegexDebuggingTests.

public import RegexMachine
public import RegexProgram
public import RegexSyntax

/// A match under inspection.
public struct Session: ~Copyable {
  /// The breakpoints, by number.
  public internal(set) var breakpoints: [Breakpoint] = []
  /// The run in hand; all else outlives it.
  var current: Run
  /// What was marked: a place in a search by its number.
  var marks: [String: (search: Int, place: Place)] = [:]
  var nextBreakpoint = 1
  /// What the runs before were made from, the latest last, for `undo`.
  var past: [RunSetup] = []
  /// What the run before the last change was made from.
  var base: RunSetup?
  /// Asks libpcre2 what it knows of a match before it begins.
  ///
  /// Sessions do not know libpcre2: whoever has it at hand sets this. It is asked once for a run that ends
  /// without a match.
  public var startFacts: (@Sendable (RunSetup) -> StartFacts?)?
  /// Whether answers that show the end of a search without a match name the nearest misses.
  ///
  /// To look for them takes up to some tenths of a second. Who has no time to wait switches this off, and calls
  /// `completeEnd` when there is some; the commands that ask for them look for them all the same.
  public var findsMisses = true
  /// The frame that `up` and `down` have chosen, 0 = the innermost.
  var selectedFrame = 0
  /// Asked about every edit before it is shown, so that libpcre2 has the last word; nil = nobody is asked.
  public var confirmation: ((EditedPair) -> Bool)?

  /// Opens a session, which stands before the first step.
  ///
  /// - Parameters:
  ///   - pattern: The pattern's bytes.
  ///   - subject: The subject's bytes.
  ///   - options: The options of the pattern.
  ///   - matchOptions: The options of the match.
  ///   - checkpointBytes: Memory for checkpoints, in bytes.
  ///   - checkpointInterval: Steps between checkpoints in a short match.
  /// - Throws: `SessionError` if there is nothing to run.
  public init(
    pattern: [UInt8], subject: [UInt8], options: PatternOptions = PatternOptions(),
    matchOptions: MatchOptions = MatchOptions(), checkpointBytes: Int = 64 << 20,
    checkpointInterval: UInt64 = 4096
  ) throws(SessionError) {
    var setup = RunSetup(
      pattern: pattern, subject: subject, options: options, matchOptions: matchOptions,
      checkpointBytes: checkpointBytes)
    setup.checkpointInterval = checkpointInterval
    try self.init(setup)
  }

  /// Opens a session, which stands before the first step.
  ///
  /// - Throws: `SessionError` if there is nothing to run.
  public init(_ setup: RunSetup) throws(SessionError) { current = try Run(setup) }

  /// What the run in hand is made from.
  public var setup: RunSetup { current.setup }

  /// The compiled pattern.
  public var program: Program { current.timeline.machine.program }

  /// Pattern and subject.
  public var text: SessionText { current.text }

  /// Where the session stands.
  public var place: Place { current.timeline.place }

  /// How the match ended; nil until somebody has been there.
  public var end: MatchEnd? { current.timeline.end }

  /// How the search in hand ended, or `match` if there was one in any; nil until a command has found that out, whatever
  /// exploring has.
  public var outcome: Outcome? {
    let outcome = current.isEndExplored && !current.hasLedToEnd ? nil : end?.outcome
    return outcome == .noMatch && current.chain?.knownMatches ?? 0 > 0 ? .match : outcome
  }

  /// What to say when the session begins.
  public mutating func opening() -> Response {
    var response = completed(stopped(.opened)) { true }
    response.search = searchView(before: 0)
    return response
  }

  /// Carries out a command.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - shouldContinue: Asked after every slice of a long run; false stops it where it is.
  /// - Returns: The answer, as values.
  @discardableResult
  public mutating func execute(
    _ command: Command, shouldContinue: () -> Bool = { true }
  ) -> Response {
    let before = place
    defer {
      if place != before { selectedFrame = 0 }
      if place == .end { current.hasLedToEnd = true }
    }
    return completed(performAcross(command, shouldContinue), shouldContinue)
  }

  /// Carries out a command within the run in hand.
  mutating func perform(_ command: Command, _ shouldContinue: () -> Bool) -> Response {
    switch command {
    case .goto(.search): return respond(.fault(.oneSearchOnly))
    case .goto(.setting(let name)): return gotoSetting(name, shouldContinue)
    case .goto(.parting): return gotoParting(shouldContinue)
    case .step, .back, .goto: return travel(command, shouldContinue)
    case .nextFail, .previousFail, .nextMatch, .previousMatch, .nextAttempt, .previousAttempt:
      return find(command, shouldContinue)
    case .search(let words): return search(words, .forward, command, shouldContinue)
    case .reverseSearch(let words): return search(words, .backward, command, shouldContinue)
    case .run: return run(.forward, command, shouldContinue)
    case .reverseContinue: return run(.backward, command, shouldContinue)
    case .until(let target): return until(target, shouldContinue)
    case .next, .reverseNext, .finish, .reverseFinish: return pass(command, shouldContinue)
    case .setBreak(let target, let options): return setBreakpoint(target, options)
    case .attach(let id, let lines): return attach(lines, to: id)
    case .assert(let assertion): return check(assertion, shouldContinue)
    case .print(let operand): return value(of: operand)
    case .ignore(let id, _): return change(command, [id])
    case .delete(let ids), .enable(let ids), .disable(let ids): return change(command, ids)
    case .info(.profile): return profile(shouldContinue)
    case .info(let topic): return info(topic, shouldContinue)
    case .frames: return frames()
    case .selectFrame(let count): return selectFrame(count)
    case .where: return respond(.place(placeView()))
    case .why: return respond(.why(placeView()))
    case .suggest: return suggest(shouldContinue)
    case .list:
      return respond(
        .list(Listing(place: placeView(), captures: current.timeline.machine.captures)))
    case .ahead(let count): return ahead(count)
    case .history(let name, let count): return history(of: name, count, shouldContinue)
    case .events: return events()
    case .mark(let name): return mark(name)
    case .set(let settings): return change(settings, shouldContinue)
    case .undo: return undo(shouldContinue)
    case .show(let topic): return respond(.shown(topic, setup))
    case .diff: return difference(shouldContinue)
    case .nextSearch, .previousSearch, .matches: return respond(.fault(.oneSearchOnly))
    case .replacement: return respond(.fault(.noReplacement))
    case .help(let name): return help(name)
    case .quit: return respond(.quit)
    }
  }

  func respond(_ body: Response.Body) -> Response { Response(text: text, body: body) }

  mutating func stopped(_ reason: StopReason) -> Response {
    respond(.stopped(reason, placeView()))
  }

  private mutating func mark(_ name: String) -> Response {
    marks[name] = (searchNumber, place)
    return respond(.marked(name, place))
  }

  private func help(_ name: String?) -> Response {
    guard let name else { return respond(.help(CommandVerb.all, isWhole: true)) }
    return respond(.help(CommandVerb.all.filter { $0.name == name }, isWhole: false))
  }
}
