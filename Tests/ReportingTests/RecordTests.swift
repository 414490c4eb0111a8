// SPDX-License-Identifier: MIT
// Records of a batch run go to JSON and come back the same; what is no record is refused with its place.

import CaseChecking
import CaseCorpus
import Testing

@testable import Reporting

@Suite struct RecordTests {
  @Test func everyKindIsPlanted() throws {
    #expect(Set(try plantedRecords().map(\.verdict.kind)) == Set(CaseVerdict.Kind.allCases))
  }

  @Test func plantedRecordsComeBack() throws {
    #expect(plantedLines.count > 15)
    for text in plantedLines.dropLast() {
      let record = try BatchRecord(json: text)
      #expect(
        String(decoding: line(record), as: UTF8.self) == String(decoding: text, as: UTF8.self))
      #expect(try BatchRecord(json: line(record)) == record)
    }
  }

  @Test func theLastLineIsTheCounts() throws {
    let last = try #require(plantedLines.last)
    guard case .end(let end) = try BatchLine(json: last) else {
      Issue.record("no counts")
      return
    }
    #expect(end.milliseconds == 31_500)
    #expect(end.workers == 2 && end.deaths == 3 && end.files == 3 && !end.isPartial)
  }

  @Test func fieldsOfLaterVersionsArePassedOver() throws {
    let text = #"{"later":[{}],"file":"a","line":1,"verdict":"passed","steps":2}"#
    #expect(try BatchRecord(json: Array(text.utf8)).verdict == CaseVerdict(.passed, steps: 2))
  }

  @Test(arguments: [
    (#"{"file":"a","line":1,"verdict":"passed""#, 39, JSONError.Reason.endOfText),
    (#"{"file":"a","line":1}"#, 0, .missingField("verdict")),
    (#"{"file":7,"line":1,"verdict":"passed"}"#, 8, .expected("a string")),
    (#"{"file":"a","line":0,"verdict":"passed"}"#, 19, .expected("an integer, at least 1")),
    (#"{"file":"a","line":1,"verdict":"fine"}"#, 31, .unknownWord("fine")),
    (#"{"file":"a","line":1,"verdict":"failed","tags":"x"}"#, 47, .expected("an array of strings")),
    (#"{"file":"a","line":1,"line":1,"verdict":"failed"}"#, 21, .duplicateField("line")),
    (#"{"summary":{},"version":2}"#, 0, .unknownWord("version 2")),
    ("[]", 0, .expected("an object")),
  ])
  func faultsHaveAPlace(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
    #expect(throws: JSONError(offset: offset, reason: reason)) {
      _ = try BatchLine(json: Array(text.utf8))
    }
  }
}
