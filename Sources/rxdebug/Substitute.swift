// SPDX-License-Identifier: MIT
// `rxdebug substitute`: the new text, and whether libpcre2 makes the same.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting
import SourceText

struct Substitute: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "substitute",
    abstract: "Replace matches, and compare the new text with libpcre2's.")

  @Flag(name: .shortAndLong, help: "Replace all matches.") var all = false
  @Flag(help: "Write the replacements only.") var onlyReplacements = false
  @Flag(help: "Do not ask libpcre2.") var noCheck = false
  @Flag(help: "Write one JSON object.") var json = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A file with the replacement.", valueName: "file"))
  var replacementFile: String?
  @OptionGroup var replacement: ReplacementArguments
  @OptionGroup var arguments: PatternArguments

  func run() throws {
    var choices = arguments.choices
    let text = try takeReplacement(&choices)
    var options = replacement.options
    if all { options.insert(.global) }
    if onlyReplacements { options.insert(.replacementOnly) }
    let query = try Query(choices)
    let template = try query.template(text, options)
    let report = SubstituteReport(
      query: query, template: template,
      result: RegexMachine.substitute(
        template, query.program, in: query.input.subject, options: query.options),
      asksLibrary: !noCheck)
    try report.write(json: json)
  }

  /// The replacement: from its file, or the operand behind the pattern.
  private func takeReplacement(_ choices: inout PatternChoices) throws(Failure) -> [UInt8] {
    if let replacementFile {
      guard !choices.readsSubjectFromStandardInput || replacementFile != "-" else {
        throw .input("replacement and subject cannot both come from standard input")
      }
      var text = try InputText.file(replacementFile)
      if text.last == 0x0A { text.removeLast() }
      return text
    }
    let place = choices.pattern == nil && choices.patternFile == nil ? 1 : 0
    guard choices.operands.count > place else {
      throw .input(
        choices.operands.count < place
          ? "there is no pattern: give one, e.g. rxdebug substitute 'a+' b aaac"
          : "there is no replacement: give one behind the pattern")
    }
    return RawArguments.bytes(of: choices.operands.remove(at: place))
  }
}

/// What came of a substitution, ready to be written.
struct SubstituteReport {
  let query: Query
  let template: ReplacementTemplate
  let result: SubstitutionResult
  let asksLibrary: Bool

  /// Writes the new text to standard output, and to standard error what went wrong.
  ///
  /// - Throws: `Failure` for everything but a text with something replaced.
  func write(json: Bool) throws(Failure) {
    let opinion = asksLibrary ? try LibraryOpinion(query, template, result) : nil
    if result.error == nil {
      var output = Output.standard()
      if json {
        try output.write(bytes: self.json(opinion))
      } else if isatty(STDOUT_FILENO) == 1 {
        try output.line(shownText)
      } else {
        try output.write(bytes: result.text)
      }
      try output.flush()
    }
    if let opinion, !opinion.agrees {
      try tell("rxdebug: \(opinion.text)")
      throw .negative
    }
    if !json, result.error == nil, isatty(STDERR_FILENO) == 1 { try summarise(opinion) }
    try fail()
  }

  private func fail() throws(Failure) {
    switch result.error {
    case nil: if result.replacements.isEmpty { throw .negative }
    case .replacement(let error):
      throw .input(Query.words(for: error, in: template.source) + matchWords)
    case .limit(let limit):
      try tell("rxdebug: \(limitWords(limit))\(matchWords)")
      throw .limit
    case let error?: throw .input("\(error)\(matchWords)")
    }
  }

  /// At which match an error came, where that is not the first.
  private var matchWords: String {
    let count = result.replacements.count
    return count == 0 ? "" : "\n  (behind \(count) \(count == 1 ? "replacement" : "replacements"))"
  }

  private func limitWords(_ limit: Limit) -> String {
    switch limit {
    case .steps: "gave up: raise the limit with --max-steps"
    case .memory: "gave up: out of memory for going back; raise the limit with --max-memory"
    case .depth: "gave up: calls are nested too deep"
    }
  }

  /// The new text for a terminal: lines stay lines, nothing else acts on it.
  private var shownText: String {
    let escaping = Escaping(showsUnicode: query.program.isUTF)
    var lines = result.text.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true, lines.count > 1 { lines.removeLast() }
    return lines.map { escaping.display(Array($0)) }.joined(separator: "\n")
  }

  private func summarise(_ opinion: LibraryOpinion?) throws(Failure) {
    let count = result.replacements.count
    try tell(
      "\(count) \(count == 1 ? "replacement" : "replacements"), "
        + stepCount(Int(clamping: result.steps)))
    if let opinion { try tell(opinion.text) }
  }

  /// Writes a line to standard error.
  private func tell(_ text: String) throws(Failure) {
    var errors = Output.error()
    try errors.line(text)
    try errors.flush()
  }

  // MARK: JSON

  private func json(_ opinion: LibraryOpinion?) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("result")
      writer.string(result.replacements.isEmpty ? "nomatch" : "replaced")
      write(result.text, "text", "text_b64", to: &writer)
      writer.name("replacements")
      writer.array { for replacement in result.replacements { write(replacement, to: &$0) } }
      writer.name("steps")
      writer.integer(Int(clamping: result.steps))
      guard let opinion else { return }
      writer.name("libpcre2")
      writer.object { writer in
        writer.name("version")
        writer.string(LibraryCheck.version)
        writer.name("agrees")
        writer.bool(opinion.agrees)
        writer.name("text")
        writer.string(opinion.text)
      }
    }
    writer.endLine()
    return writer.bytes
  }

  private func write(_ replacement: Replacement, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("captures")
      writer.array { writer in
        for capture in replacement.captures {
          guard let capture else {
            writer.null()
            continue
          }
          writer.array {
            $0.integer(capture.start)
            $0.integer(capture.end)
          }
        }
      }
      writer.name("start")
      writer.integer(replacement.output.lowerBound)
      writer.name("end")
      writer.integer(replacement.output.upperBound)
      write(Array(result.text[replacement.output]), "text", "text_b64", to: &writer)
    }
  }

  private func write(
    _ bytes: [UInt8], _ name: StaticString, _ base64Name: StaticString,
    to writer: inout JSONWriter
  ) {
    let isText = firstUTF8Fault(in: bytes) == nil
    writer.name(isText ? name : base64Name)
    writer.string(utf8: isText ? bytes : Base64.encode(bytes))
  }
}

/// What libpcre2 makes of the same substitution.
struct LibraryOpinion {
  /// Whether nothing differs.
  let agrees: Bool
  /// The opinion as one sentence without a full stop.
  let text: String

  init(
    _ query: Query, _ template: ReplacementTemplate, _ result: SubstitutionResult
  ) throws(Failure) {
    let theirs: OracleSubstitution
    // Without its optimisations, as for `match`: they can hide an error that a search would meet.
    do throws(OracleError) {
      var pattern = try OraclePattern(
        pattern: query.input.pattern, options: OracleOptions(query.input), plain: true)
      theirs = try pattern.substitute(
        subject: query.input.subject, replacement: template.source,
        names: template.options.pcre2Names,
        options: OracleMatchOptions(query.input, isLimited: true))
    } catch {
      throw .input("libpcre2: \(error)")
    }
    let name = "libpcre2 \(LibraryCheck.version)"
    // Its limits are others than ours: then there is nothing to compare.
    let isLimit = [-47, -53, -63].contains(theirs.rc)
    guard let ours = SubstitutionAnswer(result), !isLimit else {
      agrees = true
      text = "\(name) was not compared: a limit was reached"
      return
    }
    let expected = SubstitutionAnswer(theirs)
    agrees = ours == expected
    text =
      agrees
      ? "\(name) agrees: \(result.error == nil ? "same text" : "same error")"
      : "\(name) differs: it has \(expected), rxdebug has \(ours)"
  }
}
