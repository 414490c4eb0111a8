// SPDX-License-Identifier: MIT
// Lines of a script where they are more than one command: what is counted, what follows a stop, what is refused. The
// words stand in fixtures/sessions/scripting.txt.

import CaseCorpus
import RegexDebugging
import Reporting
import Testing

@Suite struct InterpreterTests {
  /// What lines are answered, piece by piece.
  private func answers(
    _ interpreter: inout Interpreter, _ lines: [String], shouldContinue: () -> Bool = { true }
  ) -> [String] {
    var result: [String] = []
    for line in lines {
      interpreter.submit(line)
      while let reply = interpreter.next(shouldContinue: shouldContinue) {
        switch reply {
        case .response(let response): result.append(renderText(response))
        case .json(let response):
          result.append(String(decoding: renderJSON(response), as: UTF8.self))
        case .refused(let error): result.append(error.description)
        case .source(let path): result.append("source " + path)
        case .save(let path): result.append("save " + path)
        case .export(let path): result.append("export " + path)
        }
      }
    }
    return result
  }

  @Test func assertionsCountAlsoAsJSON() throws {
    var interpreter = Interpreter(try session("a", "a"))
    _ = answers(&interpreter, ["json assert matches", "json assert fails", "assert matches"])
    let counts = [interpreter.assertions, interpreter.failedAssertions]
    #expect(counts == [3, 1])
    _ = answers(&interpreter, ["json quit"])
    let isOver = interpreter.isOver
    #expect(isOver)
  }

  @Test func displaysWithNothingToShowArePassedOver() throws {
    var interpreter = Interpreter(try session("a", "a"))
    let told = answers(&interpreter, ["display choices", "display where", "goto end"])
    #expect(told.count == 4)
    #expect(told.last?.hasPrefix("Match") == true)
  }

  @Test(arguments: ["source x", ". x", "commands 1", "json commands 1"])
  func isNotAmongCommands(_ line: String) throws {
    var interpreter = Interpreter(try session("a", "a"))
    let told = answers(&interpreter, ["break a", "commands 1", line, "where", "end"])
    #expect(told.count == 3)
    #expect(told[1].hasSuffix("cannot be among the commands of a breakpoint."))
    let kept = interpreter.session.breakpoints.map(\.commands)
    #expect(kept == [["where"]])
  }

  @Test func commandsInACircleCanBeStopped() throws {
    var interpreter = Interpreter(try session("ab", "xab"))
    let circle = [
      "break a", "commands 1", "continue", "end", "break b", "commands 2", "reverse-continue",
      "end", "goto start",
    ]
    _ = answers(&interpreter, circle)
    var left = 1000
    let told = answers(&interpreter, ["continue"]) {
      left -= 1
      return left > 0
    }
    #expect(told.count > 10)
  }

  static let odd = [
    "\u{1}", "pos \u{1B}> 1", "capture \u{1B}[31m = 1", "group 1 = \"\\d\"",
    "never backtracks into pos 3",
  ]

  @Test(arguments: odd) func oddClaimsAreRefused(_ text: String) {
    #expect(throws: CommandError.self) { try Command.parse("assert " + text) }
  }

  // MARK: Transcripts

  /// Whether a session comes through its file unchanged.
  private func expectKept(_ input: CaseInput, _ commands: [String]) throws {
    var transcript = Transcript(input)
    transcript.entries = commands.map { .command($0) }
    let text = Transcript.replay([transcript])
    let read = try Transcript.parse(text)
    #expect(read.map(\.input) == [input])
    #expect(read.map(\.entries) == [transcript.entries])
    #expect(Transcript.replay(read).utf8.elementsEqual(text.utf8))
  }

  static let texts = [
    "", "\u{301}a", "\u{FE0F}", " \u{200D} ", "a\r\nb\u{85}", "\\x{41}\u{1B}", "a ",
  ]

  @Test(arguments: texts) func everyTextComesBack(_ text: String) throws {
    var input = CaseInput()
    input.pattern = Array(text.utf8)
    input.subject = Array(text.utf8)
    input.options = ["UTF", "LITERAL"]
    try expectKept(input, ["where", "mark \u{301}m"])
    input.options = ["LITERAL"]
    input.subject += [0xFF, 0xC3]
    try expectKept(input, ["list"])
  }

  @Test func lineEndsMayBeThoseOfOtherSystems() throws {
    let read = try Transcript.parse("pattern a\r\nsubject xa\r\n#1\r\n(rx) step\r\n")
    #expect(read.map(\.input.subject) == [Array("xa".utf8)])
    #expect(read.map(\.entries) == [[.command("step")]])
  }
}
