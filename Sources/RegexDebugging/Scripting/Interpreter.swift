// SPDX-License-Identifier: MIT
// Carries out lines in a session as a debugger's command line does: an empty line repeats, tracepoints tell and go
// on, breakpoints carry out their commands, displays follow every stop. It reads nothing and prints nothing.
//
//     var interpreter = Interpreter(session)
//     interpreter.submit("break 7")
//     while let reply = interpreter.next() { ... }
//
// Tested in RegexDebuggingTests/InterpreterTests.swift and fixtures/sessions/scripting.txt.

/// What the carrying out of a line comes to, piece by piece.
public enum InterpreterReply: Sendable {
  /// The answer to a command.
  case response(Response)
  /// The answer to a command that is wanted as JSON.
  case json(Response)
  /// The line cannot be carried out; what to tell the user.
  case refused(CommandError)
  /// The lines of a file are to be submitted.
  case source(String)
  /// The session is to be written to a file.
  case save(String)
  /// A picture of the screen is to be written to a file.
  case export(String)
}

extension InterpreterReply {
  /// Whether a line that is answered so first belongs into a saved session.
  public var isKept: Bool {
    switch self {
    case .response(let response): if case .fault = response.body { false } else { true }
    case .json: true
    case .refused, .source, .save, .export: false
    }
  }
}

/// A session that understands lines.
public struct Interpreter: ~Copyable {
  /// Something still to be done for the line in hand.
  private enum Work {
    /// The line itself.
    case line(String)
    /// A line of a breakpoint's commands.
    case attached(String)
    /// A command that shows something after a stop.
    case display(Command)
    /// A run that was paused to tell of a tracepoint.
    case resume(Command)
  }
  /// The session.
  public var session: Session
  /// Assertions that were looked into.
  public private(set) var assertions = 0
  /// Assertions that did not hold.
  public private(set) var failedAssertions = 0
  /// Whether a command has ended the session.
  public private(set) var isOver = false
  private var work: [Work] = []
  private var last: Command?
  private var displays: [Command] = []
  /// The breakpoint whose commands are being typed.
  private var collecting: (id: Int, lines: [String])?

  /// Takes a session over.
  public init(_ session: consuming Session) { self.session = session }

  /// Whether lines are taken as the commands of a breakpoint, up to "end".
  public var isCollecting: Bool { collecting != nil }

  /// What to say when the session begins.
  public mutating func opening() -> Response { session.opening() }

  /// Takes a line, without its end, in hand; `next` carries it out.
  public mutating func submit(_ line: String) { work = [.line(line)] }

  /// Goes on with the line in hand.
  ///
  /// - Parameter shouldContinue: Asked after every slice of a long run; false stops it where it is.
  /// - Returns: What came of it, nil if there is nothing left to do.
  public mutating func next(shouldContinue: () -> Bool = { true }) -> InterpreterReply? {
    while !isOver, !work.isEmpty {
      switch work.removeFirst() {
      case .line(let line):
        if let reply = carryOut(line, shouldContinue) { return reply }
      case .attached(let line):
        // Commands that go on may lead back to themselves without end.
        guard shouldContinue() else {
          work = []
          return nil
        }
        if let reply = carryOut(line, shouldContinue) { return reply }
      case .display(let command):
        let response = session.execute(command, shouldContinue: shouldContinue)
        // What there is nothing to show of here may be there at the next stop.
        if case .fault = response.body { continue }
        return .response(response)
      case .resume(let command):
        // Tracepoints may be met without end: a person can stop that too.
        if shouldContinue() { return execute(command, shouldContinue) }
      }
    }
    return nil
  }

  private mutating func carryOut(
    _ line: String, _ shouldContinue: () -> Bool
  ) -> InterpreterReply? {
    if collecting != nil { return collect(line) }
    let parsed: ScriptLine
    do { parsed = try ScriptLine.parse(line) } catch { return .refused(error) }
    switch parsed {
    case .comment: return nil
    case .blank: return last.flatMap { begin($0, shouldContinue) }
    case .json(.attach): return .refused(.onlyAsLine("commands"))
    case .json(let command):
      guard case .response(let response) = begin(command, shouldContinue) else { return nil }
      return .json(response)
    case .source(let path): return .source(path)
    case .save(let path): return .save(path)
    case .export(let path): return .export(path)
    case .undisplay:
      displays = []
      return nil
    case .display(let command):
      displays.append(command)
      return .response(session.execute(command, shouldContinue: shouldContinue))
    case .command(.attach(let id, _)):
      guard session.breakpoints.contains(where: { $0.id == id }) else {
        return .response(session.execute(.attach(id, [])))
      }
      collecting = (id, [])
      return nil
    case .command(let command):
      last = command
      return begin(command, shouldContinue)
    }
  }

  /// Carries out a command that was asked for; one that goes somewhere ends a list of commands.
  private mutating func begin(
    _ command: Command, _ shouldContinue: () -> Bool
  ) -> InterpreterReply? {
    if command.moves { work = [] }
    return execute(command, shouldContinue)
  }

  private mutating func execute(
    _ command: Command, _ shouldContinue: () -> Bool
  ) -> InterpreterReply {
    let response = session.execute(command, shouldContinue: shouldContinue)
    switch response.body {
    case .quit: isOver = true
    case .asserted(let result):
      assertions += 1
      if !result.isTrue { failedAssertions += 1 }
    case .stopped(.traced(_, let command), _): work = [.resume(command)]
    case .stopped(.breakpoints(let hits), _):
      work = displays.map { .display($0) } + commands(of: hits).map { .attached($0) }
    case .stopped, .changed: work = displays.map { .display($0) } + work
    default: break
    }
    return .response(response)
  }

  /// The commands of the first of the breakpoints that has any.
  private func commands(of hits: [BreakpointHit]) -> [String] {
    for hit in hits {
      let breakpoint = session.breakpoints.first { $0.id == hit.id }
      if let lines = breakpoint?.commands, !lines.isEmpty { return lines }
    }
    return []
  }

  private mutating func collect(_ line: String) -> InterpreterReply? {
    guard let (id, lines) = collecting else { return nil }
    let word = Command.firstWord(of: line).word
    guard word == "end" else {
      if let verb = Self.verbOnlyOutside(line) { return .refused(.notAttached(verb)) }
      if !word.isEmpty { collecting = (id, lines + [line]) }
      return nil
    }
    collecting = nil
    return .response(session.execute(.attach(id, lines)))
  }

  /// The verb of a line that cannot be one of a breakpoint's commands, because other lines belong to it.
  ///
  /// nil for any other line: whether that is a command shows when it is carried out.
  private static func verbOnlyOutside(_ line: String) -> String? {
    switch try? ScriptLine.parse(line) {
    case .source: "source"
    case .command(.attach), .json(.attach): "commands"
    default: nil
    }
  }
}
