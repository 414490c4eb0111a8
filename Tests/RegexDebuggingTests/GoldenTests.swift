// SPDX-License-Identifier: MIT
// Sessions as a user sees them, word for word: fixtures/sessions/*.txt. A file is a list of sessions, each
// with its pattern (one line for each line of the pattern), its subject (`\n`, `\t` and `\x{..}` are read as
// escapes), options by their PCRE2 names, and then commands with what they answer ("json step": as JSON).
//
// RXDEBUG_RECORD=1 rewrites the answers, and fails the run.

import CaseChecking
import RegexDebugging
import RegexSyntax
import Reporting
import Testing

@Suite struct GoldenTests {
  static let files = [
    "readme", "units", "repeats", "assertions", "groups", "lookarounds", "references", "ends",
    "commands", "display", "verbs", "calls",
    "moving", "breakpoints", "misses", "json",
  ]

  @Test(arguments: files) func session(_ name: String) throws {
    let path = "\(packageRoot)/fixtures/sessions/\(name).txt"
    let bytes = try #require(readFile(path), "no file \(path)")
    let before = String(decoding: bytes, as: UTF8.self)
    let after = Transcript(before).replayed()
    if isRecording {
      #expect(writeFile(path, Array(after.utf8)))
      Issue.record(
        "recorded \(name).txt: look at the difference and run again without RXDEBUG_RECORD")
    } else {
      let expected = before.split(separator: "\n", omittingEmptySubsequences: false)
      let found = after.split(separator: "\n", omittingEmptySubsequences: false)
      for (line, (left, right)) in zip(expected, found).enumerated() where left != right {
        Issue.record("\(name).txt:\(line + 1)\nexpected: \(left)\nfound:    \(right)")
        return
      }
      #expect(expected.count == found.count)
    }
  }
}

/// A file of sessions.
struct Transcript {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The same sessions with what they answer now.
  func replayed() -> String {
    var output: [String] = []
    var pattern: [Substring] = []
    var subject: Substring = ""
    var options: Substring = ""
    var commands: [Substring] = []
    func flush() {
      guard !pattern.isEmpty else { return }
      if !options.isEmpty { output.append("options " + options) }
      output += answers(pattern.joined(separator: "\n"), unescaped(subject), options, commands)
      output.append("")
    }
    for line in lines {
      if line.hasPrefix("pattern ") {
        if output.last?.hasPrefix("pattern ") != true || !commands.isEmpty || !subject.isEmpty {
          flush()
          (pattern, subject, options, commands) = ([], "", "", [])
        }
        pattern.append(line.dropFirst(8))
        output.append(String(line))
      } else if line.hasPrefix("subject ") {
        subject = line.dropFirst(8)
        output.append(String(line))
      } else if line.hasPrefix("options ") {
        options = line.dropFirst(8)
      } else if line.hasPrefix("(rx) ") {
        commands.append(line.dropFirst(5))
      } else if line.hasPrefix("//") {
        output.append(String(line))
      }
    }
    flush()
    return output.joined(separator: "\n")
  }

  private func answers(
    _ pattern: String, _ subject: [UInt8], _ names: Substring, _ commands: [Substring]
  ) -> [String] {
    var options: CompileOptions = []
    for name in names.split(separator: " ") {
      guard let option = CompileOptions(pcre2Name: String(name)) else {
        return ["unknown option \(name)"]
      }
      options.insert(option)
    }
    do {
      var session = try Session(
        pattern: Array(pattern.utf8), subject: subject, options: PatternOptions(compile: options))
      session.confirmation = { pair in
        libraryMatches(pair.pattern, pair.subject, pair.options, pair.matchOptions)
      }
      var output = lines(renderText(session.opening()))
      for command in commands {
        output.append("(rx) " + command)
        output += lines(
          command.hasPrefix("json ")
            ? session.sayJSON(String(command.dropFirst(5))) : session.say(String(command)))
      }
      return output
    } catch { return ["error: \(error.description)"] }
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  private func unescaped(_ text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "x"):
        let digits = rest.dropFirst().prefix { $0 != UInt8(ascii: "}") }
        bytes.append(UInt8(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(digits.count + 2)
      default: bytes.append(next)
      }
    }
    return bytes
  }
}
