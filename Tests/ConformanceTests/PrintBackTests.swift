// SPDX-License-Identifier: MIT
// Every pattern that libpcre2 accepts is accepted by the parser, and its tree prints back byte for byte.
// `make corpora CORPORA=folder` sets RXDEBUG_CORPORA to a folder of *.ndjson files; without it the shipped
// cases are taken.

import CaseChecking
import CaseCorpus
import FoundationEssentials
import PCRE2Oracle
import RegexSyntax
import TestThreads
import Testing

@Suite @ComputingTests struct PrintBackTests {
  @Test func acceptedPatternsPrintBack() throws {
    let folder = ProcessInfo.processInfo.environment["RXDEBUG_CORPORA"] ?? Corpus.folder
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".ndjson") && !$0.hasSuffix(".trace.ndjson") }
    var seen: Set<CaseInput> = []
    var (accepted, printed) = (0, 0)
    for file in files.sorted() {
      var reader = try CaseFileReader(path: folder + "/" + file)
      while let result = try reader.nextCase() {
        var input = try result.get().input
        (input.subject, input.matchOptions, input.offset) = ([], [], 0)
        guard seen.insert(input).inserted, isAccepted(input) else { continue }
        accepted += 1
        let tree = try? parsePattern(input.pattern, options: try patternOptions(input))
        if tree?.printed() == input.pattern { printed += 1 }
      }
    }
    print("\(printed) of \(accepted) patterns that libpcre2 accepts print back byte for byte")
    #expect(accepted > 0)
    #expect(printed == accepted)
  }

  private func isAccepted(_ input: CaseInput) -> Bool {
    let options = OracleOptions(
      compile: input.options, newline: input.newline, bsr: input.bsr,
      parensNestLimit: input.parensNestLimit, maxPatternLength: input.maxPatternLength)
    do {
      _ = try OraclePattern(
        pattern: input.pattern, options: options, plain: false, autoCallout: false)
      return true
    } catch {
      return false
    }
  }
}
