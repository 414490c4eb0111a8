// SPDX-License-Identifier: MIT
// From the command line to something that runs: pattern and subject as bytes, the program, the options.

import CaseChecking
import CaseCorpus
import PCRE2Oracle
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// A pattern that has been compiled, a subject, and how to match.
struct Query {
  /// Pattern, subject and options by name, for the library.
  let input: CaseInput
  /// The compiled pattern.
  let program: Program
  /// The match options and the limits.
  let options: MatchOptions

  /// Reads and compiles what the command line asks for.
  ///
  /// - Throws: `Failure.input` with everything there is to say.
  init(_ arguments: PatternChoices) throws(Failure) {
    let names = try arguments.names()
    let newline = try OptionNames.word(
      arguments.newline, of: NewlineConvention.allCases.map(\.rawValue), what: "newline")
    let bsr = try OptionNames.word(
      arguments.bsr, of: BSRConvention.allCases.map(\.rawValue), what: "meaning of \\R")
    let texts = try arguments.texts()
    let input = CaseInput(
      pattern: texts.pattern, options: names.compile, subject: texts.subject,
      matchOptions: names.match,
      offset: try Numbers.whole(
        arguments.offset, "--offset", in: 0...(1 << 62), otherwise: 0), newline: newline, bsr: bsr)
    if !arguments.bytes {
      try Self.checkUTF8(input.pattern, "pattern")
      try Self.checkUTF8(input.subject, "subject")
    }
    let limits = MatchLimits(
      steps: UInt64(
        try Numbers.whole(
          arguments.maxSteps, "--max-steps", in: 1...(1 << 62), otherwise: 100_000_000)),
      stackBytes: try Numbers.bytes(arguments.maxMemory, "--max-memory", otherwise: 1 << 30))
    try self.init(input, limits: limits)
  }

  /// Compiles what a case gives the engine.
  ///
  /// - Throws: `Failure.input` with everything there is to say.
  init(
    _ input: CaseInput, limits: MatchLimits = MatchLimits(steps: 100_000_000, stackBytes: 1 << 30)
  ) throws(Failure) {
    self.input = input
    do throws(SetupError) {
      options = try matchOptions(input, limits: limits)
    } catch {
      throw .input(Self.words(for: error, in: input.pattern))
    }
    program = try Self.compile(input)
  }

  /// How texts are shown: bytes that are not meant as characters as numbers.
  var escaping: Escaping { Escaping(showsUnicode: program.isUTF, doublesBackslash: true) }

  /// The fast program of the pattern.
  func fastProgram() throws(Failure) -> Program {
    do throws(UnsupportedConstruct) {
      return try compileFast(program.tree)
    } catch {
      throw .input("\(error)" + Self.excerpt(of: input.pattern, marking: error.span))
    }
  }

  /// A machine that has not run yet.
  func machine() throws(Failure) -> Machine {
    do throws(SubjectError) {
      return try Machine(program: program, subject: input.subject, options: options)
    } catch {
      throw .input("\(error)")
    }
  }

  // MARK: Compiling

  private static func compile(_ input: CaseInput) throws(Failure) -> Program {
    // The library refuses most huge patterns at once, because their compiled form is too large.
    if input.pattern.count > 1 << 16 { try askLibrary(input) }
    let tree: Tree
    do throws(SetupError) {
      let options = try patternOptions(input)
      do throws(PatternError) {
        tree = try parsePattern(input.pattern, options: options)
      } catch {
        throw .pattern(error)
      }
    } catch {
      throw .input(words(for: error, in: input.pattern))
    }
    do throws(UnsupportedConstruct) {
      return try compileTraced(tree)
    } catch {
      throw .input("\(error)" + excerpt(of: input.pattern, marking: error.span))
    }
  }

  private static func askLibrary(_ input: CaseInput) throws(Failure) {
    do throws(OracleError) {
      _ = try OraclePattern(pattern: input.pattern, options: OracleOptions(input))
    } catch .compile(let code, let offset, let message) {
      let span = SourceSpan(offset, min(offset + 1, input.pattern.count))
      throw .input(
        "pattern error \(code) at offset \(offset): \(message)"
          + excerpt(of: input.pattern, marking: span))
    } catch {
      throw .input("\(error)")
    }
  }

  /// Checks that pattern and subject of another match are what its options say.
  static func checkUTF8(_ setup: RunSetup) throws(Failure) {
    guard setup.options.compile.contains(.utf) else { return }
    try checkUTF8(setup.pattern, "second pattern")
    try checkUTF8(setup.subject, "second subject")
  }

  private static func checkUTF8(_ bytes: [UInt8], _ name: String) throws(Failure) {
    guard let fault = firstUTF8Fault(in: bytes) else { return }
    let digits = String(bytes[fault.offset], radix: 16, uppercase: true)
    let byte = digits.utf8.count < 2 ? "0" + digits : digits
    throw .input(
      "the \(name) is not valid UTF-8 at offset \(fault.offset) (byte \(byte))"
        + excerpt(of: bytes, marking: SourceSpan(fault.offset, fault.offset + 1))
        + "\n  Use --bytes to match bytes instead of characters.")
  }

  // MARK: Words

  private static func words(for error: SetupError, in pattern: [UInt8]) -> String {
    switch error {
    case .pattern(let error):
      "pattern error \(error.code) at offset \(error.offset): \(error.message)"
        + excerpt(of: pattern, marking: error.span)
        + (error.hint.isEmpty ? "" : "\n  \(error.hint)")
    case .unsupported(let construct): "not yet supported: \(construct)"
    case .unknownOption(let name): "there is no option \(RawArguments.display(name))"
    }
  }

  /// Why another match cannot be run.
  static func words(for error: SessionError, in pattern: [UInt8]) -> String {
    switch error {
    case .pattern(let error): words(for: SetupError.pattern(error), in: pattern)
    case .unsupported(let words, let start, let end):
      words + excerpt(of: pattern, marking: SourceSpan(start, end))
    case .subject(let error): "\(error)"
    case .replacement, .partialReplacement: "\(error)"
    }
  }

  /// The line of a text that a span is in with a caret below, to be put behind a message.
  static func excerpt(of text: [UInt8], marking span: SourceSpan) -> String {
    // Only the surroundings are looked at: the text may have millions of bytes.
    let reach = 4096
    let start = max(0, span.start - reach)
    let end = min(text.count, span.end + reach)
    guard start <= end else { return "" }
    let part = Array(text[start..<end])
    let excerpt = CaretExcerpt(
      part, marking: SourceSpan(span.start - start, span.end - start), width: 72)
    var line = ""
    if text.count < 1 << 20, text.contains(0x0A) {
      line = ", line \(LineMap(text).place(of: span.start).line)"
    }
    return line + "\n    \(excerpt.text)\n    \(excerpt.marker)"
  }
}
