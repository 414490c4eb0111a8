// SPDX-License-Identifier: MIT
// What match, trace and step have in common on the command line: a pattern, a subject, options, limits.

import ArgumentParser

/// The options that say what is matched with what.
///
/// Numbers come as text: every further type of value costs the argument parser a search for its
/// conformances at each start (measured: 1 ms for the six types that were here).
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
  var offset: String?
  @Option(help: ArgumentHelp("Steps before giving up.", valueName: "n"))
  var maxSteps: String?
  @Option(help: ArgumentHelp("Memory for going back, e.g. 512M.", valueName: "size"))
  var maxMemory: String?
  @Option(
    name: .customShort("e"), parsing: .unconditional,
    help: ArgumentHelp("The pattern.", valueName: "pattern"))
  var pattern: String?
  @Option(
    name: .customShort("f"), parsing: .unconditional,
    help: ArgumentHelp("A file with the pattern.", valueName: "file"))
  var patternFile: String?
  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when")) var color: String?
  @Argument(help: "The pattern, and the subject; - is standard input.")
  var operands: [String] = []

  /// What was given, as a plain value.
  var choices: PatternChoices {
    PatternChoices(
      operands: operands, caseless: caseless, multiline: multiline, dotAll: dotAll,
      extended: extended, extendedMore: extendedMore, noAutoCapture: noAutoCapture,
      ungreedy: ungreedy, dupNames: dupNames, ucp: ucp, bytes: bytes, options: options,
      newline: newline, bsr: bsr, offset: offset, maxSteps: maxSteps, maxMemory: maxMemory,
      pattern: pattern, patternFile: patternFile, color: color)
  }
}
