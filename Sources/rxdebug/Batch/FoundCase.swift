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
  ///   - files: Where it may be; the first case found counts.
  /// - Throws: `Failure.input` if there is none.
  static func find(_ name: String, in files: [String]) throws(Failure) -> FoundCase {
    for file in files {
      if let found = try find(name, in: file) { return found }
    }
    throw .input("there is no case \(RawArguments.display(name)): take an id or FILE:LINE")
  }

  private static func find(_ name: String, in file: String) throws(Failure) -> FoundCase? {
    let shown = file == "-" ? "standard input" : RawArguments.display(file)
    let descriptor = file == "-" ? 0 : try InputText.open(file)
    defer { if descriptor > 0 { closeFile(descriptor) } }
    var reader = CaseFileReader(descriptor: descriptor, name: shown)
    do throws(CaseFileError) {
      while let line = try reader.nextCase() {
        guard case .success(let content) = line else { continue }
        let place = CasePlace(file: shown, line: reader.lineNumber)
        if content.id == name || batchPlace(place) == name {
          return FoundCase(place: place, content: content)
        }
      }
    } catch {
      throw .input(error.description)
    }
    return nil
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
