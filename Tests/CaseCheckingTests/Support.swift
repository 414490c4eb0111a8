// SPDX-License-Identifier: MIT
// Machines and library rows from text.

import CaseChecking
import CaseCorpus
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Compiles a pattern.
func compile(_ pattern: String) throws -> Program {
  try compileTraced(try parsePattern(bytes(pattern)))
}

/// A comparer for a pattern and a subject.
func comparer(_ pattern: String, _ subject: String, window: Int = 1024) throws -> StepComparer {
  StepComparer(
    try Machine(program: compile(pattern), subject: bytes(subject)), window: window)
}

/// The library's steps.
func libraryRows(_ pattern: String, _ subject: String) throws -> [StepRow] {
  var oracle = try OraclePattern(pattern: bytes(pattern), plain: true, autoCallout: true)
  return try oracle.trace(subject: bytes(subject), cap: 100_000).rows.map { StepRow($0.values) }
}

/// The difference that a comparer finds in some rows, in words.
func difference(
  _ pattern: String, _ subject: String, _ rows: [StepRow], window: Int = 1024
) throws -> String? {
  var comparer = try comparer(pattern, subject, window: window)
  var goesOn = true
  for row in rows where goesOn { goesOn = comparer.take(row) }
  if goesOn { comparer.end() }
  return comparer.difference?.description(pattern: bytes(pattern))
}
