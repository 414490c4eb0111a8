// SPDX-License-Identifier: MIT
// Suites in TOML for those who read case files of every format.

import CaseCorpus
import CaseSuites
import SourceText

/// The cases and the faults of a suite, and what is left out because of them, in the order of the file.
func suiteItems(_ content: [UInt8], name: String) -> [CaseItem] {
  let suite = Suite(content)
  let cases = suite.cases.map { entry in
    (
      entry.place,
      CaseItem.found(PlacedCase(line: entry.place.line, content: .parsed(entry.given)))
    )
  }
  let faults = suite.errors.map { error in
    let reason = CaseError.Reason.text("\(error.reason)")
    return (
      error.place,
      CaseItem.fault(
        CaseError(line: error.place.line, column: error.place.column, reason: reason))
    )
  }
  let heldBack = suite.heldBack.map { place in
    let reason = "its pattern, or its file, has an error elsewhere"
    return (place, CaseItem.skipped(SkippedCase(line: place.line, reason: reason)))
  }
  return (cases + faults + heldBack).sorted { ($0.0.line, $0.0.column) < ($1.0.line, $1.0.column) }
    .map(\.1)
}
