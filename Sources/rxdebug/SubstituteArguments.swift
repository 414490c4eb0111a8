// SPDX-License-Identifier: MIT
// What substitute takes besides a pattern and a text, and step for --replace: how a replacement is read.

import ArgumentParser
import RegexProgram
import RegexSyntax

/// The options of a replacement.
struct ReplacementArguments: ParsableArguments {
  @Flag(name: [.customShort("X"), .long], help: "SUBSTITUTE_EXTENDED")
  var extendedReplacement = false
  @Flag(help: "SUBSTITUTE_LITERAL") var literalReplacement = false
  @Flag(help: "SUBSTITUTE_UNSET_EMPTY") var unsetEmpty = false
  @Flag(help: "SUBSTITUTE_UNKNOWN_UNSET") var unknownUnset = false

  /// What was given, as a plain value.
  var options: SubstituteOptions {
    var options: SubstituteOptions = []
    if extendedReplacement { options.insert(.extended) }
    if literalReplacement { options.insert(.literal) }
    if unsetEmpty { options.insert(.unsetEmpty) }
    if unknownUnset { options.insert(.unknownUnset) }
    return options
  }

  func validate() throws {
    guard !extendedReplacement || !literalReplacement else {
      throw ValidationError("--extended-replacement cannot go with --literal-replacement")
    }
  }
}

extension Query {
  /// Reads a replacement for the pattern.
  ///
  /// - Throws: `Failure.input` if it is not valid UTF-8 though the pattern is.
  func template(
    _ replacement: [UInt8], _ options: SubstituteOptions
  ) throws(Failure) -> ReplacementTemplate {
    do throws(ReplacementError) {
      return try parseReplacement(replacement, options: options, for: program.tree)
    } catch {
      throw .input(Query.words(for: error, in: replacement))
    }
  }

  /// What is wrong with a replacement, where, and what to do.
  static func words(for error: ReplacementError, in replacement: [UInt8]) -> String {
    "replacement error \(error.code) at offset \(error.offset): \(error.message)"
      + excerpt(of: replacement, marking: error.span)
      + (error.hint.isEmpty ? "" : "\n  \(error.hint)")
  }
}
