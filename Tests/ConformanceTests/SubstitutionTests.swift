// SPDX-License-Identifier: MIT
// The cases of fixtures/substitutions: what is recorded, what the machine makes of it, what libpcre2 says.
//
// RXDEBUG_RECORD=1 writes down what libpcre2 says, and fails the run.

import CaseChecking
import CaseCorpus
import FoundationEssentials
import Glibc
import PCRE2Oracle
import RegexMachine
import Testing

@Suite struct SubstitutionTests {
  static let folder =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    + "/fixtures/substitutions/"

  @Test(arguments: ["templates", "case", "searching", "errors"])
  func cases(file: String) throws {
    let path = Self.folder + file + ".ndjson"
    let isRecording = unsafe getenv("RXDEBUG_RECORD") != nil
    var reader = try CaseFileReader(path: path)
    var lines: [UInt8] = []
    while let line = try reader.nextLine()?.get() {
      var item = try SubstitutionCase(json: line.bytes, lineNumber: line.number)
      let place = "\(file).ndjson:\(line.number)"
      let library = try libraryAnswer(item)
      if isRecording {
        item.expected = library
        lines += item.line + [0x0A]
        continue
      }
      #expect(item.line == line.bytes, "\(place) is not in the form that is written")
      #expect(item.expected == library, "\(place): libpcre2")
      let program = try program(for: item.input)
      let ours = answer(to: item, program, try matchOptions(item.input, limits: MatchLimits()))
      #expect(ours == item.expected, "\(place): \(item.label ?? "")")
    }
    if isRecording {
      try String(decoding: lines, as: UTF8.self)
        .write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file).ndjson: run again without RXDEBUG_RECORD")
    }
  }

  private func libraryAnswer(_ item: SubstitutionCase) throws -> SubstitutionAnswer {
    var pattern = try OraclePattern(
      pattern: item.input.pattern, options: OracleOptions(item.input))
    return SubstitutionAnswer(
      try pattern.substitute(
        subject: item.input.subject, replacement: item.replacement, names: item.options,
        options: OracleMatchOptions(item.input, isLimited: false)))
  }
}
