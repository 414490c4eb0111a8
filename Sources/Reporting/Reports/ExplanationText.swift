// SPDX-License-Identifier: MIT
// One case for a person who asks why it went as it did: what it expects and what came out, the steps, and how
// near the search came where there is no match.
//
// Tested in Tests/CommandTests/BatchChoiceTests.swift.

/// Tells all that is known of a case.
///
/// - Parameters:
///   - record: The case and its verdict.
///   - explanation: What running it again has shown; nil if the engine refuses it.
/// - Returns: Lines, each with its end.
public func explanationText(_ record: BatchRecord, _ explanation: CaseExplanation?) -> String {
  var text = TextReport.entry(CaseText(record))
  guard let explanation else { return text }
  let count = explanation.total == 1 ? "1 step" : "\(explanation.total) steps"
  text += TextReport.line("search", count + (explanation.isCut ? ", and was given up there" : ""))
  for (index, line) in explanation.why.enumerated() {
    text += TextReport.line(index == 0 ? "why" : "", line)
  }
  return text
}
