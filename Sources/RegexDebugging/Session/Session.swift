// SPDX-License-Identifier: MIT
// A debug session: a match on a timeline with breakpoints and marks, driven by commands. It reads nothing and
// prints nothing.
//
//     var session = try Session(pattern: Array(#"(\d+)-(\w+)$"#.utf8), subject: subject)
//     let response = session.execute(try Command.parse("next-fail"))
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
}

extension SessionError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .pattern(let error): error.description
    case .unsupported(let text, _, _): text
    case .subject(let error): error.description
    }
  }
}

/// A match under inspection.
public struct Session: ~Copyable {
  /// Pattern and subject.
  public let text: SessionText
  /// The breakpoints, by number.
  public internal(set) var breakpoints: [Breakpoint] = []
  var timeline: Timeline
  let choices: ChoiceMap
  var marks: [String: Place] = [:]
  var nextBreakpoint = 1
  /// The frame that `up` and `down` have chosen, 0 = the innermost.
  var selectedFrame = 0
  /// The nearest miss, once the end has been looked at.
  var miss: NearestMiss?

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
    let program = try Session.compile(pattern, options)
    let machine: Machine
    do { machine = try Machine(program: program, subject: subject, options: matchOptions) } catch {
      throw .subject(error)
    }
    text = SessionText(map: PatternMap(program.tree), subject: subject, isUTF: program.isUTF)
    choices = ChoiceMap(program)
    timeline = Timeline(
      machine, checkpointBytes: checkpointBytes, checkpointInterval: checkpointInterval)
    timeline.move(to: .step(1))
  }

  private static func compile(
    _ pattern: [UInt8], _ options: PatternOptions
  ) throws(SessionError) -> Program {
    let tree: Tree
    do { tree = try parsePattern(pattern, options: options) } catch { throw .pattern(error) }
    do { return try compileTraced(tree) } catch {
      throw .unsupported(error.description, start: error.span.start, end: error.span.end)
    }
  }

  /// Where the session stands.
  public var place: Place { timeline.place }

  /// How the match ended; nil until somebody has been there.
  public var end: MatchEnd? { timeline.end }

  /// What to say when the session begins.
  public mutating func opening() -> Response { stopped(.opened) }

  /// Carries out a command.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - shouldContinue: Asked after every slice of a long run; false stops it where it is.
  /// - Returns: The answer, as values.
  public mutating func execute(
    _ command: Command, shouldContinue: () -> Bool = { true }
  ) -> Response {
    let before = place
    defer { if place != before { selectedFrame = 0 } }
    switch command {
    case .goto(.setting(let name)): return gotoSetting(name, shouldContinue)
    case .step, .back, .goto: return travel(command, shouldContinue)
    case .nextFail, .previousFail, .nextMatch, .previousMatch, .nextAttempt, .previousAttempt:
      return find(command, shouldContinue)
    case .run: return run(.forward, command, shouldContinue)
    case .reverseContinue: return run(.backward, command, shouldContinue)
    case .until(let target): return until(target, shouldContinue)
    case .next, .reverseNext, .finish, .reverseFinish: return pass(command, shouldContinue)
    case .setBreak(let target, let options): return setBreakpoint(target, options)
    case .ignore(let id, _): return change(command, [id])
    case .delete(let ids), .enable(let ids), .disable(let ids): return change(command, ids)
    case .info(.profile): return profile(shouldContinue)
    case .info(let topic): return info(topic, shouldContinue)
    case .frames: return frames()
    case .selectFrame(let count): return selectFrame(count)
    case .where: return respond(.place(placeView()))
    case .why: return respond(.why(placeView()))
    case .list:
      return respond(.list(Listing(place: placeView(), captures: timeline.machine.captures)))
    case .events: return events()
    case .mark(let name): return mark(name)
    case .help(let name): return help(name)
    case .quit: return respond(.quit)
    }
  }

  func respond(_ body: Response.Body) -> Response { Response(text: text, body: body) }

  mutating func stopped(_ reason: StopReason) -> Response {
    respond(.stopped(reason, placeView()))
  }

  private mutating func mark(_ name: String) -> Response {
    marks[name] = place
    return respond(.marked(name, place))
  }

  private func help(_ name: String?) -> Response {
    guard let name else { return respond(.help(CommandVerb.all, isWhole: true)) }
    return respond(.help(CommandVerb.all.filter { $0.name == name }, isWhole: false))
  }
}
