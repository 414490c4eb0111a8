// SPDX-License-Identifier: MIT
// A session behind a screen: messages go in, the session does what keys and lines ask of it, effects come out. It reads
// no clock and no terminal, so all of it can be driven by a test.
//
//     var stepper = Stepper(session, name: "a+b")
//     stepper.send(.resized(columns: 80, rows: 24))
//     stepper.send(.input(.key(Key("s"))))
//     stepper.model.view()          // the grid of the screen
//     while stepper.idle() {}       // what may take longer: the rest of the match, heat, what libpcre2 says
//
// Tested in StepperUITests.

public import RegexDebugging
import RegexMachine
import Reporting

/// How far a long computation is.
public struct Pulse: Sendable {
  /// The screen as it was when it began.
  public let model: Model
  /// Steps run so far.
  public internal(set) var steps: UInt64 = 0
  /// What is done.
  let title: String
  /// Steps there are at most, if that is known.
  let total: UInt64?

  /// The screen with how far the computation is.
  ///
  /// - Parameter rate: steps in a second, 0 if it is not known yet.
  /// - Returns: the state of the screen to draw.
  public func screen(rate: UInt64) -> Model {
    var model = model
    model.work = Work(title: title, steps: steps, total: total, rate: rate)
    return model
  }
}

/// Why a script for a stepper cannot be carried out.
public struct ScriptFault: Error, Hashable, Sendable {
  /// The line.
  public let line: String
  /// What is wrong with it.
  public let text: String
}

/// A session behind a screen.
public struct Stepper: ~Copyable {
  /// The screen.
  public internal(set) var model: Model
  /// The session, and what lines mean to it.
  public internal(set) var interpreter: Interpreter
  /// Asked once for a run whose end is known; a short sentence.
  let oracle: ((borrowing Session) -> String?)?
  /// The lines that the session was made by, for `save`.
  private var kept: [String] = []
  /// What comes behind the lines of a file that has been asked for.
  private var waiting: [Request] = []
  /// What lines have shown since the last message.
  private var shown: [String] = []
  var background = Background()

  /// Opens a screen on a session, of 80 columns and 24 rows until it is told its size.
  ///
  /// - Parameters:
  ///   - session: the session.
  ///   - name: what pattern and subject are called; may be empty.
  ///   - settings: what is set about the screen.
  ///   - history: commands of earlier sessions, the oldest first.
  ///   - oracle: asked when the end of the match is known: what libpcre2 says to it, in a few words.
  public init(
    _ session: consuming Session, name: String, settings: ScreenSettings = ScreenSettings(),
    history: [String] = [], oracle: ((borrowing Session) -> String?)? = nil
  ) {
    interpreter = Interpreter(session)
    interpreter.session.findsMisses = false
    model = Model(interpreter.session.scene(), name: name, settings: settings)
    model.histories[.command] = history
    self.oracle = oracle
    refresh()
  }

  // MARK: Messages

  /// Takes a message.
  ///
  /// - Parameters:
  ///   - message: what happened.
  ///   - goesOn: asked now and then while the session computes, with how far it is; false stops it there.
  /// - Returns: what is to be done outside.
  public mutating func send(
    _ message: Message, goesOn: (Pulse) -> Bool = { _ in true }
  ) -> [Effect] {
    var effects: [Effect] = []
    var requests = model.update(message)[...]
    switch message {
    case .lines:
      requests += waiting
      waiting = []
    // The file could not be read.
    case .input: waiting = []
    default: break
    }
    var hasRun = false
    while let request = requests.popFirst() {
      switch request {
      case .outside(let effect): effects.append(effect)
      case .command(let line):
        if hasRun { model.take(interpreter.session.scene()) }
        requests = (model.command(line) + requests)[...]
      case .line where interpreter.isOver: continue
      case .line(let line):
        hasRun = true
        if let text = carryOut(line, &effects, goesOn) {
          model.refuse(text)
          requests = requests.filter(\.isOutside)[...]
        } else if case .source = effects.last {
          waiting = requests.filter { !$0.isOutside }
          requests = requests.filter(\.isOutside)[...]
        }
      }
    }
    model.edited = nil
    if hasRun {
      model.take(interpreter.session.scene())
      showTexts()
      awaitCommands()
    }
    refresh()
    if interpreter.isOver { effects.append(.quit) }
    return effects
  }

  /// Carries out the lines of a script, before anybody looks at the screen.
  ///
  /// - Returns: what is to be done outside.
  /// - Throws: `ScriptFault` for the first line that cannot be carried out.
  public mutating func run(_ script: [String]) throws(ScriptFault) -> [Effect] {
    var effects: [Effect] = []
    for line in script where !interpreter.isOver {
      for request in model.command(line) {
        switch request {
        case .line(let request), .command(let request):
          if let text = carryOut(request, &effects, { _ in true }) {
            throw ScriptFault(line: line, text: text)
          }
        case .outside(.bell): throw ScriptFault(line: line, text: model.notice?.text ?? "")
        case .outside(let effect): effects.append(effect)
        }
      }
    }
    model.take(interpreter.session.scene())
    showTexts()
    awaitCommands()
    refresh()
    return effects
  }

  /// What several lines have shown is one text.
  private mutating func showTexts() {
    guard !shown.isEmpty else { return }
    let title = shown.removeFirst()
    model.take(.text(title, shown))
    shown = []
  }

  /// Opens the line for the next command of a breakpoint as long as there are any.
  private mutating func awaitCommands() {
    if interpreter.isCollecting {
      model.open(.attached)
    } else if case .prompt(let prompt) = model.mode, prompt.purpose == .attached {
      model.mode = .normal
    }
  }

  // MARK: Lines

  /// Carries a line out; what is wrong with it, nil if nothing is.
  private mutating func carryOut(
    _ line: String, _ effects: inout [Effect], _ goesOn: (Pulse) -> Bool
  ) -> String? {
    var pulse = Pulse(
      model: model, title: line.isEmpty ? "running" : line, total: model.scene.end?.steps)
    var isFirst = true
    var hasBeenStopped = false
    interpreter.submit(line)
    while let reply = interpreter.next(shouldContinue: {
      // Called after every slice of the session's work.
      pulse.steps += Timeline.sliceSteps
      if !hasBeenStopped { hasBeenStopped = !goesOn(pulse) }
      return !hasBeenStopped
    }) {
      if isFirst, reply.isKept { kept.append(line) }
      isFirst = false
      switch reply {
      case .response(let response):
        if case .fault = response.body { return renderText(response) }
        take(response, line)
      case .json(let response):
        show(line, String(decoding: renderJSON(response), as: UTF8.self))
      case .refused(let error): return "\(error)"
      case .source(let path): effects.append(.source(path: path))
      case .save(let path): effects.append(.save(path: path, commands: kept))
      case .export(let path):
        model.take(interpreter.session.scene())
        for case .outside(let effect) in model.export(to: path) { effects.append(effect) }
      }
    }
    if isFirst { kept.append(line) }
    return nil
  }

  private mutating func take(_ response: Response, _ line: String) {
    switch response.body {
    case .stopped(let reason, _):
      model.take(.moved(renderRemarks(response), isBad: reason == .interrupted))
      if case .breakpoints = reason { model.player = nil }
    case .changed:
      model.take(.moved(renderRemarks(response), isBad: false))
      background.change = model.notice
    case .asserted(let result): model.take(.told(renderText(response), isBad: !result.isTrue))
    case .place, .marked, .breakpointSet, .breakpointsChanged, .value, .attached, .unchanged:
      model.take(.told(renderText(response), isBad: false))
    case .frame, .quit, .fault: break
    default:
      let text = renderText(response)
      if text.contains("\n") || !shown.isEmpty {
        show(line, text)
      } else {
        model.take(.told(text, isBad: false))
      }
    }
  }

  private mutating func show(_ line: String, _ text: String) {
    if shown.isEmpty { shown.append(line) } else { shown += ["", ":" + line] }
    shown += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
