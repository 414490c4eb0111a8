// SPDX-License-Identifier: MIT
// What match, trace and step have in common on the command line: a pattern, a subject, options, limits.

import ArgumentParser
import CaseCorpus

/// The options that say what is matched with what.
struct PatternArguments: ParsableArguments {
  @Flag(name: .customShort("i"), help: "CASELESS") var caseless = false
  @Flag(name: .customShort("m"), help: "MULTILINE") var multiline = false
  @Flag(name: .customShort("s"), help: "DOTALL") var dotAll = false
  @Flag(name: .customShort("x"), help: "EXTENDED") var extended = false
  @Flag(name: .customLong("xx"), help: "EXTENDED_MORE") var extendedMore = false
  @Flag(name: .customShort("n"), help: "NO_AUTO_CAPTURE") var noAutoCapture = false
  @Flag(name: .customShort("U"), help: "UNGREEDY") var ungreedy = false
  @Flag(name: .customShort("J"), help: "DUPNAMES") var dupNames = false
  @Flag(name: .customLong("ucp"), help: "UCP") var ucp = false
  @Flag(name: .customLong("bytes"), help: "Match bytes, not UTF-8.") var bytes = false
  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("A PCRE2 option by its name.", valueName: "name"))
  var options: [String] = []
  @Option(help: ArgumentHelp("CR, LF, CRLF, ANY, ANYCRLF or NUL.", valueName: "name"))
  var newline: String?
  @Option(help: ArgumentHelp("UNICODE or ANYCRLF.", valueName: "name")) var bsr: String?
  @Option(help: ArgumentHelp("Where the search starts, in bytes.", valueName: "n"))
  var offset = 0
  @Option(help: ArgumentHelp("Steps before giving up.", valueName: "n"))
  var maxSteps: UInt64 = 100_000_000
  @Option(help: ArgumentHelp("Memory for going back, e.g. 512M.", valueName: "size"))
  var maxMemory = ByteCount(bytes: 1 << 30)
  @Option(
    name: .customShort("e"), parsing: .unconditional,
    help: ArgumentHelp("The pattern.", valueName: "pattern"))
  var pattern: String?
  @Option(
    name: .customShort("f"), parsing: .unconditional,
    help: ArgumentHelp("A file with the pattern.", valueName: "file"))
  var patternFile: String?
  @Option(help: "auto, always or never.") var color = ColorChoice.auto
  @Argument(help: "The pattern, and the subject; - is standard input.")
  var operands: [String] = []

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
      switch try OptionNames.find(option) {
      case .compile(let name): if !compile.contains(name) { compile.append(name) }
      case .match(let name): if !match.contains(name) { match.append(name) }
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
    case (nil, let file?): pattern = try patternText(file)
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

  private func patternText(_ file: String) throws(Failure) -> [UInt8] {
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

/// A number of bytes such as `512M`.
struct ByteCount: ExpressibleByArgument {
  var bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    var digits = argument
    var factor = 1
    if let unit = argument.last, let power = ["K": 10, "M": 20, "G": 30][unit.uppercased()] {
      factor = 1 << power
      digits.removeLast()
    }
    guard let number = Int(digits), number > 0 else { return nil }
    let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    if isTooLarge { return nil }
    self.bytes = bytes
  }

  var defaultValueDescription: String { "\(bytes >> 20)M" }
}
