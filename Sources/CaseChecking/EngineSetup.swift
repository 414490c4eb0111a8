// SPDX-License-Identifier: MIT
// From the words of a case (PCRE2 option names) to a program and match options of our engine.

public import CaseCorpus
public import RegexMachine
public import RegexProgram
public import RegexSyntax

/// Why a case does not get as far as the machine.
public enum SetupError: Error, Hashable, Sendable {
  /// The pattern is refused.
  case pattern(PatternError)
  /// The engine cannot run it yet; the words say what.
  case unsupported(String)
  /// An option name that nobody knows.
  case unknownOption(String)
}

/// Reads compile option names.
///
/// - Throws: `SetupError.unknownOption`
public func compileOptions(_ names: [String]) throws(SetupError) -> CompileOptions {
  var options: CompileOptions = []
  for name in names {
    guard let option = CompileOptions(pcre2Name: name) else { throw .unknownOption(name) }
    options.insert(option)
  }
  return options
}

/// Reads match option names.
///
/// - Throws: `SetupError.unknownOption`
public func matchFlags(_ names: [String]) throws(SetupError) -> MatchFlags {
  var flags: MatchFlags = []
  for name in names {
    guard let flag = MatchFlags(pcre2Name: name) else { throw .unknownOption(name) }
    flags.insert(flag)
  }
  return flags
}

/// Reads the pattern options of a case.
///
/// A newline or `\R` convention that does not exist is passed over, as libpcre2 does.
///
/// - Throws: `SetupError.unknownOption` for an option name.
public func patternOptions(_ input: CaseInput) throws(SetupError) -> PatternOptions {
  var options = PatternOptions(compile: try compileOptions(input.options))
  options.newline = input.newline.flatMap { NewlineConvention(rawValue: $0) } ?? options.newline
  options.bsr = input.bsr.flatMap { BSRConvention(rawValue: $0) } ?? options.bsr
  options.parensNestLimit = input.parensNestLimit ?? options.parensNestLimit
  options.maxPatternLength = input.maxPatternLength
  return options
}

/// Parses and compiles the pattern of a case.
///
/// - Throws: `SetupError`
public func program(for input: CaseInput) throws(SetupError) -> Program {
  try program(pattern: input.pattern, options: patternOptions(input))
}

/// Parses and compiles the pattern of a case to its fast program, which finds the same without steps.
///
/// - Throws: `SetupError`
public func fastProgram(for input: CaseInput) throws(SetupError) -> Program {
  let tree = try tree(pattern: input.pattern, options: patternOptions(input))
  do throws(UnsupportedConstruct) {
    return try compileFast(tree)
  } catch {
    throw .unsupported(error.construct)
  }
}

/// Parses and compiles a pattern.
///
/// - Throws: `SetupError`
public func program(
  pattern: [UInt8], options: PatternOptions
) throws(SetupError) -> Program {
  let tree = try tree(pattern: pattern, options: options)
  do throws(UnsupportedConstruct) {
    return try compileTraced(tree)
  } catch {
    throw .unsupported(error.construct)
  }
}

/// Parses a pattern.
///
/// - Throws: `SetupError.pattern`
func tree(pattern: [UInt8], options: PatternOptions) throws(SetupError) -> Tree {
  do throws(PatternError) {
    return try parsePattern(pattern, options: options)
  } catch {
    throw .pattern(error)
  }
}

/// The match options of a case.
///
/// - Throws: `SetupError`
public func matchOptions(
  _ input: CaseInput, limits: MatchLimits
) throws(SetupError) -> MatchOptions {
  MatchOptions(
    flags: try matchFlags(input.matchOptions), startOffset: input.offset,
    offsetLimit: input.offsetLimit, limits: limits)
}
