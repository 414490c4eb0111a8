// SPDX-License-Identifier: MIT
// One case out of many, by its id or its place: for `--debug` and `--explain`.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Reporting

/// A case that was asked for by name.
struct FoundCase {
  /// Where it stands.
  let place: CasePlace
  /// The case.
  let content: Case

  /// Looks for a case.
  ///
  /// - Parameters:
  ///   - name: Its id, or its file and line as in `cases.ndjson:12`.
  ///   - settings: Where it may be; the first case found counts.
  /// - Returns: The case.
  /// - Throws: `Failure.input` if there is none.
  static func find(_ name: String, _ settings: BatchSettings) throws(Failure) -> FoundCase {
    for file in settings.files {
      if let found = try find(name, in: file, settings.format) { return found }
    }
    throw .input("there is no case \(RawArguments.display(name)): take an id or FILE:LINE")
  }

  private static func find(
    _ name: String, in file: String, _ format: CaseFormat?
  ) throws(Failure) -> FoundCase? {
    var found: FoundCase?
    try CorpusFiles.search(file, format: format) { (item, shown) throws(Failure) in
      guard case .found(let placed) = item, let content = try? placed.decoded() else { return true }
      let place = CasePlace(file: shown, line: placed.line)
      guard content.id == name || batchPlace(place) == name else { return true }
      found = FoundCase(place: place, content: content)
      return false
    }
    return found
  }

  /// Tells why the case went as it did.
  func explain(_ settings: BatchSettings) throws(Failure) {
    var verdict = CaseChecker(options: settings.check.options).check(content)
    verdict.id = content.id
    if verdict.expected == nil { verdict.expected = expectationText(content) }
    let record = BatchRecord(place: place, verdict: verdict, input: content.input)
    let explanation = content.kind == .match ? explainCase(content.input) : nil
    var output = Output.standard()
    try output.write(explanationText(record, explanation))
    try output.flush()
    if verdict.kind.isBad { throw .negative }
  }

  /// Opens the case in the stepper.
  func debug() throws {
    guard content.kind == .match else {
      throw Failure.input("\(batchPlace(place)): only compiles a pattern: there are no steps")
    }
    let step = try Step.parse(["", ""])
    try step.open(try Query(content.input))
  }
}
