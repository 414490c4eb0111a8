// SPDX-License-Identifier: MIT
// A pattern, a subject and how to match them, as the command line gave them: a plain value, so that a command
// without options (`rxdebug match a b`) needs no argument parser, which takes longer than the match.

import CaseCorpus
import RegexDebugging

/// What match, trace and step are asked to work on.
struct PatternChoices {
  var operands: [String]
  var caseless = false
  var multiline = false
  var dotAll = false
  var extended = false
  var extendedMore = false
  var noAutoCapture = false
  var ungreedy = false
  var dupNames = false
  var ucp = false
  var bytes = false
  var options: [String] = []
  var newline: String?
  var bsr: String?
  var offset: String?
  var maxSteps: String?
  var maxMemory: String?
  var pattern: String?
  var patternFile: String?
  var color: String?

  /// Compile option names, from letters and from `-o`; the match option names among them.
  func names() throws(Failure) -> (compile: [String], match: [String]) {
    let letters: [(Bool, String)] = [
      (!bytes, "UTF"), (caseless, "CASELESS"), (multiline, "MULTILINE"), (dotAll, "DOTALL"),
      (extended, "EXTENDED"), (extendedMore, "EXTENDED_MORE"),
      (noAutoCapture, "NO_AUTO_CAPTURE"), (ungreedy, "UNGREEDY"), (dupNames, "DUPNAMES"),
      (ucp, "UCP"),
    ]
    var compile = letters.filter(\.0).map(\.1)
    var match: [String] = []
    for option in options {
      let found = try OptionNames.find(option)
      switch found.kind {
      case .compile: if !compile.contains(found.name) { compile.append(found.name) }
      case .match: if !match.contains(found.name) { match.append(found.name) }
      }
    }
    return (compile, match)
  }

  /// Whether the subject is standard input.
  var readsSubjectFromStandardInput: Bool {
    let subjects = operands.dropFirst(pattern == nil && patternFile == nil ? 1 : 0)
    return subjects.first == nil || subjects.first == "-"
  }

  /// The pattern and the subject.
  func texts() throws(Failure) -> (pattern: [UInt8], subject: [UInt8]) {
    var rest = operands[...]
    let pattern: [UInt8]
    switch (self.pattern, patternFile) {
    case (_?, _?): throw .input("give the pattern by -e or by -f, not by both")
    case (let text?, nil): pattern = RawArguments.bytes(of: text)
    case (nil, let file?): pattern = try Self.patternText(file)
    case (nil, nil):
      guard let first = rest.popFirst() else {
        throw .input("there is no pattern: give one, e.g. rxdebug match 'a+b' aaab")
      }
      pattern = RawArguments.bytes(of: first)
    }
    let subject = rest.popFirst()
    if let extra = rest.first {
      throw .input(
        "unexpected argument \(RawArguments.display(extra)): pattern and subject are there "
          + "already; quote arguments that hold blanks")
    }
    return (pattern, try subjectText(subject))
  }

  /// The pattern in a file, without one newline at its end.
  static func patternText(_ file: String) throws(Failure) -> [UInt8] {
    var text = try InputText.file(file)
    if text.last == 0x0A {
      text.removeLast()
      if text.last == 0x0D { text.removeLast() }
    }
    return text
  }

  private func subjectText(_ argument: String?) throws(Failure) -> [UInt8] {
    if let argument, argument != "-" { return RawArguments.bytes(of: argument) }
    guard patternFile != "-" else {
      throw .input("pattern and subject cannot both come from standard input")
    }
    guard argument != nil || !InputText.isTerminal else {
      throw .input("there is no subject: give one, or - to type it on standard input")
    }
    return try InputText.standardInput()
  }
}
