// SPDX-License-Identifier: MIT
// `rxdebug step`: the debugger in line mode. Commands come from --ex, from a file and from standard input; each
// answer is plain lines. Everything it knows stands in RegexDebugging, every word in Reporting.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting
import SourceText
import Synchronization

struct Step: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Debug a match: step, break, go back, ask why.")

  @Option(
    name: .customLong("ex"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run a command first.", valueName: "command"))
  var commands: [String] = []
  @Option(
    name: .customLong("command"), parsing: .unconditional,
    help: ArgumentHelp("Run the commands in a file first.", valueName: "file"))
  var commandFile: String?
  @Flag(help: "End after --ex and --command.") var batch = false
  @OptionGroup var arguments: PatternArguments

  func run() throws {
    let query = try Query(arguments.choices)
    let script = try scriptedCommands()
    let usesStandardInput = arguments.choices.readsSubjectFromStandardInput
    var dialog = try Dialog(try session(query))
    try dialog.open()
    if try dialog.run(script), !batch {
      try dialog.converse(CommandLines(standardInputIsTaken: usesStandardInput))
    }
    if let failure = dialog.failure { throw failure }
  }

  private func scriptedCommands() throws(Failure) -> [String] {
    var lines: [String] = []
    if let commandFile {
      let text = try InputText.file(commandFile)
      lines += text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
    return lines + commands
  }

  private func session(_ query: Query) throws(Failure) -> Session {
    let options = query.program.tree.options
    do throws(SessionError) {
      var session = try Session(
        pattern: query.input.pattern, subject: query.input.subject, options: options,
        matchOptions: query.options)
      session.confirmation = { pair in
        libraryMatches(pair.pattern, pair.subject, pair.options, pair.matchOptions)
      }
      return session
    } catch {
      throw .input("\(error)")
    }
  }
}

/// A session and those who talk with it.
private struct Dialog: ~Copyable {
  private var session: Session
  private var output = Output.standard()
  private var last: Command?

  init(_ session: consuming Session) throws(Failure) { self.session = session }

  /// How the process ends: by the match, if it has been run to its end.
  var failure: Failure? {
    switch session.end?.outcome {
    case nil, .match: nil
    case .limit: .limit
    case .noMatch, .partial, .error: .negative
    }
  }

  /// Says where the session begins.
  mutating func open() throws(Failure) { try say(renderText(session.opening())) }

  /// Carries out the commands of a script; false if one of them ended the session.
  ///
  /// - Throws: `Failure.input` for the first command that cannot be carried out.
  mutating func run(_ script: [String]) throws(Failure) -> Bool {
    for line in script where !isComment(line) {
      try echo(line)
      switch execute(line) {
      case .said(let text): try say(text)
      case .refused(let text): throw .input("\"\(Self.shown(line))\": \(text)")
      case .ended: return false
      }
    }
    return true
  }

  /// Shows a command that nobody typed here, so that a transcript can be read.
  private mutating func echo(_ line: String) throws(Failure) { try say("(rx) \(Self.shown(line))") }

  /// Carries out commands as they come, until there are no more.
  ///
  /// - Throws: `Failure.input` for a bad command, unless a person can type another one.
  mutating func converse(_ lines: consuming CommandLines) throws(Failure) {
    var lines = lines
    if lines.isTerminal { Interruption.catchKey() }
    while true {
      if lines.isTerminal {
        try output.write("(rx) ")
        try output.flush()
      }
      guard let line = lines.next() else { break }
      if isComment(line), !lines.isTerminal { continue }
      if !lines.isTerminal { try echo(line) }
      switch execute(line) {
      case .said(let text): try say(text)
      case .refused(let text) where lines.isTerminal: try say(text)
      case .refused(let text): throw .input("\"\(Self.shown(line))\": \(text)")
      case .ended: return
      }
    }
    if lines.isTerminal { try say("") }
  }

  private enum Reply {
    case said(String), refused(String), ended
  }

  private mutating func execute(_ line: String) -> Reply {
    let command: Command
    do throws(CommandError) {
      command = try Command.parse(line)
    } catch .empty {
      // As in other debuggers: an empty line repeats.
      guard let last else { return .said("") }
      command = last
    } catch {
      return .refused(Self.shown("\(error)"))
    }
    last = command
    Interruption.clear()
    let response = session.execute(command) { !Interruption.isRequested }
    switch response.body {
    case .quit: return .ended
    case .fault: return .refused(renderText(response))
    default: return .said(renderText(response))
    }
  }

  private mutating func say(_ text: String) throws(Failure) {
    if !text.isEmpty { try output.line(text) }
    try output.flush()
  }

  private func isComment(_ line: String) -> Bool {
    line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" } || line.first == "#"
  }

  private static func shown(_ text: String) -> String { Escaping().display(Array(text.utf8)) }
}

/// Ctrl-C while the machine runs: the session stops where it is and goes on.
private enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  static func clear() { flag.store(false, ordering: .relaxed) }

  /// Takes the key from now on.
  static func catchKey() {
    clear()
    _ = signal(SIGINT) { _ in Interruption.flag.store(true, ordering: .relaxed) }
  }
}

/// Lines that somebody types or that come through a pipe.
private struct CommandLines: ~Copyable {
  /// Whether a person types them.
  let isTerminal: Bool
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isAtEnd: Bool

  /// Opens standard input, or the terminal itself if the subject came from there.
  init(standardInputIsTaken: Bool) {
    if standardInputIsTaken {
      descriptor = isatty(STDOUT_FILENO) == 1 ? unsafe open("/dev/tty", O_RDONLY | O_CLOEXEC) : -1
    } else {
      descriptor = STDIN_FILENO
    }
    isTerminal = descriptor >= 0 && isatty(descriptor) == 1
    isAtEnd = descriptor < 0
  }

  deinit { if descriptor > STDIN_FILENO { _ = close(descriptor) } }

  /// The next line without its end; nil at the end.
  mutating func next() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      if isAtEnd {
        guard !buffer.isEmpty else { return nil }
        defer { buffer = [] }
        return String(decoding: buffer, as: UTF8.self)
      }
      read()
    }
  }

  private mutating func read() {
    var got = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { bytes, count in
      got = unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      count = max(0, got)
    }
    if got < 0, errno == EINTR { return }
    if got <= 0 { isAtEnd = true }
    buffer += chunk
  }
}
