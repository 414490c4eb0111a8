// SPDX-License-Identifier: MIT
// The talk between an interpreter and whoever gives it lines: scripts, a pipe, a person. Here answers are
// printed and files read and written; what lines mean stands in RegexDebugging/Scripting.

import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import SourceText
import StepperUI

/// A session and those who talk with it.
struct StepDialog: ~Copyable {
  private var interpreter: Interpreter
  private var output = Output.standard()
  private let answersJSON: Bool
  /// The session so far, for `save`.
  private var transcript: Transcript
  /// What `export` writes.
  private var picture: ScreenPicture
  /// Files that are being read, each from within the one before.
  private var sources = 0
  /// How many files may be read, each from within the one before.
  static let mostSources = 16
  /// What `set editing` was given last.
  private var hasEditing: Bool?

  init(
    _ session: consuming Session, _ query: Query, _ picture: ScreenPicture, answersJSON: Bool
  ) {
    self.picture = picture
    interpreter = Interpreter(session)
    transcript = query.transcript(plan: interpreter.session.setup.plan)
    self.answersJSON = answersJSON
  }

  /// How the process ends.
  var failure: Failure? { interpreter.failure }

  /// Looks whether anything that was begun is missing its end.
  ///
  /// - Throws: `Failure.input` if lines are still taken as a breakpoint's commands.
  func checkIsComplete() throws(Failure) {
    guard interpreter.isCollecting && !interpreter.isOver else { return }
    throw .input("the commands of a breakpoint are not ended: end is missing")
  }

  /// Says where the session begins.
  mutating func open() throws(Failure) { try say(interpreter.opening(), asJSON: answersJSON) }

  /// Carries out the commands of a script.
  ///
  /// - Throws: `Failure.input` for the first command that cannot be carried out.
  mutating func run(_ script: [String]) throws(Failure) {
    for line in script where !interpreter.isOver {
      if Self.isRemark(line) { continue }
      let line = line.utf8.last == 0x0D ? String(Substring(line.utf8.dropLast())) : line
      try echo(line)
      if let text = try submit(line) {
        throw .input("\"\(Self.shown(line))\": \(text)")
      }
    }
  }

  /// Carries out commands as they come, until there are no more.
  ///
  /// - Throws: `Failure.input` for a bad command, unless a person can type another one.
  mutating func converse(_ lines: consuming LineReader) throws(Failure) {
    var lines = lines
    if lines.isTerminal { Interruption.catchKey() }
    while !interpreter.isOver {
      if lines.isTerminal { try prepare(&lines) }
      guard let line = lines.next() else { break }
      guard lines.isTerminal else {
        try run([line])
        continue
      }
      if let text = try submit(line) { try tell(text) }
    }
    if lines.isTerminal && !interpreter.isOver { try tell("") }
  }

  /// Tells what a person is asked for a line with.
  private mutating func prepare(_ lines: inout LineReader) throws(Failure) {
    lines.prompt = interpreter.isCollecting ? "> " : "(rx) "
    lines.groupNames = interpreter.session.text.map.tree.names.map {
      String(decoding: $0.name, as: UTF8.self)
    }
    if let hasEditing { lines.setEditing(hasEditing) }
    try output.flush()
  }

  /// Shows a command that nobody typed here, so that a transcript can be read.
  private mutating func echo(_ line: String) throws(Failure) {
    if answersJSON {
      try write([JSONMember("type", .string("command")), JSONMember("line", .string(line))])
    } else {
      try tell("(rx) \(Self.shown(line))")
    }
  }

  // MARK: One line

  /// Carries out a line; what to say if that is not possible, nil if it was.
  private mutating func submit(_ line: String) throws(Failure) -> String? {
    if let setting = LineReader.editingSetting(in: line) {
      hasEditing = setting
      return nil
    }
    if !interpreter.isCollecting {
      switch picture.take(line) {
      case .notOne: break
      case .done: return nil
      case .wrong(let text): return Self.shown(text)
      }
    }
    Interruption.clear()
    interpreter.submit(line)
    var isFirst = true
    while let reply = interpreter.next(shouldContinue: { !Interruption.isRequested }) {
      // The line is part of the session as soon as anything has come of it, whatever follows.
      if isFirst && reply.isKept { transcript.entries.append(.command(line)) }
      isFirst = false
      switch reply {
      case .response(let response):
        if case .fault = response.body { return renderText(response) }
        try say(response, asJSON: answersJSON)
      case .json(let response): try say(response, asJSON: true)
      case .refused(let error): return Self.shown("\(error)")
      case .source, .save, .export:
        do throws(Failure) { try useFile(reply) } catch .input(let message) { return message }
      }
    }
    if isFirst { transcript.entries.append(.command(line)) }
    return nil
  }

  private mutating func useFile(_ reply: InterpreterReply) throws(Failure) {
    switch reply {
    case .save(let path): try save(path)
    case .export(let path): try export(path)
    case .source(let path):
      guard sources < Self.mostSources else { throw .input("files are nested too deep") }
      sources += 1
      defer { sources -= 1 }
      try run(Self.lines(ofFile: path))
    case .response, .json, .refused: break
    }
  }

  private mutating func save(_ path: String) throws(Failure) {
    try tell(transcript.save(path) { !Interruption.isRequested })
  }

  private mutating func export(_ path: String) throws(Failure) {
    let verdict = interpreter.session.libraryCheck(cap: Step.comparedSteps)?.brief
    guard let bytes = picture.file(path, of: &interpreter.session, verdict: verdict) else {
      throw .input(Model.fileEndings)
    }
    var file = try Output.file(path)
    try file.write(bytes: bytes)
    try file.close()
    try tell("Wrote \(Self.shown(path)).")
  }

  // MARK: Words

  private mutating func say(_ response: Response, asJSON: Bool) throws(Failure) {
    try Self.say(response, asJSON: asJSON, &output)
  }

  private static func say(
    _ response: Response, asJSON: Bool, _ output: inout Output
  ) throws(Failure) {
    if asJSON {
      try output.write(bytes: renderJSON(response))
    } else {
      let text = renderText(response)
      if !text.isEmpty { try output.line(text) }
    }
    try output.flush()
  }

  private mutating func tell(_ text: String) throws(Failure) {
    if answersJSON {
      try write([JSONMember("type", .string("note")), JSONMember("text", .string(text))])
      return
    }
    try output.line(text)
    try output.flush()
  }

  private mutating func write(_ members: [JSONMember]) throws(Failure) {
    var writer = JSONWriter()
    writer.value(.object(members))
    writer.endLine()
    try output.write(bytes: writer.bytes)
    try output.flush()
  }

  /// The lines of a file of commands.
  static func lines(ofFile path: String) throws(Failure) -> [String] {
    try InputText.file(path).split(separator: 0x0A).map {
      String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  /// Whether a line says nothing: scripts are not echoed with their remarks, and do not repeat.
  static func isRemark(_ line: String) -> Bool {
    let first = line.first { $0 != " " && $0 != "\t" && $0 != "\r" }
    return first == nil || first == "#"
  }

  private static func shown(_ text: String) -> String { Escaping().display(Array(text.utf8)) }
}
