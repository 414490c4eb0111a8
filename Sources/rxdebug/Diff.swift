// SPDX-License-Identifier: MIT
// `rxdebug diff`: two matches side by side, where they part first and why. The first is given as to `match`; the
// second is the same but for what is given for it.
//
//     rxdebug diff 'a+b' 'a*b' xaab                   two patterns
//     rxdebug diff '^b' --subject2 b ab               two subjects
//     rxdebug diff '^b' --options2 m,-s "$text"       two sets of options
//
// Tested in Tests/CommandTests/DiffTests.swift.

import ArgumentParser
import CaseChecking
import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting
import SourceText

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two matches step by step: where they part, and why.")

  @Option(
    name: .customLong("pattern2"), parsing: .unconditional,
    help: ArgumentHelp("The second pattern.", valueName: "pattern"))
  var pattern: String?
  @Option(
    name: .customLong("file2"), parsing: .unconditional,
    help: ArgumentHelp("A file with the second pattern.", valueName: "file"))
  var file: String?
  @Option(
    name: .customLong("subject2"), parsing: .unconditional,
    help: ArgumentHelp("The second subject; - is standard input.", valueName: "subject"))
  var subject: String?
  @Option(
    name: .customLong("options2"), parsing: .unconditional,
    help: ArgumentHelp("Options that the second match has, or with - has not.", valueName: "list"))
  var options: String?
  @Flag(help: "Write one JSON object.") var json = false
  @OptionGroup var arguments: PatternArguments

  func run() throws {
    var choices = arguments.choices
    var settings: [Setting] = []
    if let pattern = try secondPattern(&choices) { settings.append(.pattern(pattern)) }
    if let subject {
      guard subject != "-" || !choices.readsSubjectFromStandardInput else {
        throw Failure.input("both subjects cannot come from standard input")
      }
      settings.append(
        .subject(
          subject == "-" ? try InputText.standardInput() : RawArguments.bytes(of: subject)))
    }
    settings += try secondOptions()
    try compare(try Query(choices), settings)
  }

  // MARK: What differs

  /// Takes the second pattern from the options or from the operands.
  ///
  /// The operand behind the first pattern is a second one if there are three, or if nothing else differs.
  private func secondPattern(_ choices: inout PatternChoices) throws(Failure) -> [UInt8]? {
    switch (pattern, file) {
    case (_?, _?): throw .input("give the second pattern by --pattern2 or by --file2, not by both")
    case (let text?, nil): return RawArguments.bytes(of: text)
    case (nil, let file?): return try PatternChoices.patternText(file)
    case (nil, nil): break
    }
    let index = choices.pattern == nil && choices.patternFile == nil ? 1 : 0
    guard choices.operands.count > index + 1 || (subject == nil && options == nil) else {
      return nil
    }
    guard index < choices.operands.count else {
      throw .input(
        "there is nothing to compare with: give a second pattern, --subject2 or --options2")
    }
    return RawArguments.bytes(of: choices.operands.remove(at: index))
  }

  private func secondOptions() throws(Failure) -> [Setting] {
    var result: [Setting] = []
    for word in (options ?? "").split(whereSeparator: { $0 == "," || $0 == " " }) {
      if let setting = Setting(option: String(word)) {
        result.append(setting)
      } else {
        _ = try OptionNames.find(String(word.drop { $0 == "-" }))
      }
    }
    return result
  }

  // MARK: Comparing

  private func compare(_ query: Query, _ settings: [Setting]) throws {
    let first = RunSetup(
      pattern: query.input.pattern, subject: query.input.subject,
      options: query.program.tree.options, matchOptions: query.options,
      checkpointBytes: 32 << 20)
    var second = first
    for setting in settings { second.apply(setting) }
    try Query.checkUTF8(second)
    guard let difference = try difference(first, second) else { return }
    var output = Output.standard()
    if json {
      try output.write(bytes: renderJSON(difference, first: "first", second: "second"))
    } else {
      try output.line(renderText(difference, first: "first", second: "second"))
    }
    try output.flush()
    switch difference.result {
    case .same: break
    case .limited: throw Failure.limit
    case .parted, .sameSoFar, .unfinished: throw Failure.negative
    }
  }

  private func difference(
    _ first: RunSetup, _ second: RunSetup
  ) throws(Failure) -> RunDifference? {
    do throws(SessionError) {
      return try compareRuns(first, second)
    } catch {
      throw .input("second match: " + Query.words(for: error, in: second.pattern))
    }
  }
}
